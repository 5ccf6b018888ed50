use proptest::{prelude::*, sample::select};

use super::*;
use crate::strategies::{account, roles, school};

const ACTIONS: [Action; 12] = [
    Action::ViewPortfolio,
    Action::EditPortfolio,
    Action::Certify,
    Action::ViewSchool,
    Action::ViewSettings,
    Action::ViewClass,
    Action::ViewSelectionProgress(Roster::LearningOutcomes),
    Action::ViewSelectionProgress(Roster::DiversePerformances),
    Action::AdministerSchool,
    Action::SubmitOutcomes,
    Action::SubmitPerformances,
    Action::OwnFile,
];

/// What something is done to, whole.
#[derive(Debug, Clone)]
struct Thing {
    shape: usize,
    school: SchoolCode,
    class: &'static str,
    /// The student, the teacher or the owner.
    person: AccountId,
    delegated: bool,
    homeroom_certifies: bool,
}

impl Thing {
    fn resource(&self) -> Resource<'_> {
        let Self { school, class, person, delegated, homeroom_certifies, .. } = self;
        let (person, delegated, homeroom_certifies) = (*person, *delegated, *homeroom_certifies);
        match self.shape {
            0 => Resource::School(school),
            1 => Resource::Class { school, class },
            2 => Resource::Student { student: person, school, class },
            3 => {
                let teacher = person;
                Resource::Outcome { school, class, teacher, delegated, homeroom_certifies }
            }
            _ => Resource::File { owner: person },
        }
    }

    fn admits(&self, actor: &Actor, action: Action) -> bool {
        authorize(actor, action, &self.resource()).is_ok()
    }
}

fn class() -> impl Strategy<Value = &'static str> {
    select(vec!["101", "102"])
}

fn thing() -> impl Strategy<Value = Thing> {
    (0_usize..5, school(), class(), account(), any::<bool>(), any::<bool>()).prop_map(
        |(shape, school, class, person, delegated, homeroom_certifies)| Thing {
            shape,
            school,
            class,
            person,
            delegated,
            homeroom_certifies,
        },
    )
}

/// The only shape of thing that the action is said of.
fn shape_of(action: Action) -> usize {
    match action {
        Action::ViewSchool | Action::ViewSettings | Action::AdministerSchool => 0,
        Action::SubmitOutcomes | Action::SubmitPerformances => 0,
        Action::ViewClass | Action::ViewSelectionProgress(_) => 1,
        Action::ViewPortfolio | Action::EditPortfolio => 2,
        Action::Certify => 3,
        Action::OwnFile => 4,
    }
}

/// Something that somebody asks for, mostly of what it is said of.
fn asked() -> impl Strategy<Value = (Action, Thing)> {
    let fits = prop::bool::weighted(0.8);
    (select(ACTIONS.to_vec()), thing(), fits).prop_map(|(action, thing, fits)| {
        let shape = if fits { shape_of(action) } else { thing.shape };
        (action, Thing { shape, ..thing })
    })
}

fn anybody() -> impl Strategy<Value = Actor> {
    // Most people have one role, and some have any.
    let roles = prop_oneof![select(Role::ALL.to_vec()).prop_map(|role| vec![role]), roles()];
    let classes = || prop::collection::vec(class().prop_map(str::to_owned), 0..3);
    let school = prop::option::weighted(0.9, school());
    (account(), school, roles, classes(), classes()).prop_map(
        |(account, school, roles, homeroom, assigned)| Actor {
            account,
            school,
            roles,
            homeroom,
            assigned,
        },
    )
}

proptest! {
    // Half of what is drawn is another school's, so there are more cases than usual.
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn another_schools_is_unknown_to_everybody_but_what_is_ones_own(
        actor in anybody(), (action, thing) in asked(),
    ) {
        let is_own = matches!(thing.shape, 2 | 4) && thing.person == actor.account;
        // A file lies with its owner, in no school.
        let is_near = thing.shape != 4 && actor.school.as_ref() == Some(&thing.school);
        if !is_own && !is_near {
            let answer = authorize(&actor, action, &thing.resource());
            prop_assert_eq!(answer, Err(Denied::Unknown));
        }
    }

    #[test]
    fn what_is_said_of_no_resource_is_denied(actor in anybody(), (action, thing) in asked()) {
        if thing.shape != shape_of(action) {
            let answer = authorize(&actor, action, &thing.resource());
            prop_assert_eq!(answer, Err(Denied::Unknown));
        }
    }

    #[test]
    fn nobody_gains_by_losing_a_role_a_class_or_what_was_entrusted(
        actor in anybody(), (action, thing) in asked(),
    ) {
        let mut fewer = Vec::new();
        for at in 0..actor.roles.len() {
            let mut one = actor.clone();
            one.roles.remove(at);
            fewer.push(one);
        }
        fewer.push(Actor {
            homeroom: actor.homeroom.iter().skip(1).cloned().collect(),
            ..actor.clone()
        });
        fewer.push(Actor {
            assigned: actor.assigned.iter().skip(1).cloned().collect(),
            ..actor.clone()
        });
        let admitted = thing.admits(&actor, action);
        prop_assert!(admitted || fewer.iter().all(|one| !thing.admits(one, action)));
        let alone = Thing { delegated: false, ..thing.clone() };
        prop_assert!(admitted || !alone.admits(&actor, action));
        let unset = Thing { homeroom_certifies: false, ..thing };
        prop_assert!(admitted || !unset.admits(&actor, action));
    }

    #[test]
    fn a_student_may_do_nothing_to_what_is_another_persons(
        student in anybody(), (action, thing) in asked(),
    ) {
        let student = Actor { roles: vec![Role::Student], ..student };
        if thing.shape > 0 && thing.person != student.account {
            prop_assert!(!thing.admits(&student, action));
        }
        // And of the school as such nothing but what everybody in it sees.
        prop_assert!(
            thing.shape > 0 || action == Action::ViewSchool || !thing.admits(&student, action)
        );
    }

    #[test]
    fn whoever_has_no_role_sees_the_school_and_what_is_filed_under_the_account(
        actor in anybody(), (action, thing) in asked(),
    ) {
        let nobody = Actor { roles: Vec::new(), ..actor };
        let may = [Action::ViewSchool, Action::EditPortfolio, Action::OwnFile].contains(&action);
        prop_assert!(may || !thing.admits(&nobody, action));
    }

    #[test]
    fn a_portfolio_or_a_class_is_seen_in_the_classes_one_accompanies(
        actor in anybody(), thing in thing(),
    ) {
        let sees = |action| thing.admits(&actor, action);
        let leads =
            actor.is(Role::HomeroomTeacher) && actor.homeroom.iter().any(|it| it == thing.class);
        let guides = actor.is_any(&[Role::GuidanceCounsellor, Role::CourseAdvisor])
            && actor.assigned.iter().any(|it| it == thing.class);
        let near = actor.school.as_ref() == Some(&thing.school) && (leads || guides);
        let is_own = thing.person == actor.account && actor.is(Role::Student);
        prop_assert!(thing.shape != 2 || sees(Action::ViewPortfolio) == (near || is_own));
        // Who sees how far a class is sees the class.
        for roster in Roster::ALL {
            prop_assert!(sees(Action::ViewClass) || !sees(Action::ViewSelectionProgress(roster)));
        }
        prop_assert!(thing.shape != 1 || !near || sees(Action::ViewClass));
    }
}
