//! V23: a renewal follows what it renews without a day between.

use dars_vocabulary::{ApplicationContent, Finding, Severity, Stage, code::ChangeKind, refusal::Basis};

use crate::{context::Context, finding::Rule};

const V23: Rule = Rule { id: "V23", severity: Severity::Warning, stage: Stage::Submit, basis: Basis::Reading };

/// Source: domain.md §9: new start = old end + 1 day; any gap is shown.
pub fn v23_renewal_start(content: &ApplicationContent, known: &Context) -> Vec<Finding> {
    let ends = known.changed.as_ref().and_then(|changed| changed.end);
    let (Some(ChangeKind::Renewal), Some(ends), Some(term)) = (known.change, ends, &content.term) else {
        return Vec::new();
    };
    let Ok(follows) = ends.tomorrow() else { return Vec::new() };
    if term.start > follows {
        let message = format!(
            "The agreement ends on {ends} and would begin anew on {}: no data may be used in between. Choose {follows} to \
             leave no gap.",
            term.start
        );
        return vec![V23.finding("renewal-leaves-a-gap", "/term/start", message)];
    }
    if term.start < follows {
        let message = format!("The agreement lasts until {ends}: the renewal usually begins on {follows}.");
        return vec![V23.finding("renewal-before-the-end", "/term/start", message)];
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::*;
    use crate::{context::Changed, finding::seen, sample::complete};

    #[test]
    fn a_renewal_begins_on_the_day_after_the_end_or_its_gap_is_shown() {
        // The sample begins on 3 March 2025.
        for (ends, code) in [
            (date(2025, 3, 2), None),
            (date(2025, 3, 1), Some("renewal-leaves-a-gap")),
            (date(2025, 3, 3), Some("renewal-before-the-end")),
        ] {
            let findings = v23_renewal_start(&complete(), &of(Some(ChangeKind::Renewal), Some(ends)));
            let expected: Vec<_> = code.into_iter().map(|code| (code, "/term/start")).collect();
            assert_eq!(seen(&findings), expected, "{ends}");
            assert!(findings.iter().all(|found| found.severity == Severity::Warning));
        }
    }

    #[test]
    fn nothing_else_is_asked_for_its_first_day() {
        let late = Some(date(2025, 1, 1));
        for change in
            [None, Some(ChangeKind::Amendment), Some(ChangeKind::SimpleAmendment), Some(ChangeKind::Extension)]
        {
            assert_eq!(v23_renewal_start(&complete(), &of(change, late)), []);
        }
        assert_eq!(v23_renewal_start(&complete(), &of(Some(ChangeKind::Renewal), None)), []);
        let mut content = complete();
        content.term = None;
        assert_eq!(v23_renewal_start(&content, &of(Some(ChangeKind::Renewal), late)), []);
    }

    fn of(change: Option<ChangeKind>, end: Option<Date>) -> Context {
        Context { change, changed: Some(Changed { content: None, end }), ..Context::default() }
    }
}
