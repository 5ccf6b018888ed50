use std::collections::BTreeMap;

use runtime::Method;
use serde_json::{Value, json};

use crate::{
    simulation::{
        client::Client,
        kept::{Shown, identity, parameter},
    },
    stage::Example,
    support::{Request, function_of},
};

/// What somebody asks for: the example as it stands or in other words, of its own thing or of another
/// that the lists show, with the version that it was written for or the one that stands.
pub async fn wish(me: &mut Client, example: &Example) -> Request {
    let (stage, route) = (me.sim.stage.clone(), example.route());
    let mut parameters = example.parameters(&stage);
    // The example itself is removed once only, or never where it is selected.
    let others = if route.method == Method::Delete { 2 } else { 1 };
    if me.chance.u32(..3) < others {
        another(me, example, &mut parameters).await;
    }
    let mut example = example.clone();
    if me.chance.bool() {
        in_other_words(me, &mut example);
    }
    if me.chance.u32(..4) > 0 {
        up_to_date(me, &mut example, &parameters).await;
    }
    let path = example.address(&parameters);
    let origin = me.sim.world().cloud().origin().to_owned();
    let mut request = Request::new(route.method.name(), &path).header("origin", &origin);
    if let Some(cookie) = me.sim.sessions.cookie(&me.id) {
        request = request.header("cookie", &cookie);
    }
    if route.takes_idempotency_key() {
        let key = format!("{} {} {}", me.name, example.function, me.chance.u32(..3));
        request = request.header("idempotency-key", &key);
    }
    request.json(example.body)
}

/// The last thing that the path names becomes another that is listed above it.
async fn another(
    me: &mut Client,
    example: &Example,
    parameters: &mut BTreeMap<&'static str, String>,
) {
    let pattern = example.route().path;
    let last = pattern.match_indices('{').next_back();
    let Some((above, below)) = last.map(|(at, _)| pattern.split_at(at)) else { return };
    let Some(name) = below.split('/').next().and_then(parameter) else { return };
    let mut list = above.trim_end_matches('/').to_owned();
    for (name, value) in &*parameters {
        list = list.replace(&format!("{{{name}}}"), value);
    }
    if function_of("GET", &list).is_none() {
        return;
    }
    let Some(listed) = me.get(&list).await else { return };
    let items = listed["items"].as_array().into_iter().flatten();
    let names: Vec<&String> = items.filter_map(|item| identity(name, item)).collect();
    if !names.is_empty() {
        parameters.insert(name, names[me.chance.usize(..names.len())].clone());
    }
}

/// What people write may be anything.
fn in_other_words(me: &mut Client, example: &mut Example) {
    for field in example.texts() {
        let at = format!("/{}", field.replace(['.', '['], "/").replace(']', ""));
        let number = me.chance.u32(..1000);
        let body = example.body.as_mut().and_then(|body| body.pointer_mut(&at));
        if let Some(Value::String(text)) = body {
            text.push_str(&format!(" {number}"));
        }
    }
}

/// The version that stands where it is shown, as a page has it that was just loaded.
async fn up_to_date(
    me: &mut Client,
    example: &mut Example,
    parameters: &BTreeMap<&'static str, String>,
) {
    let in_body = example.body.as_ref().is_some_and(|body| body["version"].is_number());
    let in_query = example.query.iter().position(|(name, _)| *name == "version");
    if !in_body && in_query.is_none() {
        return;
    }
    let address = example.address(parameters);
    let path = address.split('?').next().unwrap_or_default();
    let function = functions::find(example.function).expect("a function");
    let Some(shown) = Shown::of(function, path, &Value::Null) else { return };
    let Some(stands) = me.get(&shown.path).await else { return };
    let Ok(Some(found)) = shown.found(&stands) else { return };
    let Some(version) = found["version"].as_u64() else { return };
    if let Some(at) = in_query {
        example.query[at].1 = version.to_string();
    }
    if let Some(body) = example.body.as_mut().filter(|_| in_body) {
        body["version"] = json!(version);
    }
}
