//! Random histories of an agreement, what it rests on and its releases: never a release through a closed gate.

use dars_contracts_domain::{
    agreement as dsa,
    release::{self, Agreement, Command, Event, State},
    rules::v40::{GateInput, Known},
};
use dars_messages::requests::contracts::ReleaseContent;
use dars_vocabulary::{
    Actor, ActorKind, ReleaseRef, Sealed, StaffRole,
    calendar::days_after,
    code::{Cldc, Frequency, Level},
    content::{DataSetRequest, DataSets, LegalBasis, Section251},
};
use jiff::civil::{Date, date};
use proptest::{prelude::*, test_runner::RngSeed};

use super::{
    releases::{assured, content, cover, maker, nic, request},
    world::{
        self, APPLICANT, END, HOST, ISSUE_DAY, START, actor, after, applicant_signatory, applicant_signs,
        body_signatory, body_signs, draft, incident_lead, issue_of, meet, noon, officer, organisation, reinstate,
        suspend, system, technical_now, terminate,
    },
};

const REVIEW: Date = date(2026, 9, 1);
const CONDITION_DUE: Date = date(2026, 6, 30);
const ONE_OFF: &str = "ecds";

/// An agreement of two data sets: one flows on and rests on section 251, the other flows once.
fn signed() -> dsa::State {
    let mut approved = draft(&[APPLICANT]);
    let mut agreed = world::content(&[APPLICANT]);
    let once = DataSetRequest { dataset: ONE_OFF.to_owned(), frequency: Some(Frequency::OneOff), ..request() };
    agreed.data_sets = Some(DataSets { requests: vec![DataSetRequest { cldc: vec![Cldc::S251], ..request() }, once] });
    let support = Section251 {
        cag_reference: "22/CAG/9917".to_owned(),
        regulation: 5,
        approved_on: date(2025, 9, 1),
        review_due: REVIEW,
        expires: None,
        data_sets: vec!["hes-apc".to_owned()],
        opt_out_exempt: false,
    };
    agreed.legal_basis = Some(LegalBasis { section_251: Some(support), ..LegalBasis::default() });
    approved.content = Sealed::Open(Box::new(agreed));
    let drafted = after(&dsa::State::Absent, dsa::Command::Draft(approved), &system(ISSUE_DAY));
    let issued = after(&drafted, issue_of(&drafted, &dsa::Overrides::default()), &officer(ISSUE_DAY));
    let part = after(&issued, applicant_signs(), &applicant_signatory(ISSUE_DAY));
    after(&part, body_signs(), &body_signatory(ISSUE_DAY))
}

/// What happens, and what an onlooker with a notebook knows of it.
struct World {
    today: Date,
    agreement: dsa::State,
    contract_until: Date,
    assured_until: Date,
    releases: Vec<State>,
    suspended: bool,
    terminated_on: Option<Date>,
    condition_met: bool,
    one_off_is_out: bool,
    out: usize,
    held: usize,
}

impl World {
    fn new() -> Self {
        Self {
            today: ISSUE_DAY,
            agreement: signed(),
            contract_until: date(2026, 12, 31),
            assured_until: date(2026, 12, 31),
            releases: vec![State::Absent; 4],
            suspended: false,
            terminated_on: None,
            condition_met: false,
            one_off_is_out: false,
            out: 0,
            held: 0,
        }
    }

    fn tell(&mut self, command: dsa::Command, facts: &dsa::Facts) {
        let Ok(events) = dsa::decide(&self.agreement, command, facts) else { return };
        for event in &events {
            self.agreement =
                dsa::evolve(self.agreement.clone(), event).expect("decide yields only what evolve accepts");
            match event.name() {
                "agreement_suspended" => self.suspended = true,
                "agreement_reinstated" => self.suspended = false,
                "agreement_terminated" => self.terminated_on = Some(self.today),
                "condition_met" => self.condition_met = true,
                _ => {}
            }
        }
    }

    fn gate(&self, dataset: &str) -> GateInput {
        let known = Known {
            framework_contracts: vec![cover(APPLICANT, date(2025, 1, 1), self.contract_until)],
            assurances: assured(&[APPLICANT, HOST], self.assured_until),
            active_services: Vec::new(),
            released_before: dataset == ONE_OFF && self.one_off_is_out,
        };
        GateInput::of(&self.agreement, self.today, dataset, known)
    }

    fn ask(&mut self, at: usize, command: Command, who: Actor) {
        let before = self.releases[at].clone();
        let dataset = before.produced().map_or("hes-apc", |produced| produced.content.dataset.as_str()).to_owned();
        let facts = release::Facts {
            now: noon(self.today),
            technical_now: technical_now(),
            memberships: world::facts(who.clone(), self.today).memberships,
            authorities: Vec::new(),
            actor: who,
            agreement: Some(Agreement {
                parties: vec![organisation(APPLICANT), organisation(HOST)],
                issued: true,
                gate: Some(Box::new(self.gate(&dataset))),
            }),
        };
        let Ok(events) = release::decide(&before, command, &facts) else { return };
        for event in &events {
            let state = self.releases[at].clone();
            self.releases[at] = release::evolve(state, event).expect("decide yields only what evolve accepts");
            match event {
                Event::ReleaseMade { .. } => self.went_out(&before),
                Event::ReleaseHeld { findings, .. } => {
                    assert!(!findings.is_empty());
                    self.held += 1;
                }
                Event::ReleasePlanned(_) | Event::ReleaseChecked(_) | Event::ReleaseAcknowledged { .. } => {}
            }
        }
    }

    /// Each condition by the notebook alone, without the rule.
    fn went_out(&mut self, before: &State) {
        let (produced, today) = (before.produced().unwrap(), self.today);
        let content = &produced.content;
        assert!(START <= today && today <= END && self.terminated_on.is_none(), "not in force on {today}");
        assert!(!self.suspended, "suspended on {today}");
        assert!(today <= self.contract_until && today <= self.assured_until, "not covered on {today}");
        assert!(today <= CONDITION_DUE || self.condition_met, "overdue on {today}");
        assert!(content.dataset == ONE_OFF || today <= REVIEW, "unreviewed on {today}");
        assert!(content.dataset != ONE_OFF || !self.one_off_is_out, "out twice");
        assert_eq!(content.level, Level::Pseudonymised);
        let checker = before.check().map(|check| check.checked_by).unwrap();
        assert_ne!(checker, produced.produced_by);
        self.one_off_is_out |= content.dataset == ONE_OFF;
        self.out += 1;
    }

    fn step(&mut self, (kind, at, who, days): (u8, usize, u8, i64)) {
        self.today = days_after(self.today, days);
        let today = self.today;
        let producer = match who {
            0 => Actor { kind: ActorKind::Machine, ..maker() },
            1 => actor("officer", &[StaffRole::CaseOfficer]),
            2..=4 => actor("second", &[StaffRole::DataProduction]),
            _ => maker(),
        };
        match kind {
            0 => self.tell(suspend(), &incident_lead(today)),
            1 => self.tell(reinstate(), &incident_lead(today)),
            2 => self.tell(reinstate(), &officer(today)),
            3 if who == 0 => self.tell(terminate(), &officer(today)),
            3 => self.tell(dsa::Command::DatesPassed, &system(today)),
            4 => self.tell(meet(1), &officer(today)),
            5 => self.contract_until = days_after(today, if who < 3 { -1 } else { 200 }),
            6 => self.assured_until = days_after(today, if who < 3 { -1 } else { 200 }),
            7 | 8 => {
                let content = ReleaseContent {
                    dataset: if at.is_multiple_of(2) { "hes-apc".to_owned() } else { ONE_OFF.to_owned() },
                    level: if who == 5 { Level::Identifiable } else { Level::Pseudonymised },
                    opt_out_list_of: Some(START),
                    ..content()
                };
                let release = ReleaseRef::allot(2026, u32::try_from(at).unwrap());
                self.ask(at, Command::Plan { release, nic: nic(), content: Box::new(content) }, producer);
            }
            9 | 10 => self.ask(at, Command::Check, producer),
            11..=14 => self.ask(at, Command::Make, producer),
            _ => self.ask(at, Command::Acknowledge, actor("lead", &[])),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 600, rng_seed: RngSeed::Fixed(40), failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn never_a_release_through_a_closed_gate(
        steps in prop::collection::vec((0..16_u8, 0..4_usize, 0..10_u8, 0..15_i64), 1..90)
    ) {
        let mut world = World::new();
        for step in steps {
            world.step(step);
        }
        for state in &world.releases {
            let stored = serde_json::to_value(state).unwrap();
            prop_assert_eq!(&serde_json::from_value::<State>(stored).unwrap(), state);
        }
    }
}

#[test]
fn such_a_history_lets_releases_out_and_holds_others() {
    let mut world = World::new();
    world.today = START;
    for at in [0, 1, 3] {
        for (kind, who) in [(7, 9), (9, 2), (11, 9)] {
            world.step((kind, at, who, 0));
        }
    }
    // The second of what flows once is held, and so is everything after a suspension.
    assert_eq!((world.out, world.held), (2, 1));
    world.step((0, 0, 9, 0));
    for (kind, who) in [(7, 9), (9, 2), (11, 9)] {
        world.step((kind, 2, who, 0));
    }
    assert_eq!((world.out, world.held), (2, 2));
    world.step((1, 0, 9, 1));
    world.step((2, 0, 9, 1));
    world.step((11, 2, 9, 0));
    assert_eq!((world.out, world.held), (3, 2));
}
