use dars_contracts_domain::service_agreement::{
    Command, Event, Refusal, Standing, State, decide, is_active_on, needs_service_agreement, next_due,
};
use dars_messages::{facts::contracts::Side, requests::contracts::OrderLine};
use dars_vocabulary::code::AccessService;
use jiff::civil::date;

use super::{
    papers::*,
    world::{actor, organisation, person},
};

fn names(events: &[Event]) -> Vec<&'static str> {
    events.iter().map(Event::name).collect()
}

#[test]
fn the_services_of_the_bodys_own_environment_need_one() {
    let need: Vec<AccessService> =
        AccessService::ALL.iter().copied().filter(|service| needs_service_agreement(*service)).collect();
    assert_eq!(need, [AccessService::Sde, AccessService::DigiTrials]);
}

#[test]
fn it_goes_from_quote_to_active_and_users_work_between_its_days() {
    let active = service_active();
    assert_eq!(active.name(), "ACTIVE");
    let end = date(2026, 12, 31);
    for (day, works) in [(FROM, true), (end, true), (end.tomorrow().unwrap(), false), (date(2026, 2, 28), false)] {
        assert_eq!(is_active_on(&active, day), works, "{day}");
    }
    let earlier = [service_quoted(), service_ordered(), service_signed(), service_provisioned()];
    assert!(earlier.iter().all(|state| !is_active_on(state, TODAY)));
}

#[test]
fn a_quote_is_the_sum_of_its_lines_and_no_sum_overflows() {
    assert_eq!(quoted_document(asked()).unwrap().total_pence, 43_400 + 30 * 47_200);
    let line = |quantity, unit_pence| OrderLine { what: "Compute".to_owned(), quantity, unit_pence };
    let mut huge = asked();
    huge.lines = vec![line(u32::MAX, u32::MAX); 100];
    assert_eq!(quoted_document(huge), Err(Refusal::PriceTooLarge));
    for lines in
        [vec![], vec![line(0, 1)], vec![line(1, 1); 101], vec![OrderLine { what: " ".to_owned(), ..line(1, 1) }]]
    {
        let mut bad = asked();
        bad.lines = lines;
        assert_eq!(quoted_document(bad), Err(Refusal::LinesIncomplete));
    }
}

#[test]
fn a_service_is_quoted_for_a_signed_agreement_that_names_it_and_within_its_days() {
    let quoting = |change: &dyn Fn(&mut dars_contracts_domain::service_agreement::Facts)| {
        let mut facts = service_facts(officer(), TODAY);
        change(&mut facts);
        decide(&State::Absent, quote(), &facts)
    };
    assert!(quoting(&|_| {}).is_ok());
    let standing = |standing| {
        move |facts: &mut dars_contracts_domain::service_agreement::Facts| {
            facts.agreement.as_mut().unwrap().standing = standing;
        }
    };
    assert!(quoting(&standing(Standing::Signed)).is_ok());
    assert_eq!(quoting(&standing(Standing::NotSigned)), Err(Refusal::AgreementNotSigned));
    assert_eq!(quoting(&standing(Standing::Over)), Err(Refusal::AgreementOver));
    assert_eq!(quoting(&|facts| facts.agreement = None), Err(Refusal::AgreementNotSigned));
    let agreement = |facts: &mut dars_contracts_domain::service_agreement::Facts| facts.agreement.clone().unwrap();
    assert_eq!(
        quoting(&|facts| {
            facts.agreement =
                Some(dars_contracts_domain::service_agreement::Parent { services: vec![], ..agreement(facts) });
        }),
        Err(Refusal::ServiceNotAgreed)
    );
    assert_eq!(
        quoting(&|facts| {
            let last_day = date(2026, 12, 30);
            facts.agreement = Some(dars_contracts_domain::service_agreement::Parent { last_day, ..agreement(facts) });
        }),
        Err(Refusal::OutsideAgreement)
    );
}

#[test]
fn users_are_let_in_while_the_agreement_is_in_force_and_from_the_first_day() {
    let mut facts = service_facts(officer(), TODAY);
    facts.agreement.as_mut().unwrap().standing = Standing::Suspended;
    assert_eq!(decide(&service_provisioned(), Command::Activate, &facts), Err(Refusal::AgreementNotInForce));
    let early = service_facts(officer(), date(2026, 2, 28));
    assert_eq!(decide(&service_provisioned(), Command::Activate, &early), Err(Refusal::NotBegun(FROM)));
}

#[test]
fn its_users_are_members_of_a_party_and_new_ones_need_every_framework_contract() {
    let lead = || service_facts(actor("lead", &[]), TODAY);
    let both = then(&service_active(), users(&["analyst", "partner-analyst", "analyst"]), actor("lead", &[]), TODAY);
    assert_eq!(both.users().len(), 2);
    assert_eq!(decide(&service_active(), users(&["stranger"]), &lead()), Err(Refusal::UserNotAMember));
    let mut lapsed = lead();
    lapsed.framework_contracts.retain(|cover| cover.organisation != organisation("BRACK"));
    assert_eq!(decide(&service_active(), users(&["analyst"]), &lapsed), Err(Refusal::FrameworkContractNotActive));
    // To take someone out needs nothing of the kind.
    let fewer = decide(&both, users(&["analyst"]), &lapsed).unwrap();
    assert_eq!(names(&fewer), ["service_agreement_users_set"]);
    assert_eq!(decide(&both, users(&["partner-analyst", "analyst"]), &lapsed), Ok(vec![]), "a repeat");
    let many = Command::SetUsers((0..501).map(|number| person(&format!("user {number}"))).collect());
    assert_eq!(decide(&service_active(), many, &lead()), Err(Refusal::TooManyUsers));
}

#[test]
fn when_the_agreement_ends_its_users_are_out_and_it_is_closed_later() {
    let with_users = then(&service_active(), users(&["analyst"]), actor("lead", &[]), TODAY);
    let ending = over(&with_users);
    assert_eq!((ending.name(), ending.users(), is_active_on(&ending, TODAY)), ("ENDING", &[][..], false));
    assert_eq!(decide(&ending, Command::DatesPassed, &after_the_agreement(system())), Ok(vec![]), "swept twice");
    let closes = next_due(&ending).unwrap();
    assert_eq!(closes, date(2026, 4, 8));
    assert_eq!(then(&ending, Command::DatesPassed, system(), closes).name(), "CLOSED");
}

#[test]
fn its_own_last_day_ends_it_too_and_a_clock_that_jumped_closes_it() {
    let end = date(2026, 12, 31);
    assert_eq!(next_due(&service_active()), end.tomorrow().ok());
    let at = |state: &State, day| names(&decide(state, Command::DatesPassed, &service_facts(system(), day)).unwrap());
    assert_eq!(at(&service_active(), end), Vec::<&str>::new());
    assert_eq!(at(&service_active(), end.tomorrow().unwrap()), ["service_agreement_ending"]);
    let jumped = date(2027, 6, 1);
    assert_eq!(at(&service_active(), jumped), ["service_agreement_ending", "service_agreement_closed"]);
    assert_eq!(at(&service_quoted(), jumped), ["service_agreement_closed"]);
}

#[test]
fn a_signature_quotes_the_quote() {
    let other = Command::Sign { sha256: "0".repeat(64), side: Side::Organisation };
    assert_eq!(
        decide(&service_ordered(), other, &service_facts(signatory(), TODAY)),
        Err(Refusal::QuotesAnotherVersion)
    );
}

#[test]
fn a_redacted_quote_still_runs() {
    let text = serde_json::to_string(&service_active()).unwrap();
    let open = text.find(r#"{"$open""#).unwrap();
    let mut value: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert!(open > 0);
    value["ordered"]["quoted"]["document"] = serde_json::json!({"$redacted": "ab"});
    let state: State = serde_json::from_value(value).unwrap();
    assert_eq!(then(&state, users(&["analyst"]), actor("lead", &[]), TODAY).users(), [person("analyst")]);
}
