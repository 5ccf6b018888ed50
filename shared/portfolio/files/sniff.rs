use super::MediaType;

/// Whether a file that begins with these bytes is of the type that it was reserved as. The name and
/// the declared type are believed by nobody: what counts is the content.
pub fn is_what_it_claims(claimed: MediaType, beginning: &[u8]) -> bool {
    match claimed {
        MediaType::Csv => is_text(beginning),
        MediaType::Docx | MediaType::Xlsx | MediaType::Pptx => is_office(claimed, beginning),
        MediaType::Mp3 => is_sound(beginning),
        _ => infer::get(beginning).is_some_and(|found| found.mime_type() == claimed.name()),
    }
}

/// Office documents are ZIP files; which one can often be told from the first entries' names. Where
/// it cannot, the first entry is still one that every such document has.
fn is_office(claimed: MediaType, beginning: &[u8]) -> bool {
    const ENTRIES: [&str; 3] = ["[Content_Types].xml", "_rels/", "docProps/"];
    let named = |name: &str| beginning.get(30..).is_some_and(|it| it.starts_with(name.as_bytes()));
    infer::get(beginning).is_some_and(|found| {
        let unsure = found.mime_type() == "application/zip" && ENTRIES.into_iter().any(named);
        found.mime_type() == claimed.name() || unsure
    })
}

/// An ID3 tag, or a frame of MPEG layer III in any of its versions: voice recorders write MPEG-2 and
/// 2.5, often without a tag. What begins so and is something else all the same is no sound.
fn is_sound(beginning: &[u8]) -> bool {
    let [first, second, third, ..] = *beginning else { return false };
    if infer::get(beginning).is_some_and(|found| found.mime_type() != MediaType::Mp3.name()) {
        return false;
    }
    let synchronised = first == 0xff && second & 0xe0 == 0xe0;
    let (version, layer) = (second >> 3 & 0b11, second >> 1 & 0b11);
    let (rate, frequency) = (third >> 4, third >> 2 & 0b11);
    let frame = version != 0b01 && layer == 0b01 && rate != 0b1111 && frequency != 0b11;
    beginning.starts_with(b"ID3") || synchronised && frame
}

/// Text in UTF-8 or another code page: a table that a spreadsheet saved in Big5 is text too, and
/// whoever reads it says how to save it better.
fn is_text(beginning: &[u8]) -> bool {
    let printable = |byte: &u8| !byte.is_ascii_control() || matches!(byte, b'\t' | b'\r' | b'\n');
    let is_else = infer::get(beginning).is_some() || is_sound(beginning);
    !beginning.is_empty() && beginning.iter().all(printable) && !is_else
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_content_decides() {
        let pdf = b"%PDF-1.7\n...";
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
        assert!(is_what_it_claims(MediaType::Pdf, pdf));
        assert!(is_what_it_claims(MediaType::Png, png));
        assert!(!is_what_it_claims(MediaType::Pdf, png));
        assert!(!is_what_it_claims(MediaType::Pdf, b"<script>alert(1)</script>"));
        assert!(!is_what_it_claims(MediaType::Mp4, b""));
        assert!(is_what_it_claims(MediaType::Csv, "data_key,狀態".as_bytes()));
        assert!(!is_what_it_claims(
            MediaType::Csv,
            pdf.as_slice().split_at(2).0.repeat(0).as_slice()
        ));
        assert!(is_what_it_claims(MediaType::Csv, b"data_key,\xaa\xac\xba\x41\r\n"));
        assert!(!is_what_it_claims(MediaType::Csv, b"a\0b"));
        assert!(!is_what_it_claims(MediaType::Csv, pdf));
        assert!(!is_what_it_claims(MediaType::Pdf, b"<html>%PDF-1.7"));
    }

    #[test]
    fn sound_is_told_by_its_tag_or_its_first_frame() {
        for beginning in [b"ID3\x04", b"\xff\xfb\x90\x00", b"\xff\xf3\x48\xc4", b"\xff\xe3\x18\xc4"]
        {
            assert!(is_what_it_claims(MediaType::Mp3, beginning), "{beginning:x?}");
        }
        // A JPEG, a UTF-16 text, a layer II frame, a forbidden rate.
        for beginning in [b"\xff\xd8\xff\xe0", b"\xff\xfea\0", b"\xff\xfd\x90\0", b"\xff\xfb\xf0\0"]
        {
            assert!(!is_what_it_claims(MediaType::Mp3, beginning), "{beginning:x?}");
        }
    }

    #[test]
    fn an_archive_is_no_document() {
        let zip = |entry: &str| [b"PK\x03\x04".as_slice(), &[0; 26], entry.as_bytes()].concat();
        let docx = MediaType::Docx;
        assert!(is_what_it_claims(docx, &zip("[Content_Types].xml")));
        assert!(!is_what_it_claims(docx, &zip("virus.exe")));
        assert!(!is_what_it_claims(docx, b"PK\x03\x04"));
    }

    const MAGICS: [&[u8]; 11] = [
        b"",
        b"%PDF-",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff",
        b"ID3",
        b"\xff\xfb\x90",
        b"\0\0\0\x20ftypisom",
        b"\0\0\0\x20ftypmp42",
        b"GIF89a",
        b"<html>",
        b"PK\x03\x04",
    ];

    proptest! {
        #[test]
        fn nothing_is_two_things_at_once(
            magic in prop::sample::select(MAGICS.to_vec()),
            rest in prop::collection::vec(any::<u8>(), 0..60),
        ) {
            let beginning = [magic, &rest].concat();
            let office = |kind: &MediaType| {
                matches!(kind, MediaType::Docx | MediaType::Xlsx | MediaType::Pptx)
            };
            let single = MediaType::ALL.into_iter().filter(|kind| !office(kind));
            let claims = single.filter(|kind| is_what_it_claims(*kind, &beginning)).count();
            let archive = MediaType::ALL
                .iter()
                .any(|kind| office(kind) && is_what_it_claims(*kind, &beginning));
            prop_assert!(claims + usize::from(archive) <= 1, "{:x?}", beginning);
            prop_assert!(!archive || beginning.starts_with(b"PK"));
        }

        #[test]
        fn every_line_of_text_is_a_table_and_none_with_a_control_in_it_is(
            text in "[a-z,學\\r\\n\\t]{1,40}",
            control in prop::sample::select(b"\0\x01\x1b\x7f".to_vec()),
        ) {
            prop_assert!(is_what_it_claims(MediaType::Csv, text.as_bytes()));
            let broken = [text.as_bytes(), &[control]].concat();
            prop_assert!(!is_what_it_claims(MediaType::Csv, &broken));
        }
    }
}
