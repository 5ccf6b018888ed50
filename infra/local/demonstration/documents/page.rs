//! Blocks laid out on A4 pages, from top to bottom.

use pdf_writer::{Content, Name, Str};

use super::{
    super::draw::Draw,
    Author, Block,
    typeset::{self, Face},
};

/// The width of A4 in points.
pub(super) const PAGE_WIDTH: f32 = 595.0;
/// The height of A4 in points.
pub(super) const PAGE_HEIGHT: f32 = 842.0;
/// The resource name of the font for ASCII.
pub(super) const LATIN: Name<'static> = Name(b"La");
/// The resource name of the font for everything else.
pub(super) const CHINESE: Name<'static> = Name(b"Ch");

const MARGIN: f32 = 64.0;
const ROOM: f32 = PAGE_WIDTH - 2.0 * MARGIN;
const BOTTOM: f32 = 74.0;
const TITLE_SIZE: f32 = 20.0;
const TEXT_SIZE: f32 = 11.5;
const TEXT_LEADING: f32 = 20.0;
const SMALL_SIZE: f32 = 9.5;
const ROW_HEIGHT: f32 = 22.0;
const CHART_HEIGHT: f32 = 170.0;

type Colour = (f32, f32, f32);

const INK: Colour = (0.13, 0.15, 0.18);
const GREY: Colour = (0.42, 0.45, 0.49);
const ACCENTS: [Colour; 6] = [
    (0.10, 0.37, 0.55),
    (0.05, 0.45, 0.38),
    (0.60, 0.27, 0.12),
    (0.42, 0.22, 0.52),
    (0.55, 0.15, 0.28),
    (0.30, 0.40, 0.14),
];

/// The pages of a document, at least one, ready to be written as streams.
pub(super) fn pages(title: &str, author: &Author, blocks: &[Block]) -> Vec<Content> {
    let accent = *Draw::of_text(&author.subject).pick(&ACCENTS);
    let mut flow = Flow::new(accent);
    flow.title(title, author);
    for block in blocks {
        match block {
            Block::Heading(text) => flow.heading(text),
            Block::Text(text) => flow.paragraph(text),
            Block::Table { caption, rows } => flow.table(caption, rows),
            Block::Bars { caption, bars } => flow.bars(caption, bars),
        }
    }
    flow.finish(title, author)
}

/// Where the next block goes; `y` is the lower edge of what is already there.
struct Flow {
    pages: Vec<Content>,
    page: Content,
    y: f32,
    accent: Colour,
}

impl Flow {
    fn new(accent: Colour) -> Self {
        Self { pages: Vec::new(), page: Content::new(), y: PAGE_HEIGHT - MARGIN, accent }
    }

    /// Begins a new page unless this much height is left on this one.
    fn need(&mut self, height: f32) {
        if self.y - height < BOTTOM {
            self.pages.push(std::mem::replace(&mut self.page, Content::new()));
            self.y = PAGE_HEIGHT - MARGIN;
        }
    }

    fn title(&mut self, title: &str, author: &Author) {
        let (red, green, blue) = self.accent;
        self.page
            .set_fill_rgb(red, green, blue)
            .rect(0.0, PAGE_HEIGHT - 22.0, PAGE_WIDTH, 22.0)
            .fill_nonzero();
        for line in typeset::lines(title, TITLE_SIZE, ROOM) {
            self.y -= TITLE_SIZE * 1.4;
            text(&mut self.page, &line, (MARGIN, self.y), TITLE_SIZE, INK);
        }
        let made_by = [
            format!("{}　{}", author.school, author.subject),
            format!(
                "{} {} 號　{}　學號 {}",
                author.class_name, author.seat, author.name, author.student_number
            ),
        ];
        self.y -= 6.0;
        for line in made_by {
            self.y -= 16.0;
            text(&mut self.page, &line, (MARGIN, self.y), 10.5, GREY);
        }
        self.y -= 12.0;
        self.page
            .set_stroke_rgb(red, green, blue)
            .set_line_width(1.2)
            .move_to(MARGIN, self.y)
            .line_to(PAGE_WIDTH - MARGIN, self.y)
            .stroke();
        self.y -= 8.0;
    }

    fn heading(&mut self, heading: &str) {
        self.need(30.0 + 2.0 * TEXT_LEADING);
        self.y -= 30.0;
        let (red, green, blue) = self.accent;
        self.page
            .set_fill_rgb(red, green, blue)
            .rect(MARGIN, self.y - 1.0, 4.0, 13.0)
            .fill_nonzero();
        let accent = self.accent;
        text(&mut self.page, heading, (MARGIN + 12.0, self.y), 13.0, accent);
        self.y -= 4.0;
    }

    fn paragraph(&mut self, paragraph: &str) {
        for line in typeset::lines(paragraph, TEXT_SIZE, ROOM) {
            self.need(TEXT_LEADING);
            self.y -= TEXT_LEADING;
            text(&mut self.page, &line, (MARGIN, self.y), TEXT_SIZE, INK);
        }
        self.y -= 6.0;
    }

    fn table(&mut self, caption: &str, rows: &[Vec<String>]) {
        let columns = rows.first().map_or(1, Vec::len).max(1);
        let column_width = ROOM / columns as f32;
        self.need(ROW_HEIGHT * rows.len() as f32 + 40.0);
        self.y -= 10.0;
        for (index, row) in rows.iter().enumerate() {
            self.y -= ROW_HEIGHT;
            if index == 0 {
                self.page
                    .set_fill_rgb(0.91, 0.93, 0.95)
                    .rect(MARGIN, self.y, ROOM, ROW_HEIGHT)
                    .fill_nonzero();
            }
            for (column, cell) in row.iter().enumerate() {
                let at = (MARGIN + 8.0 + column_width * column as f32, self.y + 7.0);
                text(&mut self.page, cell, at, 10.5, INK);
            }
            self.page
                .set_stroke_rgb(0.72, 0.75, 0.79)
                .set_line_width(0.6)
                .move_to(MARGIN, self.y)
                .line_to(PAGE_WIDTH - MARGIN, self.y)
                .stroke();
        }
        self.caption(caption);
    }

    fn bars(&mut self, caption: &str, bars: &[(String, f32)]) {
        self.need(CHART_HEIGHT + 60.0);
        let highest = bars.iter().map(|bar| bar.1).fold(f32::MIN_POSITIVE, f32::max);
        let pitch = ROOM / bars.len().max(1) as f32;
        let foot = self.y - CHART_HEIGHT - 20.0;
        let (red, green, blue) = self.accent;
        for (index, (label, value)) in bars.iter().enumerate() {
            let middle = MARGIN + pitch * (index as f32 + 0.5);
            let height = (value / highest).clamp(0.0, 1.0) * (CHART_HEIGHT - 24.0);
            let breadth = (pitch * 0.56).min(64.0);
            self.page
                .set_fill_rgb(red, green, blue)
                .rect(middle - breadth / 2.0, foot, breadth, height)
                .fill_nonzero();
            centred(&mut self.page, &value.to_string(), (middle, foot + height + 5.0), INK);
            centred(&mut self.page, label, (middle, foot - 14.0), GREY);
        }
        self.page
            .set_stroke_rgb(INK.0, INK.1, INK.2)
            .set_line_width(0.8)
            .move_to(MARGIN, foot)
            .line_to(PAGE_WIDTH - MARGIN, foot)
            .stroke();
        self.y = foot - 18.0;
        self.caption(caption);
    }

    fn caption(&mut self, caption: &str) {
        self.y -= 16.0;
        centred(&mut self.page, caption, (PAGE_WIDTH / 2.0, self.y), GREY);
        self.y -= 8.0;
    }

    /// Puts the foot under every page.
    fn finish(mut self, title: &str, author: &Author) -> Vec<Content> {
        self.pages.push(self.page);
        let count = self.pages.len();
        for (index, page) in self.pages.iter_mut().enumerate() {
            let left = format!("{title}／{}", author.name);
            text(page, &left, (MARGIN, 44.0), 8.5, GREY);
            let notice = "示範資料，人物與內容皆為虛構";
            text(page, notice, (MARGIN, 31.0), 8.5, GREY);
            let number = format!("{} / {count}", index + 1);
            let at = PAGE_WIDTH - MARGIN - typeset::width(&number, 8.5);
            text(page, &number, (at, 44.0), 8.5, GREY);
        }
        self.pages
    }
}

fn centred(page: &mut Content, line: &str, (middle, y): (f32, f32), colour: Colour) {
    let x = middle - typeset::width(line, SMALL_SIZE) / 2.0;
    text(page, line, (x, y), SMALL_SIZE, colour);
}

/// One line of text; the faces change within it. There is no bold cut of a font that is not
/// embedded, and stroked glyphs run together on a small screen: size and colour tell the ranks.
fn text(page: &mut Content, line: &str, at: (f32, f32), size: f32, colour: Colour) {
    let (red, green, blue) = colour;
    page.set_fill_rgb(red, green, blue).begin_text().next_line(at.0, at.1);
    for run in typeset::runs(line) {
        match run.face {
            Face::Latin => page.set_font(LATIN, size).show(Str(run.text.as_bytes())),
            Face::Chinese => {
                let units: Vec<u8> = run.text.encode_utf16().flat_map(u16::to_be_bytes).collect();
                page.set_font(CHINESE, size).show(Str(&units))
            }
        };
    }
    page.end_text();
}
