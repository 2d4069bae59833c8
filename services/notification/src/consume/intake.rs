//! What `intake` tells: who is what for whom, enquiries, submitted applications.

use dars_bus::{HearError, Told};
use dars_messages::facts::intake::{
    ApplicationPeopleV1, ApplicationSubmittedV1, EnquiryRaisedV1, EnquiryRoutedV1, MembershipGrantedV1,
    OrganisationRegisteredV1, SigningAuthorityConfirmedV1,
};
use dars_notification_domain::recipients::{Member, Signatory};
use sqlx::PgConnection;

use crate::{occasion::Occasion, planning, store};

/// Applies it; false when this is no fact that notification hears.
pub async fn hear(tx: &mut PgConnection, told: &Told) -> Result<bool, HearError> {
    if told.is::<OrganisationRegisteredV1>() {
        let fact: OrganisationRegisteredV1 = told.read()?;
        store::directory::keep_organisation(tx, &fact.organisation, &fact.name).await?;
        planning::organisation_changed(tx, &fact.organisation, told.time).await?;
    } else if told.is::<MembershipGrantedV1>() {
        let fact: MembershipGrantedV1 = told.read()?;
        let organisation = fact.organisation.clone();
        let member = Member {
            organisation: fact.organisation,
            person: fact.person,
            roles: fact.roles,
            from: fact.from,
            until: fact.until,
        };
        store::directory::keep_member(tx, &member).await?;
        planning::organisation_changed(tx, &organisation, told.time).await?;
    } else if told.is::<SigningAuthorityConfirmedV1>() {
        let fact: SigningAuthorityConfirmedV1 = told.read()?;
        let organisation = fact.organisation.clone();
        let signatory =
            Signatory { organisation: fact.organisation, person: fact.person, from: fact.from, until: fact.until };
        store::directory::keep_signatory(tx, &signatory).await?;
        planning::organisation_changed(tx, &organisation, told.time).await?;
    } else if told.is::<ApplicationPeopleV1>() {
        let fact: ApplicationPeopleV1 = told.read()?;
        store::directory::keep_application(tx, &fact.nic, &fact.organisation, fact.lead).await?;
        planning::application_changed(tx, &fact.nic, told.time).await?;
    } else if told.is::<EnquiryRaisedV1>() {
        let fact: EnquiryRaisedV1 = told.read()?;
        store::directory::keep_enquiry(tx, &fact.enquiry, fact.topic).await?;
        let occasion = Occasion::EnquiryReceived { enquiry: fact.enquiry, answer_due: fact.answer_due };
        super::note(tx, told, &occasion).await?;
    } else if told.is::<EnquiryRoutedV1>() {
        let fact: EnquiryRoutedV1 = told.read()?;
        let topic = store::directory::enquiry_topic(tx, &fact.enquiry).await?;
        let occasion =
            Occasion::EnquiryRouted { enquiry: fact.enquiry, topic, team: fact.team, answer_due: fact.answer_due };
        super::note(tx, told, &occasion).await?;
    } else if told.is::<ApplicationSubmittedV1>() {
        let fact: ApplicationSubmittedV1 = told.read()?;
        let occasion =
            Occasion::ApplicationSubmitted { nic: fact.nic, version: fact.version, decision_due: fact.decision_due };
        super::note(tx, told, &occasion).await?;
    } else {
        return Ok(false);
    }
    Ok(true)
}
