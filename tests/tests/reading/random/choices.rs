//! A row of numbers that decides everything that is left to chance.
//!
//! proptest makes the row and shrinks it; whatever is built from it takes the simplest form where the number is 0, and the
//! row is followed by zeros. So a failing tree shrinks although no part of it knows how.

pub(crate) struct Choices<I>(I);

impl Choices<std::vec::IntoIter<u16>> {
    /// Those of a test case.
    pub(crate) fn of(words: Vec<u16>) -> Self {
        Self(words.into_iter())
    }
}

/// As many as are wanted, always the same for a seed.
pub(crate) fn endless(seed: u64) -> Choices<impl Iterator<Item = u16>> {
    let mut state = seed;
    // SplitMix64.
    Choices(std::iter::repeat_with(move || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) >> 20) as u16
    }))
}

impl<I: Iterator<Item = u16>> Choices<I> {
    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::from(self.0.next().unwrap_or(0)) % end
    }

    /// One of these; the first is the simplest.
    pub(crate) fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }

    /// True once in `times`.
    pub(crate) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == times - 1
    }
}
