use aws_lc_rs::digest::{SHA256, digest};
use http::HeaderMap;

/// The header in which the content network writes the viewer's address, and how a request shows
/// that it came through the content network at all. A request that did not is refused: whoever
/// could reach the API directly could write any address into the header.
#[derive(Debug, Clone)]
pub struct ViewerHeader {
    /// The header's name, in lower case.
    pub name: String,
    /// SHA-256 of the keys that the content network may show, in hexadecimal digits: two while one
    /// is replaced by the other.
    pub keys: Vec<String>,
}

impl ViewerHeader {
    /// The header in which the content network shows its key.
    pub const KEY: &'static str = "x-origin-key";

    /// Whether the request came through the content network.
    pub fn is_shown_by(&self, headers: &HeaderMap) -> bool {
        let shown = headers.get(Self::KEY).map(|key| hex::encode(digest(&SHA256, key.as_bytes())));
        shown.is_some_and(|shown| self.keys.contains(&shown))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_request_with_one_of_the_keys_came_through_the_content_network() {
        // SHA-256 of "abc", the standard's own example.
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        let viewer =
            ViewerHeader { name: "x-viewer-address".to_owned(), keys: vec![abc.to_owned()] };
        let with = |key: &'static str| {
            HeaderMap::from_iter([(
                http::HeaderName::from_static(ViewerHeader::KEY),
                http::HeaderValue::from_static(key),
            )])
        };
        assert!(viewer.is_shown_by(&with("abc")));
        assert!(!viewer.is_shown_by(&with("abd")));
        assert!(!viewer.is_shown_by(&with(abc)));
        assert!(!viewer.is_shown_by(&HeaderMap::new()));
    }
}
