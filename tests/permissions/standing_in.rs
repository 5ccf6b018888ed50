//! Who certifies in another's place: delegates in their time, and homeroom teachers where the school
//! lets them.

use jiff::{SignedDuration, Timestamp};
use portfolio::settings::SchoolSettings;
use store::{
    Write,
    items::{Delegation, SettingsItem},
};

use crate::{
    stage::{Portfolio, Stage},
    support::{CONTRACT, account, items::text},
};

/// What a certifier does, as method and path.
fn routes(portfolio: &Portfolio) -> [(&'static str, &'static str, String); 4] {
    let outcome = |outcome| {
        let id = text(outcome, "id");
        format!("/api/students/{}/learning-outcomes/{id}", portfolio.student)
    };
    let pending = outcome(&portfolio.pending);
    let certified = outcome(&portfolio.certified);
    let file = text(&portfolio.pending, "document_file_id");
    [
        ("learning-outcomes.show", "GET", pending.clone()),
        ("files.download", "GET", format!("/api/files/{file}")),
        ("certifications.decide", "POST", format!("{pending}/certification")),
        ("certifications.withdraw", "DELETE", format!("{certified}/certification?version=99")),
    ]
}

/// What each route says to somebody: 0 where it answers, else the refusal's status. The body of a
/// decision is empty, so that nothing is decided.
async fn said(stage: &Stage, who: &str, portfolio: &Portfolio) -> [u16; 4] {
    let mut said = [0; 4];
    for (at, (function, method, path)) in routes(portfolio).into_iter().enumerate() {
        let body = if method == "POST" { "{}" } else { "" };
        let headers = stage.headers(Some(who));
        let answer = stage.world.send(method, &path, headers, body.into()).await;
        assert_eq!(CONTRACT.check(function, &answer), Ok(()), "{who} {function}");
        said[at] = match answer.status {
            refused @ (401 | 403 | 404) => refused,
            _ => 0,
        };
    }
    said
}

async fn worklist_of(stage: &Stage, who: &str, teacher: &str) -> u16 {
    let path = format!("/api/certifications?for={teacher}");
    let headers = stage.headers(Some(who));
    stage.world.send("GET", &path, headers, bytes::Bytes::new()).await.status
}

async fn delegate(stage: &Stage, delegate: &str, teacher: &str, from: i64, hours: i64) {
    let now: Timestamp = stage.world.clock.now();
    let starts_at = now + SignedDuration::from_hours(from);
    let row = Delegation {
        delegate: account(delegate),
        teacher: account(teacher),
        starts_at,
        ends_at: starts_at + SignedDuration::from_hours(hours),
    };
    let write = Write::put("delegation", &row).expect("an item");
    stage.world.cloud().table().write(write).await.expect("written");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_delegate_certifies_in_its_time_and_for_its_teacher() {
    let stage = Stage::new().await;
    let teacher = stage.session("course-teacher").id.clone();
    // Who accompanies the class sees its outcomes anyway, and certifies none.
    for (who, without) in [
        ("colleague", [403; 4]),
        ("counsellor", [0, 0, 403, 403]),
        ("homeroom-teacher", [0, 0, 403, 403]),
    ] {
        for (from, hours, within) in [(1, 1, false), (-2, 2, false), (-1, 2, true)] {
            delegate(&stage, who, "course-teacher", from, hours).await;
            let expected = if within { [0; 4] } else { without };
            assert_eq!(said(&stage, who, &stage.near).await, expected, "{who} {from} {hours}");
            let listed = if within { 200 } else { 403 };
            assert_eq!(worklist_of(&stage, who, &teacher).await, listed, "{who} {from} {hours}");
        }
    }
    // For this one teacher alone, and never for another school's.
    let far = said(&stage, "counsellor", &stage.far).await;
    assert_eq!(far, [403; 4]);
    delegate(&stage, "colleague", "other-teacher", -1, 2).await;
    assert_eq!(said(&stage, "colleague", &stage.other).await, [404; 4]);
    let foreign = stage.session("other-teacher").id.clone();
    assert_eq!(worklist_of(&stage, "colleague", &foreign).await, 404);
    delegate(&stage, "other-teacher", "course-teacher", -1, 2).await;
    assert_eq!(said(&stage, "other-teacher", &stage.near).await, [404; 4]);
    assert_eq!(worklist_of(&stage, "other-teacher", &teacher).await, 404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whose_list_is_not_entrusted_stays_closed() {
    let stage = Stage::new().await;
    for (teacher, status) in [
        (stage.session("colleague").id.as_str(), 403),
        (stage.session("homeroom-teacher").id.as_str(), 403),
        (stage.session("administrator").id.as_str(), 404),
        (stage.near.student.as_str(), 404),
        (stage.session("other-teacher").id.as_str(), 404),
        ("acc_ffffffffffffffffffffffffffffffff", 404),
        ("nobody", 422),
    ] {
        assert_eq!(worklist_of(&stage, "course-teacher", teacher).await, status, "{teacher}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_homeroom_teacher_certifies_the_own_class_where_the_school_lets_it() {
    let stage = Stage::new().await;
    let before = said(&stage, "homeroom-teacher", &stage.near).await;
    assert_eq!(before, [0, 0, 403, 403]);
    let item = SettingsItem {
        school: stage.ours.code.parse().expect("a school"),
        settings: SchoolSettings { homeroom_certifies: true, ..SchoolSettings::default() },
        version: 2,
        updated_at: stage.world.clock.now(),
        updated_by: None,
    };
    let write = Write::put("settings", &item).expect("an item");
    stage.world.cloud().table().write(write).await.expect("written");
    assert_eq!(said(&stage, "homeroom-teacher", &stage.near).await, [0; 4]);
    assert_eq!(said(&stage, "homeroom-teacher", &stage.far).await, [403; 4]);
    assert_eq!(said(&stage, "homeroom-teacher", &stage.other).await, [404; 4]);
    assert_eq!(said(&stage, "counsellor", &stage.near).await, [0, 0, 403, 403]);
    assert_eq!(said(&stage, "colleague", &stage.near).await, [403; 4]);
}
