mod sentence;

use std::collections::{BTreeMap, BTreeSet};

use csv::{ReaderBuilder, StringRecord};
use unicode_normalization::UnicodeNormalization;

use super::DataKey;
use crate::{Refusal, diverse_performances::is_line_break};

/// The longest reason that is kept, in characters; the rest is cut off. Ours.
pub const REASON_CHARACTERS: usize = 500;

/// The most problems of lines that are listed; the number of all is counted. Ours.
pub const MAX_LINE_PROBLEMS: usize = 1_000;

const HEADER: [&str; 3] = ["data_key", "status", "reason"];

/// What a receipt says of one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Taken.
    Received,
    /// Not taken.
    Rejected {
        /// In the words of whoever rejected it; may be empty.
        reason: String,
    },
}

/// A receipt (收訖明細) in our layout v1. The ministry's own layout is not public.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Receipt {
    /// What it says, with the line that says it first.
    pub verdicts: BTreeMap<DataKey, (u64, Verdict)>,
    /// What is wrong with single lines, which then say nothing; the first
    /// [`MAX_LINE_PROBLEMS`] of them.
    pub problems: Vec<LineProblem>,
    /// How many problems there are in all.
    pub problem_count: usize,
}

/// What is wrong with one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineProblem {
    /// The line of the file; the header is line 1.
    pub line: u64,
    /// What is wrong.
    pub code: LineCode,
}

/// The kinds of wrong that a line can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineCode {
    /// Not three fields (the third may be left out).
    Columns,
    /// A field with a line break in it: a quotation mark is missing, and lines ran together.
    LineBreak,
    /// Not of the form of a key.
    DataKey,
    /// Neither `received` nor `rejected`.
    Status,
    /// The key stands on an earlier line that says the same; that one counts.
    Duplicate,
    /// The key stands on lines that contradict each other; none of them counts.
    Conflict,
}

impl LineCode {
    /// The stable code on the wire.
    pub fn code(self) -> &'static str {
        match self {
            Self::Columns => "receipt.columns",
            Self::LineBreak => "receipt.line_break",
            Self::DataKey => "receipt.data_key",
            Self::Status => "receipt.status",
            Self::Duplicate => "receipt.duplicate",
            Self::Conflict => "receipt.conflict",
        }
    }
}

/// Why a receipt is not read at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReceiptRefusal {
    /// Not UTF-8: a spreadsheet saved it in the code page of its machine (Big5).
    NotUtf8,
    /// The first line is not `data_key,status,reason`.
    Header,
}

impl Refusal for ReceiptRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::NotUtf8 => "receipt.not_utf8",
            Self::Header => "receipt.header",
        }
    }
}

/// Reads a receipt: CSV in UTF-8, with or without a byte order mark, with any line ends, the header
/// `data_key,status,reason`, then a line for each row with the status `received` or `rejected`.
///
/// ```
/// use portfolio::central_submissions::{Verdict, parse_receipt};
/// let text = "data_key,status,reason\r\n0123456789ABCDEFGHJKMNPQRSTVWXYZ,rejected,課程代碼不符\r\n";
/// let receipt = parse_receipt(text.as_bytes()).unwrap();
/// let (line, verdict) = receipt.verdicts.values().next().unwrap();
/// assert_eq!(*line, 2);
/// assert_eq!(*verdict, Verdict::Rejected { reason: "課程代碼不符".to_owned() });
/// ```
pub fn parse_receipt(bytes: &[u8]) -> Result<Receipt, ReceiptRefusal> {
    let text = std::str::from_utf8(bytes).map_err(|_| ReceiptRefusal::NotUtf8)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut records = numbered_records(&text);
    if !records.next().is_some_and(|(_, record)| is_header(&record)) {
        return Err(ReceiptRefusal::Header);
    }
    let mut receipt = Receipt::default();
    let mut contradicted = BTreeSet::new();
    for (line, record) in records.filter(|(_, record)| !is_blank(record)) {
        match read_line(&record) {
            Ok((key, verdict)) => receipt.note(line, key, verdict, &mut contradicted),
            Err(code) => receipt.report(line, code),
        }
    }
    receipt.problems.sort_by_key(|problem| problem.line);
    Ok(receipt)
}

// Every record with the line on which it begins, where the reader would count the empty lines before
// a record as its own.
fn numbered_records(text: &str) -> impl Iterator<Item = (u64, StringRecord)> {
    let reader =
        ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let (mut line, mut counted) = (1, 0);
    reader.into_records().map_while(Result::ok).map(move |record| {
        let reached = record.position().map_or(0, |position| position.byte() as usize);
        let empty_lines = text.as_bytes()[reached..].iter().take_while(|b| **b == b'\n').count();
        let begins = reached + empty_lines;
        line += text.as_bytes()[counted..begins].iter().filter(|b| **b == b'\n').count() as u64;
        counted = begins;
        (line, record)
    })
}

impl Receipt {
    fn note(
        &mut self,
        line: u64,
        key: DataKey,
        verdict: Verdict,
        contradicted: &mut BTreeSet<DataKey>,
    ) {
        if contradicted.contains(&key) {
            return self.report(line, LineCode::Conflict);
        }
        match self.verdicts.get(&key) {
            None => drop(self.verdicts.insert(key, (line, verdict))),
            Some((_, earlier)) if says_the_same(earlier, &verdict) => {
                self.report(line, LineCode::Duplicate);
            }
            Some((earlier, _)) => {
                self.report(*earlier, LineCode::Conflict);
                self.report(line, LineCode::Conflict);
                self.verdicts.remove(&key);
                contradicted.insert(key);
            }
        }
    }

    fn report(&mut self, line: u64, code: LineCode) {
        self.problem_count += 1;
        if self.problems.len() < MAX_LINE_PROBLEMS {
            self.problems.push(LineProblem { line, code });
        }
    }
}

// Two rejections of one row agree, whatever reasons they give.
fn says_the_same(one: &Verdict, other: &Verdict) -> bool {
    std::mem::discriminant(one) == std::mem::discriminant(other)
}

fn is_blank(record: &StringRecord) -> bool {
    record.iter().all(|field| field.trim().is_empty())
}

fn is_header(record: &StringRecord) -> bool {
    record.iter().map(|field| field.trim().to_ascii_lowercase()).eq(HEADER)
}

fn read_line(record: &StringRecord) -> Result<(DataKey, Verdict), LineCode> {
    if record.iter().any(|field| field.contains(is_line_break)) {
        return Err(LineCode::LineBreak);
    }
    let (key, status, reason) = match record.iter().collect::<Vec<_>>()[..] {
        [key, status] => (key, status, ""),
        [key, status, reason] => (key, status, reason),
        _ => return Err(LineCode::Columns),
    };
    let key = key.trim().to_ascii_uppercase().parse().map_err(|_| LineCode::DataKey)?;
    match status.trim().to_ascii_lowercase().as_str() {
        "received" => Ok((key, Verdict::Received)),
        "rejected" => Ok((key, Verdict::Rejected { reason: plain_reason(reason) })),
        _ => Err(LineCode::Status),
    }
}

fn plain_reason(reason: &str) -> String {
    let plain: String = reason.nfc().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let kept: String = plain.trim().chars().take(REASON_CHARACTERS).collect();
    kept.trim_end().to_owned()
}

#[cfg(test)]
mod tests;
