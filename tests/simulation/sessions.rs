use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Mutex, MutexGuard, PoisonError},
};

use serde_json::Value;

use crate::support::{Answer, Request, account, function_of, items::text};

/// Who is signed in where, and with what one signs in: a session that was given is good until somebody
/// may have ended it, and so is a password.
#[derive(Debug, Default)]
pub struct Sessions(Mutex<Held>);

#[derive(Debug, Default)]
struct Held {
    /// The cookies, by the account's id.
    cookies: BTreeMap<String, Cookie>,
    /// Whose password somebody tried to change.
    tried: BTreeSet<String>,
    /// Whose password was changed.
    changed: BTreeSet<String>,
}

/// What the browser holds for one person.
#[derive(Debug)]
struct Cookie {
    text: String,
    /// Calls with it that are not answered: any of them may still come to use it up.
    open: usize,
}

impl Sessions {
    /// What the browser sends for this person.
    pub fn cookie(&self, who: &str) -> Option<String> {
        self.lock().cookies.get(who).map(|cookie| cookie.text.clone())
    }

    /// Somebody is about to ask for this.
    pub fn tries(&self, who: &str, request: &Request) {
        let mut held = self.lock();
        match function(request) {
            "account.change-password" => drop(held.tried.insert(who.to_owned())),
            "session.refresh" | "session.sign-out" => {
                if let Some(cookie) = held.cookies.get_mut(who) {
                    cookie.open += 1;
                }
            }
            _ => {}
        }
    }

    /// Somebody was answered; `began` is whose passwords had been changed when it was asked for.
    pub fn hears(&self, who: &str, request: &Request, answer: &Answer, began: &BTreeSet<String>) {
        let mut held = self.lock();
        let name = function(request);
        match name {
            "session.sign-in" | "session.activate" => {
                if name == "session.sign-in" {
                    held.compare(request, answer, began);
                }
                held.begins(answer);
            }
            "account.change-password" if answer.status == 204 => {
                held.changed.insert(who.to_owned());
            }
            "session.refresh" | "session.sign-out" if answer.status < 500 => {
                held.goes_on(who, request, answer);
            }
            _ => {}
        }
    }

    /// Whose passwords are changed by now.
    pub fn changed(&self) -> BTreeSet<String> {
        self.lock().changed.clone()
    }

    fn lock(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Held {
    /// A password opens until somebody tries to change it, and no more once it is changed.
    fn compare(&self, request: &Request, answer: &Answer, began: &BTreeSet<String>) {
        let sent: Value = serde_json::from_slice(&request.body).unwrap_or_default();
        let who = account(text(&sent, "username").trim()).to_string();
        let refused = answer.code() == "session.refused";
        assert!(!refused || self.tried.contains(&who), "acknowledged: {sent} opens no more");
        let opens = answer.status == 200;
        assert!(!opens || !began.contains(&who), "acknowledged: {sent} was changed, and opens");
    }

    fn begins(&mut self, answer: &Answer) {
        let text = cookie_of(answer);
        if answer.status == 200 && !text.is_empty() {
            let who = answer.body["account"]["id"].as_str().unwrap_or_default().to_owned();
            self.cookies.insert(who, Cookie { text, open: 0 });
        }
    }

    fn goes_on(&mut self, who: &str, request: &Request, answer: &Answer) {
        let sent = request.headers.get("cookie").and_then(|cookie| cookie.to_str().ok());
        let tried = self.tried.contains(who);
        let Some(cookie) = self.cookies.get_mut(who).filter(|it| Some(it.text.as_str()) == sent)
        else {
            return;
        };
        let alone = cookie.open == 1;
        cookie.open = cookie.open.saturating_sub(1);
        let refused = answer.code() == "session.required";
        assert!(!(refused && alone) || tried, "acknowledged: {who} is not signed in any more");
        match cookie_of(answer) {
            text if answer.status == 200 => cookie.text = text,
            _ => drop(self.cookies.remove(who)),
        }
    }
}

fn function(request: &Request) -> &'static str {
    function_of(request.method, &request.path).map_or("", |function| function.name)
}

/// The cookie that comes with an answer.
fn cookie_of(answer: &Answer) -> String {
    answer.header("set-cookie").split(';').next().unwrap_or_default().to_owned()
}
