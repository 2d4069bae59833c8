//! V32: a change changes what its kind may change, and nothing else.

use dars_vocabulary::{
    ApplicationContent, Finding, OrganisationId, Severity, Stage,
    code::ChangeKind,
    content::{Place, Term},
    refusal::Basis,
};

use crate::{
    context::{Changed, Context},
    difference::{Change, ChangeIs, difference},
    finding::Rule,
    policy,
};

const V32: Rule = Rule { id: "V32", severity: Severity::Error, stage: Stage::Submit, basis: Basis::Reading };
const OURS: Rule = Rule { basis: Basis::Ours, ..V32 };

/// What every new version says anew: from when it lasts.
const ANY: &[&str] = &["/term/start"];
/// What an extension says beside the later end: why it may be later, and what V25 asks for.
const EXTENSION: &[&str] =
    &["/term/end", "/term/longer_because", "/term/archiving", "/benefits/yielded", "/benefits/no_yielded_reason"];

/// Source: domain.md §4 (what each kind is) and §9 (V32).
pub fn v32_kind_of_change(content: &ApplicationContent, known: &Context) -> Vec<Finding> {
    let (Some(kind), Some(changed)) = (known.change, &known.changed) else { return Vec::new() };
    let mut findings = Vec::new();
    findings.extend(content.term.as_ref().and_then(|term| of_its_end(kind, term, changed)));
    if let Some(before) = &changed.content {
        let differing =
            difference(before, content).into_iter().filter(|change| !ANY.contains(&change.pointer.as_str()));
        findings.extend(differing.filter_map(|change| not_of_its_kind(kind, before, content, &change)));
    }
    findings
}

/// Only a renewal or an extension ends later, and each does.
fn of_its_end(kind: ChangeKind, term: &Term, changed: &Changed) -> Option<Finding> {
    let ends = changed.end?;
    match kind {
        ChangeKind::Amendment | ChangeKind::SimpleAmendment => (term.end > ends).then(|| {
            let message = format!("The agreement ends on {ends}. For a later end ask for a renewal or an extension.");
            OURS.finding("amendment-ends-later", "/term/end", message)
        }),
        ChangeKind::Renewal | ChangeKind::Extension => (term.end <= ends).then(|| {
            let message = format!("A {kind} ends later than {ends}, when the agreement does: choose a later end.");
            OURS.finding("end-not-later", "/term/end", message)
        }),
    }
}

fn not_of_its_kind(
    kind: ChangeKind,
    before: &ApplicationContent,
    after: &ApplicationContent,
    change: &Change,
) -> Option<Finding> {
    match kind {
        ChangeKind::Amendment | ChangeKind::Renewal => None,
        ChangeKind::Extension => (!EXTENSION.contains(&change.pointer.as_str())).then(|| {
            let message = format!("An extension changes the term alone: {} For more ask for a renewal.", change.words);
            OURS.finding("extension-changes-more", change.pointer.clone(), message)
        }),
        ChangeKind::SimpleAmendment => (!low_risk(before, after, change)).then(|| {
            let message = format!("A simple amendment cannot say this: {} Ask for an amendment.", change.words);
            V32.finding("not-simple", change.pointer.clone(), message)
        }),
    }
}

/// The low-risk list (domain.md §18, provisional): another address of a place, a further store or backup in the UK of a
/// party, and the papers to which they refer.
fn low_risk(before: &ApplicationContent, after: &ApplicationContent, change: &Change) -> bool {
    let path: Vec<&str> = change.pointer.split('/').skip(1).collect();
    match (path.as_slice(), change.kind) {
        (["locations", "places", _, "address"], _) | (["evidence", "items", _], ChangeIs::Added) => true,
        (["locations", "places", at], ChangeIs::Added) => {
            let places = after.locations.as_ref().map_or(&[][..], |locations| locations.places.as_slice());
            at.parse::<usize>().ok().and_then(|at| places.get(at)).is_some_and(|place| is_a_store(before, place))
        }
        _ => false,
    }
}

fn is_a_store(before: &ApplicationContent, place: &Place) -> bool {
    let of = |known: &OrganisationId| *known == place.organisation;
    let party = before.controllers().iter().any(|controller| of(&controller.organisation))
        || before.processors().iter().any(|processor| of(&processor.organisation));
    let in_the_uk = place.country == "GB" || place.country.starts_with("GB-");
    party && in_the_uk && policy::SIMPLE_AMENDMENT_PLACES.contains(&place.kind)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use dars_vocabulary::{code::PlaceKind, content::EvidenceItem};
    use jiff::civil::date;

    use super::*;
    use crate::{finding::seen, sample::complete};
    use ChangeKind::{Amendment, Extension, Renewal, SimpleAmendment};

    /// What the rule says of `kind` when the sample is changed so.
    fn said(kind: ChangeKind, spoil: impl FnOnce(&mut ApplicationContent)) -> Vec<(&'static str, String)> {
        let before = complete();
        let end = before.term.as_ref().map(|term| term.end);
        let mut after = before.clone();
        if matches!(kind, Renewal | Extension) {
            after.term.as_mut().unwrap().end = date(2029, 3, 2);
        }
        spoil(&mut after);
        let changed = Some(Changed { content: Some(Arc::new(before)), end });
        let findings = v32_kind_of_change(&after, &Context { change: Some(kind), changed, ..Context::default() });
        assert!(findings.iter().all(|found| found.severity == Severity::Error && found.stage == Stage::Submit));
        seen(&findings).into_iter().map(|(code, pointer)| (code, pointer.to_owned())).collect()
    }

    fn one(code: &'static str, pointer: &str) -> Vec<(&'static str, String)> {
        vec![(code, pointer.to_owned())]
    }

    #[test]
    fn only_a_renewal_or_an_extension_ends_later_and_it_must() {
        for kind in ChangeKind::ALL {
            let later = said(*kind, |content| content.term.as_mut().unwrap().end = date(2028, 6, 1));
            let same = said(*kind, |content| content.term.as_mut().unwrap().end = complete().term.unwrap().end);
            match kind {
                Amendment => assert_eq!((later, same), (one("amendment-ends-later", "/term/end"), Vec::new())),
                SimpleAmendment => {
                    assert_eq!(later.first(), one("amendment-ends-later", "/term/end").first());
                    assert_eq!(same, []);
                }
                Renewal | Extension => assert_eq!((later, same), (Vec::new(), one("end-not-later", "/term/end"))),
            }
        }
    }

    #[test]
    fn an_extension_changes_the_term_and_tells_the_benefits_and_nothing_else() {
        let allowed = said(Extension, |content| {
            let term = content.term.as_mut().unwrap();
            term.start = date(2028, 3, 3);
            term.longer_because = Some("The funder asks for it.".to_owned());
            content.benefits.as_mut().unwrap().yielded = Some("Two papers.".to_owned());
        });
        assert_eq!(allowed, []);
        let more = said(Extension, |content| content.outputs.as_mut().unwrap().expected = "Another paper.".to_owned());
        assert_eq!(more, one("extension-changes-more", "/outputs/expected"));
        let data = said(Extension, |content| {
            content.data_sets.as_mut().unwrap().requests.pop();
        });
        assert!(
            data.iter().any(|(code, pointer)| *code == "extension-changes-more" && pointer.starts_with("/data_sets"))
        );
        for kind in [Amendment, Renewal] {
            assert_eq!(said(kind, |content| content.outputs.as_mut().unwrap().expected = "Another.".to_owned()), []);
        }
    }

    #[test]
    fn a_simple_amendment_changes_what_is_on_the_low_risk_list() {
        let place = |kind, country: &str, organisation: &OrganisationId| {
            let (kind, country) = (kind, country.to_owned());
            let mut place = complete().locations.unwrap().places.remove(0);
            (place.kind, place.country, place.organisation) = (kind, country, organisation.clone());
            place.address = Some("Leeds".to_owned());
            place
        };
        let party = complete().controllers()[0].organisation.clone();
        let nobody: OrganisationId = "NOBODY".parse().unwrap();
        for (kind, country, organisation, may) in [
            (PlaceKind::Storage, "GB-ENG", &party, true),
            (PlaceKind::Backup, "GB-SCT", &party, true),
            (PlaceKind::Storage, "FR", &party, false),
            (PlaceKind::Processing, "GB-ENG", &party, false),
            (PlaceKind::Storage, "GB-ENG", &nobody, false),
        ] {
            let added = place(kind, country, organisation);
            let findings = said(SimpleAmendment, |content| content.locations.as_mut().unwrap().places.push(added));
            assert_eq!(findings.is_empty(), may, "{kind:?} {country} {organisation}: {findings:?}");
        }
        let moved = said(SimpleAmendment, |content| {
            content.locations.as_mut().unwrap().places[0].address = Some("A new house".to_owned());
            content.evidence.get_or_insert_default().items.push(EvidenceItem {
                title: "The move".to_owned(),
                reference: "MOVE/1".to_owned(),
                sha256: "0f".repeat(32),
            });
        });
        assert_eq!(moved, []);
        let gone = said(SimpleAmendment, |content| content.locations.as_mut().unwrap().places.clear());
        assert!(!gone.is_empty() && gone.iter().all(|(code, _)| *code == "not-simple"), "{gone:?}");
        let purpose =
            said(SimpleAmendment, |content| content.purpose.as_mut().unwrap().objective = "Other.".to_owned());
        assert_eq!(purpose, one("not-simple", "/purpose/objective"));
    }

    #[test]
    fn what_is_no_change_or_was_redacted_is_measured_against_nothing() {
        assert_eq!(v32_kind_of_change(&complete(), &Context::default()), []);
        let known = Context { change: Some(Extension), changed: Some(Changed::default()), ..Context::default() };
        assert_eq!(v32_kind_of_change(&complete(), &known), []);
    }
}
