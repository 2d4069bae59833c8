//! Step 5: what is told outside of each event. Pure and exhaustive.

mod applications;
mod attachments;

use dars_intake_domain::{dataset, enquiry, mail, organisation};
use dars_messages::{
    Outgoing,
    facts::intake::{
        DataSetRegisteredV1, EnquirerContactV1, EnquiryAskedV1, EnquiryAssignedV1, EnquiryClosedV1, EnquiryConvertedV1,
        EnquiryGivenBackV1, EnquiryIncidentSuspectedV1, EnquiryMessageAddedV1, EnquiryOutcome, EnquiryOverdueV1,
        EnquiryRaisedV1, EnquiryReopenedV1, EnquiryRepliedV1, EnquiryRoutedV1, EnquiryTriagedV1, MembershipGrantedV1,
        OrganisationAssuredV1, OrganisationRegisteredV1, OrganisationRenamedV1, PersonContactV1,
        SigningAuthorityConfirmedV1,
    },
};
use dars_vocabulary::{EnquiryRef, code::Signpost};

pub use applications::application;
pub use attachments::attachment;

/// What is told of an enquiry: that it happened, never what was said.
pub fn enquiry(event: &enquiry::Event) -> Vec<Outgoing> {
    match event {
        enquiry::Event::EnquiryRaised { enquiry, topic, answer_due, enquirer, .. } => {
            // The address goes first, so that whoever mails on the fact knows it in most cases.
            let contact = enquirer.open().map(|enquirer| {
                Outgoing::contact(&EnquirerContactV1 {
                    enquiry: enquiry.clone(),
                    name: enquirer.name.clone(),
                    email: enquirer.email.clone(),
                })
            });
            let raised = EnquiryRaisedV1 { enquiry: enquiry.clone(), topic: *topic, answer_due: *answer_due };
            contact.into_iter().chain([Outgoing::fact(&raised)]).collect()
        }
        enquiry::Event::EnquiryTriaged { enquiry } => {
            vec![Outgoing::fact(&EnquiryTriagedV1 { enquiry: enquiry.clone() })]
        }
        enquiry::Event::EnquiryRouted { enquiry, team, answer_due, .. } => {
            vec![Outgoing::fact(&EnquiryRoutedV1 { enquiry: enquiry.clone(), team: *team, answer_due: *answer_due })]
        }
        enquiry::Event::EnquiryGivenBack { enquiry, .. } => {
            vec![Outgoing::fact(&EnquiryGivenBackV1 { enquiry: enquiry.clone() })]
        }
        enquiry::Event::EnquiryAssigned { enquiry, .. } => {
            vec![Outgoing::fact(&EnquiryAssignedV1 { enquiry: enquiry.clone() })]
        }
        enquiry::Event::EnquiryOverdue { enquiry, team, answer_due } => {
            vec![Outgoing::fact(&EnquiryOverdueV1 { enquiry: enquiry.clone(), team: *team, answer_due: *answer_due })]
        }
        // Nothing of it is told: its enquirer would learn that there is another one.
        enquiry::Event::EnquiryMerged { .. } | enquiry::Event::EnquiryTookIn { .. }
        // What follows of it is told by itself.
        | enquiry::Event::EnquiryIncidentConfirmed { .. }
        | enquiry::Event::EnquiryIncidentRuledOut { .. } => Vec::new(),
        // To whoever writes to the incident lead, who may look at no list within the hour.
        enquiry::Event::EnquiryIncidentSuspected { enquiry, suspicion } => {
            let (enquiry, look_by) = (enquiry.clone(), suspicion.look_by);
            vec![Outgoing::fact(&EnquiryIncidentSuspectedV1 { enquiry, look_by })]
        }
        enquiry::Event::EnquiryMessageAdded { enquiry, number, by_officer, .. } => {
            vec![Outgoing::fact(&EnquiryMessageAddedV1 {
                enquiry: enquiry.clone(),
                number: *number,
                by_officer: *by_officer,
            })]
        }
        enquiry::Event::EnquiryAsked { enquiry, team, chase_on, close_on } => {
            vec![Outgoing::fact(&EnquiryAskedV1 {
                enquiry: enquiry.clone(),
                team: Some(*team),
                chase_on: *chase_on,
                close_on: *close_on,
            })]
        }
        enquiry::Event::EnquiryReplied { enquiry } => {
            vec![Outgoing::fact(&EnquiryRepliedV1 { enquiry: enquiry.clone() })]
        }
        enquiry::Event::EnquiryAnswered { enquiry } => closed(enquiry, EnquiryOutcome::Answered, &[]),
        enquiry::Event::EnquirySignposted { enquiry, to } => closed(enquiry, EnquiryOutcome::Signposted, to),
        // Which one it repeats is for the officers alone: it may be someone else's.
        enquiry::Event::EnquiryMarkedDuplicate { enquiry, .. } => closed(enquiry, EnquiryOutcome::Duplicate, &[]),
        enquiry::Event::EnquiryClosedNoReply { enquiry } => closed(enquiry, EnquiryOutcome::ClosedNoReply, &[]),
        enquiry::Event::EnquiryClosed { enquiry, .. } => closed(enquiry, EnquiryOutcome::Closed, &[]),
        enquiry::Event::EnquiryReopened { enquiry, answer_due, .. } => {
            vec![Outgoing::fact(&EnquiryReopenedV1 { enquiry: enquiry.clone(), answer_due: *answer_due })]
        }
        enquiry::Event::EnquiryConverted { enquiry, nic, .. } => {
            vec![Outgoing::fact(&EnquiryConvertedV1 { enquiry: enquiry.clone(), nic: nic.clone() })]
        }
    }
}

fn closed(enquiry: &EnquiryRef, outcome: EnquiryOutcome, signposts: &[Signpost]) -> Vec<Outgoing> {
    vec![Outgoing::fact(&EnquiryClosedV1 { enquiry: enquiry.clone(), outcome, signposts: signposts.to_vec() })]
}

/// What is told of a mail that joined no thread: nothing, to nobody.
pub fn mail(event: &mail::Event) -> Vec<Outgoing> {
    match event {
        mail::Event::MailReceived { .. }
        | mail::Event::MailRuledOut { .. }
        | mail::Event::MailFiled { .. }
        | mail::Event::MailDiscarded { .. }
        | mail::Event::MailExpired { .. } => Vec::new(),
    }
}

/// What is told of an organisation.
pub fn organisation(event: &organisation::Event) -> Vec<Outgoing> {
    match event {
        organisation::Event::OrganisationRegistered { organisation, name, organisation_type } => {
            vec![Outgoing::fact(&OrganisationRegisteredV1 {
                organisation: organisation.clone(),
                name: name.clone(),
                organisation_type: *organisation_type,
            })]
        }
        organisation::Event::MembershipGranted { organisation, person, roles, from, until, contact } => {
            let contact = contact.open().map(|contact| {
                Outgoing::contact(&PersonContactV1 {
                    person: *person,
                    name: contact.name.clone(),
                    email: contact.email.clone(),
                })
            });
            let granted = MembershipGrantedV1 {
                organisation: organisation.clone(),
                person: *person,
                roles: roles.clone(),
                from: *from,
                until: *until,
            };
            contact.into_iter().chain([Outgoing::fact(&granted)]).collect()
        }
        organisation::Event::OrganisationRenamed { organisation, name, from, .. } => {
            vec![Outgoing::fact(&OrganisationRenamedV1 {
                organisation: organisation.clone(),
                name: name.clone(),
                from: *from,
            })]
        }
        // The same fact as when it began: whoever hears it keeps the newest.
        organisation::Event::MembershipEnded { organisation, person, roles, from, until } => {
            vec![Outgoing::fact(&MembershipGrantedV1 {
                organisation: organisation.clone(),
                person: *person,
                roles: roles.clone(),
                from: *from,
                until: Some(*until),
            })]
        }
        organisation::Event::SigningAuthorityEnded { organisation, person, from, until } => {
            vec![Outgoing::fact(&SigningAuthorityConfirmedV1 {
                organisation: organisation.clone(),
                person: *person,
                from: *from,
                until: Some(*until),
            })]
        }
        // Nobody may sign for it yet: that waits inside.
        organisation::Event::SigningAuthorityAsked { .. } | organisation::Event::SigningAuthorityDeclined { .. } => {
            Vec::new()
        }
        organisation::Event::SigningAuthorityConfirmed { organisation, person, from, until, .. } => {
            vec![Outgoing::fact(&SigningAuthorityConfirmedV1 {
                organisation: organisation.clone(),
                person: *person,
                from: *from,
                until: *until,
            })]
        }
        organisation::Event::AssuranceRecorded {
            organisation,
            kind,
            outcome,
            valid_to,
            plan_approved,
            particulars,
            ..
        } => {
            vec![Outgoing::fact(&OrganisationAssuredV1 {
                organisation: organisation.clone(),
                kind: *kind,
                outcome: *outcome,
                valid_to: *valid_to,
                plan_approved: *plan_approved,
                particulars: particulars.clone(),
            })]
        }
    }
}

/// What is told of a catalogue entry.
pub fn dataset(event: &dataset::Event) -> Vec<Outgoing> {
    match event {
        dataset::Event::DatasetRegistered { dataset, name, traits, .. } => {
            vec![Outgoing::fact(&DataSetRegisteredV1 {
                dataset: dataset.clone(),
                name: name.clone(),
                traits: traits.clone(),
            })]
        }
        // The same fact for each revision: whoever hears it keeps the newest.
        dataset::Event::EntrySaved { dataset, entry, .. } => {
            vec![Outgoing::fact(&DataSetRegisteredV1 {
                dataset: dataset.clone(),
                name: entry.name.clone(),
                traits: entry.traits(),
            })]
        }
    }
}
