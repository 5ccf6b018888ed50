/// The longest name of a class (班級), in characters. Ours; with it no key is longer than a table takes.
const CHARACTERS: usize = 40;

/// Whether a class can have that name.
pub fn may_be(name: &str) -> bool {
    !name.contains('#') && (1..=CHARACTERS).contains(&name.chars().count())
}
