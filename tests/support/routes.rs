use runtime::Function;

/// The function whose route a method and a path lead to; of two that fit, the one that names more
/// itself.
pub fn function_of(method: &str, path: &str) -> Option<&'static Function> {
    let path = path.split('?').next().unwrap_or_default();
    let fits = |function: &&Function| {
        let route = function.route();
        route.is_some_and(|route| route.method.name() == method && is_of(route.path, path))
    };
    let plain = |function: &&Function| {
        let pattern = function.route().map_or("", |route| route.path);
        pattern.split('/').map(|part| !part.starts_with('{')).collect::<Vec<_>>()
    };
    functions::all().filter(fits).max_by_key(plain)
}

fn is_of(pattern: &str, path: &str) -> bool {
    let (parts, wanted) = (path.split('/'), pattern.split('/'));
    parts.clone().count() == wanted.clone().count()
        && parts.zip(wanted).all(|(part, wanted)| match wanted.starts_with('{') {
            true => !part.is_empty(),
            false => part == wanted,
        })
}
