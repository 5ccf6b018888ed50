//! 受影響學生名單: whom a loss meets, told in minutes.

use std::time::Instant;

use local::cloud::VAULT;
use serde_json::{Value, json};

use super::night::{next_night, place, stored};
use crate::support::{Actor, OTHER_SCHOOL, SCHOOL, World, crowd};

async fn affected(who: &Actor<'_>, date: impl std::fmt::Display, school: &str) -> Value {
    let path = format!("/api/integrity/reports/{date}/affected-students?school={school}");
    who.get(&path).await.expect(200)["items"].clone()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_school_learns_names_and_the_city_numbers() {
    let world = World::new().await;
    for (number, username) in (0..).zip(["student-2", "student-1", "other-student"]) {
        let student = world.student(username).await;
        let file = stored(&world, &student, number).await;
        let (key, version) = place(&file);
        world.cloud().s3.replicated().await;
        assert!(world.cloud().s3.destroy_version(VAULT, &key, &version));
    }
    let night = next_night(&world).await;
    assert_eq!(
        night.report["schools"],
        json!([
            { "school": SCHOOL, "owners": 2, "losses": 2 },
            { "school": OTHER_SCHOOL, "owners": 1, "losses": 1 },
        ])
    );
    let operator = world.teacher("operator").await;
    let seen = affected(&operator, night.date, SCHOOL).await;
    let seats: Vec<&Value> =
        seen.as_array().into_iter().flatten().map(|one| &one["seat"]).collect();
    assert_eq!(seats, [&json!(1), &json!(2)]);
    assert_eq!(seen[0]["name"], Value::Null);
    assert_eq!((&seen[0]["files"], &seen[0]["recoverable"]), (&json!(1), &json!(1)));
    let administrator = world.teacher("administrator").await;
    let seen = affected(&administrator, night.date, SCHOOL).await;
    assert!(seen[0]["name"].is_string());
    let path = format!("/api/integrity/reports/{}/affected-students", night.date);
    let other = format!("{path}?school={OTHER_SCHOOL}");
    administrator.get(&other).await.refused(404, "not_found");
    operator.get(&path).await.refused(422, "input.invalid");
}

const STUDENTS: u32 = 1500;

/// The vault of a whole school is gone overnight: everybody is listed, with whether the second copy
/// has the files.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_school_of_fifteen_hundred_students_is_listed_whole() {
    let world = World::new().await;
    crowd::add(&world, STUDENTS, 1).await;
    let model = world.student("student-1").await;
    for version in world.cloud().s3.versions(VAULT) {
        if !version.key.starts_with(&model.id) {
            assert!(world.cloud().s3.destroy_version(VAULT, &version.key, &version.version_id));
        }
    }
    let begun = Instant::now();
    let night = next_night(&world).await;
    println!("  {:>6.2} s  the night", begun.elapsed().as_secs_f64());
    assert_eq!(night.differences()["vault_missing"], u64::from(STUDENTS));
    let operator = world.teacher("operator").await;
    let begun = Instant::now();
    let seen = affected(&operator, night.date, SCHOOL).await;
    println!("  {:>6.2} s  the list", begun.elapsed().as_secs_f64());
    let seen = seen.as_array().expect("a list");
    assert_eq!(seen.len(), STUDENTS as usize);
    assert!(seen.iter().all(|one| one["recoverable"] == 1 && one["number"].is_string()));
}
