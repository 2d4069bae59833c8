//! What a reply says itself, without what it quotes below. Rather too much is kept than a word lost: only a whole end of
//! a mail is taken off, where a line says that another mail begins, or where every line is marked as quoted.

/// Lines with which mail programs begin the mail that they quote whole.
const SEPARATORS: &[&str] =
    &["-----original message-----", "-------- original message --------", "________________________________"];
/// The first lines of a quoted head, in the order of Outlook.
const HEAD: &[&str] = &["from:", "sent:", "to:"];

/// What is new in `text`; all of it when nothing would be left.
pub fn without_quotes(text: &str) -> &str {
    let mut end = text.len();
    for (start, line) in lines(text) {
        if begins_a_mail(text, start, line) {
            end = start;
            break;
        }
    }
    let kept = without_marked_end(text.get(..end).unwrap_or(text));
    if kept.is_empty() { text.trim() } else { kept }
}

/// Each line with the byte that it begins at.
fn lines(text: &str) -> impl DoubleEndedIterator<Item = (usize, &str)> {
    let mut found = Vec::new();
    let mut start = 0_usize;
    for line in text.split('\n') {
        found.push((start, line));
        start = start.saturating_add(line.len()).saturating_add(1);
    }
    found.into_iter()
}

fn begins_a_mail(text: &str, start: usize, line: &str) -> bool {
    let lower = line.trim().to_lowercase();
    if SEPARATORS.contains(&lower.as_str()) {
        // A rule of underscores is one only where a head follows.
        return !lower.starts_with('_')
            || head_follows(text.get(start.saturating_add(line.len())..).unwrap_or_default());
    }
    lower.starts_with("from:") && head_follows(text.get(start..).unwrap_or_default())
}

/// Whether `From:`, `Sent:` and `To:` stand in the next lines, in this order.
fn head_follows(rest: &str) -> bool {
    let mut expected = HEAD.iter();
    let Some(mut next) = expected.next() else { return false };
    for line in rest.lines().filter(|line| !line.trim().is_empty()).take(4) {
        let lower = line.trim().trim_start_matches('*').to_lowercase();
        if lower.starts_with(next) || (*next == "sent:" && lower.starts_with("date:")) {
            match expected.next() {
                Some(further) => next = further,
                None => return true,
            }
        }
    }
    false
}

/// Takes off an end whose lines all begin with `>`, and the line before it that says who wrote that.
fn without_marked_end(text: &str) -> &str {
    let mut end = text.len();
    let mut quoted = false;
    let mut attribution = 0;
    for (start, line) in lines(text).rev() {
        let trimmed = line.trim();
        if trimmed.starts_with('>') && attribution == 0 {
            quoted = true;
            end = start;
        } else if trimmed.is_empty() {
            if quoted || attribution > 0 {
                // Blank lines between belong to what is taken off.
                if attribution > 0 {
                    break;
                }
            }
            end = start;
        } else if quoted && attribution == 0 && trimmed.ends_with(':') && says_who(trimmed) {
            end = start;
            attribution = 1;
            if begins_attribution(trimmed) {
                break;
            }
        } else if attribution == 1 && begins_attribution(trimmed) {
            // "On Tuesday, …" broke into two lines.
            end = start;
            break;
        } else {
            break;
        }
    }
    text.get(..end).unwrap_or(text).trim()
}

/// `… wrote:`, as mail programs in England write it.
fn says_who(line: &str) -> bool {
    let lower = line.to_lowercase();
    lower.ends_with("wrote:") || lower.ends_with("writes:") || lower.ends_with("said:")
}

fn begins_attribution(line: &str) -> bool {
    line.to_lowercase().starts_with("on ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quoted_end_goes_with_the_line_that_says_who_wrote_it() {
        for (text, new) in [
            ("Yes.\n\nOn Mon, 2 Nov 2026, DARS wrote:\n> Which years?\n> All?\n", "Yes."),
            (
                "Yes.\n\nOn Mon, 2 Nov 2026 at 10:00, the data body\n<dars@body.example> wrote:\n\n> Which?\n>\n> All?",
                "Yes.",
            ),
            ("Yes.\n> Which years?\n", "Yes."),
            ("Yes.\n\n-----Original Message-----\nFrom: DARS\nSent: Monday\nTo: Edith\n\nWhich years?", "Yes."),
            (
                "Yes.\n\n________________________________\nFrom: DARS <a@b>\nSent: 2 November\nTo: Edith\nSubject: x\n\nOld",
                "Yes.",
            ),
            ("Yes.\n\nFrom: DARS <a@b>\nDate: 2 November\nTo: Edith\n\nOld", "Yes."),
        ] {
            assert_eq!(without_quotes(text), new, "{text}");
        }
    }

    #[test]
    fn what_might_be_an_answer_stays() {
        for text in [
            "> Which years?\nFrom 2016 to 2020.\n> All of them?\nYes.",
            "From: the registry\nTo: our trial\nflows the data.",
            "She wrote:\nthe data are ours.",
            "On the other hand:\nyes.",
            "________________________________\nJane Doe, Registrar",
            "From: 2016\nTo: 2020",
            "A line that ends in a colon:\n\nand goes on",
        ] {
            assert_eq!(without_quotes(text), text, "{text}");
        }
    }

    #[test]
    fn a_mail_that_is_all_quotation_is_kept_whole() {
        let text = "On Mon, DARS wrote:\n> Which years?\n> 2016 to 2020, as I said.";
        assert_eq!(without_quotes(text), text);
        assert_eq!(without_quotes(""), "");
    }
}
