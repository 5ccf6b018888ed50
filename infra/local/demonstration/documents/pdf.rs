//! The file around the pages: fonts, page tree, title.

use pdf_writer::{
    Name, Pdf, Rect, Ref, Str, TextStr,
    types::{CidFontType, FontFlags, SystemInfo},
};

use super::{
    Author, Block,
    page::{self, CHINESE, LATIN, PAGE_HEIGHT, PAGE_WIDTH},
};

const CATALOG: Ref = Ref::new(1);
const PAGE_TREE: Ref = Ref::new(2);
const INFORMATION: Ref = Ref::new(3);
const LATIN_FONT: Ref = Ref::new(4);
const CHINESE_FONT: Ref = Ref::new(5);
const CHINESE_GLYPHS: Ref = Ref::new(6);
const CHINESE_DESCRIPTOR: Ref = Ref::new(7);
const FIRST_PAGE: i32 = 8;

/// What readers look for when they choose a Traditional Chinese font of their own.
const CHINESE_NAME: Name<'static> = Name(b"MHei-Medium");

/// A document of as many A4 pages as its blocks need (application/pdf).
///
/// No font is embedded: the text names the Adobe-CNS1 characters, and the reader sets it in the
/// Traditional Chinese font of the machine. Only characters of that collection show.
pub fn pdf(title: &str, author: &Author, blocks: &[Block]) -> Vec<u8> {
    let pages = page::pages(title, author, blocks);
    let mut pdf = Pdf::new();
    pdf.catalog(CATALOG).pages(PAGE_TREE).lang(TextStr("zh-TW"));
    pdf.document_info(INFORMATION)
        .title(TextStr(title))
        .author(TextStr(&author.name))
        .subject(TextStr(&author.subject));
    write_fonts(&mut pdf);

    let page_id = |index: usize| Ref::new(FIRST_PAGE + 2 * index as i32);
    pdf.pages(PAGE_TREE).kids((0..pages.len()).map(page_id)).count(pages.len() as i32);
    for (index, content) in pages.into_iter().enumerate() {
        let content_id = Ref::new(page_id(index).get() + 1);
        let mut page = pdf.page(page_id(index));
        page.media_box(Rect::new(0.0, 0.0, PAGE_WIDTH, PAGE_HEIGHT));
        page.parent(PAGE_TREE);
        page.contents(content_id);
        page.resources().fonts().pair(LATIN, LATIN_FONT).pair(CHINESE, CHINESE_FONT);
        drop(page);
        pdf.stream(content_id, &content.finish());
    }
    pdf.finish()
}

fn write_fonts(pdf: &mut Pdf) {
    pdf.type1_font(LATIN_FONT)
        .base_font(Name(b"Helvetica"))
        .encoding_predefined(Name(b"WinAnsiEncoding"));
    pdf.type0_font(CHINESE_FONT)
        .base_font(CHINESE_NAME)
        .encoding_predefined(Name(b"UniCNS-UTF16-H"))
        .descendant_font(CHINESE_GLYPHS);
    pdf.cid_font(CHINESE_GLYPHS)
        .subtype(CidFontType::Type2)
        .base_font(CHINESE_NAME)
        .system_info(SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"CNS1"), supplement: 6 })
        .font_descriptor(CHINESE_DESCRIPTOR)
        .default_width(1000.0);
    pdf.font_descriptor(CHINESE_DESCRIPTOR)
        .name(CHINESE_NAME)
        .flags(FontFlags::SYMBOLIC)
        .bbox(Rect::new(-45.0, -250.0, 1015.0, 887.0))
        .italic_angle(0.0)
        .ascent(887.0)
        .descent(-250.0)
        .cap_height(800.0)
        .stem_v(93.0);
}
