use runtime::{Function, Trigger};
use serde_json::json;

use super::{role, told, trigger};
use crate::{
    Unwritable,
    template::{
        Sheet,
        alarms::{ALARM, counted},
        intrinsic::{attribute, reference, sub},
    },
};

/// The longest name that Lambda takes.
const LONGEST_NAME: usize = 64;
/// The longest prefix that the main stack takes, with its hyphen.
const LONGEST_PREFIX: usize = 21;
/// Seconds after which API Gateway gives a request up.
const LONGEST_REQUEST_S: u32 = 29;

/// Adds a function and everything of its own.
pub fn add(sheet: &mut Sheet, function: &Function) -> Result<(), Unwritable> {
    check(function)?;
    let resource = function.resource();
    let log = format!("{resource}Log");
    sheet.resource(
        &log,
        "AWS::Logs::LogGroup",
        json!({
            "LogGroupName": sub(&format!("/aws/lambda/${{Prefix}}-{}", plain(function))),
            "RetentionInDays": reference("LogDays"),
        }),
    );
    role::add(sheet, function);
    sheet.resource(
        &resource,
        "AWS::Serverless::Function",
        json!({
            "FunctionName": sub(&format!("${{Prefix}}-{}", plain(function))),
            "Description": function.summary,
            "Handler": function.name,
            "MemorySize": function.memory_mb,
            "Timeout": function.timeout_s,
            "Role": attribute(&format!("{resource}Role"), "Arn"),
            "LoggingConfig": { "LogFormat": "JSON", "LogGroup": reference(&log) },
        }),
    );
    sheet.resource(
        &format!("{resource}Alarm"),
        ALARM,
        counted(
            &format!("{} stops, or does not answer in time.", function.name),
            ("AWS/Lambda", "Errors", "FunctionName", reference(&resource)),
            1,
            &reference("AlarmTopic"),
        ),
    );
    trigger::add(sheet, function);
    told::add(sheet, function);
    Ok(())
}

fn check(function: &Function) -> Result<(), Unwritable> {
    if function.name.len() + LONGEST_PREFIX > LONGEST_NAME {
        return Err(Unwritable(format!("{}: the name is too long for Lambda", function.name)));
    }
    if matches!(function.trigger, Trigger::Route(_)) && function.timeout_s > LONGEST_REQUEST_S {
        return Err(Unwritable(format!("{}: a request cannot take so long", function.name)));
    }
    Ok(())
}

/// The function's name with hyphens alone.
pub fn plain(function: &Function) -> String {
    function.name.replace('.', "-")
}
