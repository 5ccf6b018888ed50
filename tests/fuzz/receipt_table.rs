//! 收訖明細: a table that somebody exported from somewhere.

use std::collections::BTreeMap;

use portfolio::central_submissions::{
    DataKey, LineCode, MAX_LINE_PROBLEMS, REASON_CHARACTERS, Receipt, Verdict, parse_receipt,
};

use super::engine::Target;

const TABLE: Target = Target {
    name: "receipt-table",
    words: &[
        b"data_key,status,reason\n",
        b"\xef\xbb\xbf",
        b"received",
        b"rejected",
        b"\r\n",
        b"\r",
        b"\"",
        b"\"\"",
        b",",
        b",,,",
        b"\n\n",
        b"0123456789ABCDEFGHJKMNPQRSTVWXYZ",
        b"=cmd|'/C'!A0",
        b"\0",
        b"\xe2\x80\xa8",
        b"\xaa\xac",
        "課程代碼不符".as_bytes(),
        b"\t",
        b" ",
        b"REJECTED",
        b"Received,",
    ],
    longest: 2048,
    tenths: 20,
};

const SEED: &[u8] = b"data_key,status,reason\r\n\
    0123456789ABCDEFGHJKMNPQRSTVWXYZ,received,\r\n\
    ZYXWVTSRQPNMKJHGFEDCBA9876543210,rejected,\"a, \"\"b\"\"\"\r\n\
    ZYXWVTSRQPNMKJHGFEDCBA9876543210,received\r\n\
    ZYXWVTSRQPNMKJHGFEDCBA9876543210,received\r\n";

/// The same in the plainest form.
fn written(receipt: &Receipt) -> String {
    let line = |(key, (_, verdict)): (&DataKey, &(u64, Verdict))| match verdict {
        Verdict::Received => format!("{key},received,\n"),
        Verdict::Rejected { reason } => {
            format!("{key},rejected,\"{}\"\n", reason.replace('"', "\"\""))
        }
    };
    let lines: String = receipt.verdicts.iter().map(line).collect();
    format!("data_key,status,reason\n{lines}")
}

/// The keys of lines that contradict each other, where they stand there plainly.
fn contradicted(text: &str, receipt: &Receipt) -> impl Iterator<Item = DataKey> {
    let problems = receipt.problems.iter().filter(|problem| problem.code == LineCode::Conflict);
    problems.filter_map(|problem| {
        let line = text.lines().nth(usize::try_from(problem.line).ok()? - 1)?;
        line.split(',').next()?.trim().to_ascii_uppercase().parse().ok()
    })
}

fn verdicts(receipt: &Receipt) -> BTreeMap<DataKey, Verdict> {
    receipt.verdicts.iter().map(|(key, (_, verdict))| (*key, verdict.clone())).collect()
}

#[test]
fn whatever_comes_each_line_is_counted_once_and_reads_back() {
    TABLE.run(&[SEED, b"data_key,status,reason\n"], |bytes| {
        let receipt = match parse_receipt(bytes) {
            Ok(receipt) => receipt,
            Err(refusal) => return (format!("{refusal:?}"), 0, 0),
        };
        let text = std::str::from_utf8(bytes).expect("what is read is UTF-8");
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let lines = text.matches('\n').count() as u64 + 1;
        assert!(receipt.problem_count >= receipt.problems.len());
        assert!(receipt.problems.len() <= MAX_LINE_PROBLEMS);
        assert!(receipt.problems.is_sorted_by_key(|problem| problem.line));
        assert!(receipt.problems.iter().all(|problem| (2..=lines).contains(&problem.line)));
        assert!(receipt.verdicts.values().all(|(line, _)| (2..=lines).contains(line)));
        assert!(!contradicted(&text, &receipt).any(|key| receipt.verdicts.contains_key(&key)));
        for (_, verdict) in receipt.verdicts.values() {
            if let Verdict::Rejected { reason } = verdict {
                assert!(reason.chars().count() <= REASON_CHARACTERS);
                assert!(!reason.chars().any(char::is_control), "{reason:?}");
            }
        }
        let again = parse_receipt(written(&receipt).as_bytes()).expect("what was read is sound");
        assert_eq!((again.problem_count, verdicts(&again)), (0, verdicts(&receipt)));
        let mut codes: Vec<&str> = receipt.problems.iter().map(|it| it.code.code()).collect();
        codes.dedup();
        (codes.join(" "), receipt.verdicts.len().min(6), receipt.problem_count.min(6))
    });
}
