//! The ten kinds of performance with their fields, named and ordered as the rosters do.

/// A kind: its name on the wire, its sheet of the roster, and its fields as (name, 中文欄名).
pub(super) struct Kind {
    pub(super) name: &'static str,
    pub(super) sheet: &'static str,
    pub(super) fields: &'static [(&'static str, &'static str)],
}

pub(super) const KINDS: [Kind; 10] = [
    Kind {
        name: "leadership_post",
        sheet: "幹部經歷暨事蹟",
        fields: &[
            ("organisation", "單位名稱"),
            ("start_date", "開始日期"),
            ("end_date", "結束日期"),
            ("post", "擔任職務"),
            ("description", "內容簡述"),
            ("level", "幹部等級"),
        ],
    },
    Kind {
        name: "competition",
        sheet: "競賽參與",
        fields: &[
            ("name", "競賽名稱"),
            ("event", "項目"),
            ("level", "競賽等級代碼"),
            ("award", "獎項"),
            ("result_date", "結果公布日期"),
            ("description", "內容簡述"),
            ("participation", "團體參與代碼"),
        ],
    },
    Kind {
        name: "licence",
        sheet: "檢定證照",
        fields: &[
            ("licence_code", "證照代碼"),
            ("category", "註1(類別)"),
            ("score", "分數"),
            ("part_results", "分項結果"),
            ("obtained_date", "取得證照日期"),
            ("licence_number", "證照字號"),
            ("test_group", "檢定組別"),
            ("description", "內容簡述"),
        ],
    },
    Kind {
        name: "service_learning",
        sheet: "服務學習",
        fields: &[
            ("name", "服務名稱"),
            ("organisation", "服務單位"),
            ("start_date", "開始日期"),
            ("end_date", "結束日期"),
            ("hours", "時數"),
            ("description", "內容簡述"),
        ],
    },
    Kind {
        name: "flexible_learning",
        sheet: "彈性學習時間",
        fields: &[
            ("category", "類別(種類)代碼"),
            ("name", "內容(開設名稱)"),
            ("organisation", "開設單位"),
            ("semester", "開設學年度學期"),
            ("periods_per_week", "每週節數"),
            ("weeks", "開設週數"),
            ("description", "內容簡述"),
        ],
    },
    Kind {
        name: "group_activity",
        sheet: "團體活動時間",
        fields: &[
            ("category", "類別代碼"),
            ("organisation", "辦理單位"),
            ("name", "團體活動內容名稱"),
            ("semester", "活動學年度學期"),
            ("periods", "節數"),
            ("description", "內容簡述"),
        ],
    },
    Kind {
        name: "workplace_learning",
        sheet: "職場學習",
        fields: &[
            ("category", "類別代碼"),
            ("organisation", "單位"),
            ("job_title", "職稱"),
            ("start_date", "開始日期"),
            ("end_date", "結束日期"),
            ("hours", "時數"),
            ("description", "內容簡述"),
        ],
    },
    Kind {
        name: "creative_work",
        sheet: "作品成果",
        fields: &[("name", "名稱"), ("date", "日期"), ("description", "內容簡述")],
    },
    Kind {
        name: "advanced_course",
        sheet: "大學及技專校院先修課程",
        fields: &[
            ("programme", "計畫專案"),
            ("organisation", "開設單位"),
            ("name", "課程名稱"),
            ("start_date", "開始日期"),
            ("end_date", "結束日期"),
            ("credits", "學分數"),
            ("hours", "總時數"),
            ("description", "內容簡述"),
        ],
    },
    Kind {
        name: "other_activity",
        sheet: "其他多元表現",
        fields: &[
            ("name", "名稱"),
            ("organisation", "主辦單位"),
            ("start_date", "開始日期"),
            ("end_date", "結束日期"),
            ("hours", "時數"),
            ("description", "內容簡述"),
        ],
    },
];
