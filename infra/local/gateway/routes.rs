use std::collections::BTreeMap;

use http::{HeaderValue, Method};
use percent_encoding::percent_decode_str;
use runtime::{Function, Route};

/// The routes of the registry.
#[derive(Debug)]
pub struct Routes(Vec<(&'static Function, &'static Route)>);

/// What a method and a path lead to.
#[derive(Debug)]
pub enum Found {
    /// A route, with the parameters of its path, decoded.
    Route {
        /// Whose it is.
        function: &'static Function,
        /// The route.
        route: &'static Route,
        /// By name.
        parameters: BTreeMap<&'static str, String>,
    },
    /// Only routes of these methods.
    OtherMethods(HeaderValue),
    /// Nothing.
    Nothing,
}

impl Routes {
    /// The routes among these functions.
    pub fn new(functions: impl Iterator<Item = &'static Function>) -> Self {
        Self(functions.filter_map(|function| Some((function, function.route()?))).collect())
    }

    /// Finds a route. Of two that fit, the one that names more itself is meant.
    pub fn find(&self, method: &Method, path: &str) -> Found {
        let fits = |(function, route): &(&'static Function, &'static Route)| {
            Some((*function, *route, parameters(route.path, path)?))
        };
        let fitting: Vec<_> = self.0.iter().filter_map(fits).collect();
        let of_method =
            fitting.iter().filter(|(_, route, _)| route.method.name() == method.as_str());
        if let Some((function, route, parameters)) = of_method.max_by_key(|(_, r, _)| plain(r.path))
        {
            return Found::Route { function, route, parameters: parameters.clone() };
        }
        let mut names: Vec<_> = fitting.iter().map(|(_, route, _)| route.method.name()).collect();
        names.sort_unstable();
        names.dedup();
        match HeaderValue::from_str(&names.join(", ")) {
            Ok(allowed) if !names.is_empty() => Found::OtherMethods(allowed),
            _ => Found::Nothing,
        }
    }
}

/// Which parts of a pattern are plain words; of two patterns the greater is the more precise.
fn plain(pattern: &str) -> Vec<bool> {
    pattern.split('/').map(|part| !part.starts_with('{')).collect()
}

fn parameters(pattern: &'static str, path: &str) -> Option<BTreeMap<&'static str, String>> {
    let mut found = BTreeMap::new();
    let mut parts = path.split('/');
    for expected in pattern.split('/') {
        let part = percent_decode_str(parts.next()?).decode_utf8().ok()?;
        match expected.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            Some(_) if part.is_empty() => return None,
            Some(name) => drop(found.insert(name, part.into_owned())),
            None if part == expected => {}
            None => return None,
        }
    }
    parts.next().is_none().then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_fits_its_pattern_alone() {
        let pattern = "/api/students/{student}/courses";
        let of = |path| parameters(pattern, path).map(|found| found["student"].clone());
        assert_eq!(of("/api/students/acc_1/courses").as_deref(), Some("acc_1"));
        assert_eq!(of("/api/students/a%2Fb%20%E5%AD%B8/courses").as_deref(), Some("a/b 學"));
        for path in [
            "/api/students//courses",
            "/api/students/1/courses/",
            "/api/students/1",
            "/api/students/%ff/courses",
        ] {
            assert_eq!(of(path), None, "{path}");
        }
    }

    #[test]
    fn plain_words_are_more_precise() {
        assert!(plain("/api/a/b") > plain("/api/a/{b}"));
        assert!(plain("/api/a/{b}") > plain("/api/{a}/b"));
    }
}
