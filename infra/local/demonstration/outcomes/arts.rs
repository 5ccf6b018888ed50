//! Themes of 美術, 音樂 and 體育.

use super::theme::{Figure, KeptAs, Theme};

pub(super) const THEMES: &[Theme] = &[
    Theme {
        field: "美術",
        title: "{}系列速寫與創作",
        focuses: ["清晨市場", "雨中街角", "校園老樹", "家人的手"],
        description: "以{}為題完成十張速寫與一件水彩，說明構圖、色調選擇與三次修改的考量。",
        finding: "畫{}時先用三個明度切出大塊面，細節放到最後，畫面比第一張穩定。",
        figure: Figure {
            caption: "十張速寫的平均時間（分鐘）",
            points: &[("前三張", 18.0), ("中四張", 11.0), ("後三張", 7.0)],
        },
        kept_as: KeptAs::Photograph,
    },
    Theme {
        field: "美術",
        title: "{}主題海報設計",
        focuses: ["海洋保育", "反霸凌", "校慶音樂會", "交通安全"],
        description: "為{}設計海報，製作情緒板與三款草稿，依同學的辨識測試調整字級與對比。",
        finding: "{}海報在三公尺外測試時，減少一半文字的版本反而讓更多人記得主題。",
        figure: Figure {
            caption: "三公尺外正確說出主題的人數（人）",
            points: &[("草稿一", 9.0), ("草稿二", 15.0), ("定稿", 24.0)],
        },
        kept_as: KeptAs::Photograph,
    },
    Theme {
        field: "美術",
        title: "{}作品的觀看筆記",
        focuses: ["陳澄波", "莫內", "草間彌生", "席德進"],
        description: "選讀{}三件作品，分析色彩與視線動線，臨摹局部後寫下與第一印象不同的發現。",
        finding: "臨摹{}的局部後才注意到暗部並非黑色，而是互補色層疊的結果。",
        figure: Figure {
            caption: "主要色相占畫面比例（%）",
            points: &[("暖色", 46.0), ("冷色", 33.0), ("無彩色", 21.0)],
        },
        kept_as: KeptAs::Report,
    },
    Theme {
        field: "音樂",
        title: "{}改編與錄音",
        focuses: ["望春風", "丟丟銅仔", "校歌", "月光小夜曲"],
        description: "將{}改編為二部合唱與木箱鼓伴奏，繳交樂譜、錄音與編曲說明。",
        finding: "{}改為二部後副旋律原本太高而蓋過主旋律，移低三度後層次清楚。",
        figure: Figure {
            caption: "各段落小節數（小節）",
            points: &[("前奏", 4.0), ("主歌", 16.0), ("間奏", 4.0), ("尾奏", 6.0)],
        },
        kept_as: KeptAs::ReportWithSound,
    },
    Theme {
        field: "音樂",
        title: "{}聲景採集",
        focuses: ["捷運轉乘站", "清晨公園", "廟口", "校園打掃時間"],
        description: "錄製{}的聲音，分類成地理聲、生物聲與人為聲，剪輯為一分鐘聲景作品。",
        finding: "{}的人為聲占了大半，剪輯時保留一段安靜，聽者才察覺遠處的鳥鳴。",
        figure: Figure {
            caption: "三類聲音的比例（%）",
            points: &[("地理聲", 14.0), ("生物聲", 23.0), ("人為聲", 63.0)],
        },
        kept_as: KeptAs::ReportWithSound,
    },
    Theme {
        field: "音樂",
        title: "{}的曲式聆聽報告",
        focuses: ["卡農", "動物狂歡節", "國王的新衣音樂劇", "歌仔戲七字調"],
        description: "聆聽{}並繪製曲式圖，標示主題再現與配器變化，附現場欣賞或影音出處。",
        finding: "把{}畫成曲式圖後，才聽出主題每次再現時伴奏的密度都不一樣。",
        figure: Figure {
            caption: "主題再現的次數（次）",
            points: &[("主題一", 5.0), ("主題二", 3.0), ("變奏", 4.0)],
        },
        kept_as: KeptAs::Report,
    },
    Theme {
        field: "體育",
        title: "{}動作分析與訓練紀錄",
        focuses: ["羽球高遠球", "籃球罰球", "排球低手接球", "桌球正手拉球"],
        description: "拍攝{}動作與示範影片比對，設定四週訓練目標，以命中率檢核調整。",
        finding: "慢動作顯示{}的重心轉移太晚，修正後第四週命中率比第一週提高兩成。",
        figure: Figure {
            caption: "每週命中率（%）",
            points: &[("第一週", 41.0), ("第二週", 52.0), ("第三週", 58.0), ("第四週", 63.0)],
        },
        kept_as: KeptAs::ReportWithClip,
    },
    Theme {
        field: "體育",
        title: "我的{}體能計畫",
        focuses: ["八百公尺", "核心肌群", "柔軟度", "跳繩"],
        description: "依體適能檢測結果擬定五週{}計畫，每週記錄心率與自覺強度並反思執行困難。",
        finding: "{}計畫第三週因段考中斷，把時間改成每次十五分鐘後反而能持續。",
        figure: Figure {
            caption: "每週完成次數（次）",
            points: &[("一週", 4.0), ("二週", 4.0), ("三週", 1.0), ("四週", 3.0), ("五週", 5.0)],
        },
        kept_as: KeptAs::Chart,
    },
    Theme {
        field: "體育",
        title: "{}賽事的裁判與紀錄實務",
        focuses: ["班際籃球", "大隊接力", "飛盤爭奪", "樂樂棒球"],
        description: "擔任{}裁判與紀錄員，整理規則疑義三則，並以比賽數據分析勝負關鍵。",
        finding: "{}的勝負與失誤次數關係最大，規則疑義事先說明後爭議減少。",
        figure: Figure {
            caption: "各場次的爭議判決（次）",
            points: &[("第一場", 5.0), ("第二場", 3.0), ("第三場", 1.0), ("第四場", 1.0)],
        },
        kept_as: KeptAs::Report,
    },
];
