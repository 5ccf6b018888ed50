use super::{Field, PerformanceKind, sheets};

/// All that is said of one kind.
#[derive(Debug)]
pub struct Definition {
    /// The name on the wire.
    pub name: &'static str,
    /// The name of the sheet in the roster, exactly as the roster has it.
    pub sheet: &'static str,
    /// The title in English.
    pub title_en: &'static str,
    /// Its fields, in the order of the roster's columns.
    pub fields: &'static [Field],
    /// The fields that together name one entry in a list, most telling first.
    pub named_by: &'static [&'static str],
}

/// What is said of this kind.
///
/// ```
/// use portfolio::diverse_performances::{PerformanceKind, definition};
/// let licence = definition(PerformanceKind::Licence);
/// assert_eq!(licence.sheet, "檢定證照");
/// assert_eq!(licence.fields[0].title, "證照代碼");
/// ```
pub fn definition(kind: PerformanceKind) -> &'static Definition {
    match kind {
        PerformanceKind::LeadershipPost => &sheets::LEADERSHIP_POST,
        PerformanceKind::Competition => &sheets::COMPETITION,
        PerformanceKind::Licence => &sheets::LICENCE,
        PerformanceKind::ServiceLearning => &sheets::SERVICE_LEARNING,
        PerformanceKind::FlexibleLearning => &sheets::FLEXIBLE_LEARNING,
        PerformanceKind::GroupActivity => &sheets::GROUP_ACTIVITY,
        PerformanceKind::WorkplaceLearning => &sheets::WORKPLACE_LEARNING,
        PerformanceKind::CreativeWork => &sheets::CREATIVE_WORK,
        PerformanceKind::AdvancedCourse => &sheets::ADVANCED_COURSE,
        PerformanceKind::OtherActivity => &sheets::OTHER_ACTIVITY,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn names_within_a_kind_are_different_and_titles_are_named_by_fields_that_exist() {
        for kind in PerformanceKind::ALL {
            let names: BTreeSet<_> = kind.fields().iter().map(|field| field.name).collect();
            assert_eq!(names.len(), kind.fields().len(), "{kind}");
            for field in definition(kind).named_by {
                assert!(names.contains(field), "{kind} has no {field}");
            }
            assert!(names.contains("description"), "{kind}");
        }
    }

    #[test]
    fn a_beginning_has_an_end() {
        for kind in PerformanceKind::ALL {
            let has = |name| kind.fields().iter().any(|field| field.name == name);
            assert_eq!(has("start_date"), has("end_date"), "{kind}");
        }
    }
}
