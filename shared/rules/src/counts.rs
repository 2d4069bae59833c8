//! Figures that name nobody: small counts are told as "fewer than 5", and how long so few took not at all.

use serde::{Serialize, Serializer};

use crate::policy;

/// A count that may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// As it is.
    Exactly(u32),
    /// Too small to be told (domain.md §12: counts and reasons only).
    Fewer,
    /// Large enough, and yet not told: with the total and the others it would tell the one that is too small.
    Withheld,
}

impl Serialize for Count {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Exactly(count) => serializer.serialize_u32(*count),
            Self::Fewer => serializer.serialize_str(&format!("fewer than {}", policy::SMALL_COUNT.value)),
            Self::Withheld => serializer.serialize_str("withheld"),
        }
    }
}

impl Count {
    /// One count that stands alone.
    pub fn of(count: u32) -> Self {
        if small(count) { Self::Fewer } else { Self::Exactly(count) }
    }

    /// The same where it may not be told though it is large enough.
    #[must_use]
    pub fn or_withheld(self) -> Self {
        if self == Self::Fewer { self } else { Self::Withheld }
    }
}

fn small(count: u32) -> bool {
    (1..policy::SMALL_COUNT.value).contains(&count)
}

/// Whether the total and the others would tell the counts that are too small: one alone, or each the least or the most
/// that it can be.
fn subtraction_tells(counts: &[u32]) -> bool {
    let few: Vec<u32> = counts.iter().copied().filter(|count| small(*count)).collect();
    let most = policy::SMALL_COUNT.value.saturating_sub(1);
    few.len() == 1
        || (!few.is_empty() && (few.iter().all(|count| *count == 1) || few.iter().all(|count| *count == most)))
}

/// Whether their total would tell one that is too small, and no other can be withheld to hide it.
pub fn total_tells(counts: &[u32]) -> bool {
    subtraction_tells(counts) && !counts.iter().any(|count| *count >= policy::SMALL_COUNT.value)
}

/// `counts` as they may be shown beside their total. Nought is told. Where a subtraction would tell those that are too
/// small, the smallest of the others is withheld too.
pub fn suppressed(counts: &[u32]) -> Vec<Count> {
    let told = subtraction_tells(counts);
    let beside = counts
        .iter()
        .enumerate()
        .filter(|(_, count)| **count >= policy::SMALL_COUNT.value)
        .min_by_key(|(_, count)| **count)
        .map(|(at, _)| at)
        .filter(|_| told);
    counts
        .iter()
        .enumerate()
        .map(|(at, &count)| match count {
            _ if beside == Some(at) => Count::Withheld,
            _ => Count::of(count),
        })
        .collect()
}

/// How long things took, in working days; of fewer than five it would tell how long one took.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Quartiles {
    /// A quarter took less.
    pub lower_quartile: f64,
    /// Half took less.
    pub median: f64,
    /// A quarter took longer.
    pub upper_quartile: f64,
}

impl Quartiles {
    /// Of so many that took so many days each, by days; `None`: too few.
    pub fn of(days: &[(u32, u32)]) -> Option<Self> {
        let count: u32 = days.iter().map(|(_, count)| count).sum();
        if count < policy::SMALL_COUNT.value {
            return None;
        }
        // As Postgres' percentile_cont: between two neighbours by the part that the place lies behind the first.
        let nth = |place: u32| {
            let mut behind = 0_u32;
            let found = days.iter().find(|(_, count)| {
                behind = behind.saturating_add(*count);
                place < behind
            });
            found.map_or(0.0, |(days, _)| f64::from(*days))
        };
        let quarter = |quarters: u32| {
            let place = u64::from(count.saturating_sub(1)).saturating_mul(u64::from(quarters));
            let (first, part) = (u32::try_from(place / 4).unwrap_or(u32::MAX), u32::try_from(place % 4).unwrap_or(0));
            let (low, high) = (nth(first), nth(first.saturating_add(u32::from(part > 0))));
            low + (high - low) * f64::from(part) / 4.0
        };
        Some(Self { lower_quartile: quarter(1), median: quarter(2), upper_quartile: quarter(3) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const F: Count = Count::Fewer;
    const W: Count = Count::Withheld;

    #[test]
    fn a_small_count_is_never_told_and_cannot_be_subtracted() {
        let e = Count::Exactly;
        let table: [(&[u32], &[Count]); 11] = [
            (&[], &[]),
            (&[0, 5, 12], &[e(0), e(5), e(12)]),
            (&[4, 5, 12], &[F, W, e(12)]),
            (&[1, 3, 12], &[F, F, e(12)]),
            // Two of one, or two of four, are told by what is left of the total.
            (&[1, 1, 12], &[F, F, W]),
            (&[4, 0, 4, 9, 12], &[F, e(0), F, W, e(12)]),
            (&[1, 4, 9], &[F, F, e(9)]),
            (&[12, 4, 7, 9], &[e(12), F, W, e(9)]),
            (&[4], &[F]),
            (&[4, 0], &[F, e(0)]),
            (&[5], &[e(5)]),
        ];
        for (counts, expected) in table {
            assert_eq!(suppressed(counts), expected, "{counts:?}");
        }
    }

    #[test]
    fn a_total_is_withheld_where_nothing_else_can_be() {
        for (counts, tells) in
            [(&[4][..], true), (&[0, 3], true), (&[1, 1], true), (&[4, 4], true), (&[1, 3], false), (&[4, 5], false)]
        {
            assert_eq!(total_tells(counts), tells, "{counts:?}");
        }
        assert!(!total_tells(&[]) && !total_tells(&[0, 0]) && !total_tells(&[7]));
    }

    #[test]
    fn a_median_is_of_the_middle_and_of_no_few() {
        let days = |counts: &[(u32, u32)]| {
            Quartiles::of(counts).map(|took| (took.lower_quartile, took.median, took.upper_quartile))
        };
        assert_eq!(days(&[(3, 5)]), Some((3.0, 3.0, 3.0)));
        assert_eq!(days(&[(1, 2), (2, 2), (10, 1)]), Some((1.0, 2.0, 2.0)));
        assert_eq!(days(&[(0, 1), (1, 1), (2, 1), (3, 1), (4, 1), (5, 1)]), Some((1.25, 2.5, 3.75)));
        assert_eq!(days(&[(1, 4)]), None);
        assert_eq!(days(&[]), None);
    }

    #[test]
    fn it_reads_as_a_number_or_as_words() {
        let shown = serde_json::to_string(&[Count::Exactly(7), F, W]).unwrap();
        assert_eq!(shown, r#"[7,"fewer than 5","withheld"]"#);
    }
}
