//! Applications whose lead leaves the organisation: from the day after, somebody names the next one.

use dars_bus::{StoreError, aggregate::load};
use dars_intake_domain::{
    Membership,
    application::{AgreementStage, Application as About},
    organisation::{Member, Registered, State},
};
use dars_vocabulary::{MembershipRole, PersonId, StaffRole};
use jiff::civil::Date;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    handle::{Application, Organisation},
    store::{
        self,
        tasks::{Audience, NewTask},
    },
};

/// Whose rows these are among the tasks: they change with the organisation's people, too.
const KIND: &str = "application-lead";

/// Keeps what waits because of who leaves, after the membership of `person` changed.
pub async fn keep(tx: &mut PgConnection, state: &State, person: PersonId) -> Result<(), StoreError> {
    let State::Registered(known) = state else { return Ok(()) };
    // Those who leave depend on who administers; whoever was changed may have come back.
    let leaving = known.members.iter().filter(|(_, member)| gone_from(member).is_some()).map(|(person, _)| person.0);
    let people: Vec<Uuid> = leaving.chain([person.0]).collect();
    for (nic, lead) in store::applications::led_by(tx, &known.organisation, &people).await? {
        let closed = load::<Application>(tx, &nic).await?.state.application().is_some_and(is_closed);
        one(tx, known, &nic, if closed { None } else { Some(PersonId(lead)) }).await?;
    }
    Ok(())
}

/// The same for one application, after its lead changed; nobody is to lead what is over.
pub async fn keep_of(tx: &mut PgConnection, application: &About, over: bool) -> Result<(), StoreError> {
    let organisation = load::<Organisation>(tx, application.organisation.as_str()).await?;
    let State::Registered(known) = &organisation.state else { return Ok(()) };
    let lead = (!over && !is_closed(application)).then_some(application.lead);
    one(tx, known, application.nic.as_str(), lead).await
}

fn is_closed(application: &About) -> bool {
    application.change.is_none()
        && application.agreement().is_some_and(|agreement| agreement.stage == AgreementStage::Closed)
}

async fn one(tx: &mut PgConnection, known: &Registered, nic: &str, lead: Option<PersonId>) -> Result<(), StoreError> {
    let from = lead.and_then(|lead| known.members.get(&lead)).and_then(gone_from);
    let task = from.map(|from| NewTask {
        what: "name-lead",
        title: "Name the next lead: the last one leaves or has left".to_owned(),
        due_on: Some(from),
        path: format!("/applications/{nic}"),
        audience: if known.administered(from) {
            Audience::Members {
                organisation: known.organisation.clone(),
                roles: vec![MembershipRole::Administrator],
                from,
            }
        } else {
            Audience::Role(StaffRole::CaseOfficer)
        },
    });
    store::tasks::replace(tx, KIND, nic, task.as_slice()).await
}

/// The first day on which this member leads nothing any more.
fn gone_from(member: &Member) -> Option<Date> {
    if member.roles.iter().any(|role| Membership::DRAFTERS.contains(role)) {
        member.until.and_then(|last| last.tomorrow().ok())
    } else {
        Some(member.from)
    }
}
