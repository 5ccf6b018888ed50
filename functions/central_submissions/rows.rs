use portfolio::central_submissions::{
    DataKey, FrozenContent, FrozenFile, FrozenOutcome, FrozenPerformance, FrozenRow, FrozenStudent,
    OutcomeSheet, Scope,
};
use runtime::{Environment, Failure, SchoolKey};
use store::{
    items::{FrozenItem, Profile, RowResult, School, StoredFile, SubmissionBatch},
    objects::object_key,
};

use super::{
    candidates::{Content, SelectedItem},
    identity::{self, Identity},
};

/// The frozen row of an item.
pub fn row(
    scope: &Scope,
    profile: &Profile,
    identity: &Identity,
    item: &SelectedItem,
) -> Result<FrozenRow, Failure> {
    let missing = |what: &str| Failure(format!("{}: no {what}", item.id));
    let student = FrozenStudent {
        account: profile.account,
        id_number: identity.id_number.clone().ok_or(missing("ID number"))?,
        birth_date: identity.birth_date.ok_or(missing("birth date"))?,
        name: profile.name.clone(),
        class_name: Some(profile.class_name.clone()).filter(|class| !class.is_empty()),
        seat: Some(profile.seat).filter(|seat| *seat > 0),
        number: profile.number.clone(),
    };
    Ok(FrozenRow {
        data_key: DataKey::of(scope, item.id),
        item: item.id,
        student,
        content: content(item).ok_or(missing("course record"))?,
        document: item.document.as_ref().map(file).transpose()?,
        media: item.media.as_ref().map(file).transpose()?,
    })
}

fn content(item: &SelectedItem) -> Option<FrozenContent> {
    Some(match &item.content {
        Content::Outcome(outcome, course) => {
            let course = course.as_ref()?;
            FrozenContent::Outcome(FrozenOutcome {
                sheet: OutcomeSheet::Semester,
                semester: outcome.semester,
                course_code: course.code.clone()?,
                course_name: course.name.clone(),
                grade: u8::try_from(course.grade).ok()?,
                credits: f64::from(course.credits),
                description: outcome.description.clone(),
            })
        }
        Content::Performance(performance) => FrozenContent::Performance(FrozenPerformance {
            kind: performance.kind,
            fields: performance.fields.clone(),
            external_url: performance.external_url.clone(),
        }),
    })
}

fn file(row: &StoredFile) -> Result<FrozenFile, Failure> {
    let sha256 = row.sha256.parse().map_err(|_| Failure("a file without a digest".to_owned()))?;
    Ok(FrozenFile {
        file_name: row.name.clone(),
        size: row.size,
        sha256,
        media_type: row.media_type.clone(),
        object_key: object_key(row.file),
    })
}

/// The row as it is kept: what names the person is encrypted.
pub fn seal(
    key: &SchoolKey,
    batch: &SubmissionBatch,
    row: &FrozenRow,
    title: String,
    profile: &Profile,
) -> Result<FrozenItem, Failure> {
    let text = serde_json::to_string(row).map_err(|error| Failure(error.to_string()))?;
    Ok(FrozenItem {
        batch: batch.id,
        data_key: row.data_key.to_string(),
        student: profile.account,
        item_id: row.item.to_string(),
        title,
        student_name: profile.name.clone(),
        student_number: profile.number.clone(),
        class_name: profile.class_name.clone(),
        seat: profile.seat,
        sealed_row: key.seal(&profile.account.to_string(), &text)?,
        result: RowResult::Waiting,
        reason: None,
    })
}

/// All rows of a batch, opened.
pub async fn rows_of(
    env: &Environment,
    batch: &SubmissionBatch,
) -> Result<Vec<FrozenRow>, Failure> {
    let school: Option<School> = env.table().get(&School::at(&batch.school)).await?;
    let school = school.ok_or(Failure("the school has no item".to_owned()))?;
    let key = identity::school_key(env, &school)?;
    let partition = FrozenItem::partition(batch.id);
    let found = env.table().partition(&partition, FrozenItem::PREFIX).await?;
    let items: Vec<FrozenItem> = found.all(FrozenItem::PREFIX)?;
    let open = |item: &FrozenItem| {
        let text = key.open(&item.student.to_string(), &item.sealed_row)?;
        serde_json::from_str(&text).map_err(|_| Failure("a frozen row cannot be read".to_owned()))
    };
    items.iter().map(open).collect()
}
