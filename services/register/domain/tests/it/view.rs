//! What everyone may read, and nothing else.

use dars_register_domain::entry::{Command, News, PublicStatus, State, public_entry, public_newest, public_version};
use dars_vocabulary::{
    code::{LegalPower, OptOutReason, PartyRole, PlaceKind},
    content::{
        Condition, Evidence, EvidenceItem, Locations, OptOuts, OtherParty, Owing, Place, PrivacyNotice, Processor,
        SubLicensing,
    },
};
use jiff::civil::{Date, date};

use super::world::*;

fn status_on(state: &State, day: Date) -> PublicStatus {
    public_version(state, FIRST, day).unwrap().status
}

#[test]
fn only_a_published_version_is_public() {
    for state in [State::Absent, after(&State::Absent, receive(), &system(TODAY)), pending()] {
        assert_eq!(public_entry(&state, TODAY), None);
        assert_eq!(public_version(&state, FIRST, TODAY), None);
    }
    let view = public_entry(&published(), TODAY).unwrap().newest;
    assert_eq!(public_newest(&published(), TODAY).as_ref(), Some(&view));
    assert_eq!(public_newest(&pending(), TODAY), None);
    assert_eq!(view.reference, "DARS-NIC-900101-K4T7Q-v1.0");
    assert_eq!((view.status, view.published_on), (PublicStatus::Active, TODAY));
    assert_eq!(view.data_sets[0].dataset, "hes-apc");
    assert_eq!((view.commercial, view.sub_licensing), (Some(false), None));
    assert_eq!(view.yielded_benefits, None);
    assert_eq!(public_version(&amended_pending(), SECOND, AMENDED), None);
}

#[test]
fn the_dates_decide_whatever_was_heard() {
    let state = published();
    assert_eq!(status_on(&state, date(2027, 12, 2)), PublicStatus::Active);
    assert_eq!(status_on(&state, date(2027, 12, 3)), PublicStatus::Expiring, "ninety days before the last");
    assert_eq!(status_on(&state, END), PublicStatus::Expiring, "the last day, to midnight");
    let later = END.tomorrow().unwrap();
    assert_eq!(status_on(&state, later), PublicStatus::Expired, "though nobody told");
    let early = after(&state, ended(), &system(TODAY));
    assert_eq!(status_on(&early, TODAY), PublicStatus::Active, "though somebody told too soon");
}

#[test]
fn suspension_shows_that_it_is_and_ends_with_the_agreement() {
    let suspended = after(&published(), hear(FIRST, News::Suspended), &system(TODAY));
    assert_eq!(status_on(&suspended, TODAY), PublicStatus::Suspended);
    assert_eq!(status_on(&suspended, END), PublicStatus::Suspended);
    assert_eq!(status_on(&suspended, END.tomorrow().unwrap()), PublicStatus::Expired);
    let given_back = after(&suspended, hear(FIRST, News::Reinstated), &system(TODAY));
    assert_eq!(status_on(&given_back, TODAY), PublicStatus::Active);
}

#[test]
fn a_newer_version_in_force_supersedes_the_older_though_nobody_told_of_that() {
    let state = amended_pending();
    assert_eq!(status_on(&state, AMENDED.yesterday().unwrap()), PublicStatus::Active);
    assert_eq!(status_on(&state, AMENDED), PublicStatus::Superseded);
    assert_eq!(status_on(&state, END.tomorrow().unwrap()), PublicStatus::Superseded);
    let told_first = after(&published(), hear(FIRST, News::Superseded { by: SECOND }), &system(AMENDED));
    assert_eq!(status_on(&told_first, AMENDED), PublicStatus::Superseded);
}

#[test]
fn a_late_renewal_leaves_the_gap_in_sight() {
    let late = date(2028, 4, 1);
    let renewed = after(&published(), hear(SECOND, News::InForce { start: END.tomorrow().unwrap() }), &system(late));
    assert_eq!(status_on(&renewed, late), PublicStatus::Expired);
    let in_time = END.tomorrow().unwrap();
    let seamless = after(&published(), hear(SECOND, News::InForce { start: in_time }), &system(in_time));
    assert_eq!(status_on(&seamless, END), PublicStatus::Expiring);
    assert_eq!(status_on(&seamless, in_time), PublicStatus::Superseded);
}

#[test]
fn a_terminated_and_a_closed_version_say_so() {
    let last = date(2026, 1, 31);
    let state = after(&published(), terminated(last), &system(last));
    assert_eq!(status_on(&state, last.yesterday().unwrap()), PublicStatus::Active);
    let view = public_version(&state, FIRST, last.tomorrow().unwrap()).unwrap();
    assert_eq!((view.status, view.ended_on, view.end), (PublicStatus::Terminated, Some(last), END));
    let closed_on = date(2026, 3, 1);
    let closed = after(&state, hear(FIRST, News::Closed { closed_on }), &system(closed_on));
    assert_eq!(status_on(&closed, closed_on), PublicStatus::Closed);
}

#[test]
fn releases_stand_under_their_version_by_month_once_it_is_published() {
    let november = hear(FIRST, News::Released(release(1, date(2026, 11, 22))));
    let december = hear(FIRST, News::Released(release(2, date(2026, 12, 1))));
    let early = after(&State::Absent, november.clone(), &system(TODAY));
    let waiting = after(&after(&early, receive(), &system(TODAY)), in_force(), &system(TODAY));
    assert_eq!(public_entry(&waiting, TODAY), None);
    let state = after(&after(&waiting, publish(), &publisher(TODAY)), december, &system(TODAY));
    let state = after(&state, november, &system(TODAY));
    let releases = public_entry(&state, TODAY).unwrap().newest.releases;
    let months: Vec<_> = releases.iter().map(|release| (release.month.as_str(), release.files)).collect();
    assert_eq!(months, [("Dec-26", 2), ("Nov-26", 2)], "each once, the newest first");
    assert!(!serde_json::to_string(&releases).unwrap().contains("2026-11-22"), "never the day");
}

#[test]
fn what_is_not_on_the_list_of_public_fields_is_nowhere_in_the_view() {
    let hidden = "Hidden-Word";
    let said = || Some(hidden.to_owned());
    let mut full = document();
    full.special_conditions = vec![Condition { number: 1, text: hidden.to_owned(), due: None, owing: Owing::Body }];
    let content = &mut full.content;
    let parties = content.parties.as_mut().unwrap();
    parties.joint_arrangement = said();
    parties.processors = vec![Processor { organisation: "CLEARBANK".parse().unwrap(), instructions_in_place: true }];
    parties.others = vec![OtherParty { organisation: "HIDDENFUNDER".parse().unwrap(), role: PartyRole::Funder }];
    content.locations = Some(Locations {
        places: vec![Place {
            organisation: "HIDDENHOST".parse().unwrap(),
            kind: PlaceKind::Cloud,
            country: "GB-ENG".to_owned(),
            address: said(),
            cloud_risk_score: Some(3),
            cloud_risk_evidence: None,
            transfer_safeguard: None,
            remote_access: None,
            security: None,
        }],
    });
    let request = content.data_sets.as_mut().unwrap().requests.first_mut().unwrap();
    request.minimisation_note = said();
    request.extract_reason = said();
    request.filter = said();
    request.fields = vec![hidden.to_owned()];
    request.legal_power = Some(LegalPower::S2612c);
    request.opt_outs = Some(OptOuts { applied: false, reason: Some(OptOutReason::Consented), evidence: said() });
    let purpose = content.purpose.as_mut().unwrap();
    purpose.public_interest = said();
    purpose.data_subjects = said();
    content.sub_licensing = Some(SubLicensing {
        allowed: true,
        template: said(),
        criteria: said(),
        group_terms: said(),
        register_url: None,
        ..SubLicensing::default()
    });
    content.privacy_notice = Some(PrivacyNotice { url: hidden.to_owned(), confirmed: true });
    content.evidence = Some(Evidence {
        items: vec![EvidenceItem { title: hidden.to_owned(), reference: hidden.to_owned(), sha256: hidden.to_owned() }],
    });

    let held = after(&State::Absent, Command::ReceiveVersion(entry_of(full)), &system(TODAY));
    let state = after(&after(&held, in_force(), &system(TODAY)), publish(), &publisher(TODAY));
    let view = public_entry(&state, TODAY).unwrap().newest;
    let shown = serde_json::to_string(&view).unwrap();
    assert!(!shown.to_lowercase().contains("hidden"), "{shown}");
    assert!(!shown.contains("GB-ENG"), "{shown}");
    assert_eq!(view.sub_licensing, Some(true));
    assert_eq!(view.processors[0].as_str(), "CLEARBANK");
    assert_eq!(view.data_sets[0].opt_outs_applied, Some(false));
}
