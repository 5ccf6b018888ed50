use serde_json::json;

use super::{
    DataKey, Digest, FileRole, FrozenRow, PackageRefusal, Scope, canonical_json, inclusion_proof,
    leaf_hash, merkle_root, rows::in_order,
};

/// What a batch consists of, line by line: one line for every row and one for every original file,
/// each with its SHA-256. The lines are canonical JSON in the order of their bytes and carry no
/// time, so equal content has equal bytes, and the root of the Merkle tree over them (RFC 6962, each
/// line without its line feed a leaf) stands for all of it.
///
/// ```text
/// {"data_key":"3XAY…","kind":"file","role":"document","sha256":"…","size":183204}
/// {"data_key":"3XAY…","kind":"row","sha256":"…"}
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    lines: Vec<String>,
}

impl Manifest {
    /// The manifest of these rows, in whatever order they come.
    pub fn of(rows: &[FrozenRow]) -> Result<Self, PackageRefusal> {
        let mut lines: Vec<String> = in_order(rows)?.into_iter().flat_map(lines_of).collect();
        lines.sort_unstable();
        Ok(Self { lines })
    }

    /// The lines, without line feeds.
    pub fn lines(&self) -> &[String] {
        &self.lines
    }

    /// The manifest as a file: every line ends with a line feed.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.lines.iter().flat_map(|line| [line.as_bytes(), b"\n"].concat()).collect()
    }

    /// The root over the lines. Of nothing it is SHA-256 of nothing.
    pub fn root(&self) -> Digest {
        merkle_root(&self.leaves())
    }

    /// The line of this row (without a role) or of its file in that role.
    pub fn position(&self, row: &FrozenRow, file: Option<FileRole>) -> Option<usize> {
        let wanted = match file {
            None => row_line(row),
            Some(role) => {
                let (_, found) = row.files().find(|(other, _)| *other == role)?;
                file_line(row.data_key, role, found.sha256, found.size)
            }
        };
        self.lines.binary_search(&wanted).ok()
    }

    /// The proof that the line at this position belongs to the root; see
    /// [`verify_inclusion`](super::verify_inclusion).
    pub fn proof(&self, position: usize) -> Option<Vec<Digest>> {
        inclusion_proof(&self.leaves(), position)
    }

    fn leaves(&self) -> Vec<Digest> {
        self.lines.iter().map(|line| leaf_hash(line.as_bytes())).collect()
    }
}

fn lines_of(row: &FrozenRow) -> Vec<String> {
    let files =
        row.files().map(|(role, file)| file_line(row.data_key, role, file.sha256, file.size));
    std::iter::once(row_line(row)).chain(files).collect()
}

fn row_line(row: &FrozenRow) -> String {
    canonical_json(&json!({"data_key": row.data_key, "kind": "row", "sha256": row.digest()}))
}

fn file_line(data_key: DataKey, role: FileRole, sha256: Digest, size: u64) -> String {
    canonical_json(&json!({
        "data_key": data_key, "kind": "file", "role": role, "sha256": sha256, "size": size,
    }))
}

/// The key under which a submission is sent: the same content of the same school, year and roster
/// has the same key however often it is sent, so that the other side takes it once. 64 hexadecimal
/// digits.
pub fn idempotency_key(scope: &Scope, root: Digest) -> String {
    let label = format!("portfolio.central_submission.v1\n{}\n{root}", scope.label());
    Digest::of(label.as_bytes()).to_string()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{
        super::{samples, verify_inclusion},
        *,
    };
    use crate::selections::Roster;

    #[test]
    fn every_row_and_every_file_has_a_line() {
        let rows = samples::outcomes(5);
        let manifest = Manifest::of(&rows).unwrap();
        let files: usize = rows.iter().map(|row| row.files().count()).sum();
        assert_eq!(manifest.lines().len(), rows.len() + files);
        assert!(manifest.lines().is_sorted());
        let text = String::from_utf8(manifest.to_bytes()).unwrap();
        assert_eq!(text.lines().collect::<Vec<_>>(), manifest.lines());
        assert!(text.ends_with('\n'));
    }

    #[test]
    fn nothing_that_names_a_person_is_in_it() {
        let rows = samples::outcomes(3);
        let text = Manifest::of(&rows).unwrap().lines().join("\n");
        for row in &rows {
            assert!(!text.contains(&row.student.id_number) && !text.contains(&row.student.name));
        }
    }

    #[test]
    fn the_root_of_nothing_and_a_row_twice() {
        assert_eq!(Manifest::of(&[]).unwrap().root(), Digest::of(b""));
        let twice = [samples::outcome(1), samples::outcome(1)];
        assert_eq!(Manifest::of(&twice), Err(PackageRefusal::DuplicateRow(twice[0].data_key)));
    }

    #[test]
    fn every_row_and_file_can_be_proved() {
        let rows = samples::outcomes(7);
        let manifest = Manifest::of(&rows).unwrap();
        let count = manifest.lines().len();
        for row in &rows {
            let roles = row.files().map(|(role, _)| Some(role));
            for file in std::iter::once(None).chain(roles) {
                let at = manifest.position(row, file).unwrap();
                let proof = manifest.proof(at).unwrap();
                let leaf = leaf_hash(manifest.lines()[at].as_bytes());
                assert!(verify_inclusion(leaf, at, count, &proof, manifest.root()));
            }
        }
        assert_eq!(manifest.position(&samples::outcome(99), None), None);
        assert!(manifest.proof(count).is_none());
    }

    #[test]
    fn the_key_follows_scope_and_content() {
        let scope = samples::scope(Roster::LearningOutcomes);
        let root = Manifest::of(&samples::outcomes(2)).unwrap().root();
        let key = idempotency_key(&scope, root);
        assert_eq!(key, idempotency_key(&scope, root));
        assert_eq!(key.len(), 64);
        assert_ne!(key, idempotency_key(&scope, Digest::of(b"")));
        assert_ne!(key, idempotency_key(&samples::scope(Roster::DiversePerformances), root));
    }

    proptest! {
        #[test]
        fn the_order_of_the_rows_does_not_matter(order in Just((1..=9_u128).collect::<Vec<_>>()).prop_shuffle()) {
            let shuffled: Vec<_> = order.into_iter().map(samples::outcome).collect();
            let manifest = Manifest::of(&samples::outcomes(9)).unwrap();
            prop_assert_eq!(Manifest::of(&shuffled).unwrap(), manifest);
        }

        #[test]
        fn the_composition_of_text_does_not_matter_and_every_change_does(at in 0_usize..4) {
            let rows = samples::outcomes(4);
            let root = Manifest::of(&rows).unwrap().root();
            let mut changed = rows.clone();
            changed[at].student.name = "\u{e9}".to_owned();
            let composed = Manifest::of(&changed).unwrap().root();
            prop_assert_ne!(composed, root);
            changed[at].student.name = "e\u{301}".to_owned();
            prop_assert_eq!(Manifest::of(&changed).unwrap().root(), composed);
        }
    }
}
