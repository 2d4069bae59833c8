//! V20: an agreement starts on or after its issue, within twelve months of it, and ends after it starts.

use dars_vocabulary::{ApplicationContent, Finding, Severity, Stage, refusal::Basis};
use jiff::{ToSpan, civil::Date};

use crate::{finding::Rule, policy};

const V20: Rule = Rule { id: "V20", severity: Severity::Error, stage: Stage::Issue, basis: Basis::Reading };

/// Source: DARS standard 1 (term). `issue` is the day of issue or, before it is known, today.
pub fn v20_start_and_end(content: &ApplicationContent, issue: Date) -> Vec<Finding> {
    let Some(term) = &content.term else { return Vec::new() };
    let latest = issue.saturating_add(i64::from(policy::START_WINDOW.value).months());
    let mut findings = Vec::new();
    if term.start < issue {
        findings.push(V20.finding(
            "start-before-issue",
            "/term/start",
            format!("The start has passed: choose {issue} or later."),
        ));
    }
    if term.start > latest {
        findings.push(V20.finding(
            "start-too-late",
            "/term/start",
            format!(
                "The start is more than {} months after the issue: choose {latest} or earlier.",
                policy::START_WINDOW.value
            ),
        ));
    }
    if term.end <= term.start {
        findings.push(V20.finding("end-not-after-start", "/term/end", "The end must be later than the start."));
    }
    findings
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::{finding::seen, sample::complete};

    type Row<'a> = (Date, Date, Date, &'a [(&'a str, &'a str)]);

    #[test]
    fn the_start_lies_between_the_issue_and_a_year_later_and_the_end_after_it() {
        let early = ("start-before-issue", "/term/start");
        let late = ("start-too-late", "/term/start");
        let end = ("end-not-after-start", "/term/end");
        let issue = date(2025, 3, 3);
        let table: [Row; 10] = [
            (issue, issue, date(2025, 3, 4), &[]),
            (issue, date(2025, 3, 2), date(2026, 3, 1), &[early]),
            (issue, date(2026, 3, 3), date(2026, 3, 4), &[]),
            (issue, date(2026, 3, 4), date(2026, 3, 5), &[late]),
            (issue, issue, issue, &[end]),
            (issue, issue, date(2025, 3, 2), &[end]),
            (issue, date(2025, 3, 2), date(2025, 3, 2), &[early, end]),
            (issue, date(2027, 1, 1), date(2026, 1, 1), &[late, end]),
            // From 29 February twelve months lead to 28 February.
            (date(2024, 2, 29), date(2025, 2, 28), date(2025, 3, 1), &[]),
            (date(2024, 2, 29), date(2025, 3, 1), date(2025, 3, 2), &[late]),
        ];
        for (issue, start, end, expected) in table {
            let mut content = complete();
            let term = content.term.as_mut().unwrap();
            (term.start, term.end) = (start, end);
            let findings = v20_start_and_end(&content, issue);
            assert_eq!(seen(&findings), expected, "issue {issue}, {start} to {end}");
            assert!(findings.iter().all(|f| f.stage == Stage::Issue && f.severity == Severity::Error));
        }
    }

    #[test]
    fn the_calendars_end_is_no_reason_to_fall() {
        let mut content = complete();
        content.term.as_mut().unwrap().start = Date::MAX;
        assert_eq!(seen(&v20_start_and_end(&content, Date::MAX)), [("end-not-after-start", "/term/end")]);
    }
}
