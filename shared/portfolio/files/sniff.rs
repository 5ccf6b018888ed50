use super::MediaType;

/// Whether a file that begins with these bytes is of the type that it was reserved as. The name and
/// the declared type are believed by nobody: what counts is the content.
pub fn is_what_it_claims(claimed: MediaType, beginning: &[u8]) -> bool {
    match claimed {
        MediaType::Csv => is_text(beginning),
        MediaType::Docx | MediaType::Xlsx | MediaType::Pptx => is_office(claimed, beginning),
        _ => infer::get(beginning).is_some_and(|found| found.mime_type() == claimed.name()),
    }
}

/// Office documents are ZIP files; which one can often be told from the first entries' names.
fn is_office(claimed: MediaType, beginning: &[u8]) -> bool {
    infer::get(beginning).is_some_and(|found| {
        found.mime_type() == claimed.name() || found.mime_type() == "application/zip"
    })
}

/// Text in UTF-8, where the last character may be cut.
fn is_text(beginning: &[u8]) -> bool {
    let sound = match std::str::from_utf8(beginning) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    };
    sound && !beginning.is_empty() && !beginning.contains(&0)
}

#[cfg(test)]
mod tests {
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
        assert!(!is_what_it_claims(MediaType::Csv, b"a\0b"));
    }
}
