use super::catalogue::Entry;

const fn entry(
    code: &'static str,
    status: u16,
    chinese: &'static str,
    english: &'static str,
) -> Entry {
    Entry { code, status, chinese, english }
}

/// Every code, by area.
#[rustfmt::skip]
pub const ALL: &[Entry] = &[
    entry("input.invalid", 422, "有欄位填寫不正確，請依各欄位的說明修正後再送出。", "Some fields are not right. Mend them as each one says and send again."),
    entry("input.malformed", 422, "送出的資料無法讀取，請重新整理頁面後再試一次。", "What was sent cannot be read. Reload the page and try again."),
    entry("input.too_large", 413, "送出的資料太大，請減少內容後再送出。", "What was sent is too large. Send less."),
    entry("not_found", 404, "找不到這項資料，請回到列表重新選擇。", "There is no such thing here. Go back to the list and choose again."),
    entry("method_not_allowed", 405, "此網址不接受這個動作。", "This address does not take that method."),
    entry("forbidden", 403, "您的身分不能進行這個動作；若有需要，請洽校管理者。", "Your role does not allow this. Ask your school's administrator if you need it."),
    entry("conflict", 409, "資料已被更新，請重新整理後再修改一次。", "It has changed meanwhile. Reload and make your change again."),
    entry("too_many_requests", 429, "目前使用的人很多，您的資料沒有遺失，請稍候再試。", "Very many people are here just now. Nothing is lost; try again in a moment."),
    entry("unavailable", 503, "系統忙碌中，您的資料沒有遺失，請稍候再試。", "The system is busy. Nothing is lost; try again in a moment."),

    entry("session.required", 401, "請先登入。", "Sign in first."),
    entry("session.refused", 401, "帳號或密碼不正確。", "The user name or password is not right."),
    entry("session.locked", 429, "登入失敗次數過多，請稍後再試。", "Too many failed attempts. Try again later."),
    entry("session.activation_required", 403, "請先更換帳號及密碼。", "Choose a new user name and password first."),
    entry("session.activation_closed", 403, "初次登入期限已過，請向校管理者領取新的啟用碼。", "The time for the first sign-in is over. Ask your school's administrator for a new activation code."),
    entry("session.already_activated", 409, "這個帳號已完成開通，請以新帳號登入。", "This account is already activated. Sign in with the new user name."),
    entry("account.password_wrong", 422, "目前的密碼不正確。", "The current password is not right."),
    entry("session.origin_refused", 403, "請從本系統的網頁操作。", "Use the system's own pages."),

    entry("file.too_large", 413, "檔案超過大小上限，請壓縮或分割後再上傳。", "The file is larger than its kind may be. Compress or split it."),
    entry("file.type_not_allowed", 422, "不接受這種檔案類型，請改用說明中列出的類型。", "This type of file is not taken here. Use one of the listed types."),
    entry("file.type_mismatch", 422, "檔案內容與所選的類型不符，請確認檔案後重新上傳；空間已退還。", "The file is not what it claims to be. Check it and upload again; the space is free again."),
    entry("file.not_uploaded", 409, "檔案尚未上傳完成，請稍候再確認，或重新上傳。", "The file has not arrived yet. Wait and confirm again, or upload it again."),
    entry("file.in_use", 409, "這個檔案正被使用，請先從該項目移除後再刪除。", "The file is in use. Take it out of that item first."),
    entry("file.locked", 409, "這個檔案已隨提交名冊鎖定，不能刪除。", "The file is held by a submission and cannot be deleted."),
    entry("file.unusable", 422, "所選的檔案不存在、尚未上傳完成或用途不符，請重新選擇。", "The chosen file does not exist, has not arrived or is for another purpose. Choose again."),
    entry("files.too_many_pending", 429, "同時上傳的檔案太多，請等其中一個完成後再試。", "Too many uploads at once. Wait for one to end and try again."),
    entry("quota.exceeded", 409, "使用空間不足，請先刪除不需要的檔案。", "There is not enough space. Delete files that you do not need."),
    entry("upload.expired", 409, "這次上傳已逾時或取消，請重新選擇檔案上傳。", "This upload has ended. Choose the file again."),
    entry("upload.id_reused", 409, "這個上傳編號已用於另一個檔案，請重新選擇檔案上傳。", "This upload id belongs to another file. Choose the file again."),

    entry("window.closed", 409, "目前不在開放期間內。", "This is not open now."),
    entry("outcome.limit_reached", 409, "已達學校設定的件數上限，請先刪除不需要的項目。", "The school's number is reached. Delete one that you do not need."),
    entry("outcome.not_editable", 409, "待認證或已認證的學習成果不能修改；如需修改，請先取回或洽授課教師。", "An outcome that waits for certification or has it cannot be changed."),
    entry("outcome.not_requestable", 409, "這項學習成果目前不能送出認證。", "This outcome cannot be put forward now."),
    entry("outcome.selected", 409, "這項學習成果已被勾選，請先取消勾選。", "This outcome is selected. Take it out of the selection first."),
    entry("certification.not_pending", 409, "這項學習成果目前沒有待認證。", "This outcome does not wait for certification."),
    entry("certification.not_withdrawable", 409, "認證已超過可收回的時間，或該成果已被勾選。", "It is too late to take this back, or the outcome is selected."),
    entry("performance.selected", 409, "這項多元表現已被勾選，請先取消勾選。", "This performance is selected. Take it out of the selection first."),

    entry("selection.too_many", 409, "超過本學年可勾選的件數，請先取消其他項目。", "More than the school year's number. Take others out first."),
    entry("selection.too_many_of_semester", 409, "超過學校設定的單一學期可勾選件數。", "More of one semester than the school allows."),
    entry("selection.not_certified", 409, "只能勾選已通過認證的學習成果。", "Only certified outcomes can be selected."),
    entry("selection.other_year", 409, "只能勾選該學年度的項目。", "Only items of that school year can be selected."),
    entry("selection.locked", 409, "勾選結果已由學校提交鎖定；如需更正，請洽承辦人員。", "The selection is frozen for submission. Ask your school if it must change."),

    entry("submission.not_ready", 409, "預檢仍有問題，請先依預檢的說明處理後再提交。", "The pre-check finds problems. Mend them as it says first."),
    entry("submission.wrong_state", 409, "這一批次目前的狀態不能進行這個動作。", "The batch's state does not allow this."),
    entry("submission.already_open", 409, "同一學年度的名冊已有進行中的批次，請繼續處理該批次。", "There is a batch under way for this year and roster. Go on with that one."),
    entry("receipt.not_utf8", 422, "收訖明細檔不是 UTF-8 編碼，請另存為 CSV UTF-8 後再匯入。", "The receipt is not UTF-8. Save it as CSV UTF-8 and import it again."),
    entry("receipt.header", 422, "收訖明細檔的第一行必須是 data_key,status,reason。", "The receipt's first line must be data_key,status,reason."),
];
