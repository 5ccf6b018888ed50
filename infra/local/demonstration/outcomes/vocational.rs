//! Themes of the departments of mechanics (機械科) and of electrical engineering (電機科).

use super::theme::{Figure, KeptAs, Theme};

pub(super) const THEMES: &[Theme] = &[
    Theme {
        field: "機械",
        title: "{}的三視圖與組合圖",
        focuses: ["小型虎鉗", "千斤頂", "軸承座", "手搖風扇"],
        description: "量測{}實物繪製三視圖與組合圖，標註公差配合，再由同學依圖檢核尺寸。",
        finding: "同學依圖檢核{}時找出兩處漏標的圓角，重畫時先列檢查表便不再遺漏。",
        figure: Figure {
            caption: "各次審圖的缺失（處）",
            points: &[("第一次", 11.0), ("第二次", 4.0), ("第三次", 1.0)],
        },
        kept_as: KeptAs::Report,
    },
    Theme {
        field: "機械",
        title: "車床加工{}的製程紀錄",
        focuses: ["階級軸", "錐度套筒", "螺紋塞規", "偏心輪"],
        description: "記錄{}的加工順序、轉速與進給，量測尺寸誤差並說明刀具磨耗的影響。",
        finding: "{}的最後一刀改用較低進給後表面粗糙度改善，尺寸落在公差中間。",
        figure: Figure {
            caption: "量測尺寸誤差（0.01 mm）",
            points: &[("第一件", 6.0), ("第二件", 4.0), ("第三件", 3.0), ("第四件", 1.0)],
        },
        kept_as: KeptAs::ReportWithClip,
    },
    Theme {
        field: "機械",
        title: "以電腦輔助製圖設計{}",
        focuses: ["手機支架", "齒輪組", "可調式書架", "腳踏車燈座"],
        description: "用參數化建模設計{}，模擬受力並以 3D 列印驗證，整理三版尺寸修改紀錄。",
        finding: "{}第一版卡榫太緊，依列印收縮量放寬零點三公釐後可順利組裝。",
        figure: Figure {
            caption: "卡榫間隙與組裝成功率（%）",
            points: &[("0.1 mm", 20.0), ("0.2 mm", 55.0), ("0.3 mm", 95.0)],
        },
        kept_as: KeptAs::Photograph,
    },
    Theme {
        field: "機械",
        title: "{}銲道品質比較",
        focuses: ["平銲對接", "T 形角銲", "立銲", "薄板疊接"],
        description: "以不同電流完成{}試片，目視與切面檢查熔深，製作銲接參數建議表。",
        finding: "{}電流過高造成銲蝕，過低則熔深不足，建議範圍比課本小且與走速有關。",
        figure: Figure {
            caption: "各電流的熔深（mm）",
            points: &[("80 A", 1.1), ("100 A", 1.8), ("120 A", 2.4), ("140 A", 2.9)],
        },
        kept_as: KeptAs::Photograph,
    },
    Theme {
        field: "機械",
        title: "{}機構的拆解與動作分析",
        focuses: ["縫紉機", "腳踏車變速", "門鎖", "機械鬧鐘"],
        description: "拆解{}，繪製機構簡圖並計算自由度，說明連桿與凸輪如何傳遞運動。",
        finding: "{}的關鍵在一個看似多餘的彈簧，移除後回程無法定位。",
        figure: Figure {
            caption: "機件分類（件）",
            points: &[("連桿", 5.0), ("齒輪", 7.0), ("凸輪", 2.0), ("彈簧", 4.0)],
        },
        kept_as: KeptAs::ReportWithClip,
    },
    Theme {
        field: "電機",
        title: "室內配線實習：{}",
        focuses: ["三路開關", "浴室抽風定時", "樓梯照明", "插座分路"],
        description: "完成{}的單線圖、配線與絕緣量測，記錄檢修流程與一次接錯的原因。",
        finding: "{}第一次不動作，是因為零線接到開關端；依序量測電壓後十分鐘內找到。",
        figure: Figure {
            caption: "三次練習的完成時間（分鐘）",
            points: &[("第一次", 92.0), ("第二次", 70.0), ("第三次", 55.0)],
        },
        kept_as: KeptAs::Photograph,
    },
    Theme {
        field: "電機",
        title: "{}的控制電路設計",
        focuses: ["三相馬達正反轉", "水位自動補給", "交通號誌", "輸送帶計數"],
        description: "以繼電器與可程式控制器分別完成{}，比較接線量、修改彈性與故障排除。",
        finding: "{}改用可程式控制器後接線少了六成，修改時間只需原來的四分之一。",
        figure: Figure {
            caption: "接線數（條）",
            points: &[("繼電器", 38.0), ("可程式控制器", 15.0)],
        },
        kept_as: KeptAs::ReportWithClip,
    },
    Theme {
        field: "電機",
        title: "{}電路的量測與模擬",
        focuses: ["整流濾波", "RC 充放電", "分壓偏壓", "運算放大器"],
        description: "以示波器量測{}電路波形，與模擬軟體結果比較，計算誤差並說明元件公差。",
        finding: "{}電路的實測值比模擬低百分之五，換用公差較小的電阻後降到百分之二。",
        figure: Figure {
            caption: "實測與模擬的電壓（V）",
            points: &[("實測", 4.72), ("模擬", 4.98), ("換元件", 4.88)],
        },
        kept_as: KeptAs::Chart,
    },
    Theme {
        field: "電機",
        title: "校園{}用電調查",
        focuses: ["冷氣", "照明", "飲水機", "電腦教室"],
        description: "以鉤式電表記錄{}一週用電，計算尖離峰差異並提出三項節能建議。",
        finding: "{}在放學後仍有待機耗電，設定定時後每週可省下約一成的用電。",
        figure: Figure {
            caption: "每日用電（kWh）",
            points: &[
                ("週一", 41.0),
                ("週二", 39.0),
                ("週三", 44.0),
                ("週四", 40.0),
                ("週五", 36.0),
            ],
        },
        kept_as: KeptAs::Chart,
    },
    Theme {
        field: "電機",
        title: "專題實作：{}",
        focuses: ["太陽能追日座", "智慧插座", "藍牙遙控車", "停車場車位顯示"],
        description: "分組完成{}，負責電路板焊接與測試，整理材料表、進度甘特圖與改善紀錄。",
        finding: "{}的電源雜訊曾使控制板重啟，加裝電容並分開接地後連續運作八小時。",
        figure: Figure {
            caption: "連續運作時間（小時）",
            points: &[("一版", 0.5), ("二版", 2.0), ("三版", 8.0)],
        },
        kept_as: KeptAs::ReportWithClip,
    },
];
