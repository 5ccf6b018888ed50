//! Themes of 資訊科技, of data in the electives, of 地球科學 and of inquiry across the sciences.

use super::theme::{Figure, KeptAs, Theme};

pub(super) const THEMES: &[Theme] = &[
    Theme {
        field: "資訊科技",
        title: "以 Python 製作{}",
        focuses: ["記帳小幫手", "單字卡測驗", "班級值日排班表", "公車到站查詢"],
        description: "用 Python 撰寫{}，以函式拆解功能、處理例外輸入，並請五位同學試用後改版。",
        finding: "試用者最常輸入空白而使{}中斷，加上輸入檢查後錯誤回報由九次降為一次。",
        figure: Figure {
            caption: "各版本的錯誤回報（次）",
            points: &[("一版", 9.0), ("二版", 4.0), ("三版", 1.0)],
        },
        kept_as: KeptAs::Report,
    },
    Theme {
        field: "資訊科技",
        title: "{}演算法的視覺化比較",
        focuses: ["排序", "最短路徑", "搜尋", "迷宮生成"],
        description: "實作兩種{}演算法並製成動畫，量測不同資料量的步數，說明時間複雜度的意義。",
        finding: "資料量一百筆以下兩種{}方法差異不大，一萬筆時步數相差超過百倍。",
        figure: Figure {
            caption: "資料量與步數（千步）",
            points: &[("一百", 0.7), ("一千", 10.0), ("五千", 61.0), ("一萬", 133.0)],
        },
        kept_as: KeptAs::ReportWithClip,
    },
    Theme {
        field: "資訊科技",
        title: "微控制板{}",
        focuses: ["自動澆水器", "教室噪音計", "智慧垃圾桶", "久坐提醒器"],
        description: "以微控制板與感測器製作{}，畫出電路與流程圖，記錄三次失敗與修正過程。",
        finding: "{}的感測值會飄移，改取十次平均並設定兩段門檻後不再反覆開關。",
        figure: Figure {
            caption: "每小時誤動作（次）",
            points: &[("單次讀值", 14.0), ("五次平均", 5.0), ("十次平均", 1.0)],
        },
        kept_as: KeptAs::Photograph,
    },
    Theme {
        field: "資訊科技",
        title: "訓練模型辨識{}",
        focuses: ["手語數字", "校園植物", "資源回收分類", "手寫注音"],
        description: "自行拍攝資料訓練影像分類模型辨識{}，檢視混淆矩陣並討論資料偏誤。",
        finding: "{}模型在同一背景下準確率很高，換到走廊光線便下降，補拍背景後才回升。",
        figure: Figure {
            caption: "三次訓練的準確率（%）",
            points: &[("原始", 71.0), ("增加張數", 82.0), ("更換背景", 91.0)],
        },
        kept_as: KeptAs::Chart,
    },
    Theme {
        field: "資訊科技",
        title: "{}網頁的無障礙改版",
        focuses: ["社團招生", "班級公告", "圖書館導覽", "校慶活動"],
        description: "以無障礙檢測清單檢視{}網頁，改善對比、標題層次與替代文字並重新測試。",
        finding: "{}網頁改版後只用鍵盤就能完成所有操作，螢幕報讀的順序也與畫面一致。",
        figure: Figure {
            caption: "檢測問題數（項）",
            points: &[("改版前", 23.0), ("第一輪", 8.0), ("第二輪", 2.0)],
        },
        kept_as: KeptAs::Report,
    },
    Theme {
        field: "資料視覺化",
        title: "{}開放資料儀表板",
        focuses: ["空氣品質", "交通事故", "圖書借閱", "自來水用量"],
        description: "下載{}開放資料，清理缺值後製作互動圖表，說明選用圖形與色彩的理由。",
        finding: "{}資料約有百分之四的缺值，若直接補零會讓月平均明顯偏低，改以空白呈現。",
        figure: Figure {
            caption: "各季平均值（標準化）",
            points: &[("第一季", 62.0), ("第二季", 48.0), ("第三季", 35.0), ("第四季", 57.0)],
        },
        kept_as: KeptAs::Chart,
    },
    Theme {
        field: "地球科學",
        title: "自製{}與校園觀測",
        focuses: ["雨量筒", "簡易日晷", "毛髮溼度計", "風向袋"],
        description: "以回收材料製作{}，連續觀測三週，和鄰近氣象站資料比較並校正讀值。",
        finding: "{}的讀值與測站趨勢一致，但低值偏高，經兩點校正後平均誤差減半。",
        figure: Figure {
            caption: "校正前後的平均誤差（%）",
            points: &[("校正前", 18.2), ("單點校正", 11.5), ("兩點校正", 7.9)],
        },
        kept_as: KeptAs::Photograph,
    },
    Theme {
        field: "地球科學",
        title: "{}的模型實驗",
        focuses: ["土石流", "海岸侵蝕", "地層液化", "都市淹水"],
        description: "以砂箱模擬{}，改變坡度與含水量並錄影計時，評估模型與真實尺度的差異。",
        finding: "含水量超過三成後{}突然發生，說明臨界值比坡度更值得監測。",
        figure: Figure {
            caption: "不同含水量的發生時間（秒）",
            points: &[("一成", 95.0), ("二成", 62.0), ("三成", 21.0), ("四成", 9.0)],
        },
        kept_as: KeptAs::ReportWithClip,
    },
    Theme {
        field: "地球科學",
        title: "月相與{}的長期紀錄",
        focuses: ["潮汐高度", "月出時間", "夜空亮度", "月面可見坑洞"],
        description: "連續一個月記錄月相與{}，整理成年曆圖，解釋週期並檢討陰雨天的缺漏。",
        finding: "月相與{}的關係以半月為週期，缺漏的四天以前後資料內插並在圖上標明。",
        figure: Figure {
            caption: "每週有效觀測天數（天）",
            points: &[("第一週", 6.0), ("第二週", 5.0), ("第三週", 7.0), ("第四週", 6.0)],
        },
        kept_as: KeptAs::Chart,
    },
    Theme {
        field: "探究與實作",
        title: "如何讓{}更持久",
        focuses: ["泡泡", "冰塊", "紙飛機滯空", "保溫瓶溫度"],
        description: "從生活現象提問，設計三輪實驗找出使{}更持久的變因，公開發表並回應提問。",
        finding: "第一輪同時改了兩個變因而無法判斷，第二輪起一次只改一項，{}的時間延長近一倍。",
        figure: Figure {
            caption: "三輪實驗的持續時間（秒）",
            points: &[("第一輪", 41.0), ("第二輪", 63.0), ("第三輪", 79.0)],
        },
        kept_as: KeptAs::Report,
    },
    Theme {
        field: "探究與實作",
        title: "{}過濾效果的評估",
        focuses: ["咖啡渣活性碳", "稻殼炭", "砂石層", "絲瓜絡"],
        description: "製作{}濾材，以濁度與導電度評估過濾效果，並計算成本與可重複使用次數。",
        finding: "{}能去除懸浮物，對溶解鹽類幾乎沒有作用，使用五次後效果明顯下降。",
        figure: Figure {
            caption: "過濾後的濁度（NTU）",
            points: &[("原水", 86.0), ("一次", 31.0), ("三次", 38.0), ("五次", 57.0)],
        },
        kept_as: KeptAs::Report,
    },
    Theme {
        field: "探究與實作",
        title: "{}的結構強度競賽紀錄",
        focuses: ["義大利麵橋", "紙箱椅", "冰棒棍塔", "吸管屋架"],
        description: "設計並測試{}，記錄各版本的載重與破壞位置，以受力圖說明改良依據。",
        finding: "{}總在接點先破壞，加強接點比加粗桿件更有效，載重自重比提高到二十倍。",
        figure: Figure {
            caption: "各版本的載重（kg）",
            points: &[("一版", 2.4), ("二版", 4.1), ("三版", 7.6)],
        },
        kept_as: KeptAs::Photograph,
    },
];
