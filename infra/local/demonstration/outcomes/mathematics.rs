//! Themes of 數學.

use super::theme::{Figure, KeptAs, Theme};

pub(super) const THEMES: &[Theme] = &[
    Theme {
        field: "數學",
        title: "以{}估測校園高度",
        focuses: ["三角測量", "相似形與影長", "自製量角器", "手機傾角計"],
        description: "用{}測量旗桿與教學樓高度，各測五次，分析誤差來源並與工程圖數據比較。",
        finding: "{}的誤差主要來自站立位置，距離拉長到三十公尺後相對誤差降到百分之三以內。",
        figure: Figure {
            caption: "不同距離的相對誤差（%）",
            points: &[("10 公尺", 8.4), ("20 公尺", 4.7), ("30 公尺", 2.9), ("40 公尺", 3.1)],
        },
        kept_as: KeptAs::Report,
    },
    Theme {
        field: "數學",
        title: "{}的數據是否符合常態",
        focuses: ["同學通勤時間", "硬幣投擲次數", "便當重量", "早晨體溫"],
        description: "蒐集{}共六十筆，畫直方圖與盒狀圖，計算標準差並討論離群值該不該刪除。",
        finding: "{}的分布略向右偏，刪去兩個離群值後平均數變動不大，標準差卻少了三成。",
        figure: Figure {
            caption: "各組次數（筆）",
            points: &[("一組", 5.0), ("二組", 13.0), ("三組", 21.0), ("四組", 14.0), ("五組", 7.0)],
        },
        kept_as: KeptAs::Chart,
    },
    Theme {
        field: "數學",
        title: "用指數模型描述{}",
        focuses: ["咖啡冷卻", "手機電量下降", "酵母菌繁殖", "影片點閱成長"],
        description: "記錄{}的變化，分別以一次、二次與指數函數擬合，說明選擇模型的理由與限制。",
        finding: "{}在前半段很接近指數函數，後半段受環境限制而偏離，模型需要加上常數項。",
        figure: Figure {
            caption: "三種模型的平均誤差",
            points: &[("一次", 7.8), ("二次", 3.4), ("指數", 1.6)],
        },
        kept_as: KeptAs::Chart,
    },
    Theme {
        field: "數學",
        title: "{}遊戲的公平性",
        focuses: ["剪刀石頭布五手版", "骰子比大小", "夜市套圈圈", "抽卡保底"],
        description: "用樹狀圖與條件機率計算{}的期望值，再模擬一千次比較理論與實驗結果。",
        finding: "{}看起來公平，期望值卻對莊家有利；模擬一千次後誤差已小於百分之二。",
        figure: Figure {
            caption: "模擬次數與誤差（%）",
            points: &[("50 次", 11.3), ("200 次", 5.2), ("500 次", 3.0), ("1000 次", 1.7)],
        },
        kept_as: KeptAs::Report,
    },
    Theme {
        field: "數學",
        title: "向量在{}中的應用",
        focuses: ["撞球反彈", "無人機航線", "拔河受力", "電腦繪圖陰影"],
        description: "把{}化為平面向量問題，用內積求夾角，並以動態幾何軟體驗證計算。",
        finding: "{}最難的是選座標軸，把軸放在對稱線上之後，式子少了一半。",
        figure: Figure {
            caption: "兩種座標系所需步驟（步）",
            points: &[("任意原點", 14.0), ("對稱軸", 7.0)],
        },
        kept_as: KeptAs::Report,
    },
    Theme {
        field: "數學",
        title: "{}背後的數列",
        focuses: ["分期付款", "疊杯金字塔", "細胞分裂摺紙", "劇場座位"],
        description: "找出{}的遞迴關係並推導一般項，用試算表檢查前二十項，再提出一個推廣問題。",
        finding: "{}的遞迴式比一般項容易理解，但要問第一百項時一般項才真正省力。",
        figure: Figure {
            caption: "前五項",
            points: &[
                ("第一項", 1.0),
                ("第二項", 3.0),
                ("第三項", 6.0),
                ("第四項", 10.0),
                ("第五項", 15.0),
            ],
        },
        kept_as: KeptAs::Report,
    },
];
