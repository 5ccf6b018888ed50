//! 列印啟用碼: codes on paper in the place of the last digits of the ID number.

use portfolio::account::Username;
use serde_json::{Value, json};
use store::{
    Write,
    items::{Account, Credential},
};

use super::browser::Browser;
use crate::support::{Answer, INITIAL_PASSWORD, World, items::text};

async fn issue(world: &World, class: Option<&str>) -> Answer {
    let administrator = world.teacher("administrator").await;
    let group = if class.is_some() { "class" } else { "staff" };
    let body = json!({ "group": group, "class_name": class });
    administrator.post("/api/schools/353301/activation-codes", body).await
}

async fn only_slip(world: &World) -> Value {
    let slips = issue(world, Some("101")).await.expect(200);
    let slips = slips["items"].as_array().expect("a list").clone();
    // The four others of the class have chosen their passwords.
    assert_eq!(slips.len(), 1, "{slips:#?}");
    slips[0].clone()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_opens_the_activation_once_and_the_id_number_no_more() {
    let world = World::new().await;
    let slip = only_slip(&world).await;
    assert_eq!(text(&slip, "username"), "new-student");
    let code = text(&slip, "code");
    assert!(code.len() == 8 && code.bytes().all(|byte| byte.is_ascii_digit()), "{code}");

    let browser = Browser::new(&world);
    browser.sign_in("new-student", INITIAL_PASSWORD).await.refused(401, "session.refused");
    let body = browser.sign_in("new-student", &code).await.expect(200);
    assert_eq!(body["account"]["must_activate"], true);
    let token = text(&body, "access_token");
    browser.activate(&token, "lin.yi-an", "seven hills & a river").await.expect(200);
    browser.sign_in("new-student", &code).await.refused(401, "session.refused");
    let slips = issue(&world, Some("101")).await.expect(200);
    assert_eq!(slips, json!({ "items": [], "next": null }));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_code_ends_the_one_before_and_begins_the_time_anew() {
    let world = World::new().await;
    let first = only_slip(&world).await;
    world.clock.advance(jiff::SignedDuration::from_hours(24 * 40));
    let second = only_slip(&world).await;
    assert_ne!(first["code"], second["code"]);
    assert_ne!(first["until"], second["until"]);
    let browser = Browser::new(&world);
    let first = browser.sign_in("new-student", &text(&first, "code")).await;
    first.refused(401, "session.refused");
    browser.sign_in("new-student", &text(&second, "code")).await.expect(200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn staff_who_have_activated_get_none_and_an_unknown_class_is_named() {
    let world = World::new().await;
    assert_eq!(issue(&world, None).await.expect(200)["items"], json!([]));
    let table = world.cloud().table();
    let key = Account::at(&Username::typed("colleague").expect("a name"));
    let found = table.get_many(std::slice::from_ref(&key)).await.expect("the table");
    let colleague: Account = found.take(&key).expect("readable").expect("there");
    let until = world.clock.now();
    let imported =
        Account { credential: Credential::Initial { digest: String::new(), until }, ..colleague };
    table.write(Write::put("account", &imported).expect("an item")).await.expect("written");
    let slips = issue(&world, None).await.expect(200);
    assert_eq!(slips["items"].as_array().map(Vec::len), Some(1));
    let code = text(&slips["items"][0], "code");
    Browser::new(&world).sign_in("colleague", &code).await.expect(200);
    for class in ["999", "", "101#1"] {
        let refused = issue(&world, Some(class)).await.refused(422, "input.invalid");
        assert_eq!(refused["fields"][0]["field"], "class_name", "{class}");
    }
}
