//! Who somebody is: made-up names, and ID numbers that nobody can have.

use super::draw::Draw;

const SURNAMES: [&str; 40] = [
    "陳", "林", "黃", "張", "李", "王", "吳", "劉", "蔡", "楊", "許", "鄭", "謝", "洪", "郭", "邱",
    "曾", "廖", "賴", "徐", "周", "葉", "蘇", "莊", "江", "呂", "何", "羅", "高", "蕭", "潘", "簡",
    "朱", "鍾", "游", "彭", "詹", "胡", "施", "沈",
];
const FIRST: [&str; 29] = [
    "子", "宇", "品", "承", "思", "予", "以", "沐", "柏", "昕", "彥", "書", "采", "映", "若", "知",
    "語", "芷", "亭", "恩", "禹", "辰", "奕", "庭", "佳", "家", "靖", "翊", "紹",
];
const SECOND: [&str; 31] = [
    "安", "晴", "睿", "瑜", "涵", "軒", "寧", "樂", "潔", "翔", "妤", "齊", "昀", "廷", "萱", "澄",
    "霖", "蓁", "凱", "澤", "綺", "宸", "希", "皓", "穎", "彤", "謙", "言", "禾", "瑋", "誠",
];

/// The letters of ID numbers in the order of their values, which begin at 10.
const LETTERS: &[u8; 26] = b"ABCDEFGHJKLMNPQRSTUVXYWZIO";

/// The name of the person with this number: no two of the first 899 share a given name.
pub(super) fn name(person: u64) -> String {
    let surname = Draw::of(&[person, 0x5A]).pick(&SURNAMES).to_owned();
    // 29 and 31 have no common divisor, and 367 shares none with either.
    let given = (person * 367) as usize;
    format!("{surname}{}{}", FIRST[given % FIRST.len()], SECOND[given % SECOND.len()])
}

/// An ID number of the right form whose check digit is wrong, different for every person.
pub(super) fn id_number(person: u64) -> String {
    let mut draw = Draw::of(&[person, 0x1D]);
    let letter = char::from(*draw.pick(LETTERS));
    let sex = draw.between(1, 2);
    // The factor is odd and no multiple of five: no two persons below ten million share a serial.
    let serial = (person * 7_654_321 + 1_234_567) % 10_000_000;
    let body = format!("{letter}{sex}{serial:07}");
    let right = check_digit(&body).unwrap_or_default();
    let wrong = (right + draw.between(1, 9) as u32) % 10;
    format!("{body}{wrong}")
}

/// The digit that makes an ID number (國民身分證統一編號) of a letter and eight digits valid.
fn check_digit(body: &str) -> Option<u32> {
    let mut characters = body.bytes();
    let letter = characters.next()?;
    let value = 10 + u32::try_from(LETTERS.iter().position(|known| *known == letter)?).ok()?;
    let mut sum = value / 10 + value % 10 * 9;
    let mut weight = 8;
    for digit in characters {
        sum += char::from(digit).to_digit(10)? * weight;
        weight = weight.checked_sub(1)?;
    }
    (weight == 0).then_some((10 - sum % 10) % 10)
}

/// Whether a text is an ID number whose check digit is right.
#[cfg(test)]
pub(super) fn is_valid(id_number: &str) -> bool {
    let digit = |body| check_digit(body).map(|digit| digit.to_string());
    id_number.split_at_checked(9).is_some_and(|(body, last)| digit(body).as_deref() == Some(last))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_checksum_knows_a_valid_number() {
        // The number that textbooks use to explain the rule.
        assert!(is_valid("A123456789"));
        assert!(!is_valid("A123456788"));
        assert!(!is_valid("A111122222"));
        assert!(!is_valid("A12345678"));
        assert!(!is_valid("臺北"));
    }

    #[test]
    fn numbers_have_the_form_and_are_never_valid_and_never_the_same() {
        let numbers: BTreeSet<String> = (0..5000).map(id_number).collect();
        assert_eq!(numbers.len(), 5000);
        for number in numbers {
            assert!(number.as_bytes()[0].is_ascii_uppercase());
            assert!(matches!(number.as_bytes()[1], b'1' | b'2'));
            assert!(number[1..].bytes().all(|digit| digit.is_ascii_digit()));
            assert_eq!(number.len(), 10);
            assert!(!is_valid(&number), "{number}");
        }
    }

    #[test]
    fn given_names_do_not_repeat() {
        let given = |person| name(person).chars().skip(1).collect::<String>();
        let names: BTreeSet<String> = (1000..1899).map(given).collect();
        assert_eq!(names.len(), 899);
    }
}
