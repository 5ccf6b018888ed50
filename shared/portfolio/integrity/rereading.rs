use jiff::civil::Date;

use crate::{FileId, central_submissions::Digest};

/// Within so many days every byte has been read again.
pub const REREAD_DAYS: u64 = 30;

/// A stored file, as far as it matters for reading it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reread {
    /// Which.
    pub file: FileId,
    /// Bytes.
    pub size: u64,
    /// Whether it was accepted since the day before: what was just written is read first.
    pub fresh: bool,
}

/// How many days are left until the file's turn: 0 on its day, 29 on the day after. Each file has
/// one day of thirty, by the hash of its id, so that no list of what was read is needed.
pub fn days_until(file: FileId, day: Date) -> u64 {
    let hash = Digest::of(file.to_string().as_bytes());
    let first =
        hash.as_bytes().iter().take(8).fold(0_u64, |sum, byte| (sum << 8) | u64::from(*byte));
    let turn = first % REREAD_DAYS;
    let today = u64::from(days_since_2000(day)) % REREAD_DAYS;
    (turn + REREAD_DAYS - today) % REREAD_DAYS
}

/// Which of the files are read again on this day: those whose turn it is and those that are new,
/// whatever they weigh; then those whose turn comes next, for as long as `budget` bytes last. A
/// system of which all fits into the budget is read whole every day.
pub fn reread(files: &[Reread], day: Date, budget: u64) -> Vec<Reread> {
    let rank = |file: &Reread| match days_until(file.file, day) {
        0 => 0,
        _ if file.fresh => 0,
        days => days,
    };
    let mut turns: Vec<(u64, Reread)> = files.iter().map(|file| (rank(file), *file)).collect();
    turns.sort_by_key(|(rank, file)| (*rank, file.file));
    let mut left = budget;
    let mut chosen = Vec::new();
    for (rank, file) in turns {
        if rank > 0 && file.size > left {
            break;
        }
        left = left.saturating_sub(file.size);
        chosen.push(file);
    }
    chosen
}

fn days_since_2000(day: Date) -> u32 {
    let epoch = jiff::civil::date(2000, 1, 1);
    let days = epoch.until(day).map_or(0, |span| span.get_days());
    u32::try_from(days).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use jiff::civil::date;
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::{AccountId, UploadId};

    fn file(n: u128) -> FileId {
        FileId {
            owner: AccountId::new(Uuid::from_u128(1)),
            upload: UploadId::new(Uuid::from_u128(n + 1)),
        }
    }

    fn files(count: u128) -> Vec<Reread> {
        (0..count).map(|n| Reread { file: file(n), size: 10, fresh: false }).collect()
    }

    #[test]
    fn without_a_budget_every_file_is_read_once_in_thirty_days_and_each_day_takes_its_part() {
        let (all, begins) = (files(3000), date(2026, 11, 23));
        let mut read = BTreeMap::<FileId, u32>::new();
        for day in 0..30 {
            let chosen = reread(&all, begins.checked_add(jiff::Span::new().days(day)).unwrap(), 0);
            assert!((50..150).contains(&chosen.len()), "day {day}: {}", chosen.len());
            for file in chosen {
                *read.entry(file.file).or_default() += 1;
            }
        }
        assert_eq!(read.len(), all.len());
        assert!(read.values().all(|times| *times == 1));
    }

    #[test]
    fn what_is_new_is_read_on_its_first_night() {
        let mut all = files(30);
        for file in &mut all {
            file.fresh = true;
        }
        assert_eq!(reread(&all, date(2026, 11, 23), 0).len(), 30);
    }

    proptest! {
        #[test]
        fn a_budget_is_used_for_those_whose_turn_is_next(count in 0_u128..200, budget in 0_u64..3000, day in 0_i64..60) {
            let all = files(count);
            let today = date(2026, 11, 23).checked_add(jiff::Span::new().days(day)).unwrap();
            let chosen = reread(&all, today, budget);
            let due = all.iter().filter(|file| days_until(file.file, today) == 0).count();
            prop_assert!(chosen.len() >= due);
            let more: u64 = chosen.iter().skip(due).map(|file| file.size).sum();
            prop_assert!(more <= budget);
            let last = chosen.iter().map(|file| days_until(file.file, today)).max();
            let first_left = all
                .iter()
                .filter(|file| !chosen.contains(file))
                .map(|file| days_until(file.file, today))
                .min();
            if let (Some(last), Some(first_left)) = (last, first_left) {
                prop_assert!(last <= first_left);
            }
            if budget >= 10 * u64::try_from(count).unwrap() {
                prop_assert_eq!(chosen.len(), all.len());
            }
        }
    }
}
