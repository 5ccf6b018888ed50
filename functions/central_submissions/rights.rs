use portfolio::{
    BatchId, SchoolCode,
    authorization::{Action, Resource},
    selections::Roster,
};
use runtime::{Call, Problem};
use store::items::SubmissionBatch;

/// Whether the caller may send this roster of the school.
pub fn may_submit(call: &Call, school: &SchoolCode, roster: Roster) -> Result<(), Problem> {
    let action = match roster {
        Roster::LearningOutcomes => Action::SubmitOutcomes,
        Roster::DiversePerformances => Action::SubmitPerformances,
    };
    call.authorize(action, &Resource::School(school))
}

/// The batch that the path names, if it is there and the caller may send its roster.
pub async fn batch(call: &Call) -> Result<SubmissionBatch, Problem> {
    let school: SchoolCode = call.path("school")?;
    let id: BatchId = call.path("batch")?;
    let found: Option<SubmissionBatch> =
        call.table().get(&SubmissionBatch::at(&school, id)).await?;
    let batch = found.ok_or(Problem::not_found())?;
    may_submit(call, &school, batch.roster)?;
    Ok(batch)
}
