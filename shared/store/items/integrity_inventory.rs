use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::civil::Date;
use portfolio::integrity::Inventory;
use serde::{Deserialize, Serialize};

use super::integrity_report::{forgotten, night};
use crate::{Item, Key};

/// A part of what one night met of what nobody removes, or missed. `INT#<date>` / `INV#<part>#<number>`
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct IntegrityInventory {
    /// The day.
    pub date: Date,
    /// Which part met them; [`Self::OWED`] for what was missed.
    pub part: String,
    /// Which of the part's items this is.
    pub number: usize,
    pieces: Vec<Piece>,
}

/// A piece of a partition.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Piece {
    partition: String,
    names: Vec<String>,
    /// Marks, one after the other, each of [`MARK`] characters.
    marks: String,
    number: u32,
}

/// Characters of a mark: eight bytes.
const MARK: usize = 11;

/// What a piece may say.
enum Word<'a> {
    Name(&'a str),
    Mark(u64),
    Number(u32),
}

impl Word<'_> {
    /// Bytes in an item, and some more.
    fn takes(&self) -> usize {
        match self {
            Self::Name(name) => name.len() + 8,
            Self::Mark(_) => MARK,
            Self::Number(_) => 16,
        }
    }
}

impl Piece {
    /// What a piece takes besides its words.
    const TAKES: usize = 64;

    fn of(partition: &str) -> Self {
        let partition = partition.to_owned();
        Self { partition, names: Vec::new(), marks: String::new(), number: 0 }
    }

    fn say(&mut self, word: Word<'_>) {
        match word {
            Word::Name(name) => self.names.push(name.to_owned()),
            Word::Mark(mark) => URL_SAFE_NO_PAD.encode_string(mark.to_be_bytes(), &mut self.marks),
            Word::Number(number) => self.number = number,
        }
    }

    fn marks(&self) -> impl Iterator<Item = u64> {
        self.marks.as_bytes().chunks(MARK).filter_map(|mark| {
            let bytes = URL_SAFE_NO_PAD.decode(mark).ok()?;
            Some(u64::from_be_bytes(bytes.try_into().ok()?))
        })
    }
}

impl IntegrityInventory {
    /// What the sort keys begin with.
    pub const PREFIX: &'static str = "INV#";
    /// The part that met nothing, but is owed what it says.
    pub const OWED: &'static str = "owed";
    /// The most bytes of one: an item of the table has 400 KB at most.
    const MOST: usize = 300_000;

    /// The items that this part makes.
    pub fn of(date: Date, part: &str, met: &Inventory) -> Vec<Self> {
        let mut items: Vec<Self> = Vec::new();
        let mut left = 0;
        for (partition, holding) in met.partitions() {
            let names = holding.names.iter().map(|name| Word::Name(name));
            let marks = holding.marks.iter().map(|mark| Word::Mark(*mark));
            let number = (holding.number > 0).then_some(Word::Number(holding.number));
            let mut begun = false;
            for word in names.chain(marks).chain(number) {
                let begins = partition.len() + Piece::TAKES;
                if left < begins + word.takes() {
                    let (number, part) = (items.len(), part.to_owned());
                    items.push(Self { date, part, number, pieces: Vec::new() });
                    (left, begun) = (Self::MOST, false);
                }
                let Some(item) = items.last_mut() else { continue };
                if !begun {
                    item.pieces.push(Piece::of(partition));
                    left -= begins;
                    begun = true;
                }
                left -= word.takes();
                if let Some(piece) = item.pieces.last_mut() {
                    piece.say(word);
                }
            }
        }
        items
    }

    /// Adds what this one says.
    pub fn add_to(&self, inventory: &mut Inventory) {
        for piece in &self.pieces {
            for name in &piece.names {
                inventory.name(&piece.partition, name);
            }
            for mark in piece.marks() {
                inventory.mark(&piece.partition, mark);
            }
            if piece.number > 0 {
                inventory.at_least(&piece.partition, piece.number);
            }
        }
    }
}

impl Item for IntegrityInventory {
    fn key(&self) -> Key {
        let sort = format!("{}{}#{:06}", Self::PREFIX, self.part, self.number);
        Key::new(night(self.date), sort)
    }

    fn expires(&self) -> Option<i64> {
        forgotten(self.date)
    }
}

#[cfg(test)]
mod tests {
    use portfolio::integrity::mark;

    use super::*;

    #[test]
    fn whatever_is_divided_is_the_same_again_and_no_item_is_too_large() {
        let mut met = Inventory::default();
        for school in 0..3 {
            for row in 0..9_000 {
                met.name(&format!("SCH#{school}"), &format!("STU#10{row:036}"));
                met.mark(&format!("USR#{school}"), mark(&format!("CRS#{row}")));
            }
            met.count(&format!("SUB#{school}"), 7 + school);
        }
        let items = IntegrityInventory::of(jiff::civil::date(2026, 11, 28), "shard-0001", &met);
        assert_eq!(items.len(), 6);
        let mut again = Inventory::default();
        for item in &items {
            assert!(serde_json::to_vec(item).unwrap().len() < 400_000);
            item.add_to(&mut again);
        }
        assert_eq!(again, met);
        assert!(IntegrityInventory::of(items[0].date, "x", &Inventory::default()).is_empty());
    }
}
