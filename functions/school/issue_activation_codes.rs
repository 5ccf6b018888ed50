//! `POST /api/schools/{school}/activation-codes` — 列印啟用碼: one-time codes for the first sign-in.
//!
//! The school's administrator. Everybody of a class, or of the staff, who has not activated the account
//! gets a new code. From then on it opens the activation in place of the last digits of the ID number,
//! or of the code before. It is told this once, to be printed, and kept as a keyed digest: whoever got
//! no answer issues again.

use jiff::{SignedDuration, Timestamp};
use portfolio::{
    AccountId, FieldCode, FieldProblem, SchoolCode,
    account::{ACTIVATION_DAYS, Role, Username, activation_code},
    authorization::{Action, Resource},
};
use runtime::{
    Call, Callers, Function, Listed, Method, Need, Problem, Reply, Route, Secret, TableAction,
    Trigger, schema, wire_time,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{
    StoreError, TRANSACTION_WRITES, Write,
    items::{Account, Credential, Profile, RosterRow, StaffRow, school_partition},
};

use super::accounts::accounts_of;

pub const FUNCTION: Function = Function {
    name: "school.issue-activation-codes",
    term: "列印啟用碼",
    summary: "Issues one-time codes for the first sign-in.",
    trigger: Trigger::Route(Route {
        method: Method::Post,
        path: "/api/schools/{school}/activation-codes",
        callers: Callers::SignedIn(&[Role::SchoolAdministrator]),
        query: &[],
        body: Some(schema::<IssueRequest>),
        status: 200,
        answer: Some(schema::<Listed<ActivationCode>>),
        refusals: &["conflict"],
        handle: |call| Box::pin(issue_activation_codes(call)),
    }),
    needs: &[
        Need::Table(TableAction::Query),
        Need::Table(TableAction::BatchGetItem),
        Need::Table(TableAction::PutItem),
        Need::Secret(Secret::Activation),
    ],
    memory_mb: 256,
    timeout_s: 25,
};

/// For whom.
#[derive(Deserialize, JsonSchema)]
struct IssueRequest {
    /// `class` or `staff`.
    #[schemars(with = "String")]
    group: Group,
    /// Which class.
    class_name: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Group {
    Class,
    Staff,
}

/// One slip.
#[derive(Serialize, JsonSchema)]
struct ActivationCode {
    #[schemars(with = "String")]
    id: AccountId,
    /// 姓名
    name: String,
    /// 班級; empty for staff.
    class_name: String,
    /// 座號; 0 for staff.
    seat: u32,
    /// 帳號
    #[schemars(with = "String")]
    username: Username,
    /// 啟用碼
    code: String,
    /// Until when it opens the activation.
    until: String,
}

async fn issue_activation_codes(call: Call) -> Result<Reply, Problem> {
    let school: SchoolCode = call.path("school")?;
    call.authorize(Action::AdministerSchool, &Resource::School(&school))?;
    let request: IssueRequest = call.body()?;
    let people = people(&call, &school, &request).await?;
    let accounts = accounts_of(&call, &people).await?;

    let until = call.now() + SignedDuration::from_hours(24 * ACTIVATION_DAYS);
    let (mut slips, mut writes) = (Vec::new(), Vec::new());
    for (profile, account) in accounts {
        if matches!(account.credential, Credential::Initial { .. }) {
            let slip = slip(&call, profile, until)?;
            writes.push(renewed(&call, account, &slip.code, until)?);
            slips.push(slip);
        }
    }
    for writes in writes.chunks(TRANSACTION_WRITES) {
        let written = call.table().transact(writes.to_vec()).await;
        match written.map_err(StoreError::into_conflict) {
            Ok(()) => {}
            Err(Ok(_)) => return Err(Problem::new("conflict")),
            Err(Err(error)) => return Err(error.into()),
        }
    }
    Ok(Reply::ok(Listed::whole(slips)))
}

/// The class in the order of seats, or the staff.
async fn people(
    call: &Call,
    school: &SchoolCode,
    request: &IssueRequest,
) -> Result<Vec<AccountId>, Problem> {
    let partition = school_partition(school);
    if matches!(request.group, Group::Staff) {
        let found = call.table().partition(&partition, StaffRow::PREFIX).await?;
        let rows: Vec<StaffRow> = found.all(StaffRow::PREFIX)?;
        return Ok(rows.into_iter().map(|row| row.account).collect());
    }
    let wrong = |code| Problem::field(FieldProblem::new("class_name", code));
    let class = request.class_name.as_deref().ok_or(wrong(FieldCode::Missing))?;
    let unknown = || wrong(FieldCode::UnknownValue);
    let prefix = RosterRow::prefix(class).ok_or_else(unknown)?;
    let found = call.table().partition(&partition, &prefix).await?;
    let rows: Vec<RosterRow> = found.all(&prefix)?;
    let students: Vec<AccountId> = rows.into_iter().map(|row| row.student).collect();
    if students.is_empty() { Err(unknown()) } else { Ok(students) }
}

/// A new code: nobody without the key can tell it from what is known of the account.
fn slip(call: &Call, of: Profile, until: Timestamp) -> Result<ActivationCode, Problem> {
    let keyed = call.env().secrets.activation()?;
    let id = call.env().ids.next().to_string();
    let drawn = keyed.digest(&["activation-code", of.username.as_str(), &id]);
    let number = drawn.get(..15).and_then(|hex| u64::from_str_radix(hex, 16).ok());
    let number = number.ok_or(Problem::unavailable("a digest is shorter than it can be"))?;
    Ok(ActivationCode {
        id: of.account,
        name: of.name,
        class_name: of.class_name,
        seat: of.seat,
        username: of.username,
        code: activation_code(number),
        until: wire_time(until),
    })
}

fn renewed(call: &Call, account: Account, code: &str, until: Timestamp) -> Result<Write, Problem> {
    let keyed = call.env().secrets.activation()?;
    let digest = keyed.digest(&["initial", account.username.as_str(), code]);
    let credential = Credential::Initial { digest, until };
    let before = account.version;
    let renewed = Account { credential, version: before + 1, ..account };
    Ok(Write::replace("account", &renewed, before)?)
}
