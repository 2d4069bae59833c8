//! Merged enquiries: whatever is written and done, no enquirer sees another's words, nor that there is another.

use dars_intake_domain::enquiry::{
    Command, Enquirer, Event, Facts, Message, More, Other, State, decide, evolve, shown, state_name,
};
use dars_vocabulary::{
    Actor, EnquiryRef, StaffRole,
    code::{Channel, EnquiryTopic, Signpost, Team},
};
use proptest::{prelude::*, sample::select};

use crate::people::{now, signed_in};

fn triage() -> Actor {
    signed_in("tess", &[StaffRole::TriageOfficer])
}

/// One enquiry, its thread, and what only its enquirer wrote.
struct One {
    state: State,
    thread: Vec<Message>,
    reference: EnquiryRef,
    enquirer: Actor,
    words: &'static str,
}

impl One {
    fn raised(number: u32, name: &str, words: &'static str) -> Self {
        let reference = EnquiryRef::allot(2026, number);
        let mut one = Self {
            state: State::Absent,
            thread: Vec::new(),
            reference: reference.clone(),
            enquirer: signed_in(name, &[]),
            words,
        };
        let raise = Command::Raise {
            enquiry: reference,
            channel: Channel::Web,
            topic: EnquiryTopic::Other,
            enquirer: Enquirer { name: words.to_owned(), email: format!("{name}@x.example"), organisation: None },
            purpose: words.to_owned(),
            more: Box::new(More { parties_text: Some(words.to_owned()), ..More::default() }),
        };
        one.ask(raise, one.enquirer.clone());
        one
    }

    fn ask(&mut self, command: Command, actor: Actor) {
        let facts = Facts { other: Other::Open, ..Facts::by(actor, now(), now()) };
        for event in decide(&self.state, command, &facts).unwrap_or_default() {
            if let Event::EnquiryMessageAdded { number, by_officer, text, .. } = &event {
                let (at, text) = (None, text.open().cloned());
                self.thread.push(Message { number: *number, at, by_officer: *by_officer, text });
            }
            self.state = evolve(self.state.clone(), &event).unwrap();
        }
    }

    /// All that its own enquirer is shown.
    fn seen(&self) -> String {
        let whole = shown(&self.state, self.thread.clone(), &self.enquirer).unwrap();
        format!("{} {}", serde_json::to_string(&whole).unwrap(), state_name(&self.state, &self.enquirer))
    }
}

/// What someone does to one of the two: which, by whom, what.
fn step() -> impl Strategy<Value = (bool, bool, u8)> {
    (any::<bool>(), any::<bool>(), select((0..9).collect::<Vec<u8>>()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_enquirer_ever_sees_the_others_words_or_that_there_is_another(steps in proptest::collection::vec(step(), 1..20)) {
        let mut both = [One::raised(1, "ada", "Zebulon"), One::raised(2, "ben", "Quagmire")];
        for (first, by_officer, what) in steps {
            let at = usize::from(!first);
            let other = both[1 - at].reference.clone();
            let (own, text) = (both[at].words.to_owned(), "An answer.".to_owned());
            let actor = if by_officer { triage() } else { both[at].enquirer.clone() };
            let said = if by_officer { text.clone() } else { own };
            let command = match what {
                0 => Command::Route { team: Team::DataApplications, reason: Some(text) },
                1 => Command::Merge { into: other },
                2 => Command::TakeIn { other },
                3 | 4 => Command::AddMessage { text: said },
                5 => Command::Answer { text },
                6 => Command::Signpost { to: vec![Signpost::Sde], text: None },
                7 => Command::Reopen { reason: said },
                _ => Command::Ask { text },
            };
            both[at].ask(command, actor);
            for (mine, theirs) in [(&both[0], &both[1]), (&both[1], &both[0])] {
                let seen = mine.seen();
                for hidden in [theirs.words, theirs.reference.as_str(), "DUPLICATE", "merged", "ben@", "ada@"] {
                    let own_address = hidden.ends_with('@') && mine.enquirer.id == signed_in(hidden.trim_end_matches('@'), &[]).id;
                    prop_assert!(own_address || !seen.contains(hidden), "{hidden}: {seen}");
                }
            }
        }
    }
}
