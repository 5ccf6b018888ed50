use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use super::sweep::{May, Sweep};
use crate::stage::Example;

/// Makes each parameter of the path and behind it wrong.
pub async fn play(sweep: &mut Sweep<'_>, example: &Example) {
    of_path(sweep, example).await;
    for name in example.route().query {
        behind(sweep, example, name).await;
    }
    let odd = example.clone().query("nobody_knows_this", "1");
    let sent = odd.request(sweep.stage);
    sweep.refuses(&odd, "an unknown parameter", &sent, None, May::Pass).await;
}

async fn of_path(sweep: &mut Sweep<'_>, example: &Example) {
    let right = example.parameters(sweep.stage);
    let long = "a".repeat(2000);
    let unknown = format!("acc_{}", "f".repeat(32));
    for name in right.keys().copied() {
        for value in [
            "x",
            "0",
            "-1",
            "\0",
            "a\u{7}b",
            "..",
            "學",
            "🙂",
            "' OR 1=1; --",
            "a#b",
            "%",
            "+",
            "null",
            "acc_",
            &unknown,
            &long,
        ] {
            let mut parameters = right.clone();
            parameters.insert(name, value.to_owned());
            let sent = example.request(sweep.stage).to(&example.address(&parameters));
            let what = format!("{{{name}}} is {value:.20?}");
            sweep.refuses(example, &what, &sent, None, May::Fail).await;
        }
    }
}

async fn behind(sweep: &mut Sweep<'_>, example: &Example, name: &'static str) {
    for (value, may) in wrong(name) {
        let mut changed = example.clone();
        changed.query.retain(|(at, _)| *at != name);
        let changed = changed.query(name, &value);
        let sent = changed.request(sweep.stage);
        let what = format!("?{name}={value:.40}");
        sweep.refuses(&changed, &what, &sent, Some(name), may).await;
    }
    // Twice is neither of the two.
    let changed = example.clone().query(name, "1").query(name, "2");
    let sent = changed.request(sweep.stage);
    sweep.refuses(&changed, &format!("?{name} twice"), &sent, Some(name), May::Fail).await;
}

/// What is no right value of the parameter.
fn wrong(name: &str) -> Vec<(String, May)> {
    let mut all: Vec<String> =
        ["", " ", "x", "\0", "學", "🙂", "' OR 1=1; --", "=1+1"].map(str::to_owned).to_vec();
    all.push("a".repeat(3000));
    let more: &[&str] = match name {
        "limit" => &["0", "-1", "201", "1000000000", "99999999999999999999", "2.5", "1e1", "٣"],
        "version" => &["-1", "1.5", "18446744073709551616", "1e1"],
        "year" => &["0", "99", "200", "65536", "-115", "115.0"],
        "semester" => &["115", "1150", "1153", "11511"],
        _ => &[],
    };
    all.extend(more.iter().map(|value| (*value).to_owned()));
    if name == "cursor" {
        let of_other_lists = ["", "#", "USR#x", "PROFILE", "SET", "\0", "學"];
        let long = "REP#".repeat(1000);
        let keys = of_other_lists.into_iter().chain([long.as_str()]);
        all.extend(keys.map(|key| URL_SAFE_NO_PAD.encode(key)));
        all.push(URL_SAFE_NO_PAD.encode([0xff, 0xfe]));
        all.push("TE8j=".to_owned());
    }
    all.into_iter().map(|value| (value, May::Fail)).collect()
}
