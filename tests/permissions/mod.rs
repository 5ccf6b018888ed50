//! The permission matrix, played: every route, by everybody, at everything: one's own, a colleague's,
//! another school's, what is not there and what is no name at all. What must come is stated in
//! `areas`, and `infra/docs/permissions.md` must say the same.

mod areas;
mod cast;
mod roster;
mod standing_in;
mod statement;
mod targets;

use std::{collections::BTreeSet, fs};

use serde_json::json;

use self::{
    cast::{CAST, Player},
    statement::{Expected, Row},
    targets::{Target, targets},
};
use crate::{
    stage::{Example, Stage, examples},
    support::{Answer, CONTRACT, Table},
};

#[test]
fn every_route_is_stated_once() {
    let routes = functions::all().filter(|function| function.route().is_some());
    let mut routes: Vec<&str> = routes.map(|function| function.name).collect();
    let mut stated: Vec<&str> = areas::all().map(|row| row.function).collect();
    routes.sort_unstable();
    stated.sort_unstable();
    assert_eq!(stated, routes, "state each route in tests/permissions/areas.rs");
}

#[test]
fn the_page_says_what_is_played() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../infra/docs/permissions.md");
    let page = fs::read_to_string(page).expect("the page");
    let (matrix, _) = page.split_once("# What each function may do").expect("two parts");
    for row in areas::all() {
        let begin = format!("| `{}` |", row.function);
        let line = matrix.lines().find(|line| line.starts_with(&begin));
        let line = line.unwrap_or_else(|| panic!("{} is not on the page", row.function));
        let marks: Vec<bool> =
            line.split('|').skip(3).take(CAST.len()).map(|mark| mark.contains('●')).collect();
        let stated: Vec<bool> = CAST.iter().map(|player| row.lets_in(player)).collect();
        assert_eq!(marks, stated, "{}", row.function);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everybody_is_answered_as_it_is_stated() {
    let stage = Stage::new().await;
    let own_files = cast::files(&stage).await;
    let all = examples::all(&stage);
    let mut wrong = Vec::new();
    for row in areas::all() {
        let example = all.iter().find(|example| example.function == row.function);
        let example = example.unwrap_or_else(|| panic!("{} has no example", row.function));
        let mut plays = Vec::new();
        for player in &CAST {
            let all = targets(&stage, player, example, &own_files);
            plays.extend(all.into_iter().map(|target| (player, target)));
        }
        play_refusals(&stage, row, example, &plays, &mut wrong).await;
        for (player, target) in &plays {
            let expected = row.expected(player, target.whose);
            if expected == Expected::Answered {
                let answer = call(&stage, player, &harmless(example), target).await;
                complain(row, player, target, expected, &answer, &mut wrong);
            }
        }
    }
    assert!(wrong.is_empty(), "{} calls:\n{}", wrong.len(), wrong.join("\n"));
}

/// Whoever may not is refused though the rest of the call is right, and nothing changes.
async fn play_refusals(
    stage: &Stage,
    row: &Row,
    example: &Example,
    plays: &[(&Player, Target)],
    wrong: &mut Vec<String>,
) {
    let before = Table::read(&stage.world).await;
    for (player, target) in plays {
        let expected = row.expected(player, target.whose);
        if expected != Expected::Answered {
            let answer = call(stage, player, example, target).await;
            complain(row, player, target, expected, &answer, wrong);
        }
    }
    let changed = before.differences(&Table::read(&stage.world).await);
    if !changed.is_empty() {
        wrong.push(format!("{}: refusals changed {}", row.function, changed.join(", ")));
    }
}

/// The same call with nothing in it that could be done: right, and yet without effect.
fn harmless(example: &Example) -> Example {
    let mut harmless = example.clone();
    harmless.body = example.body.as_ref().map(|_| json!({}));
    for (name, value) in &mut harmless.query {
        if *name == "version" {
            *value = "999999".to_owned();
        }
    }
    harmless
}

async fn call(stage: &Stage, player: &Player, example: &Example, target: &Target) -> Answer {
    let mut example = example.clone();
    example.query.extend(target.query.clone());
    let path = example.address(&target.parameters);
    let body = example.body.as_ref().map(ToString::to_string).unwrap_or_default();
    let headers = stage.headers(player.username);
    stage.world.send(example.route().method.name(), &path, headers, body.into()).await
}

fn complain(
    row: &Row,
    player: &Player,
    target: &Target,
    expected: Expected,
    answer: &Answer,
    wrong: &mut Vec<String>,
) {
    let declared = CONTRACT.check(row.function, answer);
    if !expected.is(answer) || declared.is_err() {
        let said = format!("{} {} {:?}", answer.status, answer.code(), declared.err());
        let Row { function, .. } = row;
        let who = player.name();
        wrong.push(format!("{function} by {who} at {}: {expected:?}, not {said}", target.what));
    }
}

#[test]
fn everybody_is_in_the_cast() {
    let roles: BTreeSet<_> = CAST.iter().filter_map(|player| player.role).collect();
    assert_eq!(roles.len(), portfolio::account::Role::ALL.len());
}
