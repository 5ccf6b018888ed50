use portfolio::account::Role;

use super::cast::Player;
use crate::support::Answer;

/// What is stated of one route.
#[derive(Debug)]
pub struct Row {
    /// The function's name.
    pub function: &'static str,
    /// One letter for everybody of the cast, see [`Cell::of`].
    cells: &'static str,
    /// What a colleague's object is answered, where it is refused.
    colleagues: u16,
}

/// A route, and a letter for each role, in the order of the page; then for who has no token, and
/// for who may only activate.
pub const fn row(function: &'static str, cells: &'static str) -> Row {
    Row { function, cells, colleagues: 403 }
}

impl Row {
    /// A colleague's object is answered like one that is not there.
    pub const fn unknown_to_colleagues(mut self) -> Self {
        self.colleagues = 404;
        self
    }

    fn cell(&self, player: &Player) -> Cell {
        let mut letters = self.cells.chars().filter(|letter| *letter != ' ');
        letters.nth(player.column).and_then(Cell::of).unwrap_or_else(|| {
            panic!("{}: {:?} says nothing of {}", self.function, self.cells, player.name())
        })
    }

    /// Whether the route lets somebody in, whatever is found there.
    pub fn lets_in(&self, player: &Player) -> bool {
        !matches!(self.cell(player), Cell::Door | Cell::NoToken | Cell::Activated)
    }

    /// What somebody is answered at such an object.
    ///
    /// Who is not let in learns nothing of any object. Who is let in is told of what is its own;
    /// that a colleague's is not (a fellow student's is unknown); and of nothing else that it is
    /// there.
    pub fn expected(&self, player: &Player, whose: Whose) -> Expected {
        let colleagues = match player.role {
            Some(Role::Student) => 404,
            _ if player.is_outside() => 404,
            _ => self.colleagues,
        };
        match (self.cell(player), whose) {
            (Cell::Door, _) => Expected::Refused(403),
            (Cell::NoToken, _) => Expected::Refused(401),
            (Cell::Cookie, _) => Expected::Refused(401),
            (Cell::Activated, _) => Expected::Refused(409),
            (_, Whose::Nobodys) => Expected::Refused(404),
            (_, Whose::Mixed) => Expected::NotFoundOr(colleagues),
            (Cell::Own | Cell::All, Whose::Own) | (Cell::All, Whose::Colleagues) => {
                Expected::Answered
            }
            (Cell::OwnEmpty, Whose::Own) => Expected::Refused(404),
            (_, Whose::Colleagues) | (Cell::NoneOwn, Whose::Own) => Expected::Refused(colleagues),
        }
    }
}

/// What a route is to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cell {
    Own,
    All,
    NoneOwn,
    OwnEmpty,
    Door,
    NoToken,
    Cookie,
    Activated,
}

impl Cell {
    fn of(letter: char) -> Option<Self> {
        Some(match letter {
            // Let in, to its own.
            'y' => Self::Own,
            // Let in, to everything of the school.
            'a' => Self::All,
            // Let in, but nothing there is its own.
            'n' => Self::NoneOwn,
            // Let in, to its own, in which there is not yet what is asked for.
            'e' => Self::OwnEmpty,
            // Not let in.
            '.' => Self::Door,
            // Has no token, and needs one.
            '1' => Self::NoToken,
            // Needs no token, but a cookie, and has none.
            'c' => Self::Cookie,
            // Is activated already.
            'd' => Self::Activated,
            _ => return None,
        })
    }
}

/// Whose the object of a call is, as somebody sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// Its own, or entrusted to it.
    Own,
    /// A colleague's, or a fellow student's.
    Colleagues,
    /// A colleague's student with an own object: nothing that exists.
    Mixed,
    /// Another school's, or of nobody at all.
    Nobodys,
}

/// What must come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// Anything but a refusal of the caller or the object.
    Answered,
    /// Just this status.
    Refused(u16),
    /// This status or 404.
    NotFoundOr(u16),
}

impl Expected {
    /// Whether the answer is as expected.
    pub fn is(self, answer: &Answer) -> bool {
        match self {
            Self::Answered => !matches!(answer.status, 401 | 403 | 404) && answer.status < 500,
            Self::Refused(status) => answer.status == status,
            Self::NotFoundOr(status) => answer.status == 404 || answer.status == status,
        }
    }
}
