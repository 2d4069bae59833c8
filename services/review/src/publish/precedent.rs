//! What is told of a precedent: references and days, never what it says or who made it.

use dars_messages::{
    Outgoing,
    facts::review::{PrecedentApprovedV1, PrecedentEndedV1, PrecedentUsedV1},
};
use dars_review_domain::precedent::Event;

/// What is told of a precedent.
pub fn precedent(event: &Event) -> Vec<Outgoing> {
    match event {
        Event::PrecedentProposed { .. } => Vec::new(),
        Event::PrecedentApproved { reference, version, from, until, .. } => {
            vec![Outgoing::fact(&PrecedentApprovedV1 {
                precedent: reference.clone(),
                version: *version,
                from: *from,
                until: *until,
            })]
        }
        Event::PrecedentEnded { reference, ended_on, .. } => {
            vec![Outgoing::fact(&PrecedentEndedV1 { precedent: reference.clone(), ended_on: *ended_on })]
        }
        Event::PrecedentUsed { reference, version, nic, of, used_on, .. } => {
            vec![Outgoing::fact(&PrecedentUsedV1 {
                precedent: reference.clone(),
                version: *version,
                nic: nic.clone(),
                of: *of,
                used_on: *used_on,
            })]
        }
    }
}
