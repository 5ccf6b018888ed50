use crate::{FieldCode, FieldProblem};

/// The longest address, in characters. Ours: the width of the rosters' column (外部影音連結) is not
/// public.
pub const ADDRESS_CHARACTERS: usize = 500;

/// Checks the address of what is kept elsewhere, as the field of this name. It begins with `https://`
/// or `http://`, names a host and no user, and has no white space; letters of any script may stand in
/// it, as browsers show them.
///
/// ```
/// use portfolio::web_address;
/// assert!(web_address("external_url", "https://video.example.test/watch?v=1").is_ok());
/// assert!(web_address("external_url", "javascript:alert(1)").is_err());
/// ```
pub fn web_address(field: &str, text: &str) -> Result<String, FieldProblem> {
    let address = text.trim();
    if address.is_empty() {
        return Err(FieldProblem::new(field, FieldCode::Missing));
    }
    if address.chars().count() > ADDRESS_CHARACTERS {
        let limit = i64::try_from(ADDRESS_CHARACTERS).unwrap_or(i64::MAX);
        return Err(FieldProblem::over(field, FieldCode::TooLong, limit));
    }
    if address.chars().any(char::is_control) {
        return Err(FieldProblem::new(field, FieldCode::ControlCharacter));
    }
    match after_scheme(address) {
        Some(rest) if rest.chars().all(may_stand) && names_a_host(rest) => Ok(address.to_owned()),
        _ => Err(FieldProblem::new(field, FieldCode::NotAUrl)),
    }
}

fn after_scheme(address: &str) -> Option<&str> {
    let (scheme, rest) = address.split_once("://")?;
    let known = ["https", "http"].iter().any(|name| scheme.eq_ignore_ascii_case(name));
    known.then_some(rest)
}

// Characters that some readers of addresses take as others, or as the end of the address.
fn may_stand(c: char) -> bool {
    let ascii =
        c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}');
    ascii || c.is_alphanumeric()
}

fn names_a_host(rest: &str) -> bool {
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, Some(port)),
        _ => (authority, None),
    };
    let port_fits = port.is_none_or(|port| {
        port.bytes().all(|b| b.is_ascii_digit()) && port.parse().is_ok_and(|n: u16| n > 0)
    });
    port_fits && (is_name(host) || is_bracketed_ipv6(host))
}

// A user name before the host (`https://school@elsewhere`) is refused here too: `@` is in no name.
fn is_name(host: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
    };
    host.strip_suffix('.').unwrap_or(host).split('.').all(is_label)
}

fn is_bracketed_ipv6(host: &str) -> bool {
    let inner = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    inner.is_some_and(|inner| inner.parse::<std::net::Ipv6Addr>().is_ok())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FIELD: &str = "external_url";

    #[test]
    fn addresses_of_the_web_are_taken_as_they_stand() {
        for text in [
            "https://example.test",
            "HTTP://example.test/",
            "https://example.test:8443/a/b?c=d&e=%E5%AD%B8#f",
            "https://影片.example.test/學習歷程",
            "http://[2001:db8::1]:80/x",
            "https://example.test./a@b",
        ] {
            assert_eq!(web_address(FIELD, text).as_deref(), Ok(text), "{text}");
        }
        assert_eq!(web_address(FIELD, "  https://a.test \n").as_deref(), Ok("https://a.test"));
    }

    #[test]
    fn what_is_no_address_of_the_web_is_refused() {
        for text in [
            "example.test",
            "ftp://example.test",
            "javascript:alert(1)",
            "https:/example.test",
            "https://",
            "https:///path",
            "https://user:secret@example.test",
            "https://school@elsewhere.test",
            "https://a b.test",
            "https://a.test/b c",
            "https://a.test\\@b.test",
            "https://a..test",
            "https://-a.test",
            "https://a.test:",
            "https://a.test:0",
            "https://a.test:65536",
            "https://a.test:+80",
            "https://[::1",
            "https://[::g]",
            "https://a.test/<script>",
        ] {
            let problem = web_address(FIELD, text).unwrap_err();
            assert_eq!(problem, FieldProblem::new(FIELD, FieldCode::NotAUrl), "{text}");
        }
    }

    #[test]
    fn empty_long_and_broken_addresses_are_told_apart() {
        let code = |text: &str| web_address(FIELD, text).unwrap_err().code;
        assert_eq!(code("  "), FieldCode::Missing);
        assert_eq!(code("https://a.test/\u{0}"), FieldCode::ControlCharacter);
        let longest = format!("https://a.test/{}", "x".repeat(ADDRESS_CHARACTERS - 15));
        assert!(web_address(FIELD, &longest).is_ok());
        assert_eq!(code(&format!("{longest}x")), FieldCode::TooLong);
    }

    proptest! {
        #[test]
        fn what_is_taken_leads_to_a_host_by_the_web_alone(
            start in "(https?|HTTPS|ftp|javascript|data|file)?:?/{0,3}",
            rest in "[a-z0-9.:@/?#\\[\\]%_ \\\\-]{0,30}|\\PC{0,30}",
        ) {
            if let Ok(address) = web_address(FIELD, &format!("{start}{rest}")) {
                let lower = address.to_lowercase();
                prop_assert!(lower.starts_with("https://") || lower.starts_with("http://"));
                let after = lower.split_once("://").map_or("", |(_, after)| after);
                let authority = after.split(['/', '?', '#']).next().unwrap_or_default();
                prop_assert!(!authority.is_empty() && !authority.contains(['@', '\\', ' ']));
                prop_assert!(!address.contains(|c: char| c.is_control() || c.is_whitespace() || c == '<'));
                prop_assert_eq!(web_address(FIELD, &address), Ok(address));
            }
        }
    }
}
