//! What is stated: one table for each area. The letters are explained in `statement`; the columns
//! are those of `infra/docs/permissions.md`: student, homeroom teacher, course teacher, guidance
//! counsellor, course advisor | outcome submitter, performance submitter, administrator | university,
//! city operator | without a token, with an activation token.

use super::statement::{Row, row};

/// Every route's row.
pub fn all() -> impl Iterator<Item = &'static Row> {
    let areas: [&[Row]; 14] = [
        ACCOUNT,
        CENTRAL_SUBMISSIONS,
        CERTIFICATIONS,
        DIVERSE_PERFORMANCES,
        DOCUMENTS,
        FILES,
        INTEGRITY,
        LEARNING_OUTCOMES,
        REMINDERS,
        SCHOOL,
        SELECTIONS,
        SESSION,
        STUDENT_RECORDS,
        STUDENTS,
    ];
    areas.into_iter().flatten()
}

const ACCOUNT: &[Row] =
    &[row("account.show", "yyyyy yyy yy 1."), row("account.change-password", "yyyyy yyy yy 1.")];

const CENTRAL_SUBMISSIONS: &[Row] = &[
    row("central-submissions.open", "..... yy. .. 1."),
    row("central-submissions.list", "..... yy. .. 1."),
    row("central-submissions.show", "..... yy. .. 1."),
    row("central-submissions.freeze", "..... yy. .. 1."),
    row("central-submissions.items", "..... yy. .. 1."),
    // The batches that are played here are open yet and have no files.
    row("central-submissions.download", "..... ee. .. 1."),
    row("central-submissions.import-receipt", "..... yy. .. 1."),
];

const CERTIFICATIONS: &[Row] = &[
    row("certifications.worklist", ".yyyy ... .. 1."),
    row("certifications.decide", ".nynn ... .. 1."),
    row("certifications.withdraw", ".nynn ... .. 1."),
    row("certifications.substitutions", ".yyyy ... .. 1."),
    row("certifications.phrases", ".yyyy ... .. 1."),
    row("certifications.keep-phrases", ".yyyy ... .. 1."),
];

const DIVERSE_PERFORMANCES: &[Row] = &[
    row("diverse-performances.kinds", "yyyyy yyy yy yy"),
    row("diverse-performances.create", "y.... ... .. 1."),
    row("diverse-performances.list", "yy.yy ... .. 1."),
    row("diverse-performances.show", "yy.yy ... .. 1."),
    row("diverse-performances.update", "y.... ... .. 1."),
    row("diverse-performances.delete", "y.... ... .. 1."),
];

const DOCUMENTS: &[Row] =
    &[row("documents.list", "yyyyy yyy yy yy"), row("documents.change", "..... ... .y 1.")];

const FILES: &[Row] = &[
    row("files.reserve", "yyyyy yy. .. 1."),
    row("files.confirm", "yyyyy yyn nn 1.").unknown_to_colleagues(),
    row("files.list", "yyyyy yyy yy 1."),
    row("files.download", "yyyyy nnn nn 1."),
    row("files.delete", "yyyyy yyn nn 1.").unknown_to_colleagues(),
    row("files.receipt-keys", "yyyyy yyy yy yy"),
];

const INTEGRITY: &[Row] = &[
    row("integrity.list-reports", "..... ... .y 1."),
    row("integrity.show-report", "..... ... .y 1."),
    row("integrity.acknowledge", "..... ... .y 1."),
    row("integrity.affected-students", "..... ..y .y 1."),
];

const LEARNING_OUTCOMES: &[Row] = &[
    row("learning-outcomes.create", "y.... ... .. 1."),
    row("learning-outcomes.list", "yy.yy ... .. 1."),
    row("learning-outcomes.show", "yyyyy ... .. 1."),
    row("learning-outcomes.update", "y.... ... .. 1."),
    row("learning-outcomes.delete", "y.... ... .. 1."),
    row("learning-outcomes.request-certification", "y.... ... .. 1."),
    row("learning-outcomes.take-back", "y.... ... .. 1."),
];

const REMINDERS: &[Row] = &[
    row("reminders.show-mail", "yyyyy yyy .. 1."),
    row("reminders.choose-mail", "yyyyy yyy .. 1."),
];

const SCHOOL: &[Row] = &[
    row("school.show-settings", "..... yyy .. 1."),
    row("school.change-settings", "..... ..y .. 1."),
    row("school.settings-history", "..... yyy .. 1."),
    row("school.show-windows", "yyyyy yyy .. 1."),
    row("school.change-window", "..... ..y .. 1."),
    row("school.window-history", "..... yyy .. 1."),
    row("school.show-classes", ".y.yy yyy .. 1."),
    row("school.show-class-students", ".y.yy aaa .. 1."),
    row("school.show-staff", "..... ..y .. 1."),
    row("school.issue-activation-codes", "..... ..y .. 1."),
    row("school.selection-progress", ".y.yy yya .. 1."),
    row("school.report-problem", "yyyyy yyy .. 1."),
    row("school.problem-reports", "..... ..y .. 1."),
    row("school.settle-problem-report", "..... ..y .. 1."),
];

const SELECTIONS: &[Row] = &[
    row("selections.show-outcomes", "yy.yy ... .. 1."),
    row("selections.put-outcomes", "y.... ... .. 1."),
    row("selections.show-performances", "yy.yy ... .. 1."),
    row("selections.put-performances", "y.... ... .. 1."),
];

const SESSION: &[Row] = &[
    row("session.sign-in", "yyyyy yyy yy yy"),
    row("session.activate", "ddddd ddd dd 1y"),
    row("session.refresh", "yyyyy yyy yy cc"),
    row("session.sign-out", "yyyyy yyy yy yy"),
];

const STUDENT_RECORDS: &[Row] = &[row("student-records.courses", "yy.yy ... .. 1.")];

const STUDENTS: &[Row] =
    &[row("students.dashboard", "yy.yy ... .. 1."), row("students.submissions", "yy.yy ... .. 1.")];
