//! The Merkle tree of RFC 6962, section 2.1: one hash stands for a list, and a short proof shows
//! that something is in it.

use super::Digest;

/// The hash of a leaf. The prefix keeps a leaf from passing for a node.
pub fn leaf_hash(bytes: &[u8]) -> Digest {
    Digest::of_parts(&[&[0], bytes])
}

fn node_hash(left: Digest, right: Digest) -> Digest {
    Digest::of_parts(&[&[1], left.as_bytes(), right.as_bytes()])
}

/// The root over these leaves, in their order. That of an empty list is SHA-256 of nothing.
///
/// ```
/// use portfolio::central_submissions::{Digest, leaf_hash, merkle_root};
/// assert_eq!(merkle_root(&[]), Digest::of(b""));
/// assert_eq!(merkle_root(&[leaf_hash(b"a")]), leaf_hash(b"a"));
/// ```
pub fn merkle_root(leaves: &[Digest]) -> Digest {
    match leaves {
        [] => Digest::of(b""),
        [leaf] => *leaf,
        _ => {
            let (left, right) = leaves.split_at(left_half(leaves.len()));
            node_hash(merkle_root(left), merkle_root(right))
        }
    }
}

/// The proof that the leaf with this index (from 0) is in the tree, from the leaf upwards. `None`
/// where there is no such leaf.
pub fn inclusion_proof(leaves: &[Digest], index: usize) -> Option<Vec<Digest>> {
    if index >= leaves.len() {
        return None;
    }
    if leaves.len() == 1 {
        return Some(Vec::new());
    }
    let half = left_half(leaves.len());
    let (left, right) = leaves.split_at(half);
    let (mut proof, sibling) = if index < half {
        (inclusion_proof(left, index)?, merkle_root(right))
    } else {
        (inclusion_proof(right, index - half)?, merkle_root(left))
    };
    proof.push(sibling);
    Some(proof)
}

/// Whether the proof shows that the leaf has this index in a tree of so many leaves with that root.
pub fn verify_inclusion(
    leaf: Digest,
    index: usize,
    leaves: usize,
    proof: &[Digest],
    root: Digest,
) -> bool {
    climb(leaf, index, leaves, proof) == Some(root)
}

fn climb(leaf: Digest, index: usize, leaves: usize, proof: &[Digest]) -> Option<Digest> {
    if index >= leaves {
        return None;
    }
    if leaves == 1 {
        return proof.is_empty().then_some(leaf);
    }
    let (sibling, below) = proof.split_last()?;
    let half = left_half(leaves);
    if index < half {
        Some(node_hash(climb(leaf, index, half, below)?, *sibling))
    } else {
        Some(node_hash(*sibling, climb(leaf, index - half, leaves - half, below)?))
    }
}

// The largest power of two below the number of leaves, which is at least two.
fn left_half(leaves: usize) -> usize {
    1 << (leaves - 1).ilog2()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    // The leaves and roots with which implementations of certificate transparency are tested.
    const LEAVES: [&str; 8] = [
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    ];
    const ROOTS: [&str; 9] = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    fn hashed(count: usize) -> Vec<Digest> {
        LEAVES[..count].iter().map(|leaf| leaf_hash(&hex::decode(leaf).unwrap())).collect()
    }

    #[test]
    fn roots_are_those_that_others_compute() {
        for (count, root) in ROOTS.iter().enumerate() {
            assert_eq!(merkle_root(&hashed(count)).to_string(), *root, "{count} leaves");
        }
    }

    #[test]
    fn a_proof_is_the_one_that_others_compute() {
        let proof: Vec<_> =
            inclusion_proof(&hashed(8), 0).unwrap().iter().map(Digest::to_string).collect();
        let expected = [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ];
        assert_eq!(proof, expected);
    }

    proptest! {
        #[test]
        fn every_leaf_is_proved_and_no_other_place_or_leaf_is(count in 1_usize..40, at in 0_usize..40) {
            let leaves: Vec<_> = (0..count).map(|n| leaf_hash(&n.to_le_bytes())).collect();
            let root = merkle_root(&leaves);
            let at = at % count;
            let proof = inclusion_proof(&leaves, at).unwrap();
            prop_assert!(verify_inclusion(leaves[at], at, count, &proof, root));
            for other in (0..=count).filter(|other| *other != at) {
                prop_assert!(!verify_inclusion(leaves[at], other, count, &proof, root));
            }
            prop_assert!(!verify_inclusion(leaf_hash(b"other"), at, count, &proof, root));
            let longer = [proof.as_slice(), &[root]].concat();
            prop_assert!(!verify_inclusion(leaves[at], at, count, &longer, root));
            prop_assert!(inclusion_proof(&leaves, count).is_none());
        }
    }
}
