//! The people who work at a school, and what they may do.

use super::identity;

/// Somebody who works at a school.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Teacher {
    /// The name.
    pub name: String,
    /// What they are called at the school, for example 「註冊組長」.
    pub title: &'static str,
    /// Of the right form, with a wrong check digit; the initial user name and password come from it.
    pub id_number: String,
    /// An address that cannot exist.
    pub email: String,
    /// The roles, by their names on the wire, for example `course_teacher`.
    pub roles: Vec<&'static str>,
    /// What they teach; empty for those who do not.
    pub specialities: &'static [&'static str],
    /// The code of the class whose homeroom teacher they are.
    pub homeroom_of: Option<&'static str>,
    /// Whether the account has been activated.
    pub activated: bool,
}

/// A place on the staff.
pub(super) enum Post {
    /// A homeroom teacher (導師), who also teaches: class code and speciality.
    Homeroom(&'static str, &'static [&'static str]),
    /// A course teacher (授課教師).
    Course(&'static [&'static str]),
    /// A course teacher who has not signed in yet.
    NewCourse(&'static [&'static str]),
    /// Anybody else: title and role.
    Office(&'static str, &'static str),
}

/// The offices that every school has, each a person of its own.
pub(super) const OFFICES: [Post; 5] = [
    Post::Office("輔導教師", "guidance_counsellor"),
    Post::Office("課程諮詢教師", "course_advisor"),
    Post::Office("註冊組長", "outcome_submitter"),
    Post::Office("訓育組長", "performance_submitter"),
    Post::Office("資訊組長", "school_administrator"),
];

impl Teacher {
    /// The person on a post; `number` counts the staff of the school from 1.
    pub(super) fn on(post: &Post, person: u64, domain: &str, number: usize) -> Self {
        let (title, roles, specialities, homeroom_of) = match post {
            Post::Homeroom(class, specialities) => {
                ("導師", vec!["homeroom_teacher", "course_teacher"], *specialities, Some(*class))
            }
            Post::Course(specialities) | Post::NewCourse(specialities) => {
                ("專任教師", vec!["course_teacher"], *specialities, None)
            }
            Post::Office(title, role) => (*title, vec![*role], [].as_slice(), None),
        };
        Self {
            name: identity::name(person),
            title,
            id_number: identity::id_number(person),
            email: format!("{domain}.t{number:02}@example.test"),
            roles,
            specialities,
            homeroom_of,
            activated: !matches!(post, Post::NewCourse(_)),
        }
    }
}
