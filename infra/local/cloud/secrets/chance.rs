use std::io;

use aws_lc_rs::{
    digest::{SHA256, digest},
    rand,
};

/// Where new keys come from.
pub enum Chance {
    /// The machine's.
    Machine,
    /// The same for the same seed, so that a run can be repeated; the second number counts.
    Seeded(u64, u64),
}

impl Chance {
    /// By the seed, where there is one.
    pub fn new(seed: Option<u64>) -> Self {
        seed.map_or(Self::Machine, |seed| Self::Seeded(seed, 0))
    }

    /// The next 32 bytes.
    pub fn next(&mut self) -> io::Result<[u8; 32]> {
        let mut bytes = [0; 32];
        match self {
            Self::Machine => rand::fill(&mut bytes).map_err(io::Error::other)?,
            Self::Seeded(seed, count) => {
                *count += 1;
                let text = format!("{seed} {count}");
                bytes.copy_from_slice(digest(&SHA256, text.as_bytes()).as_ref());
            }
        }
        Ok(bytes)
    }
}
