//! Whether a word is another one with a slip of the keys.

/// Longest word that is compared letter by letter.
const LONGEST: usize = 30;

/// Whether `word` could have been meant as `other`: one letter too many, too few, wrong or swapped with its neighbour;
/// two such slips in a long word, none in one so short that half of all words are near it.
pub(super) fn is_a_slip_of(word: &str, other: &str) -> bool {
    let (word, other): (Vec<char>, Vec<char>) = (word.chars().collect(), other.chars().collect());
    let slips = match word.len() {
        0..4 => return false,
        4..8 => 1,
        8..=LONGEST => 2,
        _ => return false,
    };
    word.len().abs_diff(other.len()) <= slips && distance(&word, &other) <= slips
}

/// How many letters must be added, taken, changed or swapped with their neighbour.
fn distance(one: &[char], other: &[char]) -> usize {
    let width = other.len() + 1;
    let mut rows: Vec<Vec<usize>> = vec![(0..width).collect()];
    let cell = |rows: &[Vec<usize>], row: usize, column: usize| {
        rows.get(row).and_then(|row| row.get(column)).copied().unwrap_or(usize::MAX / 2)
    };
    for row in 1..=one.len() {
        rows.push(vec![row]);
        for column in 1..width {
            let letter = |letters: &[char], at: usize| letters.get(at).copied();
            let same = letter(one, row - 1) == letter(other, column - 1);
            let mut least = cell(&rows, row - 1, column - 1) + usize::from(!same);
            least = least.min(cell(&rows, row - 1, column) + 1).min(cell(&rows, row, column - 1) + 1);
            let swapped = row > 1
                && column > 1
                && letter(one, row - 1) == letter(other, column - 2)
                && letter(one, row - 2) == letter(other, column - 1);
            if swapped {
                least = least.min(cell(&rows, row - 2, column - 2) + 1);
            }
            if let Some(last) = rows.last_mut() {
                last.push(least);
            }
        }
    }
    cell(&rows, one.len(), other.len())
}

#[cfg(test)]
mod tests {
    use super::is_a_slip_of;

    #[test]
    fn a_slip_is_one_letter_or_two_in_a_long_word() {
        for (word, other, slip) in [
            ("canser", "cancer", true),
            ("cacner", "cancer", true),
            ("cance", "cancer", true),
            ("canccer", "cancer", true),
            ("cnr", "cancer", false),
            ("kanser", "cancer", false),
            ("diabeets", "diabetes", true),
            ("diabbeetes", "diabetes", true),
            ("hes", "hem", false),
            ("mhsd", "csd", false),
            ("mhsd", "mhmd", true),
            ("iapt", "iatp", true),
            ("maternity", "paternal", false),
            ("", "a", false),
        ] {
            assert_eq!(is_a_slip_of(word, other), slip, "{word} {other}");
        }
    }

    #[test]
    fn a_word_without_end_costs_nothing() {
        assert!(!is_a_slip_of(&"a".repeat(500), &"a".repeat(499)));
    }
}
