use super::Actor;
use crate::{AccountId, Refusal, SchoolCode, account::Role, mutant, selections::Roster};

/// What somebody wants to do. One verb a rule, the same word as in the route.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// See a student's portfolio (瀏覽學生學習歷程資料).
    ViewPortfolio,
    /// Change a student's portfolio (增修學生學習歷程資料): the student alone.
    EditPortfolio,
    /// Certify or return a learning outcome (課程學習成果認證).
    Certify,
    /// See what a school decides and keeps for its pages: windows and classes.
    ViewSchool,
    /// See what a school has set for its functions (功能參數).
    ViewSettings,
    /// See a class with its students (班級資料).
    ViewClass,
    /// See how far the students of a class are with their selection (查詢勾選情形).
    ViewSelectionProgress(Roster),
    /// Set windows, settings and roles (權限設定).
    AdministerSchool,
    /// Send outcomes to the central database (提交學習成果).
    SubmitOutcomes,
    /// Send performances to the central database (提交多元表現).
    SubmitPerformances,
    /// Open one's own file.
    OwnFile,
}

/// What the action is done to, as far as it matters for the right to do it.
#[derive(Debug, Clone)]
pub enum Resource<'a> {
    /// A school as such.
    School(&'a SchoolCode),
    /// A class of a school.
    Class {
        /// The school.
        school: &'a SchoolCode,
        /// The class, for example `101`.
        class: &'a str,
    },
    /// A student's portfolio, or a thing in it.
    Student {
        /// Whose it is.
        student: AccountId,
        /// The school that the student belongs to.
        school: &'a SchoolCode,
        /// The class that the student belongs to.
        class: &'a str,
    },
    /// A learning outcome that waits for, or has had, its certification.
    Outcome {
        /// The school of its student.
        school: &'a SchoolCode,
        /// The class of its student.
        class: &'a str,
        /// The teacher of its course.
        teacher: AccountId,
        /// Whether the actor stands in for that teacher now.
        delegated: bool,
        /// Whether the school lets homeroom teachers certify their own class.
        homeroom_certifies: bool,
    },
    /// A stored file.
    File {
        /// Whose quota it counts against.
        owner: AccountId,
    },
}

/// Why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Denied {
    /// Not yours to know that it exists: answered like an unknown object.
    Unknown,
    /// A colleague's, or not within the role.
    Forbidden,
}

impl Refusal for Denied {
    fn code(&self) -> &'static str {
        match self {
            Self::Unknown => "not_found",
            Self::Forbidden => "forbidden",
        }
    }
}

/// Decides. Deny by default: what is not said here is not allowed.
///
/// Another school's, another student's or an unknown object is [`Denied::Unknown`]; a colleague's
/// object on a route that the actor may use is [`Denied::Forbidden`].
pub fn authorize(actor: &Actor, action: Action, resource: &Resource<'_>) -> Result<(), Denied> {
    match (action, resource) {
        _ if mutant("authorize-whoever-asks") => Ok(()),
        (Action::ViewSchool, Resource::School(school)) => own_school(actor, school),
        (Action::ViewSettings, Resource::School(school)) => {
            own_school(actor, school)?;
            allowed(actor.is(Role::SchoolAdministrator) || actor.is_any(&SUBMITTERS))
        }
        (Action::ViewClass, Resource::Class { school, class }) => {
            view_class(actor, school, class, &SUBMITTERS)
        }
        (Action::ViewSelectionProgress(roster), Resource::Class { school, class }) => {
            view_class(actor, school, class, &[submitter(roster)])
        }
        (Action::AdministerSchool, Resource::School(school)) => {
            own_school(actor, school)?;
            allowed(actor.is(Role::SchoolAdministrator))
        }
        (Action::SubmitOutcomes, Resource::School(school)) => {
            own_school(actor, school)?;
            allowed(actor.is(Role::OutcomeSubmitter))
        }
        (Action::SubmitPerformances, Resource::School(school)) => {
            own_school(actor, school)?;
            allowed(actor.is(Role::PerformanceSubmitter))
        }
        (Action::EditPortfolio, Resource::Student { student, .. }) => own(actor, *student),
        (Action::ViewPortfolio, Resource::Student { student, school, class }) => {
            view_portfolio(actor, *student, school, class)
        }
        (Action::Certify, Resource::Outcome { .. }) => certify(actor, resource),
        (Action::OwnFile, Resource::File { owner }) => own(actor, *owner),
        _ => Err(Denied::Unknown),
    }
}

fn allowed(yes: bool) -> Result<(), Denied> {
    if yes { Ok(()) } else { Err(Denied::Forbidden) }
}

fn own(actor: &Actor, owner: AccountId) -> Result<(), Denied> {
    if actor.account == owner { Ok(()) } else { Err(Denied::Unknown) }
}

fn own_school(actor: &Actor, school: &SchoolCode) -> Result<(), Denied> {
    if actor.school.as_ref() == Some(school) { Ok(()) } else { Err(Denied::Unknown) }
}

/// Who sends rosters to the central database.
const SUBMITTERS: [Role; 2] = [Role::OutcomeSubmitter, Role::PerformanceSubmitter];

fn submitter(roster: Roster) -> Role {
    match roster {
        Roster::LearningOutcomes => Role::OutcomeSubmitter,
        Roster::DiversePerformances => Role::PerformanceSubmitter,
    }
}

/// Whether the actor leads the class, or is assigned to it as a counsellor or advisor.
fn accompanies(actor: &Actor, class: &str) -> bool {
    let among = |classes: &[String]| classes.iter().any(|own| own == class);
    let leads = actor.is(Role::HomeroomTeacher) && among(&actor.homeroom);
    let guides =
        actor.is_any(&[Role::GuidanceCounsellor, Role::CourseAdvisor]) && among(&actor.assigned);
    leads || guides
}

fn view_class(
    actor: &Actor,
    school: &SchoolCode,
    class: &str,
    across_classes: &[Role],
) -> Result<(), Denied> {
    own_school(actor, school)?;
    let sees_all = actor.is(Role::SchoolAdministrator) || actor.is_any(across_classes);
    allowed(sees_all || accompanies(actor, class))
}

fn view_portfolio(
    actor: &Actor,
    student: AccountId,
    school: &SchoolCode,
    class: &str,
) -> Result<(), Denied> {
    if actor.account == student && actor.is(Role::Student) {
        return Ok(());
    }
    own_school(actor, school)?;
    if accompanies(actor, class) {
        return Ok(());
    }
    // A colleague's class is a colleague's object; a fellow student must not learn that it exists.
    if actor.is(Role::Student) { Err(Denied::Unknown) } else { Err(Denied::Forbidden) }
}

fn certify(actor: &Actor, outcome: &Resource<'_>) -> Result<(), Denied> {
    let Resource::Outcome { school, class, teacher, delegated, homeroom_certifies } = outcome
    else {
        return Err(Denied::Unknown);
    };
    own_school(actor, school)?;
    let teaches = actor.is(Role::CourseTeacher) && actor.account == *teacher;
    let leads = *homeroom_certifies
        && actor.is(Role::HomeroomTeacher)
        && actor.homeroom.iter().any(|led| led == class);
    // What is entrusted to somebody ends with the role of a teacher.
    let stands_in = *delegated && actor.is_any(&Role::TEACHERS);
    allowed(teaches || stands_in || leads)
}

#[cfg(test)]
mod tests;
