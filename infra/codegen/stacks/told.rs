use runtime::Function;
use serde_json::{Value, json};

use crate::template::{
    Sheet,
    alarms::ALARM,
    intrinsic::{reference, sub},
};

/// A line of a function's log that an alarm listens to.
struct Told {
    function: &'static str,
    /// What the resources are called, after the function's.
    name: &'static str,
    /// The line.
    message: &'static str,
    /// What it means.
    meaning: &'static str,
    /// Whether it is the silence that alarms, after so many hours.
    silent_h: Option<u32>,
}

/// Every line that an alarm listens to. Functions say them in these words.
const TOLD: [Told; 3] = [
    Told {
        function: "integrity.compare",
        name: "Report",
        message: "the integrity report is signed",
        meaning: "No integrity report was signed for 26 hours.",
        silent_h: Some(26),
    },
    Told {
        function: "integrity.compare",
        name: "Difference",
        message: "the nightly comparison found differences",
        meaning: "Files, rows or settings are not what they should be. See the runbook: integrity.",
        silent_h: None,
    },
    Told {
        function: "integrity.survey",
        name: "Unread",
        message: "an integrity report was not acknowledged by two people",
        meaning: "Nobody, or only one person, has acknowledged the last integrity report.",
        silent_h: None,
    },
];

const HOUR_S: u32 = 3600;

/// Adds what listens to the function's log.
pub fn add(sheet: &mut Sheet, function: &Function) {
    for told in TOLD.iter().filter(|told| told.function == function.name) {
        let (resource, name) = (function.resource(), told.name);
        let metric = format!("{resource}{name}");
        sheet.resource(
            &format!("{metric}Lines"),
            "AWS::Logs::MetricFilter",
            json!({
                "LogGroupName": reference(&format!("{resource}Log")),
                "FilterPattern": format!("{{ $.message = \"{}\" }}", told.message),
                "MetricTransformations": [{
                    "MetricNamespace": sub("${Prefix}"),
                    "MetricName": metric,
                    "MetricValue": "1",
                }],
            }),
        );
        sheet.resource(&format!("{metric}Alarm"), ALARM, alarm(told, &metric));
    }
}

fn alarm(told: &Told, metric: &str) -> Value {
    let (hours, comparison, missing) = match told.silent_h {
        Some(hours) => (hours, "LessThanThreshold", "breaching"),
        None => (1, "GreaterThanOrEqualToThreshold", "notBreaching"),
    };
    json!({
        "AlarmDescription": told.meaning,
        "Namespace": sub("${Prefix}"),
        "MetricName": metric,
        "Statistic": "Sum",
        "Period": HOUR_S,
        "EvaluationPeriods": hours,
        "DatapointsToAlarm": hours,
        "Threshold": 1,
        "ComparisonOperator": comparison,
        "TreatMissingData": missing,
        "AlarmActions": [reference("AlarmTopic")],
    })
}
