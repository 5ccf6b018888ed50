use proptest::prelude::*;

use super::*;

const A: &str = "0123456789ABCDEFGHJKMNPQRSTVWXY0";
const B: &str = "0123456789ABCDEFGHJKMNPQRSTVWXY1";

fn read(lines: &str) -> Receipt {
    parse_receipt(format!("data_key,status,reason\n{lines}").as_bytes()).unwrap()
}

fn verdict<'a>(receipt: &'a Receipt, key: &str) -> Option<&'a Verdict> {
    receipt.verdicts.get(&key.parse().unwrap()).map(|(_, verdict)| verdict)
}

fn problems(receipt: &Receipt) -> Vec<(u64, LineCode)> {
    receipt.problems.iter().map(|problem| (problem.line, problem.code)).collect()
}

#[test]
fn marks_line_ends_quotes_and_case_do_not_matter() {
    let expected = read(&format!("{A},received,\n{B},rejected,\"缺漏, 請補\"\n"));
    assert_eq!(verdict(&expected, A), Some(&Verdict::Received));
    let reason = Verdict::Rejected { reason: "缺漏, 請補".to_owned() };
    assert_eq!(verdict(&expected, B), Some(&reason));
    for text in [
        format!("\u{feff}data_key,status,reason\r\n{A},received,\r\n{B},rejected,\"缺漏, 請補\""),
        format!(
            "\"data_key\",\"status\",\"reason\"\n\"{A}\",received\n{B}, REJECTED , \"缺漏, 請補\"\n"
        )
        .replace(", \"", ",\""),
        format!(
            " Data_Key ,STATUS,Reason\n{},received,\n{B},rejected,\"缺漏, 請補\"\n",
            A.to_lowercase()
        ),
    ] {
        assert_eq!(parse_receipt(text.as_bytes()).unwrap(), expected, "{text}");
    }
}

#[test]
fn what_is_no_receipt_is_refused_as_a_whole() {
    for text in ["", "\u{feff}", "data_key,status\n", "status,data_key,reason\n", "\n\n", "a\"b\n"]
    {
        assert_eq!(parse_receipt(text.as_bytes()), Err(ReceiptRefusal::Header), "{text:?}");
    }
    let big5 = [b"data_key,status,reason\n".as_slice(), b"\xbd\xd2\xb5{"].concat();
    assert_eq!(parse_receipt(&big5), Err(ReceiptRefusal::NotUtf8));
}

#[test]
fn every_wrong_line_is_named_and_the_others_count() {
    let receipt = read(&format!(
        "{A},received,\nshort,received,\n{B},accepted,\n\n,,\n{B}\n{B},rejected,a,b\n{B},received\n"
    ));
    assert_eq!(verdict(&receipt, A), Some(&Verdict::Received));
    assert_eq!(verdict(&receipt, B), Some(&Verdict::Received));
    let expected = [
        (3, LineCode::DataKey),
        (4, LineCode::Status),
        (7, LineCode::Columns),
        (8, LineCode::Columns),
    ];
    assert_eq!(problems(&receipt), expected);
}

#[test]
fn lines_are_counted_as_an_editor_counts_them() {
    for end in ["\n", "\r\n", "\r"] {
        let text = ["data_key,status,reason", "", "", "x,y", "z", &format!("{A},received"), ""];
        let receipt = parse_receipt(text.join(end).as_bytes()).unwrap();
        assert_eq!(problems(&receipt), [(4, LineCode::DataKey), (5, LineCode::Columns)]);
        assert_eq!(receipt.verdicts.values().next(), Some(&(6, Verdict::Received)), "{end:?}");
    }
}

#[test]
fn a_key_twice_counts_once_and_a_contradiction_counts_for_nothing() {
    let receipt = read(&format!("{A},rejected,一\n{A},rejected,二\n"));
    assert_eq!(verdict(&receipt, A), Some(&Verdict::Rejected { reason: "一".to_owned() }));
    assert_eq!(problems(&receipt), [(3, LineCode::Duplicate)]);

    let receipt = read(&format!("{A},rejected,一\n{B},received,\n{A},received,\n{A},received,\n"));
    assert_eq!(verdict(&receipt, A), None);
    assert_eq!(verdict(&receipt, B), Some(&Verdict::Received));
    let conflict = LineCode::Conflict;
    assert_eq!(problems(&receipt), [(2, conflict), (4, conflict), (5, conflict)]);
}

#[test]
fn a_quotation_mark_that_is_never_closed_does_not_swallow_rows_in_silence() {
    let receipt = read(&format!("{A},rejected,\"一\n{B},received,\n"));
    assert!(receipt.verdicts.is_empty());
    assert_eq!(problems(&receipt), [(2, LineCode::LineBreak)]);
}

#[test]
fn long_reasons_are_cut_and_long_lists_of_problems_are_counted() {
    let receipt = read(&format!("{A},rejected,{}\n", "理".repeat(600)));
    let Some(Verdict::Rejected { reason }) = verdict(&receipt, A) else { panic!("rejected") };
    assert_eq!(reason.chars().count(), REASON_CHARACTERS);

    let receipt = read(&"x,y,z\n".repeat(MAX_LINE_PROBLEMS + 5));
    assert_eq!(receipt.problems.len(), MAX_LINE_PROBLEMS);
    assert_eq!(receipt.problem_count, MAX_LINE_PROBLEMS + 5);
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = parse_receipt(&bytes);
        let _ = parse_receipt(&[b"data_key,status,reason\n", bytes.as_slice()].concat());
    }

    #[test]
    fn no_text_makes_it_panic_and_every_line_counts_or_is_named(
        lines in prop::collection::vec("[0AZ\",\\r 學]{0,12}|[0-9A-HJKMNP-TV-Z]{32},(received|rejected),[ -~]{0,9}", 0..9),
    ) {
        let receipt = read(&lines.join("\n"));
        prop_assert_eq!(receipt.problems.len(), receipt.problem_count);
        prop_assert!(receipt.verdicts.values().all(|(line, _)| *line >= 2));
    }
}
