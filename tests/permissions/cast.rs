use std::collections::BTreeMap;

use portfolio::{account::Role, files::Purpose};

use crate::{
    stage::Stage,
    support::{
        Actor,
        items::{document, upload},
    },
};

/// Somebody who plays.
#[derive(Debug)]
pub struct Player {
    /// The column of the statement.
    pub column: usize,
    /// The user name; none for somebody without a token.
    pub username: Option<&'static str>,
    /// The one role; none for who has no token and for who may only activate.
    pub role: Option<Role>,
}

const fn player(column: usize, username: &'static str) -> Player {
    Player { column, username: Some(username), role: Some(Role::ALL[column]) }
}

/// Everybody, in the order of the page: each role, nobody, and who may only activate.
pub const CAST: [Player; 12] = [
    player(0, "student-1"),
    player(1, "homeroom-teacher"),
    player(2, "course-teacher"),
    player(3, "counsellor"),
    player(4, "advisor"),
    player(5, "outcome-submitter"),
    player(6, "performance-submitter"),
    player(7, "administrator"),
    player(8, "university"),
    player(9, "operator"),
    Player { column: 10, username: None, role: None },
    Player { column: 11, username: Some("new-student"), role: None },
];

impl Player {
    /// Who it is, for people.
    pub fn name(&self) -> &'static str {
        self.username.unwrap_or("nobody")
    }

    /// Whether it belongs to no school: then every school is another.
    pub fn is_outside(&self) -> bool {
        matches!(self.role, Some(Role::UniversityDepartment | Role::CityOperator))
    }

    /// What it uploads files for; nothing, where it uploads none.
    fn purpose(&self) -> Option<Purpose> {
        match self.role? {
            Role::Student => Some(Purpose::LearningOutcome),
            Role::OutcomeSubmitter | Role::PerformanceSubmitter => Some(Purpose::CentralReceipt),
            role if Role::TEACHERS.contains(&role) => Some(Purpose::TeacherFile),
            _ => None,
        }
    }
}

/// A stored file of everybody's own, and one of `colleague`'s, by the user name.
pub async fn files(stage: &Stage) -> BTreeMap<&'static str, String> {
    let colleague = [("colleague", Purpose::TeacherFile)];
    let owners = CAST.iter().filter_map(|player| Some((player.username?, player.purpose()?)));
    let mut files = BTreeMap::new();
    for (username, purpose) in owners.chain(colleague) {
        let owner = Actor::sign_in(&stage.world, username).await;
        let bytes = match purpose {
            Purpose::CentralReceipt => b"data_key,status,reason\r\n".to_vec(),
            _ => document(username),
        };
        files.insert(username, upload(&stage.world, &owner, bytes, purpose).await);
    }
    files
}
