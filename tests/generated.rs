//! What is written from the registry: fresh, complete, and as strong as the house demands.

use std::{collections::BTreeSet, fs, path::Path};

use portfolio::account::Role;
use runtime::{Config, Queue, Trigger, catalogue};
use serde_json::{Value, json};

/// The workspace.
fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

fn main_stack() -> Value {
    codegen::template().expect("the registry fits into a template")
}

fn area_stacks() -> Vec<(String, Value)> {
    codegen::stacks().expect("every area fits into a stack")
}

/// The properties of a resource, which must be there.
fn properties<'a>(stack: &'a Value, resource: &str) -> &'a Value {
    let found = &stack["Resources"][resource];
    assert!(found.is_object(), "{resource} is not in the stack");
    &found["Properties"]
}

#[test]
fn every_generated_file_is_fresh() {
    let documents = codegen::documents().expect("the registry can be written down");
    let stale = codegen::stale(root(), &documents);
    let stale: Vec<&str> = stale.iter().map(|document| document.path.as_str()).collect();
    assert_eq!(stale, [""; 0], "run `cargo run -p codegen`");
    assert_eq!(codegen::superfluous(root(), &documents).expect("readable"), [""; 0]);
}

#[test]
fn every_function_has_a_sample_event_that_parses() {
    for function in functions::all() {
        let events = samples_of(function);
        assert!(!events.is_empty(), "{} has no sample event", function.name);
        for (name, text) in events {
            match &function.trigger {
                Trigger::Route(route) => parses_as_request(&name, &text, route),
                Trigger::Schedule { .. } => parses_as_tick(&name, &text),
                Trigger::Queue { .. } => parses_as_messages(&name, &text),
            }
        }
    }
}

fn samples_of(function: &runtime::Function) -> Vec<(String, String)> {
    let (area, verb) = function.name.split_once('.').expect("area.verb");
    let Ok(folder) = fs::read_dir(root().join("events").join(area)) else { return Vec::new() };
    let prefix = format!("{verb}.");
    let files = folder.map(|entry| entry.expect("readable").path());
    let of_function = files.filter(|path| {
        path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&prefix))
    });
    of_function
        .map(|path| (path.display().to_string(), fs::read_to_string(&path).expect("readable")))
        .collect()
}

fn parses_as_request(name: &str, text: &str, route: &runtime::Route) {
    let event = lambda_http::request::from_str(text);
    let request = event.unwrap_or_else(|error| panic!("{name}: {error}"));
    assert_eq!(request.method().as_str(), route.method.name(), "{name}");
    let wanted: Vec<&str> = route.path.split('/').collect();
    let path: Vec<&str> = request.uri().path().split('/').collect();
    assert_eq!(path.len(), wanted.len(), "{name}");
    for (part, wanted) in path.into_iter().zip(wanted) {
        assert!(wanted.starts_with('{') || part == wanted, "{name}: {part} is not {wanted}");
    }
    if route.body.is_some() {
        let body: Result<Value, _> = serde_json::from_slice(request.body());
        assert!(body.is_ok_and(|body| body.is_object()), "{name}: the body is no object");
    }
}

fn parses_as_tick(name: &str, text: &str) {
    let event: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{name}: {error}"));
    let at = event["scheduled_at"].as_str().map(str::parse::<jiff::Timestamp>);
    assert!(at.is_some_and(|at| at.is_ok()), "{name}: no moment");
}

fn parses_as_messages(name: &str, text: &str) {
    let event: aws_lambda_events::sqs::SqsEvent =
        serde_json::from_str(text).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert!(!event.records.is_empty(), "{name}: no message");
    for record in event.records {
        assert!(record.message_id.is_some(), "{name}: a message without an id");
        let body = record.body.unwrap_or_default();
        assert!(serde_json::from_str::<Value>(&body).is_ok(), "{name}: {body}");
    }
}

#[test]
fn every_route_is_in_the_permission_matrix_with_every_role() {
    let matrix = codegen::matrix();
    for function in functions::all().filter(|function| function.route().is_some()) {
        for role in Role::ALL {
            let found =
                matrix.iter().filter(|row| row.function == function.name && row.role == role);
            assert_eq!(found.count(), 1, "{} {role}", function.name);
        }
    }
}

#[test]
fn the_api_document_has_every_route_once_and_every_reference_leads_somewhere() {
    let document = codegen::openapi();
    let mut ids = BTreeSet::new();
    for function in functions::all() {
        let Some(route) = function.route() else { continue };
        let method = route.method.name().to_ascii_lowercase();
        let operation = &document["paths"][route.path][&method];
        assert_eq!(operation["operationId"], function.name);
        assert_eq!(operation["x-term"], function.term);
        assert!(operation["responses"][route.status.to_string()].is_object(), "{}", function.name);
        assert!(ids.insert(function.name), "{} stands twice", function.name);
        for code in route.refusals {
            let entry = catalogue::find(code);
            let entry = entry.unwrap_or_else(|| panic!("{}: unknown code {code}", function.name));
            let name = operation["responses"][entry.status.to_string()]["$ref"].as_str();
            let name = name.and_then(|name| name.rsplit('/').next()).unwrap_or_default();
            let answer = document["components"]["responses"][name].to_string();
            assert!(answer.contains(&format!("\"{code}\"")), "{}: {code}", function.name);
        }
    }
    let text = document.to_string();
    for reference in text.split("\"#/components/schemas/").skip(1) {
        let name = reference.split('"').next().unwrap_or_default();
        assert!(document["components"]["schemas"][name].is_object(), "{name} is nowhere");
    }
}

#[test]
fn no_two_types_of_the_api_have_the_same_name() {
    let document = codegen::openapi();
    let schemas = document["components"]["schemas"].as_object().expect("named types");
    let names: Vec<&String> = schemas.keys().collect();
    // A second type of a name would be numbered by the order of the registry, and clients break
    // when the order changes.
    let numbered = |name: &&&String| {
        let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
        stem.len() < name.len() && schemas.contains_key(stem)
    };
    assert_eq!(names.iter().find(numbered), None);
}

#[test]
fn every_stack_stays_below_what_cloudformation_takes() {
    for (name, stack) in area_stacks().into_iter().chain([("main".to_owned(), main_stack())]) {
        let resources = stack["Resources"].as_object().map_or(0, serde_json::Map::len);
        assert!((1..codegen::MAX_RESOURCES).contains(&resources), "{name}: {resources}");
        let parameters = stack["Parameters"].as_object().map_or(0, serde_json::Map::len);
        assert!(parameters <= 200, "{name}: {parameters} parameters");
    }
}

#[test]
fn every_function_is_in_its_areas_stack_with_a_role_a_log_and_an_alarm_of_its_own() {
    let stacks = area_stacks();
    for function in functions::all() {
        let (_, stack) = stacks.iter().find(|(area, _)| area == function.area()).expect("a stack");
        let resource = function.resource();
        let lambda = properties(stack, &resource);
        assert_eq!(lambda["Handler"], function.name);
        assert_eq!(lambda["Role"], json!({ "Fn::GetAtt": [format!("{resource}Role"), "Arn"] }));
        assert_eq!(lambda["LoggingConfig"]["LogGroup"], json!({ "Ref": format!("{resource}Log") }));
        properties(stack, &format!("{resource}Role"));
        properties(stack, &format!("{resource}Log"));
        let alarm = properties(stack, &format!("{resource}Alarm"));
        assert_eq!(alarm["AlarmActions"], json!([{ "Ref": "AlarmTopic" }]));
        let variables = &stack["Globals"]["Function"]["Environment"]["Variables"];
        let names: Vec<&str> =
            variables.as_object().into_iter().flatten().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, Config::NAMES);
    }
}

#[test]
fn no_role_is_given_more_than_names_it_knows() {
    for (area, stack) in area_stacks() {
        for (name, resource) in stack["Resources"].as_object().into_iter().flatten() {
            if resource["Type"] != "AWS::IAM::Role" {
                continue;
            }
            let policies = resource["Properties"]["Policies"].to_string();
            assert!(!policies.contains(":*\""), "{area} {name}: a wildcard action or resource");
            assert!(!policies.contains("\"*\""), "{area} {name}: a wildcard");
            assert!(resource["Properties"].get("ManagedPolicyArns").is_none(), "{area} {name}");
        }
    }
}

#[test]
fn every_asynchronous_function_has_a_dead_letter_queue_and_an_alarm() {
    let (main, stacks) = (main_stack(), area_stacks());
    for function in functions::all() {
        let (_, stack) = stacks.iter().find(|(area, _)| area == function.area()).expect("a stack");
        let resource = function.resource();
        match function.trigger {
            Trigger::Route(_) => {}
            Trigger::Schedule { .. } => {
                let dead = format!("{resource}Dead");
                let arn = json!({ "Fn::GetAtt": [dead, "Arn"] });
                let schedule = properties(stack, &format!("{resource}Schedule"));
                assert_eq!(schedule["ScheduleExpressionTimezone"], "Asia/Taipei");
                assert_eq!(schedule["Target"]["DeadLetterConfig"]["Arn"], arn);
                let retries = properties(stack, &format!("{resource}Retries"));
                assert_eq!(retries["DestinationConfig"]["OnFailure"]["Destination"], arn);
                properties(stack, &dead);
                properties(stack, &format!("{dead}Alarm"));
            }
            Trigger::Queue { queue, .. } => {
                let source = properties(stack, &format!("{resource}Source"));
                assert_eq!(source["FunctionResponseTypes"], json!(["ReportBatchItemFailures"]));
                has_dead_letters(&main, queue, function.timeout_s);
            }
        }
    }
    for queue in Queue::ALL {
        has_dead_letters(&main, queue, 0);
    }
}

fn has_dead_letters(main: &Value, queue: Queue, timeout_s: u32) {
    let url = format!("${{Prefix}}-{}", queue.name());
    let named = |name: &str| json!({ "Fn::Sub": name });
    let resources = main["Resources"].as_object().expect("resources");
    let find = |name: Value| {
        resources.iter().find(|(_, resource)| resource["Properties"]["QueueName"] == name)
    };
    let (_, live) = find(named(&url)).expect("the queue");
    let (dead, _) = find(named(&format!("{url}-dead"))).expect("its dead-letter queue");
    let target = &live["Properties"]["RedrivePolicy"]["deadLetterTargetArn"];
    assert_eq!(*target, json!({ "Fn::GetAtt": [dead, "Arn"] }));
    properties(main, &format!("{dead}Alarm"));
    let hidden = live["Properties"]["VisibilityTimeout"].as_u64().unwrap_or_default();
    assert!(hidden >= u64::from(timeout_s) * 6, "{}: a run outlives its message", queue.name());
}

#[test]
fn the_table_forgets_what_is_over_and_knows_what_is_due() {
    let main = main_stack();
    let table = properties(&main, "Table");
    let ttl = json!({ "AttributeName": "ttl", "Enabled": true });
    assert_eq!(table["TimeToLiveSpecification"], ttl);
    let index = &table["GlobalSecondaryIndexes"][0];
    assert_eq!(index["IndexName"], "due");
    assert_eq!(index["Projection"]["ProjectionType"], "KEYS_ONLY");
}

#[test]
fn every_line_that_an_alarm_listens_to_is_said_by_its_function() {
    let mut listening = 0;
    for (area, stack) in area_stacks() {
        for (name, resource) in stack["Resources"].as_object().into_iter().flatten() {
            if resource["Type"] != "AWS::Logs::MetricFilter" {
                continue;
            }
            let said = &resource["Properties"];
            let line = said["FilterPattern"].as_str().and_then(|text| text.split('"').nth(1));
            let line = line.unwrap_or_else(|| panic!("{area} {name} listens to nothing"));
            let folder = root().join("functions").join(area.replace('-', "_"));
            let files = fs::read_dir(folder).expect("a folder").map(|file| file.expect("a file"));
            let mut texts = files.map(|file| fs::read_to_string(file.path()).expect("text"));
            assert!(texts.any(|text| text.contains(&format!("\"{line}\""))), "nobody says {line}");
            let metric = &said["MetricTransformations"][0]["MetricName"];
            let alarm = properties(&stack, &name.replace("Lines", "Alarm"));
            assert_eq!(alarm["MetricName"], *metric);
            assert_eq!(alarm["AlarmActions"], json!([{ "Ref": "AlarmTopic" }]));
            listening += 1;
        }
    }
    assert_eq!(listening, 3);
}

#[test]
fn a_canary_sings_after_every_deploy() {
    let stacks = area_stacks();
    let (_, files) = stacks.iter().find(|(area, _)| area == "files").expect("a stack");
    let rule = properties(files, "FilesCanaryDeployed");
    let detail = &rule["EventPattern"]["detail"];
    assert_eq!(detail["stack-id"], json!([{ "Ref": "Deployment" }]));
    assert_eq!(detail["status-details"]["status"], json!(["CREATE_COMPLETE", "UPDATE_COMPLETE"]));
    let called = json!({ "Fn::GetAtt": ["FilesCanary", "Arn"] });
    assert_eq!(rule["Targets"][0]["Arn"], called);
    let permission = properties(files, "FilesCanaryDeployedPermission");
    assert_eq!(permission["Principal"], "events.amazonaws.com");
    let main = main_stack();
    let given = &properties(&main, "FilesArea")["Parameters"]["Deployment"];
    assert_eq!(*given, json!({ "Ref": "AWS::StackId" }));
}

#[test]
fn staging_forgets_within_a_day_and_tells_what_arrives() {
    let main = main_stack();
    let staging = properties(&main, "Staging");
    let rule = &staging["LifecycleConfiguration"]["Rules"][0];
    assert_eq!(rule["ExpirationInDays"], 1);
    assert_eq!(rule["AbortIncompleteMultipartUpload"]["DaysAfterInitiation"], 1);
    let told = &staging["NotificationConfiguration"]["EventBridgeConfiguration"];
    assert_eq!(told["EventBridgeEnabled"], true);
    let pattern = &properties(&main, "Uploaded")["EventPattern"];
    assert_eq!(pattern["detail-type"], json!(["Object Created"]));
}

#[test]
fn no_bucket_is_public_or_answers_without_tls() {
    let main = main_stack();
    for bucket in ["Staging", "Vault", "Outbox", "Web"] {
        let closed = &properties(&main, bucket)["PublicAccessBlockConfiguration"];
        for switch in
            ["BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"]
        {
            assert_eq!(closed[switch], true, "{bucket} {switch}");
        }
        let policy = &properties(&main, &format!("{bucket}Policy"))["PolicyDocument"];
        let refused = &policy["Statement"][0];
        assert_eq!(refused["Effect"], "Deny", "{bucket}");
        assert_eq!(refused["Condition"]["Bool"]["aws:SecureTransport"], "false", "{bucket}");
    }
}

#[test]
fn browsers_reach_pages_and_api_by_https_on_one_origin_and_the_api_no_other_way() {
    let main = main_stack();
    let areas = main["Resources"].as_object().into_iter().flatten();
    let areas = areas.filter(|(_, resource)| resource["Type"] == "AWS::CloudFormation::Stack");
    for (name, area) in areas {
        let given = &area["Properties"]["Parameters"];
        assert_eq!(
            given["PublicOrigin"],
            json!({ "Fn::Sub": "https://${PublicDomain}" }),
            "{name}"
        );
        assert_eq!(given["ViewerHeader"], "x-viewer-address", "{name}");
        assert_eq!(given["OriginKeys"], json!({ "Ref": "OriginKeyDigests" }), "{name}");
    }
    let site = &properties(&main, "Site")["DistributionConfig"];
    assert_eq!(site["DefaultCacheBehavior"]["ViewerProtocolPolicy"], "redirect-to-https");
    let api = &site["CacheBehaviors"][0];
    assert_eq!(api["PathPattern"], "/api/*");
    assert_eq!(api["ViewerProtocolPolicy"], "https-only");
    let shown = &site["Origins"][1]["OriginCustomHeaders"][0];
    assert_eq!(shown["HeaderName"], runtime::ViewerHeader::KEY);
    assert_eq!(main["Parameters"]["OriginKey"]["NoEcho"], true);
    let headers = &properties(&main, "WebHeaders")["ResponseHeadersPolicyConfig"];
    let policy = headers["SecurityHeadersConfig"]["ContentSecurityPolicy"].to_string();
    assert!(policy.contains("default-src 'self'") && !policy.contains("unsafe-"), "{policy}");
}
