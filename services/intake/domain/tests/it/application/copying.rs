//! A new request with the words of an earlier one.

use dars_intake_domain::application::{copied, original};
use dars_vocabulary::{
    code::EthicsOutcome,
    content::{Ethics, Output},
};

use super::*;
use crate::people::{no, wychmoor};

#[test]
fn what_was_said_is_copied_and_nothing_that_was_promised_dated_or_decided() {
    let mut whole = content();
    whole.outputs.as_mut().unwrap().items =
        vec![Output { what: "A paper".to_owned(), audience: None, planned_for: Some(date(2028, 1, 1)) }];
    whole.benefits.as_mut().unwrap().yielded = Some("Much.".to_owned());
    whole.purpose.as_mut().unwrap().funded_until = Some(date(2030, 1, 1));
    whole.data_sets.as_mut().unwrap().requests[0].drops = vec![date(2027, 1, 4)];
    // Support under section 251 was given to the other request alone.
    let support = serde_json::json!({"cag_reference": "20/CAG/0123", "regulation": 5, "approved_on": "2026-01-05",
        "review_due": "2027-01-05", "data_sets": ["hes-apc"]});
    whole.legal_basis.as_mut().unwrap().section_251 = Some(serde_json::from_value(support).unwrap());
    let promised = whole.legal_basis.as_mut().unwrap().consent.as_mut().unwrap();
    (promised.covers_linkage, promised.covers_recipients) = (true, true);
    let said = whole.ethics.as_mut().unwrap();
    (said.letter, said.protocol) = (Some("REC/1".to_owned()), Some("PROTOCOL/3.1".to_owned()));
    said.tool_output = Some("TOOL/1".to_owned());
    let copy = copied(whole.clone());
    assert_eq!((&copy.title, &copy.term), (&whole.title, &None));
    let purpose = copy.purpose.as_ref().unwrap();
    assert_eq!((purpose.funded_until, &purpose.objective), (None, &whole.purpose.as_ref().unwrap().objective));
    assert_eq!(copy.legal_basis.as_ref().unwrap().section_251, None);
    let consent = copy.legal_basis.as_ref().unwrap().consent.as_ref().unwrap();
    let covers = (consent.covers_linkage, consent.covers_recipients);
    assert_eq!((consent.form.as_deref(), covers), (Some("CONSENT/3"), (false, false)));
    // What the committee said, it said of the other request.
    let asked_anew = Ethics {
        is_research: true,
        outcome: EthicsOutcome::Pending,
        reference: None,
        letter: None,
        protocol: None,
        protocol_version: None,
        letter_protocol_version: None,
        tool_output: None,
    };
    assert_eq!(copy.ethics, Some(asked_anew));
    assert!(!copy.privacy_notice.as_ref().unwrap().confirmed);
    assert_eq!(copy.outputs.as_ref().unwrap().items[0].planned_for, None);
    assert_eq!(copy.benefits.as_ref().unwrap().yielded, None);
    let request = &copy.data_sets.as_ref().unwrap().requests[0];
    assert_eq!((request.drops.len(), &request.opt_outs.as_ref().unwrap().evidence), (0, &None));
    assert_eq!(request.period, whole.data_sets.as_ref().unwrap().requests[0].period);
    assert_eq!(copy.evidence, whole.evidence);
    // It could not be submitted as it is: what is to be confirmed is asked for again.
    assert!(no(decide(&draft(), submit_with(copy.clone()), &lead())).1 == "rules-not-met");
    assert_eq!(copied(copy.clone()), copy);
}

#[test]
fn it_begins_as_a_proposal_of_its_own_and_says_what_it_was_copied_from() {
    let state = after(State::Absent, &[open_copy()]);
    assert_eq!(state.name(), "PRELIM_ASSESSMENT");
    let application = state.application().unwrap();
    assert_eq!((application.copied_from.clone(), application.enquiry.clone()), (Some(earlier()), None));
    assert_eq!(no(decide(&draft(), open_copy(), &lead())), (RefusalKind::WrongState, "application-exists"));
}

#[test]
fn whoever_leads_applications_there_copies_what_was_written() {
    let other = by(signed_in("cy", &[]), vec![membership(MembershipRole::Lead)]);
    for state in [draft(), submitted(), sent_back(), in_force(), after(submitted(), &[refused(FIRST)])] {
        for facts in [lead(), other.clone()] {
            assert_eq!(original(&state, &facts).unwrap().organisation, northmere(), "{}", state.name());
        }
    }
    assert_eq!(original(&sent_back(), &lead()).unwrap().version, SECOND);
    let refusal = |state: &State, facts: &Facts| no(original(state, facts).map(|_| Vec::<()>::new()));
    assert_eq!(refusal(&preliminary(), &lead()).1, "preliminary-assessment-open");
    assert_eq!(refusal(&after(preliminary(), &[redirect()]), &lead()).1, "nothing-to-copy");
    let ben = by(signed_in("sam", &[]), vec![membership(MembershipRole::Signatory)]);
    assert_eq!(refusal(&draft(), &ben), (RefusalKind::Forbidden, "organisation-lead-needed"));
    let elsewhere = Membership { organisation: wychmoor(), ..membership(MembershipRole::Lead) };
    assert_eq!(refusal(&draft(), &by(signed_in("wen", &[]), vec![elsewhere])), NOT_FOUND);
    assert_eq!(refusal(&draft(), &officer()).1, "organisation-lead-needed");
}
