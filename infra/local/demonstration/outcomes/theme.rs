//! What outcomes are about: one theme is a task that several students work on, each with a focus of
//! their own.

use super::{arts, language, mathematics, science, society, technology, vocational};

/// A task with a place for the student's own focus, written `{}` in its texts.
pub(super) struct Theme {
    /// The field of the courses that set such a task.
    pub(super) field: &'static str,
    pub(super) title: &'static str,
    pub(super) focuses: [&'static str; 4],
    /// 簡述: at most 100 characters with the longest focus in it.
    pub(super) description: &'static str,
    /// What came out, for the report.
    pub(super) finding: &'static str,
    pub(super) figure: Figure,
    pub(super) kept_as: KeptAs,
}

/// Numbers of the report, as a table or as bars.
pub(super) struct Figure {
    /// What is counted or measured, with its unit.
    pub(super) caption: &'static str,
    pub(super) points: &'static [(&'static str, f32)],
}

/// The files that such an outcome usually has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum KeptAs {
    Report,
    Chart,
    Photograph,
    ReportWithSound,
    ReportWithClip,
}

/// All themes of a field; every field of the catalogue of courses has some.
pub(super) fn themes(field: &str) -> Vec<&'static Theme> {
    all().filter(|theme| theme.field == field).collect()
}

/// Every theme of every field.
pub(super) fn all() -> impl Iterator<Item = &'static Theme> {
    [
        language::THEMES,
        mathematics::THEMES,
        science::THEMES,
        society::THEMES,
        technology::THEMES,
        arts::THEMES,
        vocational::THEMES,
    ]
    .into_iter()
    .flatten()
}

impl Theme {
    /// The text with the focus in its place.
    pub(super) fn with_focus(&self, text: &str, focus: usize) -> String {
        text.replace("{}", self.focuses[focus % self.focuses.len()])
    }
}
