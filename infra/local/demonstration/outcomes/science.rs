//! Themes of 物理, 化學, 生物, 地球科學 and 自然科學探究與實作.

use super::theme::{Figure, KeptAs, Theme};

pub(super) const THEMES: &[Theme] = &[
    Theme {
        field: "物理",
        title: "單擺週期與{}的關係",
        focuses: ["擺長", "擺角", "擺錘質量", "空氣阻力面積"],
        description: "控制其他變因，依五個水準改變{}測量單擺週期，以迴歸直線檢驗理論公式。",
        finding: "在小角度內，{}的影響與理論一致；擺角超過三十度時週期已多出百分之二。",
        figure: Figure {
            caption: "五個水準的週期（秒）",
            points: &[("一", 1.10), ("二", 1.27), ("三", 1.42), ("四", 1.55), ("五", 1.68)],
        },
        kept_as: KeptAs::Chart,
    },
    Theme {
        field: "物理",
        title: "手機感測器測量{}",
        focuses: ["電梯加速度", "自由落體", "旋轉木馬向心力", "捷運進站減速"],
        description: "以手機加速規記錄{}，濾除雜訊後積分求速度，與影片逐格分析的結果比較。",
        finding: "{}的加速度圖經五點平均後最清楚，積分十秒以上誤差會累積，需要分段歸零。",
        figure: Figure {
            caption: "兩種方法求得的最大速度（m/s）",
            points: &[("感測器", 2.45), ("影片分析", 2.31)],
        },
        kept_as: KeptAs::ReportWithClip,
    },
    Theme {
        field: "物理",
        title: "{}的駐波與音高",
        focuses: ["吸管排笛", "橡皮筋吉他", "玻璃杯水琴", "空氣柱共鳴管"],
        description: "自製{}，量測長度與頻率的關係，解釋末端校正，並調成一個八度音階。",
        finding: "{}的頻率與長度成反比，但短的一端偏低，加上末端校正後與音準只差十音分。",
        figure: Figure {
            caption: "實測頻率（Hz）",
            points: &[("Do", 262.0), ("Re", 291.0), ("Mi", 331.0), ("Fa", 347.0), ("Sol", 390.0)],
        },
        kept_as: KeptAs::ReportWithSound,
    },
    Theme {
        field: "物理",
        title: "雷射光穿過{}的繞射",
        focuses: ["頭髮", "光碟片", "單狹縫", "絲襪網眼"],
        description: "以紅光雷射照射{}，量亮紋間距反推尺寸，再與顯微鏡測得的數值對照。",
        finding: "由{}的亮紋算出的尺寸與顯微鏡相差百分之六，主要誤差是屏幕沒有垂直光軸。",
        figure: Figure {
            caption: "亮紋間距（mm）",
            points: &[("一公尺", 5.2), ("二公尺", 10.6), ("三公尺", 15.5)],
        },
        kept_as: KeptAs::Report,
    },
    Theme {
        field: "化學",
        title: "{}維生素 C 含量的碘滴定",
        focuses: ["柳橙汁", "檸檬水", "芭樂汁", "市售發泡錠"],
        description: "以碘液滴定{}，比較新鮮、冷藏與室溫放置的含量，並討論終點判斷的誤差。",
        finding: "{}在室溫放三天後維生素 C 約剩六成，冷藏可保留近九成，蓋緊瓶口也有幫助。",
        figure: Figure {
            caption: "放置後的殘留比例（%）",
            points: &[("新鮮", 100.0), ("冷藏一天", 96.0), ("冷藏三天", 89.0), ("室溫三天", 61.0)],
        },
        kept_as: KeptAs::Report,
    },
    Theme {
        field: "化學",
        title: "{}天然指示劑的變色範圍",
        focuses: ["紫高麗菜", "蝶豆花", "洛神花", "紅鳳菜"],
        description: "萃取{}色素，測試 pH 1 至 13 的顏色並拍照取色值，評估作為滴定指示劑的可行性。",
        finding: "{}在中性附近變化最緩，用於強酸強鹼滴定尚可，弱酸滴定則容易超過終點。",
        figure: Figure {
            caption: "各 pH 的色相角（度）",
            points: &[("pH 2", 352.0), ("pH 5", 318.0), ("pH 7", 268.0), ("pH 10", 190.0)],
        },
        kept_as: KeptAs::Photograph,
    },
    Theme {
        field: "化學",
        title: "{}對反應速率的影響",
        focuses: ["溫度", "濃度", "催化劑用量", "顆粒大小"],
        description: "以雙氧水分解為例改變{}，用排水集氣量體積，作圖求初速率並討論碰撞理論。",
        finding: "改變{}後曲線最終體積相同、斜率不同，說明影響的是快慢而不是產量。",
        figure: Figure {
            caption: "初速率（mL/s）",
            points: &[("低", 0.32), ("中", 0.71), ("高", 1.38)],
        },
        kept_as: KeptAs::Chart,
    },
    Theme {
        field: "化學",
        title: "{}電池的電壓與續航",
        focuses: ["檸檬", "馬鈴薯", "鹽水鋁空氣", "醋酸鋅銅"],
        description: "製作{}電池，測量開路電壓與點亮燈泡的時間，比較電極與串並聯的差異。",
        finding: "{}電池的電壓由電極決定，串聯三組才足以點亮燈泡，內電阻是續航的限制。",
        figure: Figure {
            caption: "串聯組數與電壓（V）",
            points: &[("一組", 0.92), ("二組", 1.80), ("三組", 2.66), ("四組", 3.51)],
        },
        kept_as: KeptAs::Report,
    },
    Theme {
        field: "生物",
        title: "校園{}的物候紀錄",
        focuses: ["欒樹", "大花紫薇", "杜鵑", "水黃皮"],
        description: "連續五週觀察校園{}的葉、花、果，拍照記錄並與氣溫、雨量資料比對。",
        finding: "{}的花期在連續降雨後延後約一週，向陽側的枝條總是最先開花。",
        figure: Figure {
            caption: "開花枝條比例（%）",
            points: &[("第一週", 5.0), ("第二週", 28.0), ("第四週", 74.0), ("第五週", 46.0)],
        },
        kept_as: KeptAs::Photograph,
    },
    Theme {
        field: "生物",
        title: "{}對水蚤心跳的影響",
        focuses: ["咖啡因濃度", "水溫", "酒精濃度", "光照強度"],
        description: "顯微錄影計數水蚤心跳，設計不同{}的對照組，並討論活體實驗的倫理。",
        finding: "{}升高時心跳先增後減，超過臨界值後個體靜止，實驗在此停止並換回清水。",
        figure: Figure {
            caption: "每分鐘心跳（次）",
            points: &[("對照", 184.0), ("低", 212.0), ("中", 247.0), ("高", 176.0)],
        },
        kept_as: KeptAs::ReportWithClip,
    },
    Theme {
        field: "生物",
        title: "{}的顯微構造手繪圖譜",
        focuses: ["葉片橫切面", "洋蔥根尖", "口腔上皮", "黑藻"],
        description: "自製{}玻片，手繪並標示比例尺，比較染色前後可辨識的構造與繪圖觀察的差異。",
        finding: "染色後{}的細胞核清楚許多，但動手畫過才發現照片裡忽略的細胞排列規律。",
        figure: Figure {
            caption: "可辨識的構造數（種）",
            points: &[("未染色", 3.0), ("碘液", 5.0), ("亞甲藍", 6.0)],
        },
        kept_as: KeptAs::Photograph,
    },
    Theme {
        field: "生物",
        title: "以樣區法調查{}的多樣性",
        focuses: ["生態池", "操場草地", "校門老牆", "屋頂菜園"],
        description: "在{}設五個樣區記錄物種與數量，計算多樣性指數，提出可行的棲地改善建議。",
        finding: "{}邊緣的物種比中央多一倍，少割草的樣區指數最高，建議分區輪流修剪。",
        figure: Figure {
            caption: "各樣區物種數（種）",
            points: &[
                ("樣區一", 6.0),
                ("樣區二", 9.0),
                ("樣區三", 4.0),
                ("樣區四", 11.0),
                ("樣區五", 8.0),
            ],
        },
        kept_as: KeptAs::Chart,
    },
];
