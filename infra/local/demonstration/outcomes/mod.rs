//! Learning outcomes (課程學習成果) of students, from tasks that their courses set.

mod arts;
mod language;
mod mathematics;
mod report;
mod science;
mod society;
mod technology;
mod theme;
mod vocational;

use std::collections::BTreeMap;

use self::theme::{KeptAs, Theme, themes};
use super::{
    attachments::Attachments,
    calendar::{CURRENT_SEMESTER, CURRENT_YEAR, day_in, later},
    courses::Course,
    documents::{self, Author, Block},
    draw::Draw,
    students::Student,
};

/// From one course of a semester to the next that a student uploads for: a prime above their number,
/// so that none comes twice.
const STRIDE: usize = 17;

/// How many outcomes of a school year a student may select.
const SELECTED_PER_YEAR: usize = 6;

/// A semester is at least this old when an outcome is uploaded: the longest task takes five weeks.
const DAYS_OF_WORK: i32 = 36;

/// Why teachers return outcomes.
const RETURN_REASONS: [&str; 8] = [
    "上傳的檔案屬於其他科目的作業，請確認後重新上傳。",
    "內容引用的圖片未註明出處，請補上來源再送認證。",
    "檔案無法辨識作者，請在首頁加上班級與姓名。",
    "這是小組共同完成的成果，請補充個人負責的部分。",
    "簡述與檔案內容不一致，請修正簡述。",
    "附件只有封面，請上傳完整的報告。",
    "部分頁面掃描模糊，無法確認是否為本人作品，請重新掃描。",
    "請改傳定稿，目前的檔案仍有批改與註解。",
];

/// A learning outcome as a student has uploaded it.
#[derive(Clone)]
pub struct Outcome {
    /// The course, as a place in the class's list of courses.
    pub course: usize,
    /// The semester of that course, for example 1151.
    pub semester: u16,
    /// The title, 1 to 100 characters.
    pub title: String,
    /// 簡述, 1 to 100 characters.
    pub description: String,
    /// `draft`, `pending`, `certified` or `returned`.
    pub state: &'static str,
    /// Why it was returned; there if and only if it was.
    pub return_reason: Option<&'static str>,
    /// The day on which the student uploaded it, `2026-10-05`.
    pub uploaded_on: String,
    /// The day on which the teacher certified or returned it.
    pub decided_on: Option<String>,
    /// Whether it was selected for the central database: certified ones of past years, at most 6.
    pub selected: bool,
    theme: &'static Theme,
    focus: usize,
    seed: u64,
}

impl std::fmt::Debug for Outcome {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} {}", self.semester, self.state, self.title)
    }
}

impl Outcome {
    /// The report that its document is made from.
    pub fn report(&self) -> Vec<Block> {
        report::blocks(self.theme, self.focus, &self.description, self.seed)
    }

    /// Its files, made now: always a document, with some also a recording.
    pub fn attachments(&self, author: &Author) -> Attachments {
        let mut files = Attachments::named(&format!("{}_{}", author.subject, self.title));
        match self.theme.kept_as {
            KeptAs::Chart if self.seed.is_multiple_of(2) => files.png(documents::png(self.seed)),
            KeptAs::Photograph if self.seed.is_multiple_of(2) => {
                files.jpeg(documents::jpeg(self.seed));
            }
            _ => files.pdf(documents::pdf(&self.title, author, &self.report())),
        }
        match self.theme.kept_as {
            KeptAs::ReportWithSound => files.mp3(),
            KeptAs::ReportWithClip => files.mp4(),
            KeptAs::Report | KeptAs::Chart | KeptAs::Photograph => {}
        }
        files
    }
}

/// Gives the students of a class their outcomes. Uploading is voluntary: some have many, others
/// none. In one class no two outcomes are about the same focus of the same theme: nobody uploads for
/// a field that has no more of them.
pub(super) fn hand_out(
    students: &mut [Student],
    courses: &[Course],
    class_place: usize,
    draw: &mut Draw,
) {
    let mut used: BTreeMap<&'static str, usize> = BTreeMap::new();
    for student in students {
        for semester in semesters(courses) {
            let offered: Vec<usize> =
                (0..courses.len()).filter(|place| courses[*place].semester == semester).collect();
            let wanted = how_many(student, semester, draw);
            let first = draw.below(offered.len());
            for step in 0..wanted.min(offered.len()) {
                let course = offered[(first + step * STRIDE) % offered.len()];
                if let Some(outcome) = outcome(course, courses, class_place, &mut used, draw) {
                    student.outcomes.push(outcome);
                }
            }
        }
        show_every_state(student);
        select(&mut student.outcomes, draw);
    }
}

fn semesters(courses: &[Course]) -> Vec<u16> {
    let mut semesters: Vec<u16> = courses.iter().map(|course| course.semester).collect();
    semesters.dedup();
    semesters
}

fn how_many(student: &Student, semester: u16, draw: &mut Draw) -> usize {
    match (student.activated, semester) {
        (true, CURRENT_SEMESTER) => 4,
        (true, _) => 2 + draw.below(3),
        (false, _) => usize::from(draw.chance(38)) + usize::from(draw.chance(8)),
    }
}

fn outcome(
    course: usize,
    courses: &[Course],
    class_place: usize,
    used: &mut BTreeMap<&'static str, usize>,
    draw: &mut Draw,
) -> Option<Outcome> {
    let taken = &courses[course];
    let themes = themes(taken.field);
    let turn = used.entry(taken.field).or_default();
    let theme = *themes.get(*turn % themes.len().max(1))?;
    let round = *turn / themes.len();
    if round >= theme.focuses.len() {
        return None;
    }
    let focus = class_place + round;
    *turn += 1;
    let uploaded = day_in(taken.semester, DAYS_OF_WORK, 12, draw);
    let (state, return_reason) = state(taken.semester, draw);
    let decided = matches!(state, "certified" | "returned");
    Some(Outcome {
        course,
        semester: taken.semester,
        title: theme.with_focus(theme.title, focus),
        description: theme.with_focus(theme.description, focus),
        state,
        return_reason,
        uploaded_on: uploaded.to_string(),
        decided_on: decided.then(|| later(uploaded, draw.between(1, 9)).to_string()),
        selected: false,
        theme,
        focus,
        seed: draw.next(),
    })
}

fn state(semester: u16, draw: &mut Draw) -> (&'static str, Option<&'static str>) {
    let share = draw.below(100);
    let reason = *draw.pick(&RETURN_REASONS);
    match semester {
        CURRENT_SEMESTER if share < 42 => ("pending", None),
        CURRENT_SEMESTER if share < 74 => ("certified", None),
        CURRENT_SEMESTER if share < 84 => ("returned", Some(reason)),
        CURRENT_SEMESTER => ("draft", None),
        _ if share < 90 => ("certified", None),
        _ if share < 96 => ("returned", Some(reason)),
        _ => ("draft", None),
    }
}

/// Somebody who looks around as an activated student sees every state in the running semester.
fn show_every_state(student: &mut Student) {
    let running = student.outcomes.iter_mut().filter(|one| one.semester == CURRENT_SEMESTER);
    if !student.activated {
        return;
    }
    for (outcome, state) in running.zip(["certified", "pending", "returned", "draft"]) {
        let uploaded = outcome.uploaded_on.clone();
        outcome.state = state;
        outcome.return_reason = (state == "returned")
            .then_some(RETURN_REASONS[usize::from(student.seat) % RETURN_REASONS.len()]);
        outcome.decided_on = match state {
            "certified" | "returned" => outcome.decided_on.take().or(Some(uploaded)),
            _ => None,
        };
    }
}

/// Most students have selected among the certified outcomes of the years that are over.
fn select(outcomes: &mut [Outcome], draw: &mut Draw) {
    let mut selected: BTreeMap<u16, usize> = BTreeMap::new();
    for outcome in outcomes {
        let year = outcome.semester / 10;
        let count = selected.entry(year).or_default();
        let open = year < CURRENT_YEAR && *count < SELECTED_PER_YEAR;
        if open && outcome.state == "certified" && draw.chance(85) {
            outcome.selected = true;
            *count += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{super::documents::legible, *};

    #[test]
    fn every_text_of_the_bank_fits_its_field_and_can_be_shown() {
        let mut titles = BTreeSet::new();
        for theme in theme::all() {
            for focus in 0..4 {
                let title = theme.with_focus(theme.title, focus);
                let description = theme.with_focus(theme.description, focus);
                assert!((4..=100).contains(&title.chars().count()), "{title}");
                assert!((20..=100).contains(&description.chars().count()), "{description}");
                for text in [&title, &description, &theme.with_focus(theme.finding, focus)] {
                    assert!(text.chars().all(legible) && !text.contains("{}"), "{text}");
                }
                assert!(titles.insert(title));
            }
        }
        assert!(titles.len() >= 240, "{}", titles.len());
    }

    #[test]
    fn every_theme_puts_its_focus_into_the_description_and_the_finding() {
        for theme in theme::all() {
            for text in [theme.title, theme.description, theme.finding] {
                let places = text.matches("{}").count();
                assert!(places <= 1, "{text}");
            }
            assert!(theme.title.contains("{}") || theme.description.contains("{}"));
        }
    }
}
