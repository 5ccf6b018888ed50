//! What may be otherwise where something went wrong, and why that is as it should be.

/// A function, and what of its world may differ: parts of a leaf's path.
struct Allowed {
    function: &'static str,
    parts: [&'static str; 2],
}

const fn allowed(function: &'static str, parts: [&'static str; 2]) -> Allowed {
    Allowed { function, parts }
}

/// Everything that may differ.
const ALL: &[Allowed] = &[
    // A receipt says when the file was accepted.
    allowed("files.canary", ["item FIL#", "/receipt/M/signature/S"]),
    allowed("files.promote", ["item FIL#", "/receipt/M/signature/S"]),
    allowed("files.sweep", ["item FIL#", "/receipt/M/signature/S"]),
    // Whose bytes went later is looked at once more later, to find nothing.
    allowed("files.collect", ["item FIL#", "/due"]),
    // A session whose token nobody got is nobody's, and ends by itself.
    allowed("session.sign-in", ["item USR#", " SES#"]),
    allowed("session.activate", ["item USR#", " SES#"]),
    // Whoever got no codes issues again: new codes, for which each account counts up.
    allowed("school.issue-activation-codes", ["item ACC#", "/version/N"]),
    // Whoever asks again hears how far the batch has come meanwhile.
    allowed("central-submissions.freeze", ["answer/", ""]),
    // Whoever begins anew takes the batch over from whoever began before.
    allowed("central-submissions.work", ["item SCH#", "/version/N"]),
    // An upload in parts that was begun and not noted is never completed; the bucket aborts it.
    allowed("central-submissions.work", ["upload portfolio-outbox", ""]),
    // A claim says how often it was taken up, and until when.
    allowed("reminders.send", ["item USR#", " REM#"]),
];

/// Whether a function's difference is one of them.
pub fn is_allowed(function: &str, difference: &str) -> bool {
    ALL.iter()
        .any(|it| it.function == function && it.parts.iter().all(|part| difference.contains(part)))
}

/// Who does not get over one call that went wrong by itself, so that the message comes again: nobody can
/// tell whether a letter went, and parts are put together once.
const COMES_AGAIN: [&str; 2] = ["reminders.send", "central-submissions.work"];

/// Whether the function's work may come again after one call that went wrong.
pub fn may_come_again(function: &str) -> bool {
    COMES_AGAIN.contains(&function)
}
