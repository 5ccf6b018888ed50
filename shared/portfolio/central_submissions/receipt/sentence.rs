use super::LineCode;

impl LineCode {
    /// What a clerk of the school is told, in 中文: what is wrong with the line, and what to do.
    ///
    /// ```
    /// use portfolio::central_submissions::LineCode;
    /// assert!(LineCode::Status.sentence().contains("received"));
    /// ```
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Columns => "這一行不是三個欄位，請檢查逗號與引號。",
            Self::LineBreak => "欄位中有換行，可能少了引號而與下一行相連，請修正後重新匯入。",
            Self::DataKey => "資料識別碼的格式不對，請照系統產生的識別碼填寫。",
            Self::Status => "狀態只能是 received 或 rejected，請修正後重新匯入。",
            Self::Duplicate => "與前面某一行相同，以前面那一行為準，不必處理。",
            Self::Conflict => "同一個識別碼的幾行互相矛盾，全部不採用，請查明後重新匯入。",
        }
    }

    /// The same in English.
    pub fn sentence_en(self) -> &'static str {
        match self {
            Self::Columns => {
                "This line does not have three fields; check commas and quotation marks."
            }
            Self::LineBreak => {
                "A field has a line break: a quotation mark may be missing. Correct it and import again."
            }
            Self::DataKey => "This is not the form of a data key; write it as the system made it.",
            Self::Status => {
                "The status is neither received nor rejected. Correct it and import again."
            }
            Self::Duplicate => "An earlier line says the same and counts; nothing to do.",
            Self::Conflict => {
                "Lines of the same key contradict each other and none of them counts. Find out which is right and import again."
            }
        }
    }
}
