//! Every sample event goes through the real entry, as Lambda is called: none is a crash, and each
//! answer is one that the API document declares.

use std::{fs, path::PathBuf};

use lambda_http::http::Response;
use runtime::{Function, Trigger, batch, schedule};
use serde_json::Value;

use crate::{
    stage::{Example, Stage, examples},
    support::{Answer, CONTRACT, COURSE, PASSWORD, SCHOOL, items::text},
};

/// The samples of a function, with the stage's own things in the place of the names in them.
fn samples(function: &Function, stage: &Stage) -> Vec<(String, Value)> {
    let (area, verb) = function.name.split_once('.').expect("area.verb");
    let folder = format!("{}/../events/{area}", env!("CARGO_MANIFEST_DIR"));
    let paths = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file").path());
    let name = |path: &PathBuf| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let begin = format!("{verb}.");
    let mut of_function: Vec<PathBuf> =
        paths.filter(|path| name(path).starts_with(&begin)).collect();
    of_function.sort();
    let read = |path: PathBuf| {
        let sample = fs::read_to_string(&path).expect("readable");
        (name(&path), serde_json::from_str(&named(sample, stage)).expect("JSON"))
    };
    of_function.into_iter().map(read).collect()
}

/// The samples name things that are nowhere. Here they are there.
fn named(mut sample: String, stage: &Stage) -> String {
    let near = &stage.near;
    let file = text(&near.draft, "document_file_id");
    let (course, batch) = (COURSE.to_string(), stage.delivered.clone());
    let (outcome, performance) = (text(&near.draft, "id"), text(&near.performance, "id"));
    let upload = |file: &str| {
        let id = file.get(36..).and_then(|hex| uuid::Uuid::try_parse(hex).ok());
        id.expect("a file's id").to_string()
    };
    let arrived = format!("{}/{}", near.student, upload(&stage.arrived));
    for (in_sample, on_stage) in [
        ("fil_019a1f00000070008000000000000001019a1f00000070008000000000000005", file.as_str()),
        ("acc_019a1f00000070008000000000000001/019a1f00-0000-7000-8000-000000000005", &arrived),
        ("acc_019a1f00000070008000000000000001", &near.student),
        ("lo_019a1f00000070008000000000000002", &outcome),
        ("dp_019a1f00000070008000000000000003", &performance),
        ("sub_019a1f00000070008000000000000004", &batch),
        ("\"report\": \"1\"", &format!("\"report\": \"{}\"", stage.ours.report)),
        ("/files/1\"", "/files/353301_115_25.xlsx\""),
        ("\"name\": \"1\"", "\"name\": \"353301_115_25.xlsx\""),
        ("dmsh1130101", "student-1"),
        ("a sentence made up 4 tests", PASSWORD),
        ("crs_019a1f00000070008000000000000006", &course),
        ("990301", SCHOOL),
    ] {
        sample = sample.replace(in_sample, on_stage);
    }
    sample
}

/// With the token and the cookie of who calls it.
fn signed(mut event: Value, example: &Example, stage: &Stage) -> Value {
    for (name, value) in &stage.headers(example.who) {
        let value = value.to_str().expect("text");
        match name.as_str() {
            "cookie" => event["cookies"] = serde_json::json!([value]),
            name => event["headers"][name] = serde_json::json!(value),
        }
    }
    event
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_sample_event_crashes_its_function() {
    let stage = Stage::new().await;
    let examples = examples::all(&stage);
    let mut wrong = Vec::new();
    for function in functions::all() {
        let all = samples(function, &stage);
        assert!(!all.is_empty(), "{} has no sample event", function.name);
        for (name, event) in all {
            let example = examples.iter().find(|example| example.function == function.name);
            let event = example.map_or(event.clone(), |example| signed(event, example, &stage));
            if let Err(error) = play(&stage, function, event).await {
                wrong.push(format!("{}/{name}: {error}", function.area()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

async fn play(stage: &Stage, function: &'static Function, event: Value) -> Result<(), String> {
    let lambda = stage.world.system.lambda();
    let env = || async { lambda.environment(function).await.map_err(|error| error.to_string()) };
    match &function.trigger {
        Trigger::Route(route) => {
            let answer = lambda.request(function, route, event).await;
            let answer = answer.map_err(|failure| failure.to_string())?;
            let answer = read(&answer);
            match answer.status {
                // The sample is signed in and names what is there.
                401 | 404 => Err(format!("{} {}", answer.status, answer.body)),
                _ => CONTRACT.check(function.name, &answer),
            }
        }
        Trigger::Schedule { handle, .. } => {
            let done = schedule(function, *handle, env().await?, &event).await;
            done.map_err(|failure| failure.to_string())
        }
        Trigger::Queue { handle, .. } => {
            let event = serde_json::from_value(event).map_err(|error| error.to_string())?;
            let response = batch(function, *handle, env().await?, event).await;
            match response.batch_item_failures.as_slice() {
                [] => Ok(()),
                failed => Err(format!("{} messages failed", failed.len())),
            }
        }
    }
}

/// What Lambda gives back to API Gateway, as the browser gets it.
fn read(answer: &Value) -> Answer {
    let status = answer["statusCode"].as_u64().and_then(|status| u16::try_from(status).ok());
    let mut response = Response::builder().status(status.unwrap_or_default());
    for (name, value) in answer["headers"].as_object().into_iter().flatten() {
        response = response.header(name, value.as_str().unwrap_or_default());
    }
    let body = answer["body"].as_str().unwrap_or_default().to_owned();
    response.body(bytes::Bytes::from(body)).expect("a response").into()
}
