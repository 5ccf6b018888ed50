use std::{
    collections::{BTreeSet, hash_map::DefaultHasher},
    fs,
    hash::{Hash, Hasher},
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    time::{Duration, Instant},
};

use sha2::{Digest, Sha256};

/// How many inputs are tried where nothing is said.
const CASES: u64 = 4_000;
/// Inputs that showed something new are changed further; so many are kept.
const POOL: usize = 512;

/// What is fuzzed.
pub struct Target {
    /// Its name: the folder of its seeds, and of what failed.
    pub name: &'static str,
    /// Words that its inputs are made of.
    pub words: &'static [&'static [u8]],
    /// Bytes of the longest input.
    pub longest: usize,
    /// Of the usual number of inputs, how many tenths: less for what takes long.
    pub tenths: u64,
}

/// How long to go on.
struct Bound {
    cases: u64,
    until: Option<Instant>,
}

impl Target {
    /// Tries inputs. `check` panics where something does not hold, and answers what sort of input
    /// it was: one of a new sort is worth changing further.
    pub fn run<T: Hash>(&self, seeds: &[&[u8]], check: impl Fn(&[u8]) -> T) {
        let mut pool: Vec<Vec<u8>> = seeds.iter().map(|seed| seed.to_vec()).collect();
        pool.extend(self.kept());
        let mut sorts = BTreeSet::new();
        for input in &pool {
            sorts.insert(self.try_one(input, &check));
        }
        let bound = Bound::new(self.tenths);
        let mut chance = Chance::new(self.name);
        let mut tried = 0;
        while bound.goes_on(tried) {
            tried += 1;
            let input = self.change(&pool, &mut chance);
            if sorts.insert(self.try_one(&input, &check)) && pool.len() < POOL {
                pool.push(input);
            }
        }
        println!("  {}: {tried} inputs of {} sorts", self.name, sorts.len());
        assert!(sorts.len() > 2, "{}: every input is of one sort", self.name);
    }

    fn folder(&self) -> PathBuf {
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(self.name)
    }

    /// What failed before, and what is worth beginning with.
    fn kept(&self) -> Vec<Vec<u8>> {
        let Ok(folder) = fs::read_dir(self.folder()) else { return Vec::new() };
        let mut files: Vec<PathBuf> = folder.flatten().map(|entry| entry.path()).collect();
        files.sort();
        files.iter().map(|path| fs::read(path).expect("a seed")).collect()
    }

    fn try_one<T: Hash>(&self, input: &[u8], check: &impl Fn(&[u8]) -> T) -> u64 {
        let fails = |input: &[u8]| catch_unwind(AssertUnwindSafe(|| check(input))).is_err();
        match catch_unwind(AssertUnwindSafe(|| check(input))) {
            Ok(sort) => {
                let mut hasher = DefaultHasher::new();
                sort.hash(&mut hasher);
                hasher.finish()
            }
            Err(_) => self.give_up(&smaller(input, fails)),
        }
    }

    fn give_up(&self, input: &[u8]) -> ! {
        let name = hex::encode(&Sha256::digest(input)[..6]);
        let path = self.folder().join(format!("failed-{name}"));
        fs::create_dir_all(self.folder()).expect("a folder");
        fs::write(&path, input).expect("written");
        panic!("{} fails with {}: {}", self.name, path.display(), input.escape_ascii());
    }

    /// One of the pool, changed a few times.
    fn change(&self, pool: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
        let mut input = pool[chance.below(pool.len())].clone();
        for _ in 0..=chance.below(4) {
            let at = chance.below(input.len() + 1);
            let end = (at + 1 + chance.below(16)).min(input.len());
            match chance.below(8) {
                0 if at < input.len() => input[at] ^= 1 << chance.below(8),
                1 if at < input.len() => input[at] = chance.byte(),
                2 => drop(input.drain(at.min(end)..end)),
                3 => {
                    let word = self.words[chance.below(self.words.len())];
                    input.splice(at..at, word.iter().copied());
                }
                4 => {
                    let piece = input[at.min(end)..end].to_vec();
                    let times = 1 + chance.below(8);
                    input.splice(at..at, piece.repeat(times));
                }
                5 => {
                    let other = &pool[chance.below(pool.len())];
                    let from = chance.below(other.len() + 1);
                    input.truncate(at);
                    input.extend_from_slice(&other[from..]);
                }
                6 => input.truncate(at),
                _ => input.insert(at, chance.byte()),
            }
        }
        input.truncate(self.longest);
        input
    }
}

impl Bound {
    #[allow(clippy::disallowed_methods, reason = "whoever fuzzes says for how long")]
    fn new(tenths: u64) -> Self {
        let seconds = std::env::var("FUZZ_SECONDS").ok().and_then(|text| text.parse().ok());
        let until = seconds.map(|seconds| Instant::now() + Duration::from_secs(seconds));
        Self { cases: CASES * tenths / 10, until }
    }

    fn goes_on(&self, tried: u64) -> bool {
        self.until.map_or(tried < self.cases, |until| Instant::now() < until)
    }
}

/// Leaves out what the failure does not need.
fn smaller(input: &[u8], fails: impl Fn(&[u8]) -> bool) -> Vec<u8> {
    let mut kept = input.to_vec();
    let mut piece = kept.len().div_ceil(2);
    while piece > 0 {
        let mut at = 0;
        while at < kept.len() {
            let end = (at + piece).min(kept.len());
            let less = [&kept[..at], &kept[end..]].concat();
            if fails(&less) { kept = less } else { at = end }
        }
        piece /= 2;
    }
    kept
}

/// Chance that comes the same every time: SplitMix64, begun by `FUZZ_SEED` and the target's name.
struct Chance(u64);

impl Chance {
    #[allow(clippy::disallowed_methods, reason = "whoever fuzzes says where to begin")]
    fn new(name: &str) -> Self {
        let seed = std::env::var("FUZZ_SEED").unwrap_or_default();
        let digest = Sha256::digest(format!("{name}\n{seed}"));
        Self(digest[..8].iter().fold(0, |state, byte| state << 8 | u64::from(*byte)))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit.max(1) as u64).unwrap_or_default()
    }

    fn byte(&mut self) -> u8 {
        const TELLING: [u8; 16] = [0, 1, 9, 10, 13, 32, 34, 39, 44, 47, 60, 61, 92, 127, 128, 255];
        match self.below(2) {
            0 => TELLING[self.below(TELLING.len())],
            _ => self.next().to_be_bytes()[0],
        }
    }
}

#[test]
fn what_fails_is_found_and_made_smaller() {
    let fails = |input: &[u8]| input.windows(2).any(|pair| pair == b"ab");
    assert_eq!(smaller(b"xxxxxaxxabxxb", fails), b"ab");
    let target = Target { name: "engine", words: &[b"needle"], longest: 64, tenths: 10 };
    let found = catch_unwind(|| {
        target.run(&[b"hay"], |input| {
            assert!(!input.windows(6).any(|window| window == b"needle"), "found");
            input.len()
        });
    });
    fs::remove_dir_all(target.folder()).expect("what failed is written");
    let said = found.expect_err("it is found");
    let said = said.downcast_ref::<String>().expect("a text");
    assert!(said.ends_with(": needle"), "{said}");
}
