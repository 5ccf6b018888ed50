use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::{
    FileRole, FrozenContent, FrozenRow, PackageRefusal, Scope, outcome_columns,
    outcome_sheet_names, rows::in_order,
};
use crate::{
    diverse_performances::{
        Cell, PerformanceKind, fold_lines, roster_cells, roster_columns, roster_date,
    },
    selections::Roster,
};

/// The version of the workbook's layout. It changes with every change of a sheet or column.
pub const LAYOUT_VERSION: u32 = 1;

const COVER: [&str; 4] = ["學校代碼", "學年度", "學期", "名冊別"];
// What the cover says of the semester where a roster is of a whole year.
const WHOLE_YEAR: &str = "0";

const IDENTITY: [&str; 2] = ["身分證號", "出生日期"];
const OUTCOME_LINKS: &[&str] = &["文件檔案連結", "影音檔案連結"];
const PERFORMANCE_LINKS: &[&str] = &["證明文件連結", "影音檔案連結", "外部影音連結"];
const REMARKS: [&str; 8] = [
    "DataKey",
    "備註(學生姓名)",
    "備註(資料當學期班級)",
    "備註(資料當學期座號)",
    "備註(資料當學期學號)",
    "備註(資料次學期班級)",
    "備註(資料次學期座號)",
    "備註(資料次學期學號)",
];

struct Sheet {
    name: &'static str,
    columns: Vec<&'static str>,
}

/// The roster as a workbook (xlsx): the cover (封面), then every sheet of the roster, also those
/// without a row. A row has 身分證號 and 出生日期, the sheet's own columns, the links to its files,
/// its `DataKey` and remarks that help a clerk find the student; the class of the next semester is
/// left empty, since it is not known yet.
///
/// Codes, identity numbers and dates are text, so that zeros stay and nothing becomes a formula.
/// Dates are written `yyyy/MM/dd`: the form demanded of a workbook is not public, and this is the one
/// of the exchange between schools. A link is the file's path in the archives. Rows are ordered by
/// class, seat and student number, and nothing in the workbook comes from a clock, so equal rows
/// give equal bytes, in whatever order they come.
pub fn workbook(scope: &Scope, rows: &[FrozenRow]) -> Result<Vec<u8>, PackageRefusal> {
    if let Some(row) = rows.iter().find(|row| row.content.roster() != scope.roster) {
        return Err(PackageRefusal::WrongRoster(row.data_key));
    }
    let mut rows = in_order(rows)?;
    rows.sort_by_key(|row| {
        let student = &row.student;
        (&student.class_name, student.seat, &student.number, row.content.sheet_name())
    });
    write(scope, &rows).map_err(|error| PackageRefusal::Workbook(error.to_string()))
}

fn write(scope: &Scope, rows: &[&FrozenRow]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let properties = DocProperties::new()
        .set_creation_datetime(&ExcelDateTime::from_ymd(2019, 8, 1)?)
        .set_comment(format!("layout {LAYOUT_VERSION}"));
    workbook.set_properties(&properties);

    let cover = workbook.add_worksheet().set_name("封面")?;
    let year = scope.year.to_string();
    let values = [scope.school.as_str(), &year, WHOLE_YEAR, scope.roster_number()];
    write_titles(cover, &COVER)?;
    write_cells(cover, 1, &values.map(Cell::text))?;

    for sheet in sheets(scope.roster) {
        let worksheet = workbook.add_worksheet().set_name(sheet.name)?;
        write_titles(worksheet, &sheet.columns)?;
        let on_sheet = rows.iter().filter(|row| row.content.sheet_name() == sheet.name);
        for (line, row) in (1..).zip(on_sheet) {
            write_cells(worksheet, line, &cells(row))?;
        }
    }
    workbook.save_to_buffer()
}

fn sheets(roster: Roster) -> Vec<Sheet> {
    let sheet = |name, own: Vec<&'static str>, links: &[&'static str]| Sheet {
        name,
        columns: [&IDENTITY, own.as_slice(), links, &REMARKS].concat(),
    };
    match roster {
        Roster::LearningOutcomes => outcome_sheet_names()
            .map(|name| sheet(name, outcome_columns(name), OUTCOME_LINKS))
            .into(),
        Roster::DiversePerformances => PerformanceKind::ALL
            .map(|kind| sheet(kind.sheet_name(), roster_columns(kind), PERFORMANCE_LINKS))
            .into(),
    }
}

fn cells(row: &FrozenRow) -> Vec<Cell> {
    let student = &row.student;
    let text = |text: Option<String>| text.map_or(Cell::Empty, Cell::text);
    let link = |role| text(row.path(role).map(|path| path.to_string()));

    let mut cells =
        vec![Cell::text(student.id_number.as_str()), Cell::text(roster_date(student.birth_date))];
    cells.extend(row.content.own_cells());
    cells.extend(FileRole::ALL.map(link));
    if let FrozenContent::Performance(performance) = &row.content {
        cells.push(text(performance.external_url.clone()));
    }
    cells.extend([
        Cell::text(row.data_key.as_str()),
        Cell::text(student.name.as_str()),
        text(student.class_name.clone()),
        text(student.seat.map(|seat| seat.to_string())),
        Cell::text(student.number.as_str()),
    ]);
    cells
}

impl FrozenContent {
    /// The roster that it belongs in.
    pub fn roster(&self) -> Roster {
        match self {
            Self::Outcome(_) => Roster::LearningOutcomes,
            Self::Performance(_) => Roster::DiversePerformances,
        }
    }

    /// The name of the sheet that it stands on.
    pub fn sheet_name(&self) -> &'static str {
        match self {
            Self::Outcome(outcome) => outcome.sheet.sheet_name(),
            Self::Performance(performance) => performance.kind.sheet_name(),
        }
    }

    fn own_cells(&self) -> Vec<Cell> {
        match self {
            Self::Outcome(outcome) => outcome.roster_cells(),
            Self::Performance(performance) => roster_cells(performance.kind, &performance.fields),
        }
    }
}

fn write_titles(worksheet: &mut Worksheet, titles: &[&str]) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    for (column, title) in (0..).zip(titles) {
        worksheet.write_string_with_format(0, column, *title, &bold)?;
    }
    worksheet.set_freeze_panes(1, 0)?;
    Ok(())
}

fn write_cells(worksheet: &mut Worksheet, line: u32, cells: &[Cell]) -> Result<(), XlsxError> {
    // The format for text keeps the zeros when a clerk edits the cell.
    let as_text = Format::new().set_num_format("@");
    for (column, cell) in (0..).zip(cells) {
        match cell {
            Cell::Empty => {}
            Cell::Number(number) => drop(worksheet.write_number(line, column, *number)?),
            Cell::Text(text) => {
                worksheet.write_string_with_format(line, column, on_one_line(text), &as_text)?;
            }
        }
    }
    Ok(())
}

// What was imported from elsewhere may hold what neither a line nor XML can carry.
fn on_one_line(text: &str) -> String {
    let no_place = |c: char| c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}');
    fold_lines(text).replace(no_place, " ")
}

#[cfg(test)]
mod tests;
