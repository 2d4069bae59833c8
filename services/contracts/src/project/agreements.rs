//! Agreements into their list, their due dates, what waits for whom, and the trail that a redaction follows.

use dars_bus::{Aggregate as _, Loaded, Meta, StoreError};
use dars_contracts_domain::agreement::{
    Certificate, Coming, Current, DECLARING, Destruction, Event, Judgement, PartSigned, Party, Stage, State,
    is_on_its_way, next_due, open_conditions, still_to_sign,
};
use dars_messages::facts::contracts::{ConditionDue, Side};
use dars_vocabulary::{OrganisationId, StaffRole, london_date};
use jiff::civil::Date;
use sqlx::PgConnection;

use crate::{
    handle::Agreement,
    store::{
        self,
        tasks::{Audience, NewTask},
    },
};

/// Keeps all of them in step.
pub async fn keep(
    tx: &mut PgConnection,
    meta: &Meta,
    reference: &str,
    saved: &Loaded<State>,
    events: &[Event],
) -> Result<(), StoreError> {
    let room = room_for_the_next(tx, reference, &saved.state, events).await?;
    let due = if room { Some(london_date(meta.now)) } else { next_due(&saved.state) };
    store::due::keep(tx, Agreement::KIND, reference, due).await?;
    store::agreements::keep(tx, reference, &saved.state).await?;
    store::tasks::replace(tx, Agreement::KIND, reference, &waiting(reference, &saved.state)).await?;
    store::service_agreements::end_with_agreement(tx, reference).await?;
    let before = saved.chain_length - i64::try_from(events.len()).unwrap_or(0);
    for (number, event) in (before + 1..).zip(events) {
        // What was issued holds what it was drafted from. Which facts a draft stems from is known where they are
        // heard; the others hold no content of theirs.
        if matches!(event, Event::AgreementIssued(_)) {
            store::derived_entries::inherit(tx, reference, number).await?;
        }
    }
    Ok(())
}

/// Whether these events made room for a version that was approved meanwhile; the sweep drafts it.
async fn room_for_the_next(
    tx: &mut PgConnection,
    nic: &str,
    state: &State,
    events: &[Event],
) -> Result<bool, StoreError> {
    let makes_room = |event: &Event| matches!(event, Event::AgreementActivated { .. } | Event::AgreementVoided { .. });
    match state.application() {
        Some((drafted, _)) if !is_on_its_way(state) && events.iter().any(makes_room) => {
            Ok(!store::approvals::waiting(tx, nic, drafted).await?.is_empty())
        }
        Some(_) | None => Ok(false),
    }
}

/// What waits for whom.
fn waiting(nic: &str, state: &State) -> Vec<NewTask> {
    let mut tasks = state.coming().map(waiting_for_signature).unwrap_or_default();
    if let Some(current) = state.current() {
        tasks.extend(match &current.stage {
            Stage::InForce => waiting_in_force(current),
            Stage::DestructionDue(destruction) => waiting_for_destruction(destruction),
            Stage::Ended(_) | Stage::Closed(_) => Vec::new(),
        });
    }
    for task in &mut tasks {
        task.path = format!("/agreements/{nic}");
    }
    tasks
}

fn task(what: &'static str, title: impl Into<String>, due_on: Option<Date>, audience: Audience) -> NewTask {
    NewTask { what, title: title.into(), due_on, path: String::new(), audience }
}

fn waiting_for_signature(coming: &Coming) -> Vec<NewTask> {
    match coming {
        Coming::Draft(_) => {
            vec![task("issue-agreement", "Issue the agreement", None, Audience::Role(StaffRole::CaseOfficer))]
        }
        Coming::IssuedForSignature(issued) | Coming::PartSigned(PartSigned { issued, .. }) => {
            let by = |party: &Party| match party.side {
                Side::Organisation => Audience::Signers(party.organisation.clone()),
                Side::Body => Audience::BodySigners(party.organisation.clone()),
            };
            let sign = |party| task("sign-agreement", "Sign the agreement", Some(issued.void_on), by(party));
            still_to_sign(coming).into_iter().map(sign).collect()
        }
        // A void version may be issued anew, and need not be.
        Coming::Signed(_) | Coming::Void(_) => Vec::new(),
    }
}

fn waiting_in_force(current: &Current) -> Vec<NewTask> {
    let check = |condition: ConditionDue| {
        let title = format!("Check special condition {}", condition.number);
        task("check-condition", title, Some(condition.due), Audience::Role(StaffRole::CaseOfficer))
    };
    let mut tasks: Vec<NewTask> = open_conditions(current).into_iter().map(check).collect();
    if let Some(proposal) = current.suspension.as_ref().and_then(|suspension| suspension.proposal.as_ref()) {
        let title = "Confirm the reinstatement, as the second of two";
        let roles = [StaffRole::IncidentLead, StaffRole::Approver, StaffRole::CaseOfficer];
        // Not for the first of the two.
        let but_one = |role| task("confirm-reinstatement", title, None, Audience::RoleExcept(role, proposal.by));
        tasks.extend(roles.map(but_one));
    }
    tasks
}

fn waiting_for_destruction(destruction: &Destruction) -> Vec<NewTask> {
    // One without the day of the last backup answers only until it is accepted: closing needs that day.
    let answers = |certificate: &Certificate| match certificate.judgement {
        Judgement::Accepted { .. } => certificate.backups_cleared_on.is_some(),
        Judgement::Submitted => true,
        Judgement::Queried { .. } => false,
    };
    let answered = |party| {
        let mut certificates = destruction.certificates.iter();
        certificates.any(|certificate| answers(certificate) && certificate.parties.contains(party))
    };
    let send = |party: &OrganisationId| {
        let audience = Audience::Members(party.clone(), DECLARING.to_vec());
        task("send-certificate", "Send the certificate of destruction", Some(destruction.due_on), audience)
    };
    let judge = |certificate: &Certificate| {
        let title = format!("Judge destruction certificate {}", certificate.certificate);
        task("judge-certificate", title, Some(destruction.due_on), Audience::Role(StaffRole::CaseOfficer))
    };
    let missing = destruction.parties.iter().filter(|party| !answered(*party)).map(send);
    let unread = destruction.certificates.iter().filter(|found| found.judgement == Judgement::Submitted).map(judge);
    missing.chain(unread).collect()
}
