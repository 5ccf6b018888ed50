use super::Actor;
use crate::{AccountId, Refusal, SchoolCode, account::Role};

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
        (Action::ViewSchool, Resource::School(school)) => own_school(actor, school),
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

fn view_portfolio(
    actor: &Actor,
    student: AccountId,
    school: &SchoolCode,
    class: &str,
) -> Result<(), Denied> {
    if actor.account == student {
        return Ok(());
    }
    own_school(actor, school)?;
    let class = class.to_owned();
    let leads = actor.is(Role::HomeroomTeacher) && actor.homeroom.contains(&class);
    let guides = actor.is_any(&[Role::GuidanceCounsellor, Role::CourseAdvisor])
        && actor.assigned.contains(&class);
    if leads || guides {
        return Ok(());
    }
    // A colleague's class is a colleague's object; a fellow student must not learn that it exists.
    if actor.is(Role::Student) { Err(Denied::Unknown) } else { Err(Denied::Forbidden) }
}

fn certify(actor: &Actor, outcome: &Resource<'_>) -> Result<(), Denied> {
    let Resource::Outcome { school, class, teacher, delegated, homeroom_certifies } = outcome else {
        return Err(Denied::Unknown);
    };
    own_school(actor, school)?;
    let teaches = actor.is(Role::CourseTeacher) && actor.account == *teacher;
    let leads = *homeroom_certifies
        && actor.is(Role::HomeroomTeacher)
        && actor.homeroom.iter().any(|led| led == class);
    allowed(teaches || *delegated || leads)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn account(n: u128) -> AccountId {
        AccountId::new(Uuid::from_u128(n))
    }

    fn actor(n: u128, school: &str, roles: &[Role], classes: &[&str]) -> Actor {
        let classes: Vec<String> = classes.iter().map(|class| (*class).to_owned()).collect();
        Actor {
            account: account(n),
            school: school.parse().ok(),
            roles: roles.to_vec(),
            homeroom: classes.clone(),
            assigned: classes,
        }
    }

    #[test]
    fn a_portfolio_is_seen_by_its_student_and_the_teachers_of_the_class() {
        let school: SchoolCode = "990301".parse().unwrap();
        let portfolio = Resource::Student { student: account(1), school: &school, class: "101" };
        let see = |actor: &Actor| authorize(actor, Action::ViewPortfolio, &portfolio);
        for (actor, answer) in [
            (actor(1, "990301", &[Role::Student], &[]), Ok(())),
            (actor(2, "990301", &[Role::Student], &[]), Err(Denied::Unknown)),
            (actor(3, "990301", &[Role::HomeroomTeacher], &["101"]), Ok(())),
            (actor(3, "990301", &[Role::HomeroomTeacher], &["102"]), Err(Denied::Forbidden)),
            (actor(3, "990402", &[Role::HomeroomTeacher], &["101"]), Err(Denied::Unknown)),
            (actor(3, "990301", &[Role::GuidanceCounsellor], &["101"]), Ok(())),
            (actor(3, "990301", &[Role::CourseTeacher], &["101"]), Err(Denied::Forbidden)),
            (actor(3, "990301", &[Role::SchoolAdministrator], &[]), Err(Denied::Forbidden)),
        ] {
            assert_eq!(see(&actor), answer, "{actor:?}");
        }
    }

    #[test]
    fn an_outcome_is_certified_by_its_teacher_a_delegate_or_where_set_the_homeroom_teacher() {
        let school: SchoolCode = "990301".parse().unwrap();
        let decide = |actor: &Actor, delegated, homeroom_certifies| {
            let outcome = Resource::Outcome {
                school: &school,
                class: "101",
                teacher: account(5),
                delegated,
                homeroom_certifies,
            };
            authorize(actor, Action::Certify, &outcome)
        };
        let teacher = actor(5, "990301", &[Role::CourseTeacher], &[]);
        let colleague = actor(6, "990301", &[Role::CourseTeacher], &[]);
        let leader = actor(7, "990301", &[Role::HomeroomTeacher], &["101"]);
        let foreign = actor(5, "990402", &[Role::CourseTeacher], &[]);
        assert_eq!(decide(&teacher, false, false), Ok(()));
        assert_eq!(decide(&colleague, false, true), Err(Denied::Forbidden));
        assert_eq!(decide(&colleague, true, false), Ok(()));
        assert_eq!(decide(&leader, false, false), Err(Denied::Forbidden));
        assert_eq!(decide(&leader, false, true), Ok(()));
        assert_eq!(decide(&foreign, true, true), Err(Denied::Unknown));
    }
}
