//! Diverse performances (多元表現) of students, of all ten kinds.

mod activity;
mod clubs;
mod contests;
mod kinds;
mod practice;
mod study;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::{Map, Value};

use self::{
    activity::{Activity, Evidence, activities},
    kinds::{KINDS, Kind},
};
use super::{
    attachments::Attachments,
    calendar::{CURRENT_YEAR, day_in, later, semesters_since},
    documents::{self, Author, Block},
    draw::Draw,
    students::Student,
};

/// How many performances of a school year a student may select.
const SELECTED_PER_YEAR: usize = 10;

/// A diverse performance as a student has entered it.
#[derive(Clone)]
pub struct Performance {
    /// The kind on the wire, for example `service_learning`.
    pub kind: &'static str,
    /// 學年度
    pub year: u16,
    /// The fields of the kind, by their names on the wire, in the order of the roster.
    pub fields: Map<String, Value>,
    /// 外部影音連結, which leads nowhere.
    pub external_url: Option<String>,
    /// The day on which the student entered it, `2026-10-05`.
    pub entered_on: String,
    /// Whether it was selected for the central database: of past years, at most 10.
    pub selected: bool,
    sheet: &'static Kind,
    evidence: Evidence,
    seed: u64,
}

impl std::fmt::Debug for Performance {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} {}", self.year, self.kind, self.text("description"))
    }
}

impl Performance {
    /// The kind's title, which is the name of its sheet in the roster.
    pub fn kind_title(&self) -> &'static str {
        self.sheet.sheet
    }

    /// The fields as a person reads them: (中文欄名, value).
    pub fn columns(&self) -> Vec<(&'static str, String)> {
        let column = |(name, title): &(&str, &'static str)| {
            self.fields.contains_key(*name).then(|| (*title, self.text(name)))
        };
        self.sheet.fields.iter().filter_map(column).collect()
    }

    /// Its files, made now; some have none. The author's subject is the kind's title.
    pub fn attachments(&self, author: &Author) -> Attachments {
        let mut files = Attachments::named(&format!("{}_{}", self.sheet.sheet, self.title()));
        match self.evidence {
            Evidence::Nothing => {}
            Evidence::Photograph => files.jpeg(documents::jpeg(self.seed)),
            Evidence::Certificate
            | Evidence::CertificateWithClip
            | Evidence::CertificateWithSound => files.pdf(self.certificate(author)),
        }
        match self.evidence {
            Evidence::CertificateWithClip => files.mp4(),
            Evidence::CertificateWithSound => files.mp3(),
            Evidence::Nothing | Evidence::Certificate | Evidence::Photograph => {}
        }
        files
    }

    fn certificate(&self, author: &Author) -> Vec<u8> {
        let mut rows = vec![vec!["欄位".to_owned(), "內容".to_owned()]];
        let columns = self.columns().into_iter().filter(|(title, _)| *title != "內容簡述");
        rows.extend(columns.map(|(title, value)| vec![title.to_owned(), value]));
        let blocks = [
            Block::Text(format!("茲記錄{}參與本項活動，內容如下表。", author.name)),
            Block::Table { caption: format!("{}紀錄表", self.sheet.sheet), rows },
            Block::Heading("內容簡述".to_owned()),
            Block::Text(self.text("description")),
        ];
        documents::pdf(&format!("{}證明", self.title()), author, &blocks)
    }

    /// What it is called: its name, or the post, licence or job that it is about.
    fn title(&self) -> String {
        ["name", "post", "category", "job_title"]
            .into_iter()
            .filter(|field| *field != "category" || self.kind == "licence")
            .find(|field| self.fields.contains_key(*field))
            .map(|field| self.text(field))
            .unwrap_or_default()
    }

    /// The fields of the kind that this performance leaves out.
    #[cfg(test)]
    pub(super) fn missing_fields(&self) -> Vec<&'static str> {
        let names = self.sheet.fields.iter().map(|(name, _)| *name);
        names.filter(|name| !self.fields.contains_key(*name)).collect()
    }

    fn text(&self, field: &str) -> String {
        match self.fields.get(field) {
            Some(Value::String(text)) => text.clone(),
            Some(value) => value.to_string(),
            None => String::new(),
        }
    }
}

/// Gives the students of a class their performances. Those on the first seats have some of every
/// kind; the others one now and then.
pub(super) fn hand_out(
    students: &mut [Student],
    entry_year: u16,
    class_place: usize,
    draw: &mut Draw,
) {
    let semesters = semesters_since(entry_year);
    let mut used: BTreeMap<&'static str, usize> = BTreeMap::new();
    for student in students {
        let count = match student.activated {
            true => 6 + draw.below(5),
            false => usize::from(draw.chance(55)) + usize::from(draw.chance(30)),
        };
        let first = draw.below(KINDS.len());
        for step in 0..count {
            let kind = &KINDS[(first + 3 * step) % KINDS.len()];
            let turn = used.entry(kind.name).or_insert(class_place);
            let semester = *draw.pick(&semesters);
            student.performances.extend(performance(kind, *turn, semester, draw));
            *turn += 1;
        }
        student.performances.sort_by(|one, other| one.entered_on.cmp(&other.entered_on));
        select(&mut student.performances, draw);
    }
}

fn performance(
    kind: &'static Kind,
    turn: usize,
    semester: u16,
    draw: &mut Draw,
) -> Option<Performance> {
    let choices = activities(kind.name);
    let activity = *choices.get(turn % choices.len().max(1))?;
    let focus = turn / choices.len();
    let length = draw.between(activity.days.0, activity.days.1);
    let start = day_in(semester, 14, length + 4, draw);
    let end = later(start, length - 1);
    let mut fields = Map::new();
    for (name, _) in kind.fields {
        if let Some(value) = value(name, activity, focus, (start, end), semester, draw) {
            fields.insert((*name).to_owned(), value);
        }
    }
    let seed = draw.next();
    let linked = kind.name == "creative_work" && seed.is_multiple_of(3);
    Some(Performance {
        kind: kind.name,
        year: semester / 10,
        fields,
        external_url: linked.then(|| format!("https://works.example.test/{seed:016x}")),
        entered_on: later(end, draw.between(0, 12)).to_string(),
        selected: false,
        sheet: kind,
        evidence: activity.evidence,
        seed,
    })
}

/// The value of one field: the activity's own text, or what its length and semester make it.
fn value(
    field: &str,
    activity: &Activity,
    focus: usize,
    (start, end): (Date, Date),
    semester: u16,
    draw: &mut Draw,
) -> Option<Value> {
    if let Some((_, text)) = activity.texts.iter().find(|(name, _)| *name == field) {
        return Some(activity.with_focus(text, focus).into());
    }
    let amount = draw.between(activity.hours.0, activity.hours.1);
    match field {
        "description" => Some(activity.with_focus(activity.description, focus).into()),
        "start_date" | "date" => Some(start.to_string().into()),
        "end_date" | "result_date" | "obtained_date" => Some(end.to_string().into()),
        "semester" => Some(semester.to_string().into()),
        "hours" | "periods" => Some(amount.into()),
        "score" => Some(amount.to_string().into()),
        "licence_number" => Some(format!("示範字第 {:06} 號", draw.below(1_000_000)).into()),
        "periods_per_week" => Some(draw.between(1, 3).into()),
        "weeks" => Some(draw.between(6, 18).into()),
        "credits" => Some(draw.between(1, 3).into()),
        _ => None,
    }
}

/// Most students have selected what they entered in the years that are over.
fn select(performances: &mut [Performance], draw: &mut Draw) {
    let mut selected: BTreeMap<u16, usize> = BTreeMap::new();
    for performance in performances {
        let count = selected.entry(performance.year).or_default();
        let open = performance.year < CURRENT_YEAR && *count < SELECTED_PER_YEAR;
        performance.selected = open && draw.chance(80);
        *count += usize::from(performance.selected);
    }
}

#[cfg(test)]
mod tests {
    use super::{super::documents::legible, *};

    #[test]
    fn every_kind_has_activities_and_every_text_fits_and_can_be_shown() {
        assert!(activity::all().count() >= 40);
        for kind in &KINDS {
            assert!(activities(kind.name).len() >= 4, "{}", kind.name);
        }
        for activity in activity::all() {
            for focus in 0..4 {
                let description = activity.with_focus(activity.description, focus);
                assert!((20..=100).contains(&description.chars().count()), "{description}");
                let texts = activity.texts.iter().map(|(_, text)| activity.with_focus(text, focus));
                for text in texts.chain([description]) {
                    assert!(text.chars().all(legible) && !text.contains("{}"), "{text}");
                }
            }
        }
    }

    #[test]
    fn an_activity_names_only_fields_of_its_kind() {
        for kind in &KINDS {
            for activity in activities(kind.name) {
                for (name, _) in activity.texts {
                    assert!(kind.fields.iter().any(|(known, _)| known == name), "{name}");
                }
            }
        }
    }
}
