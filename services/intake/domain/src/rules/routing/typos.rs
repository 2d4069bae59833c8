//! Words that differ by one slip of the keyboard.

/// Whether one letter put in, left out, taken for another or swapped with its neighbour makes `a` of `b`.
pub(super) fn one_typo(a: &[u8], b: &[u8]) -> bool {
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (a.get(same..).unwrap_or_default(), b.get(same..).unwrap_or_default());
    match (a, b) {
        ([_, rest @ ..], _) if rest == b => true,
        (_, [_, rest @ ..]) if rest == a => true,
        ([_, of_a @ ..], [_, of_b @ ..]) if of_a == of_b => true,
        ([a, after, of_a @ ..], [b, next, of_b @ ..]) => a == next && after == b && of_a == of_b,
        (_, _) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_seen_and_two_are_not() {
        for (a, b, slip) in [
            ("hospital", "hospitl", true),
            ("patients", "pateints", true),
            ("wrong", "wromg", true),
            ("lost", "losst", true),
            ("recruitment", "recrutment", true),
            ("same", "same", false),
            ("accident", "axident", false),
            ("", "", false),
        ] {
            assert_eq!(one_typo(a.as_bytes(), b.as_bytes()), slip, "{a} {b}");
            assert_eq!(one_typo(b.as_bytes(), a.as_bytes()), slip, "{b} {a}");
        }
    }
}
