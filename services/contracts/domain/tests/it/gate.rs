//! V40: each condition of the gate, at its boundaries.

use dars_contracts_domain::{
    agreement::{self, Status},
    rules::v40::{Condition, GateInput, Known, LATER, gate, v40},
};
use dars_messages::facts::contracts::ConditionDue;
use dars_vocabulary::{
    Severity, Stage,
    code::{AccessService, AssuranceKind, AssuranceOutcome, Cldc, Frequency, Level, ReleaseKind},
    content::{OptOuts, Period},
};
use jiff::civil::date;

use super::{
    releases::*,
    world::{APPLICANT, HOST, PARTNER, START, active, after, incident_lead, organisation, person, suspend},
};

fn codes(input: &GateInput) -> Vec<&'static str> {
    v40(input).iter().map(|found| found.code).collect()
}

/// What is found once the open gate of a release is spoilt.
fn spoilt(spoil: impl FnOnce(&mut GateInput)) -> Vec<&'static str> {
    let mut input = asked();
    spoil(&mut input);
    codes(&input)
}

fn content_spoilt(spoil: impl FnOnce(&mut dars_messages::requests::contracts::ReleaseContent)) -> Vec<&'static str> {
    spoilt(|input| spoil(&mut input.release.as_mut().unwrap().content))
}

fn request_spoilt(spoil: impl FnOnce(&mut dars_vocabulary::content::DataSetRequest)) -> Vec<&'static str> {
    spoilt(|input| spoil(&mut input.agreed.as_mut().unwrap()[0]))
}

const NONE: [&str; 0] = [];

#[test]
fn the_gate_is_open_when_everything_holds() {
    assert_eq!(codes(&open_gate()), NONE);
    assert_eq!(codes(&asked()), NONE);
}

#[test]
fn every_finding_blocks_at_release_and_has_a_code_of_its_own() {
    let found = v40(&GateInput { status: Status::Expired, suspended: true, agreed: None, ..asked() });
    assert!(found.iter().all(|f| f.rule == "V40" && f.stage == Stage::Release && f.severity == Severity::Error));
    let mut codes: Vec<_> = Condition::ALL.iter().map(|condition| condition.code()).collect();
    assert!(LATER.iter().all(|later| !codes.contains(later)));
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), Condition::ALL.len());
}

#[test]
fn it_is_in_force_by_its_dates_alone() {
    use Status::{
        Absent, Active, Closed, DestructionDue, Draft, Expired, Expiring, IssuedForSignature, PartSigned, Signed,
        Terminated, Void,
    };
    for status in [Active, Expiring] {
        assert_eq!(spoilt(|input| input.status = status), NONE);
    }
    for status in
        [Absent, Draft, IssuedForSignature, PartSigned, Signed, Void, Expired, Terminated, DestructionDue, Closed]
    {
        assert_eq!(spoilt(|input| input.status = status), ["not-in-force"], "{status:?}");
    }
    assert_eq!(spoilt(|input| input.version = None), ["not-in-force"]);
}

#[test]
fn it_is_not_suspended_whatever_else_it_is() {
    assert_eq!(codes(&GateInput { release: asked().release, ..closed_gate() }), ["suspended"]);
    let ended = |input: &mut GateInput| (input.status, input.suspended) = (Status::Expired, true);
    assert_eq!(spoilt(ended), ["not-in-force", "suspended"]);
}

#[test]
fn what_the_sweep_told_does_not_matter() {
    let state = active();
    let last = date(2027, 3, 2);
    let of = |state: &agreement::State, day| {
        let input = GateInput::of(state, day, "hes-apc", Known::default());
        (input.status, input.suspended)
    };
    assert_eq!(of(&state, START), (Status::Active, false));
    assert_eq!(of(&state, last), (Status::Expiring, false));
    // Nothing was told since its first day.
    assert_eq!(of(&state, date(2027, 3, 3)).0, Status::DestructionDue);
    let suspended = after(&state, suspend(), &incident_lead(START));
    assert_eq!(of(&suspended, START), (Status::Suspended, true));
    assert_eq!(GateInput::of(&agreement::State::Absent, START, "hes-apc", Known::default()).version, None);
}

#[test]
fn every_controller_has_a_framework_contract_in_force_on_the_day() {
    let (first, last) = (TODAY, TODAY);
    let (before, behind) = (TODAY.yesterday().unwrap(), TODAY.tomorrow().unwrap());
    let wide = date(2025, 1, 1);
    for (covers, expected) in [
        (vec![cover(APPLICANT, first, last), cover(PARTNER, wide, last)], vec![]),
        (vec![cover(APPLICANT, behind, date(2027, 1, 1)), cover(PARTNER, wide, last)], vec![0]),
        (vec![cover(APPLICANT, wide, before), cover(PARTNER, wide, last)], vec![0]),
        (vec![cover(APPLICANT, wide, before), cover(APPLICANT, first, last), cover(PARTNER, wide, last)], vec![]),
        (vec![cover(APPLICANT, wide, last)], vec![1]),
        // The processor's covers nobody else, and none is asked of it.
        (vec![cover(HOST, wide, last)], vec![0, 1]),
        (vec![], vec![0, 1]),
    ] {
        let mut input = asked();
        input.known.framework_contracts = covers;
        let found = v40(&input);
        let expected: Vec<_> = expected
            .iter()
            .map(|at| ("framework-contract-not-active", format!("/parties/controllers/{at}/organisation")))
            .collect();
        assert_eq!(found.iter().map(|f| (f.code, f.pointer.clone())).collect::<Vec<_>>(), expected);
    }
}

#[test]
fn controllers_and_processors_show_fee_and_security_that_hold_on_the_day() {
    let lapsed = ["assurance-lapsed"];
    for code in [APPLICANT, PARTNER, HOST] {
        for kind in [AssuranceKind::IcoFee, AssuranceKind::Dspt] {
            let until = |valid_to| {
                spoilt(|input| {
                    let shown = &mut input.known.assurances;
                    shown.retain(|shown| shown.organisation != organisation(code) || shown.kind != kind);
                    shown.push(shows(code, kind, valid_to));
                })
            };
            assert_eq!(until(TODAY), NONE, "{code} {kind}");
            assert_eq!(until(TODAY.yesterday().unwrap()), lapsed, "{code} {kind}");
            let missing = spoilt(|input| {
                input.known.assurances.retain(|shown| shown.organisation != organisation(code) || shown.kind != kind);
            });
            assert_eq!(missing, lapsed);
        }
    }
    // Another kind of security stands in for the toolkit; a result short of the standards needs an approved plan.
    let instead = spoilt(|input| {
        input
            .known
            .assurances
            .retain(|shown| shown.organisation != organisation(HOST) || shown.kind != AssuranceKind::Dspt);
        input.known.assurances.push(shows(HOST, AssuranceKind::Iso27001, TODAY));
    });
    assert_eq!(instead, NONE);
    let short = spoilt(|input| {
        let dspt = input.known.assurances.iter_mut().find(|shown| shown.kind == AssuranceKind::Dspt);
        dspt.unwrap().outcome = AssuranceOutcome::NotMet;
    });
    assert_eq!(short, lapsed);
}

#[test]
fn no_special_condition_is_overdue() {
    let overdue =
        vec![ConditionDue { number: 1, due: date(2026, 3, 9) }, ConditionDue { number: 4, due: date(2026, 1, 1) }];
    let found = v40(&GateInput { overdue, ..asked() });
    let seen: Vec<_> = found.iter().map(|f| (f.code, f.pointer.as_str())).collect();
    assert_eq!(seen, [("condition-overdue", "/special_conditions/1"), ("condition-overdue", "/special_conditions/4")]);
    // The day by which it is due is still in time.
    let state = active();
    let at = |day| GateInput::of(&state, day, "hes-apc", Known::default()).overdue;
    assert_eq!(at(date(2026, 6, 30)), []);
    assert_eq!(at(date(2026, 7, 1)), [ConditionDue { number: 1, due: date(2026, 6, 30) }]);
}

#[test]
fn section_251_support_is_in_date_where_the_data_set_rests_on_it() {
    let yesterday = TODAY.yesterday().ok();
    for (cldc, until, closed) in [
        (vec![Cldc::None], yesterday, false),
        (vec![Cldc::Consent], yesterday, false),
        (vec![Cldc::S251], Some(TODAY), false),
        (vec![Cldc::S251], yesterday, true),
        (vec![Cldc::Consent, Cldc::S251], yesterday, true),
        (vec![Cldc::S251], None, true),
    ] {
        let found = spoilt(|input| {
            input.section_251_until = until;
            input.agreed.as_mut().unwrap()[0].cldc = cldc.clone();
        });
        assert_eq!(found, if closed { vec!["section-251-lapsed"] } else { vec![] }, "{cldc:?} {until:?}");
    }
}

#[test]
fn a_service_agreement_is_active_where_the_access_service_needs_one() {
    use AccessService::{Commissioners, DigiTrials, Extract, Sde};
    for (service, active, closed) in [
        (Extract, vec![], false),
        (Commissioners, vec![], false),
        (Sde, vec![], true),
        (Sde, vec![DigiTrials], true),
        (Sde, vec![Sde], false),
        (DigiTrials, vec![], true),
        (DigiTrials, vec![Sde, DigiTrials], false),
    ] {
        let expected = if closed { vec!["service-agreement-not-active"] } else { vec![] };
        let spoil = |input: &mut GateInput| {
            input.agreed.as_mut().unwrap()[0].access_service = Some(service);
            input.known.active_services = active.clone();
            if let Some(release) = &mut input.release {
                release.content.access_service = service;
            }
        };
        assert_eq!(spoilt(spoil), expected, "{service}");
        let mut of_data_set = open_gate();
        spoil(&mut of_data_set);
        assert_eq!(codes(&of_data_set), expected, "{service}");
    }
}

#[test]
fn a_data_set_that_is_not_on_the_version_in_force_does_not_go_out() {
    assert_eq!(spoilt(|input| input.agreed = Some(Vec::new())), ["data-set-not-agreed"]);
    assert_eq!(spoilt(|input| input.dataset = "ecds".to_owned()), ["data-set-not-agreed"]);
    assert_eq!(spoilt(|input| input.agreed = None), ["agreed-terms-unknown"]);
    assert_eq!(spoilt(|input| (input.agreed, input.version) = (None, None)), ["not-in-force"]);
}

#[test]
fn the_period_lies_within_the_agreed_one() {
    let (from, to) = (period().from, period().to);
    for (period, fits) in [
        (Period { from, to }, true),
        (Period { from: to, to }, true),
        (Period { from: from.yesterday().unwrap(), to }, false),
        (Period { from, to: to.tomorrow().unwrap() }, false),
    ] {
        let expected = if fits { vec![] } else { vec!["period-not-agreed"] };
        assert_eq!(content_spoilt(|content| content.period = period), expected);
    }
    assert_eq!(request_spoilt(|request| request.period = None), ["period-not-agreed"]);
    // Up to the latest that is available: from the agreed day on.
    let latest = |from: jiff::civil::Date| {
        request_spoilt(|request| (request.period, request.latest_available_from) = (None, Some(from)))
    };
    assert_eq!(latest(period().from), [""; 0]);
    assert_eq!(latest(period().from.tomorrow().unwrap()), ["period-not-agreed"]);
}

#[test]
fn the_fields_are_among_the_agreed_ones() {
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    for (fields, fits) in [
        (names(&[]), true),
        (names(&["SEX"]), true),
        (names(&["ADMIDATE", "SEX"]), true),
        (names(&["SEX", "NEWNHSNO"]), false),
        (names(&["sex"]), false),
    ] {
        let expected = if fits { vec![] } else { vec!["fields-not-agreed"] };
        assert_eq!(content_spoilt(|content| content.fields = fields.clone()), expected, "{fields:?}");
    }
    // An agreement that names none agrees to all of the level.
    assert_eq!(request_spoilt(|request| request.fields.clear()), NONE);
}

#[test]
fn level_access_service_kind_and_recipient_are_the_agreed_ones() {
    assert_eq!(content_spoilt(|content| content.level = Level::Identifiable), ["level-not-agreed"]);
    assert_eq!(content_spoilt(|content| content.level = Level::Aggregate), ["level-not-agreed"]);
    assert_eq!(request_spoilt(|request| request.level = None), ["level-not-agreed"]);
    let service = AccessService::Commissioners;
    assert_eq!(content_spoilt(|content| content.access_service = service), ["access-service-not-agreed"]);
    assert_eq!(request_spoilt(|request| request.access_service = None), ["access-service-not-agreed"]);
    let system = Some(Frequency::SystemAccess);
    assert_eq!(request_spoilt(|request| request.frequency = system), ["kind-not-agreed"]);
    let viewed = spoilt(|input| {
        input.agreed.as_mut().unwrap()[0].frequency = system;
        input.release.as_mut().unwrap().content.kind = ReleaseKind::SystemAccess;
    });
    assert_eq!(viewed, NONE);
    for (code, fits) in [(APPLICANT, true), (PARTNER, true), (HOST, true), ("HEART", false)] {
        let expected = if fits { vec![] } else { vec!["recipient-not-agreed"] };
        assert_eq!(content_spoilt(|content| content.recipient = organisation(code)), expected, "{code}");
    }
}

#[test]
fn what_flows_once_did_not_flow_before() {
    for (frequency, before, closed) in
        [(Frequency::OneOff, false, false), (Frequency::OneOff, true, true), (Frequency::Ongoing, true, false)]
    {
        let found = spoilt(|input| {
            input.agreed.as_mut().unwrap()[0].frequency = Some(frequency);
            input.known.released_before = before;
        });
        assert_eq!(found, if closed { vec!["already-released"] } else { vec![] }, "{frequency} {before}");
    }
}

#[test]
fn opt_outs_are_applied_as_the_version_says_by_a_dated_list() {
    let (on, tomorrow) = (Some(TODAY), TODAY.tomorrow().ok());
    let said = |applied| Some(OptOuts { applied, reason: None, evidence: None });
    let s251 = vec![Cldc::S251];
    for (agreed, cldc, applied, list, closed) in [
        (said(true), vec![], true, on, false),
        (said(true), vec![], true, None, true),
        (said(true), vec![], true, tomorrow, true),
        (said(true), vec![], false, None, true),
        (said(false), vec![], false, None, false),
        (said(false), vec![], true, on, true),
        (said(false), s251.clone(), false, None, false),
        (None, vec![], false, None, false),
        (None, vec![], true, on, false),
        (None, vec![], true, None, true),
        (None, s251.clone(), false, None, true),
        (None, s251, true, on, false),
    ] {
        let found = spoilt(|input| {
            input.section_251_until = Some(TODAY);
            let request = &mut input.agreed.as_mut().unwrap()[0];
            (request.opt_outs, request.cldc) = (agreed.clone(), cldc.clone());
            let content = &mut input.release.as_mut().unwrap().content;
            (content.opt_outs_applied, content.opt_out_list_of) = (applied, list);
        });
        assert_eq!(
            found,
            if closed { vec!["opt-outs-differ"] } else { vec![] },
            "{agreed:?} {cldc:?} {applied} {list:?}"
        );
    }
}

#[test]
fn another_person_checked_it_than_produced_it() {
    assert_eq!(spoilt(|input| input.release.as_mut().unwrap().checked_by = None), ["not-checked"]);
    let own = |input: &mut GateInput| input.release.as_mut().unwrap().checked_by = Some(person("maker"));
    assert_eq!(spoilt(own), ["checked-by-producer"]);
}

#[test]
fn a_data_set_named_twice_need_fit_one_of_its_requests() {
    let mut other = request();
    (other.level, other.period) = (Some(Level::Identifiable), None);
    for agreed in [vec![request(), other.clone()], vec![other.clone(), request()]] {
        assert_eq!(codes(&GateInput { agreed: Some(agreed), ..asked() }), NONE);
    }
    // Never a part of the one and a part of the other: the nearest says what is wrong.
    let mut longer = request();
    longer.period = Some(Period { to: date(2026, 12, 31), ..period() });
    other.period = Some(period());
    let mut input = GateInput { agreed: Some(vec![other, longer]), ..asked() };
    let content = &mut input.release.as_mut().unwrap().content;
    (content.level, content.period.to) = (Level::Identifiable, date(2026, 12, 31));
    assert_eq!(codes(&input).len(), 1);
}

#[test]
fn the_gate_of_a_data_set_lists_what_was_asked_and_nothing_of_a_release() {
    let listed = |input: &GateInput| gate(input).iter().map(|(condition, _)| condition.code()).collect::<Vec<_>>();
    assert_eq!(listed(&asked()).len(), Condition::ALL.len());
    let of_data_set = listed(&open_gate());
    assert_eq!(of_data_set.last(), Some(&"already-released"));
    assert!(!of_data_set.contains(&"period-not-agreed") && !of_data_set.contains(&"not-checked"));
    let unknown = GateInput { dataset: "ecds".to_owned(), ..open_gate() };
    assert_eq!(listed(&unknown).last(), Some(&"data-set-not-agreed"));
    let closed = gate(&closed_gate());
    let wrong: Vec<_> = closed.iter().filter(|(_, found)| !found.is_empty()).map(|(c, _)| c.code()).collect();
    assert_eq!(wrong, ["suspended"]);
}
