//! Which contract of an organisation takes the place of which: no two are in force on one day.

use dars_vocabulary::ContractRef;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Event, Refusal, Signed, State, dates::due};

/// The contract that takes another's place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Successor {
    /// Which.
    pub contract: ContractRef,
    /// Its first day in force: the other's last day is the day before.
    pub from: Date,
}

/// For each of one organisation's signed contracts the one that takes its place: the first that comes into force later,
/// or on the same day and was signed later, while it still runs.
pub fn successions(standing: &[Signed]) -> Vec<(ContractRef, Option<Successor>)> {
    let order = |signed: &Signed| (signed.from(), signed.signed_on, signed.terms.contract.clone());
    standing
        .iter()
        .map(|own| {
            let next = standing
                .iter()
                .filter(|other| order(other) > order(own) && other.from() <= own.terms.end)
                .min_by_key(|other| order(other));
            let successor = next.map(|next| Successor { contract: next.terms.contract.clone(), from: next.from() });
            (own.terms.contract.clone(), successor)
        })
        .collect()
}

pub(super) fn succeed(state: &State, successor: Option<Successor>, today: Date) -> Result<Vec<Event>, Refusal> {
    let signed = match state {
        State::Absent | State::Requested(_) | State::Draft(_) | State::Issued(_) | State::PartSigned(_) => {
            return Err(Refusal::NotSigned);
        }
        // It is over already, one way or another.
        State::Ended(_) => return Ok(Vec::new()),
        State::Signed(signed) => signed,
        State::Active(active) => &active.signed,
    };
    // One that begins when this one's term is over replaces nothing.
    let successor = successor.filter(|next| next.from <= signed.terms.end);
    // What has taken its place stays there, even if it ends itself.
    let settled = signed.successor.as_ref().is_some_and(|known| known.from <= today);
    if settled || signed.successor == successor {
        return Ok(Vec::new());
    }
    let after = match state.clone() {
        State::Active(mut active) => {
            active.signed.successor.clone_from(&successor);
            State::Active(active)
        }
        State::Absent
        | State::Requested(_)
        | State::Draft(_)
        | State::Issued(_)
        | State::PartSigned(_)
        | State::Signed(_)
        | State::Ended(_) => State::Signed(Signed { successor: successor.clone(), ..signed.clone() }),
    };
    let contract = signed.terms.contract.clone();
    let mut events = vec![Event::FrameworkContractSuccessionSet { contract, successor }];
    events.extend(due(&after, today));
    Ok(events)
}
