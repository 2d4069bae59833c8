//! Counts that name nobody: small ones are told as "fewer than 5".

use dars_rules::policy;
use serde::{Serialize, Serializer};

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

/// `counts` as they may be shown beside their total. Nought is told. When one alone is too small, the smallest of the
/// others is withheld too, as a subtraction would tell it.
pub fn suppressed(counts: &[u32]) -> Vec<Count> {
    let small = |count: u32| (1..policy::SMALL_COUNT.value).contains(&count);
    let alone = counts.iter().filter(|count| small(**count)).count() == 1;
    let beside = counts
        .iter()
        .enumerate()
        .filter(|(_, count)| **count >= policy::SMALL_COUNT.value)
        .min_by_key(|(_, count)| **count)
        .map(|(at, _)| at)
        .filter(|_| alone);
    counts
        .iter()
        .enumerate()
        .map(|(at, &count)| match count {
            _ if small(count) => Count::Fewer,
            _ if beside == Some(at) => Count::Withheld,
            _ => Count::Exactly(count),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const F: Count = Count::Fewer;
    const W: Count = Count::Withheld;

    #[test]
    fn a_small_count_is_never_told_and_cannot_be_subtracted() {
        let e = Count::Exactly;
        let table: [(&[u32], &[Count]); 8] = [
            (&[], &[]),
            (&[0, 5, 12], &[e(0), e(5), e(12)]),
            (&[4, 5, 12], &[F, W, e(12)]),
            (&[1, 3, 12], &[F, F, e(12)]),
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
    fn it_reads_as_a_number_or_as_words() {
        let shown = serde_json::to_string(&[Count::Exactly(7), F, W]).unwrap();
        assert_eq!(shown, r#"[7,"fewer than 5","withheld"]"#);
    }
}
