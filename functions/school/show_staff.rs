//! `GET /api/schools/{school}/staff` — 查詢角色權限: who works at the school, and who has which role.
//!
//! The school's administrator. Three reads: the staff, and then their profiles and accounts.

use portfolio::{
    AccountId, SchoolCode,
    account::{Role, Username},
    authorization::{Action, Resource},
};
use runtime::{
    Call, Callers, Function, Listed, Method, Need, Problem, Reply, Route, TableAction, Trigger,
    schema,
};
use schemars::JsonSchema;
use serde::Serialize;
use store::items::{Account, Credential, StaffRow, school_partition};

use super::accounts::accounts_of;

pub const FUNCTION: Function = Function {
    name: "school.show-staff",
    term: "查詢角色權限",
    summary: "Lists the school's staff with their roles.",
    trigger: Trigger::Route(Route {
        method: Method::Get,
        path: "/api/schools/{school}/staff",
        callers: Callers::SignedIn(&[Role::SchoolAdministrator]),
        query: &["cursor", "limit"],
        body: None,
        status: 200,
        answer: Some(schema::<Listed<StaffView>>),
        refusals: &[],
        handle: |call| Box::pin(show_staff(call)),
    }),
    needs: &[Need::Table(TableAction::Query), Need::Table(TableAction::BatchGetItem)],
    memory_mb: 256,
    timeout_s: 10,
};

/// Somebody who works at the school.
#[derive(Debug, Serialize, JsonSchema)]
struct StaffView {
    #[schemars(with = "String")]
    id: AccountId,
    /// 姓名
    name: String,
    /// 帳號
    #[schemars(with = "String")]
    username: Username,
    /// 角色
    #[schemars(with = "Vec<String>")]
    roles: Vec<Role>,
    /// Classes led as a homeroom teacher.
    homeroom: Vec<String>,
    /// Classes assigned as a counsellor or advisor.
    assigned: Vec<String>,
    /// Whether the first sign-in, with a name and password of one's own, is behind them.
    activated: bool,
}

async fn show_staff(call: Call) -> Result<Reply, Problem> {
    let school: SchoolCode = call.path("school")?;
    call.authorize(Action::AdministerSchool, &Resource::School(&school))?;
    let prefix = StaffRow::PREFIX;
    let (after, limit) = (call.cursor(prefix)?, call.limit()?);
    let partition = school_partition(&school);
    let page = call.table().page(&partition, prefix, after.as_deref(), limit).await?;
    let staff: Vec<StaffRow> = page.found.all(prefix)?;
    let people: Vec<AccountId> = staff.iter().map(|row| row.account).collect();
    let accounts = accounts_of(&call, &people).await?;
    let items = accounts.into_iter().map(|(_, account)| StaffView::from(account)).collect();
    Ok(Reply::ok(Listed::page(items, page.next)))
}

impl From<Account> for StaffView {
    fn from(account: Account) -> Self {
        Self {
            id: account.id,
            name: account.display_name,
            username: account.username,
            roles: account.roles,
            homeroom: account.homeroom,
            assigned: account.assigned,
            activated: matches!(account.credential, Credential::Chosen { .. }),
        }
    }
}
