//! `GET /api/students/{student}/dashboard` — 學生學習狀態儀錶板: everything at a glance, by one Query.
//!
//! The student; homeroom teacher, counsellor and advisor of the class, whose look is remembered.

use portfolio::{
    AccountId, SchoolYear,
    account::Role,
    notices::{StudentFacts, student_notices},
    selections::Roster,
    taipei,
    windows::WindowKind,
};
use runtime::{
    Call, Callers, Function, Method, Need, Problem, Reply, Route, TableAction, Trigger, schema,
};
use store::{
    Found,
    items::{
        AttendanceRecord, Calendar, ConductRecord, CourseRecord, DiversePerformance,
        LearningOutcome, Profile, QuotaItem, Selection,
    },
};

use super::{
    NoticeView,
    dashboard_view::{
        AttendanceView, ConductView, DashboardStudent, DashboardView, GradeView, OutcomeCounts,
        QuotaView, RosterStatus, SelectionStatus,
    },
};
use crate::{learning_outcomes, school::WindowView};

pub const FUNCTION: Function = Function {
    name: "students.dashboard",
    term: "學生學習狀態儀錶板",
    summary: "Shows a student's portfolio at a glance.",
    trigger: Trigger::Route(Route {
        method: Method::Get,
        path: "/api/students/{student}/dashboard",
        callers: Callers::SignedIn(&[
            Role::Student,
            Role::HomeroomTeacher,
            Role::GuidanceCounsellor,
            Role::CourseAdvisor,
        ]),
        query: &[],
        body: None,
        status: 200,
        answer: Some(schema::<DashboardView>),
        refusals: &[],
        handle: |call| Box::pin(dashboard(call)),
    }),
    needs: &[Need::Table(TableAction::Query), Need::Table(TableAction::UpdateItem)],
    memory_mb: 256,
    timeout_s: 10,
};

async fn dashboard(call: Call) -> Result<Reply, Problem> {
    let student: AccountId = call.path("student")?;
    let found = super::read(&call, student, "").await?;
    let profile: Profile = found.take(&Profile::at(student))?.ok_or(Problem::not_found())?;
    let quota: QuotaItem = found
        .take(&QuotaItem::at(student))?
        .ok_or_else(|| Problem::unavailable("a student has no quota"))?;
    let outcomes: Vec<LearningOutcome> = found.all(LearningOutcome::PREFIX)?;
    let performances: Vec<DiversePerformance> = found.all(DiversePerformance::PREFIX)?;
    let calendar: Option<Calendar> = found.take(&Calendar::at(student))?;
    let grades: Vec<CourseRecord> = found.all(CourseRecord::PREFIX)?;
    let conduct: Vec<ConductRecord> = found.all(ConductRecord::PREFIX)?;
    let attendance: Vec<AttendanceRecord> = found.all(AttendanceRecord::PREFIX)?;
    let windows = calendar.iter().flat_map(|calendar| &calendar.windows);
    let facts = facts(&profile, &outcomes, calendar.as_ref());
    let notices = student_notices(&facts, call.now());
    let me = call.actor()?.account;
    if me != student {
        super::remember_look(&call, me).await;
    }
    Ok(Reply::ok(DashboardView {
        student: DashboardStudent::from(&profile),
        quota: QuotaView::from(quota.figures()),
        outcomes: OutcomeCounts::of(&outcomes),
        performances: performances.len(),
        selections: selections(&call, student, &found, calendar.as_ref())?,
        windows: windows.map(|window| WindowView::at(window, call.now())).collect(),
        grades: grades.into_iter().map(GradeView::from).collect(),
        conduct: conduct.into_iter().map(ConductView::from).collect(),
        attendance: attendance.into_iter().map(AttendanceView::from).collect(),
        notices: notices.iter().map(|notice| NoticeView::of(notice, call.language())).collect(),
    }))
}

/// What the notices of a student depend on, out of what one Query found.
pub fn facts(
    profile: &Profile,
    outcomes: &[LearningOutcome],
    calendar: Option<&Calendar>,
) -> StudentFacts {
    let windows = calendar.iter().flat_map(|calendar| &calendar.windows);
    StudentFacts {
        decided_at: outcomes.iter().filter_map(learning_outcomes::last_decision).collect(),
        last_viewed_at: profile.last_viewed_at,
        windows: windows.map(|window| (window.kind, window.span)).collect(),
        upload_reminder_days: calendar.map_or(0, |calendar| calendar.upload_reminder_days),
    }
}

fn selections(
    call: &Call,
    student: AccountId,
    found: &Found,
    calendar: Option<&Calendar>,
) -> Result<SelectionStatus, Problem> {
    let year = selection_year(call, calendar);
    let status = |roster: Roster, limit: Option<u32>| -> Result<RosterStatus, Problem> {
        let selection: Option<Selection> = found.take(&Selection::at(student, year, roster))?;
        let name = roster.window(year);
        let window = calendar.and_then(|calendar| {
            let same =
                |kind: WindowKind, period: &str| kind == name.kind() && period == name.period();
            calendar.windows.iter().find(|window| same(window.kind, &window.period))
        });
        Ok(RosterStatus {
            selected: selection.as_ref().map_or(0, |selection| selection.ids.len()),
            limit: limit.unwrap_or_else(|| roster.limit(&Default::default())),
            locked: selection.is_some_and(|selection| selection.frozen_in.is_some()),
            window: window.map(|window| WindowView::at(window, call.now())),
        })
    };
    Ok(SelectionStatus {
        year,
        learning_outcomes: status(
            Roster::LearningOutcomes,
            calendar.map(|calendar| calendar.selected_outcomes_per_year),
        )?,
        diverse_performances: status(
            Roster::DiversePerformances,
            calendar.map(|calendar| calendar.selected_performances_per_year),
        )?,
    })
}

/// The year that is selected for now: that of an open window, since a year's selection can last
/// into the next one; otherwise the year that today lies in.
fn selection_year(call: &Call, calendar: Option<&Calendar>) -> SchoolYear {
    let windows = calendar.iter().flat_map(|calendar| &calendar.windows);
    let selecting = windows.filter(|window| {
        window.kind != WindowKind::OutcomeUpload && window.span.contains(call.now())
    });
    let open = selecting.filter_map(|window| window.period.parse().ok()).max();
    open.unwrap_or_else(|| SchoolYear::of(call.now().to_zoned(taipei()).date()))
}
