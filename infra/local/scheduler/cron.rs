use jiff::civil::DateTime;

/// An EventBridge expression of six fields: minutes, hours, day of the month, month, day of the
/// week (1 is Sunday), year. Values, names, lists, ranges and steps; not `L`, `W` and `#`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cron {
    fields: [Field; 6],
}

/// The values at which a field is due; `None` for all.
type Field = Option<Vec<i16>>;

const RANGES: [(i16, i16); 6] = [(0, 59), (0, 23), (1, 31), (1, 12), (1, 7), (1970, 2199)];
const MONTHS: [&str; 12] =
    ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const DAYS: [&str; 7] = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

impl Cron {
    /// Reads an expression. As EventBridge demands, one of the two days is `?`.
    ///
    /// ```
    /// use local::scheduler::Cron;
    /// let hourly = Cron::parse("0 * * * ? *").unwrap();
    /// assert!(hourly.is_due("2026-11-23T08:00".parse()?));
    /// assert!(!hourly.is_due("2026-11-23T08:01".parse()?));
    /// # Ok::<(), jiff::Error>(())
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let words: [&str; 6] = words.try_into().ok()?;
        let blank = [words[2] == "?", words[4] == "?"];
        let elsewhere = [0, 1, 3, 5].iter().any(|n| words[*n] == "?");
        if blank[0] == blank[1] || elsewhere {
            return None;
        }
        let mut fields: [Field; 6] = Default::default();
        for (n, word) in words.iter().enumerate() {
            fields[n] = match *word {
                "*" | "?" => None,
                list => Some(values(n, list)?),
            };
        }
        Some(Self { fields })
    }

    /// Whether it is due in the minute of this civil time.
    pub fn is_due(&self, at: DateTime) -> bool {
        let weekday = at.weekday().to_sunday_one_offset();
        let now = [
            i16::from(at.minute()),
            i16::from(at.hour()),
            i16::from(at.day()),
            i16::from(at.month()),
            i16::from(weekday),
            at.year(),
        ];
        let fits =
            |(field, now): (&Field, i16)| field.as_ref().is_none_or(|all| all.contains(&now));
        self.fields.iter().zip(now).all(fits)
    }
}

fn values(field: usize, list: &str) -> Option<Vec<i16>> {
    let mut all = Vec::new();
    for part in list.split(',') {
        let (range, step) = match part.split_once('/') {
            Some((range, step)) => (range, step.parse().ok().filter(|step| *step > 0)?),
            None => (part, 1),
        };
        let (least, most) = RANGES[field];
        let (from, to) = match range.split_once('-') {
            Some((from, to)) => (value(field, from)?, value(field, to)?),
            None if range == "*" => (least, most),
            None if part.contains('/') => (value(field, range)?, most),
            None => (value(field, range)?, value(field, range)?),
        };
        if from > to {
            return None;
        }
        all.extend((from..=to).step_by(step));
    }
    Some(all)
}

fn value(field: usize, text: &str) -> Option<i16> {
    let named = |names: &[&str]| names.iter().position(|name| text.eq_ignore_ascii_case(name));
    let name = match field {
        3 => named(&MONTHS),
        4 => named(&DAYS),
        _ => None,
    };
    let value = match name {
        Some(place) => i16::try_from(place).ok()? + 1,
        None => text.parse().ok()?,
    };
    let (least, most) = RANGES[field];
    (least..=most).contains(&value).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn due(cron: &str, at: &str) -> bool {
        Cron::parse(cron).unwrap().is_due(at.parse().unwrap())
    }

    #[test]
    fn fields_say_when() {
        // 2026-11-23 is a Monday.
        for (cron, at, expected) in [
            ("*/15 * * * ? *", "2026-11-23T10:30", true),
            ("*/15 * * * ? *", "2026-11-23T10:31", false),
            ("5/20 * * * ? *", "2026-11-23T10:45", true),
            ("0 8 ? * MON-FRI *", "2026-11-23T08:00", true),
            ("0 8 ? * MON-FRI *", "2026-11-22T08:00", false),
            ("0 8 ? * 1 *", "2026-11-22T08:00", true),
            ("30 2 1,23 NOV ? 2026", "2026-11-23T02:30", true),
            ("30 2 1,23 NOV ? 2027", "2026-11-23T02:30", false),
        ] {
            assert_eq!(due(cron, at), expected, "{cron} at {at}");
        }
    }

    #[test]
    fn what_eventbridge_refuses_is_refused() {
        for cron in [
            "",
            "0 * * * *",
            "0 * * * * *",
            "0 * ? * ? *",
            "60 * * * ? *",
            "0 5-3 * * ? *",
            "0 0 L * ? *",
            "*/0 * * * ? *",
            "? * * * ? *",
        ] {
            assert_eq!(Cron::parse(cron), None, "{cron}");
        }
    }
}
