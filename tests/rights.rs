//! What a function did not declare is refused, also on one machine; and what the cloud does wrong
//! on purpose.

use std::time::Duration;

use aws_sdk_s3::presigning::PresigningConfig;
use local::cloud::{Fault, STAGING, Service, VAULT};
use portfolio::reminders::Reminder;
use runtime::{Function, Need, Queue, Secret, TableAction};
use serde_json::json;
use store::{
    Key, StoreError, Write,
    items::{Profile, ReminderHour},
};

use crate::support::{SCHOOL, World, account, outsider};

static NOTHING: Function = outsider("tests.nothing", &[]);
static READER: Function = outsider("tests.reader", &[Need::Table(TableAction::GetItem)]);
static WRITER: Function = outsider(
    "tests.writer",
    &[Need::Table(TableAction::UpdateItem), Need::StagingPresign, Need::Send(Queue::Calendars)],
);
static KEYLESS: Function = outsider("tests.signer", &[Need::Secret(Secret::Receipts)]);

async fn world() -> World {
    World::with_functions(&[&NOTHING, &READER, &WRITER, &KEYLESS]).await
}

/// That an error is the refusal of an undeclared action.
#[track_caller]
fn denied(error: impl std::fmt::Display) {
    let said = error.to_string();
    assert!(said.contains("AccessDenied") && said.contains("not authorized"), "{said}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_table_action_that_is_not_declared_is_refused() {
    let world = world().await;
    let key = Profile::at(account("student-1"));
    let [nothing, reader, writer] = [&NOTHING, &READER, &WRITER];
    let nothing = world.system.lambda().environment(nothing).await.expect("it begins");
    let reader = world.system.lambda().environment(reader).await.expect("it begins");
    let writer = world.system.lambda().environment(writer).await.expect("it begins");
    denied(nothing.table().get::<Profile>(&key).await.unwrap_err());
    assert!(reader.table().get::<Profile>(&key).await.expect("declared").is_some());
    denied(reader.table().get_many(std::slice::from_ref(&key)).await.unwrap_err());
    denied(reader.table().partition("USR#x", "").await.unwrap_err());
    let update = || Write::update("touch", key.clone()).set("name", "x");
    denied(reader.table().write(update()).await.unwrap_err());
    writer.table().write(update()).await.expect("declared");
    writer.table().transact(vec![update()]).await.expect("declared, also in a transaction");
    let school = SCHOOL.parse().expect("a code");
    let delete = Write::delete("hour", ReminderHour::at(7, &school, Reminder::UploadOutcomes));
    denied(writer.table().transact(vec![update(), delete]).await.unwrap_err());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn mail_queues_and_keys_are_refused_too() {
    let world = world().await;
    let nothing = world.system.lambda().environment(&NOTHING).await.expect("it begins");
    let writer = world.system.lambda().environment(&WRITER).await.expect("it begins");
    denied(nothing.queues().send(Queue::Calendars, &json!({})).await.unwrap_err());
    writer.queues().send(Queue::Calendars, &json!({})).await.expect("declared");
    denied(writer.queues().send(Queue::Submissions, &json!({})).await.unwrap_err());
    let ses = aws_sdk_ses::Client::new(&world.cloud().sdk(Some(&NOTHING)));
    let message = aws_sdk_ses::types::RawMessage::builder()
        .data(aws_sdk_ses::primitives::Blob::new("From: a@b.example\r\n\r\nx"))
        .build()
        .expect("a message");
    let refused = ses.send_raw_email().raw_message(message).send().await.unwrap_err();
    denied(aws_sdk_ses::error::DisplayErrorContext(&refused));
    world.system.lambda().environment(&KEYLESS).await.expect("its own key is given");
    let client = aws_sdk_secretsmanager::Client::new(&world.cloud().sdk(Some(&KEYLESS)));
    let refused = client.get_secret_value().secret_id("portfolio/tokens").send().await.unwrap_err();
    denied(aws_sdk_secretsmanager::error::DisplayErrorContext(&refused));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_signed_address_is_worth_what_its_signer_may_do() {
    let world = world().await;
    let config = aws_sdk_s3::config::Builder::from(&world.cloud().sdk(Some(&WRITER)));
    let client = aws_sdk_s3::Client::from_conf(config.force_path_style(true).build());
    let lives = || {
        PresigningConfig::builder()
            .start_time(world.clock.now().into())
            .expires_in(Duration::from_secs(60))
            .build()
            .expect("a life")
    };
    for (bucket, expected) in [(STAGING, 200), (VAULT, 403)] {
        let put = client.put_object().bucket(bucket).key("a/b").content_length(1);
        let address = put.presigned(lives()).await.expect("an address");
        let answer = world.put(address.uri(), &json!({}), "x").await;
        assert_eq!(answer.status, expected, "{bucket}: {}", answer.body);
    }
    let address = client.get_object().bucket(STAGING).key("a/b").presigned(lives()).await;
    let (status, _) = world.fetch(address.expect("an address").uri()).await;
    assert_eq!(status, 403);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn faults_come_as_they_are_injected_and_are_counted() {
    let world = world().await;
    let writer = world.system.lambda().environment(&WRITER).await.expect("it begins");
    let key = Key::new("USR#x", "PROFILE");
    let update = || Write::update("touch", key.clone()).set("name", "x");
    world
        .cloud()
        .faults
        .inject(|call| (call.service == Service::DynamoDb).then_some(Fault::FailBefore));
    let lost = writer.table().write(update()).await.unwrap_err();
    assert!(matches!(lost, StoreError::Unavailable(_)), "{lost}");
    world.cloud().faults.clear();
    writer.table().write(update()).await.expect("it works again");
    let count = world.calls_of("tests.writer");
    assert_eq!((count.table_reads, count.table_writes), (0, 4), "{count:?}");
    let met = std::sync::atomic::AtomicBool::new(false);
    world.cloud().faults.inject(move |call| {
        let first = !met.swap(true, std::sync::atomic::Ordering::SeqCst);
        (first && call.operation == "TransactWriteItems").then_some(Fault::TransactionConflict)
    });
    writer
        .table()
        .transact(vec![update()])
        .await
        .expect("a transaction that met another is repeated");
}
