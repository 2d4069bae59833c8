//! V25: whoever carries on says what good was done so far, or why none was.

use dars_vocabulary::{ApplicationContent, Finding, Severity, Stage, code::ChangeKind};

use crate::{
    context::Context,
    finding::{Rule, blank, published},
};

const V25: Rule = Rule { id: "V25", severity: Severity::Error, stage: Stage::Submit, basis: published("5d") };

/// Source: DARS standard 5d: yielded benefits are told at renewal and extension.
pub fn v25_yielded_benefits(content: &ApplicationContent, known: &Context) -> Vec<Finding> {
    if !known.change.is_some_and(carries_on) {
        return Vec::new();
    }
    // Without the section completeness asks for it.
    let Some(benefits) = &content.benefits else { return Vec::new() };
    let told = !blank(benefits.yielded.as_deref()) || !blank(benefits.no_yielded_reason.as_deref());
    if told {
        return Vec::new();
    }
    let message = "Standard 5d: say what good the data has done so far, or in `no_yielded_reason` why none yet.";
    vec![V25.finding("yielded-benefits-missing", "/benefits/yielded", message)]
}

fn carries_on(kind: ChangeKind) -> bool {
    match kind {
        ChangeKind::Renewal | ChangeKind::Extension => true,
        ChangeKind::Amendment | ChangeKind::SimpleAmendment => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{finding::seen, sample::complete};

    #[test]
    fn a_renewal_or_extension_tells_what_was_achieved_or_why_nothing_was() {
        use ChangeKind::{Amendment, Extension, Renewal, SimpleAmendment};
        type Row<'a> = (Option<ChangeKind>, Option<&'a str>, Option<&'a str>, bool);
        let table: [Row; 11] = [
            (Some(Renewal), None, None, true),
            (Some(Extension), None, None, true),
            (Some(Renewal), Some(" "), Some("\n"), true),
            (Some(Renewal), Some("Two implants withdrawn."), None, false),
            (Some(Renewal), None, Some("The first data came last month."), false),
            (Some(Extension), Some("Two implants withdrawn."), None, false),
            (Some(Extension), Some(""), Some("The first data came last month."), false),
            (Some(Amendment), None, None, false),
            (Some(SimpleAmendment), None, None, false),
            (None, None, None, false),
            (Some(Renewal), Some("a"), Some("b"), false),
        ];
        for (change, yielded, reason, fails) in table {
            let mut content = complete();
            let benefits = content.benefits.as_mut().unwrap();
            benefits.yielded = yielded.map(str::to_owned);
            benefits.no_yielded_reason = reason.map(str::to_owned);
            let findings = v25_yielded_benefits(&content, &Context { change, ..Context::default() });
            let expected: &[_] = if fails { &[("yielded-benefits-missing", "/benefits/yielded")] } else { &[] };
            assert_eq!(seen(&findings), expected, "{change:?} {yielded:?} {reason:?}");
            assert!(findings.iter().all(|f| f.stage == Stage::Submit && f.severity == Severity::Error));
        }
    }

    #[test]
    fn a_missing_section_is_completeness_s() {
        let mut content = complete();
        content.benefits = None;
        let known = Context { change: Some(ChangeKind::Renewal), ..Context::default() };
        assert_eq!(v25_yielded_benefits(&content, &known), []);
    }
}
