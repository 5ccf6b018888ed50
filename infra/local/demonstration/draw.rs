//! Choices that look like chance and are arithmetic, so that every start makes the same schools.

/// A sequence of choices that depends on its starting point alone (splitmix64).
pub(super) struct Draw(u64);

impl Draw {
    /// The sequence that belongs to these numbers, in this order.
    pub(super) fn of(parts: &[u64]) -> Self {
        let mut draw = Self(0x5EED);
        for part in parts {
            draw.0 ^= part.wrapping_mul(0xD6E8_FEB8_6659_FD93);
            draw.0 = draw.next();
        }
        draw
    }

    /// The sequence that belongs to a text.
    pub(super) fn of_text(text: &str) -> Self {
        let parts: Vec<u64> = text.bytes().map(u64::from).collect();
        Self::of(&parts)
    }

    /// The next number, over all 64 bits.
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to `limit - 1`; 0 when `limit` is 0.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    /// A number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: i32, high: i32) -> i32 {
        low + self.below((high - low + 1).max(1) as usize) as i32
    }

    /// One of the choices, which must not be empty.
    pub(super) fn pick<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.below(choices.len())]
    }

    /// True about `percent` times in a hundred.
    pub(super) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

#[cfg(test)]
mod tests {
    use super::Draw;

    #[test]
    fn the_same_start_gives_the_same_choices_and_another_start_others() {
        let numbers = |parts: &[u64]| {
            let mut draw = Draw::of(parts);
            (0..8).map(|_| draw.below(1000)).collect::<Vec<_>>()
        };
        assert_eq!(numbers(&[1, 2]), numbers(&[1, 2]));
        assert_ne!(numbers(&[1, 2]), numbers(&[2, 1]));
    }

    #[test]
    fn a_range_is_reached_at_both_ends() {
        let mut draw = Draw::of(&[7]);
        let numbers: Vec<i32> = (0..500).map(|_| draw.between(-2, 2)).collect();
        assert_eq!(numbers.iter().min(), Some(&-2));
        assert_eq!(numbers.iter().max(), Some(&2));
    }
}
