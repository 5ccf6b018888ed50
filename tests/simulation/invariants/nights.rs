use store::items::IntegrityReport;

use crate::support::World;

/// Nothing was lost and nothing is there that nobody owns: so says every night's comparison, whatever
/// went on while it was made.
pub async fn found_nothing(world: &World) {
    let (partition, prefix) = (IntegrityReport::PARTITION, IntegrityReport::PREFIX);
    let found = world.cloud().table().partition(partition, prefix).await.expect("the table");
    let reports: Vec<IntegrityReport> = found.all(prefix).expect("reports");
    for report in reports.iter().filter_map(|report| report.signed.as_ref()) {
        let report = &report.report;
        assert!(report.is_sound(), "comparison: a difference that is none: {report:?}");
    }
}
