//! The ten sheets of the roster of diverse performances. Names of sheets and columns and their
//! order are those of the rosters that schools and the central database exchange.
//!
//! Two of the code tables are public: the level of a competition and how it was entered. Of the
//! levels of a post only the numbers 1 to 3 are. The tables of licences and of the categories of
//! flexible learning, group activities and workplaces are not, so those codes are free text.

use super::{
    CODE_CHARACTERS, Choice, Content, Definition, Field, Hint, MAX_CREDITS, MAX_HOURS, MAX_PERIODS,
    MAX_PERIODS_PER_WEEK, MAX_WEEKS, NAME_CHARACTERS, NOTE_CHARACTERS,
};
use crate::settings::DESCRIPTION_CHARACTERS;

const HOURS: Hint = Hint { zh: "小時", en: "hours" };
const PERIODS: Hint = Hint { zh: "節", en: "periods" };
const WEEKS: Hint = Hint { zh: "週", en: "weeks" };
const CREDITS: Hint = Hint { zh: "學分", en: "credits" };

const SCHOOLS_LIST: Hint = Hint {
    zh: "請依學校公布的類別代碼填寫",
    en: "As in the list of category codes that your school gives out",
};
const LICENCE_LIST: Hint = Hint {
    zh: "請依學校公布的證照代碼表填寫",
    en: "As in the table of licence codes that your school gives out",
};

const POST_LEVELS: [Choice; 3] = [
    Choice { value: "1", title: "等級 1", title_en: "Level 1" },
    Choice { value: "2", title: "等級 2", title_en: "Level 2" },
    Choice { value: "3", title: "等級 3", title_en: "Level 3" },
];
const COMPETITION_LEVELS: [Choice; 4] = [
    Choice { value: "1", title: "校級", title_en: "School" },
    Choice { value: "2", title: "縣市級", title_en: "City or county" },
    Choice { value: "3", title: "全國", title_en: "National" },
    Choice { value: "4", title: "國際", title_en: "International" },
];
const PARTICIPATION: [Choice; 2] = [
    Choice { value: "1", title: "個人", title_en: "Alone" },
    Choice { value: "2", title: "團體", title_en: "In a team" },
];

const DESCRIPTION: Field = required(
    "description",
    "內容簡述",
    "Short description",
    Content::Text { max_characters: DESCRIPTION_CHARACTERS, folds_lines: true },
);
const START_DATE: Field = required("start_date", "開始日期", "First day", Content::Date);
const END_DATE: Field = required("end_date", "結束日期", "Last day", Content::Date);
const NAME: Content = Content::Text { max_characters: NAME_CHARACTERS, folds_lines: false };
const NOTE: Content = Content::Text { max_characters: NOTE_CHARACTERS, folds_lines: false };
const CATEGORY: Content = code(SCHOOLS_LIST);

const fn required(
    name: &'static str,
    title: &'static str,
    title_en: &'static str,
    content: Content,
) -> Field {
    Field { name, title, title_en, content, required: true }
}

const fn optional(
    name: &'static str,
    title: &'static str,
    title_en: &'static str,
    content: Content,
) -> Field {
    Field { name, title, title_en, content, required: false }
}

const fn number(max: i64, decimals: u8, unit: Hint) -> Content {
    Content::Number { max, decimals, unit }
}

const fn code(hint: Hint) -> Content {
    Content::Code { max_characters: CODE_CHARACTERS, hint }
}

const fn semester(year_column: &'static str, term_column: &'static str) -> Content {
    Content::Semester { year_column, term_column }
}

pub(super) static LEADERSHIP_POST: Definition = Definition {
    name: "leadership_post",
    sheet: "幹部經歷暨事蹟",
    title_en: "Leadership posts",
    fields: &[
        required("organisation", "單位名稱", "Organisation", NAME),
        START_DATE,
        END_DATE,
        required("post", "擔任職務", "Post held", NOTE),
        DESCRIPTION,
        required("level", "幹部等級", "Level of the post", Content::Choice(&POST_LEVELS)),
    ],
    named_by: &["organisation", "post"],
};

pub(super) static COMPETITION: Definition = Definition {
    name: "competition",
    sheet: "競賽參與",
    title_en: "Competitions",
    fields: &[
        required("name", "競賽名稱", "Competition", NAME),
        optional("event", "項目", "Event", NOTE),
        required("level", "競賽等級代碼", "Level", Content::Choice(&COMPETITION_LEVELS)),
        optional("award", "獎項", "Award", NOTE),
        required("result_date", "結果公布日期", "Day of the result", Content::Date),
        DESCRIPTION,
        required("participation", "團體參與代碼", "Entered", Content::Choice(&PARTICIPATION)),
    ],
    named_by: &["name", "award"],
};

pub(super) static LICENCE: Definition = Definition {
    name: "licence",
    sheet: "檢定證照",
    title_en: "Licences and tests",
    fields: &[
        required("licence_code", "證照代碼", "Licence code", code(LICENCE_LIST)),
        optional("category", "註1(類別)", "Note 1 (category)", NOTE),
        optional("score", "分數", "Score", NOTE),
        optional("part_results", "分項結果", "Results of the parts", NAME),
        required("obtained_date", "取得證照日期", "Obtained on", Content::Date),
        optional("licence_number", "證照字號", "Number of the licence", NOTE),
        optional("test_group", "檢定組別", "Group of the test", NOTE),
        DESCRIPTION,
    ],
    named_by: &["category", "licence_code"],
};

pub(super) static SERVICE_LEARNING: Definition = Definition {
    name: "service_learning",
    sheet: "服務學習",
    title_en: "Service learning",
    fields: &[
        required("name", "服務名稱", "Service", NAME),
        required("organisation", "服務單位", "Organisation", NAME),
        START_DATE,
        END_DATE,
        required("hours", "時數", "Hours", number(MAX_HOURS, 1, HOURS)),
        DESCRIPTION,
    ],
    named_by: &["name"],
};

pub(super) static FLEXIBLE_LEARNING: Definition = Definition {
    name: "flexible_learning",
    sheet: "彈性學習時間",
    title_en: "Flexible learning periods",
    fields: &[
        required("category", "類別(種類)代碼", "Category code", CATEGORY),
        required("name", "內容(開設名稱)", "Content (name of the course)", NAME),
        required("organisation", "開設單位", "Offered by", NAME),
        required("semester", "開設學年度學期", "Semester", semester("開設學年度", "開設學期")),
        required(
            "periods_per_week",
            "每週節數",
            "Periods a week",
            number(MAX_PERIODS_PER_WEEK, 0, PERIODS),
        ),
        required("weeks", "開設週數", "Weeks", number(MAX_WEEKS, 0, WEEKS)),
        DESCRIPTION,
    ],
    named_by: &["name"],
};

pub(super) static GROUP_ACTIVITY: Definition = Definition {
    name: "group_activity",
    sheet: "團體活動時間",
    title_en: "Group activity periods",
    fields: &[
        required("category", "類別代碼", "Category code", CATEGORY),
        required("organisation", "辦理單位", "Organised by", NAME),
        required("name", "團體活動內容名稱", "Activity", NAME),
        required("semester", "活動學年度學期", "Semester", semester("活動學年度", "活動學期")),
        required("periods", "節數", "Periods", number(MAX_PERIODS, 0, PERIODS)),
        DESCRIPTION,
    ],
    named_by: &["name"],
};

pub(super) static WORKPLACE_LEARNING: Definition = Definition {
    name: "workplace_learning",
    sheet: "職場學習",
    title_en: "Workplace learning",
    fields: &[
        required("category", "類別代碼", "Category code", CATEGORY),
        required("organisation", "單位", "Organisation", NAME),
        required("job_title", "職稱", "Job title", NOTE),
        START_DATE,
        END_DATE,
        required("hours", "時數", "Hours", number(MAX_HOURS, 1, HOURS)),
        DESCRIPTION,
    ],
    named_by: &["organisation", "job_title"],
};

pub(super) static CREATIVE_WORK: Definition = Definition {
    name: "creative_work",
    sheet: "作品成果",
    title_en: "Creative work",
    fields: &[
        required("name", "名稱", "Name of the work", NAME),
        required("date", "日期", "Date", Content::Date),
        DESCRIPTION,
    ],
    named_by: &["name"],
};

pub(super) static ADVANCED_COURSE: Definition = Definition {
    name: "advanced_course",
    sheet: "大學及技專校院先修課程",
    title_en: "Advanced courses of universities",
    fields: &[
        optional("programme", "計畫專案", "Programme", NAME),
        required("organisation", "開設單位", "Offered by", NAME),
        required("name", "課程名稱", "Course", NAME),
        START_DATE,
        END_DATE,
        optional("credits", "學分數", "Credits", number(MAX_CREDITS, 1, CREDITS)),
        optional("hours", "總時數", "Hours in all", number(MAX_HOURS, 1, HOURS)),
        DESCRIPTION,
    ],
    named_by: &["name"],
};

pub(super) static OTHER_ACTIVITY: Definition = Definition {
    name: "other_activity",
    sheet: "其他多元表現",
    title_en: "Other activities",
    fields: &[
        required("name", "名稱", "Activity", NAME),
        required("organisation", "主辦單位", "Organised by", NAME),
        START_DATE,
        END_DATE,
        optional("hours", "時數", "Hours", number(MAX_HOURS, 1, HOURS)),
        DESCRIPTION,
    ],
    named_by: &["name"],
};
