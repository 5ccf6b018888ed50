//! infra/docs/asvs.md: every line of levels 1 and 2 stands once, and those that are held name a test.

use std::collections::BTreeSet;

use super::table::{is_no_test, paths, read, root, rows};

/// How many lines levels 1 and 2 of the standard have, version 5.0.0.
const LINES: [(&str, usize); 2] = [("1", 70), ("2", 183)];
/// How many lines may be open; who closes one lowers it.
const OPEN: usize = 7;

#[test]
fn every_line_that_binds_here_names_a_test_that_is_there() {
    let text = read("infra/docs/asvs.md");
    let rows = rows(&text, "| line | level | in our words | state | by what, or why |");
    let (mut wrong, mut seen, mut open) = (Vec::new(), BTreeSet::new(), 0);
    let mut levels: Vec<String> = Vec::new();
    for (line, row) in rows {
        let mut say = |what: String| wrong.push(format!("line {line}: {what}"));
        let [number, level, _, state, by] = row.as_slice() else {
            say(format!("{} cells", row.len()));
            continue;
        };
        levels.push(level.clone());
        if number.split('.').count() != 3 || !seen.insert(number.clone()) {
            say(format!("{number} is no line, or stands twice"));
        }
        let named = paths(by);
        match state.as_str() {
            "held" if named.is_empty() => say(format!("{number} names no test")),
            "held" => named.into_iter().filter_map(is_no_test).for_each(say),
            "written" if named.is_empty() => say(format!("{number} names no document")),
            "written" => named
                .into_iter()
                .filter(|path| !root().join(path).exists())
                .for_each(|path| say(format!("{path} is nowhere"))),
            "not here" | "operators" | "open" if by.is_empty() => say(format!("{number}: why?")),
            "open" => open += 1,
            "not here" | "operators" => {}
            other => say(format!("{number} is {other:?}")),
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    for (level, count) in LINES {
        assert_eq!(levels.iter().filter(|at| *at == level).count(), count, "level {level}");
    }
    assert_eq!(open, OPEN, "lines are open");
}
