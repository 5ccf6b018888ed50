//! Lists of a school: who works there, and as many students as the largest has.

use std::collections::BTreeMap;

use portfolio::{
    AccountId, SchoolCode,
    account::{Role, Username},
};
use serde_json::{Value, json};
use store::{
    TRANSACTION_WRITES, Write,
    items::{Account, Credential, RosterRow},
};
use uuid::Uuid;

use crate::support::{SCHOOL, STAFF, World};

/// What Lambda hands on at most, in bytes.
const MOST_BYTES: usize = 6 << 20;
const STUDENTS: u32 = 2_000;
const CLASS_SIZE: u32 = 40;

fn path(rest: &str) -> String {
    format!("/api/schools/{SCHOOL}/{rest}")
}

fn items(page: &Value) -> Vec<Value> {
    page["items"].as_array().cloned().expect("a list")
}

/// Gives somebody back the initial password, as before the first sign-in.
async fn not_signed_in_yet(world: &World, username: &str) {
    let table = world.cloud().table();
    let at = Account::at(&Username::typed(username).expect("a user name"));
    let account: Account = table.get(&at).await.expect("an answer").expect("an account");
    let credential = Credential::Initial { digest: String::new(), until: world.clock.now() };
    let write = Write::put("account", &Account { credential, ..account }).expect("an item");
    table.write(write).await.expect("written");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_administrator_sees_who_has_which_role_and_who_has_not_signed_in_yet() {
    let world = World::new().await;
    not_signed_in_yet(&world, "colleague").await;
    let admin = world.teacher("administrator").await;
    let first = admin.get(&path("staff?limit=5")).await.expect(200);
    let next = first["next"].as_str().expect("more of them");
    let rest = admin.get(&path(&format!("staff?cursor={next}"))).await.expect(200);
    assert_eq!((items(&first).len(), &rest["next"]), (5, &Value::Null));

    let staff = [items(&first), items(&rest)].concat();
    let role = |one: &Value| one["roles"][0].as_str().and_then(|role| role.parse::<Role>().ok());
    let name = |one: &Value| one["username"].as_str().map(str::to_owned);
    let listed: BTreeMap<_, _> = staff.iter().map(|one| (name(one), role(one))).collect();
    let stated = STAFF.map(|(name, role)| (Some(name.to_owned()), Some(role)));
    assert_eq!((staff.len(), listed), (STAFF.len(), stated.into()));
    for one in &staff {
        let is = |name: &str| one["username"] == name;
        let classes = |accompanied| if accompanied { json!(["101"]) } else { json!([]) };
        assert_eq!(one["activated"], json!(!is("colleague")), "{one}");
        assert_eq!(one["homeroom"], classes(is("homeroom-teacher")), "{one}");
        assert_eq!(one["assigned"], classes(is("counsellor") || is("advisor")), "{one}");
    }
    admin.get("/api/schools/353302/staff").await.refused(404, "not_found");
    let homeroom = world.teacher("homeroom-teacher").await;
    homeroom.get(&path("staff")).await.refused(403, "forbidden");
}

/// Adds classes of students whose names are as long as names are, in characters that take most bytes.
async fn add_students(world: &World) {
    let school: SchoolCode = SCHOOL.parse().expect("a code");
    let row = |place: u32| RosterRow {
        school: school.clone(),
        student: AccountId::new(Uuid::from_u128(u128::from(place))),
        name: "𠮷".repeat(60),
        number: format!("115{place:06}"),
        class_name: format!("9{:02}", place / CLASS_SIZE),
        seat: place % CLASS_SIZE + 1,
    };
    let write = |place| Write::put("roster", &row(place)).expect("an item");
    let writes: Vec<Write> = (0..STUDENTS).map(write).collect();
    for writes in writes.chunks(TRANSACTION_WRITES) {
        world.cloud().table().transact(writes.to_vec()).await.expect("written");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_thousand_students_are_listed_once_each_within_what_lambda_hands_on() {
    let world = World::new().await;
    let admin = world.teacher("administrator").await;
    let of = path("selection-progress/115/learning_outcomes?limit=200");
    let before = items(&admin.get(&of).await.expect(200)).len();
    add_students(&world).await;
    let mut ids = Vec::new();
    let mut after = String::new();
    loop {
        let page = admin.get(&format!("{of}{after}")).await.expect(200);
        assert!(page.to_string().len() < MOST_BYTES);
        assert_eq!(page["classes"].as_array().map(Vec::len), Some(2 + 50), "every class each time");
        let id = |one: &Value| one["student"]["id"].as_str().unwrap_or_default().to_owned();
        ids.extend(items(&page).iter().map(id));
        let Some(next) = page["next"].as_str() else { break };
        after = format!("&cursor={next}");
    }
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!((all, ids.len()), (before + 2_000, before + 2_000));

    let class = admin.get(&format!("{of}&class=949")).await.expect(200);
    assert_eq!((items(&class).len(), class["classes"][0]["students"].as_u64()), (40, Some(40)));
}
