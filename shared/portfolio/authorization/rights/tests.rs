use super::*;
use uuid::Uuid;

mod properties;

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
fn staff_have_no_portfolio_of_their_own() {
    let school: SchoolCode = "990301".parse().unwrap();
    let own = Resource::Student { student: account(1), school: &school, class: "101" };
    let student = actor(1, "990301", &[Role::Student], &[]);
    assert_eq!(authorize(&student, Action::ViewPortfolio, &own), Ok(()));
    let teacher = actor(1, "990301", &[Role::CourseTeacher], &[]);
    assert_eq!(authorize(&teacher, Action::ViewPortfolio, &own), Err(Denied::Forbidden));
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
    let student = actor(6, "990301", &[Role::Student], &[]);
    assert_eq!(decide(&student, true, false), Err(Denied::Forbidden));
    assert_eq!(decide(&leader, false, false), Err(Denied::Forbidden));
    assert_eq!(decide(&leader, false, true), Ok(()));
    assert_eq!(decide(&foreign, true, true), Err(Denied::Unknown));
}

#[test]
fn a_class_is_seen_by_who_accompanies_it_and_who_works_across_classes() {
    let school: SchoolCode = "990301".parse().unwrap();
    let class = Resource::Class { school: &school, class: "101" };
    let outcomes = Action::ViewSelectionProgress(Roster::LearningOutcomes);
    let performances = Action::ViewSelectionProgress(Roster::DiversePerformances);
    let denied = Err(Denied::Forbidden);
    for (role, classes, answers) in [
        (Role::HomeroomTeacher, ["101"], [Ok(()); 3]),
        (Role::HomeroomTeacher, ["102"], [denied; 3]),
        (Role::CourseAdvisor, ["101"], [Ok(()); 3]),
        (Role::CourseTeacher, ["101"], [denied; 3]),
        (Role::SchoolAdministrator, ["102"], [Ok(()); 3]),
        (Role::OutcomeSubmitter, ["102"], [Ok(()), Ok(()), denied]),
        (Role::PerformanceSubmitter, ["102"], [Ok(()), denied, Ok(())]),
        (Role::Student, ["101"], [denied; 3]),
    ] {
        let actor = actor(3, "990301", &[role], &classes);
        let asked = [Action::ViewClass, outcomes, performances];
        assert_eq!(asked.map(|action| authorize(&actor, action, &class)), answers, "{role}");
    }
    let foreign = actor(3, "990402", &[Role::SchoolAdministrator], &[]);
    assert_eq!(authorize(&foreign, Action::ViewClass, &class), Err(Denied::Unknown));
}

#[test]
fn settings_are_seen_by_the_administrator_and_the_submitters() {
    let school: SchoolCode = "990301".parse().unwrap();
    let see = |role| {
        let actor = actor(3, "990301", &[role], &[]);
        authorize(&actor, Action::ViewSettings, &Resource::School(&school)).is_ok()
    };
    let seen: Vec<Role> = Role::ALL.into_iter().filter(|role| see(*role)).collect();
    let expected = [Role::OutcomeSubmitter, Role::PerformanceSubmitter, Role::SchoolAdministrator];
    assert_eq!(seen, expected);
}
