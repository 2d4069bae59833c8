//! Step 5: what is told outside of each event. Pure and exhaustive.

use dars_intake_domain::{application, dataset, enquiry, organisation};
use dars_messages::{
    Outgoing,
    facts::intake::{
        ApplicationOpenedV1, ApplicationPeopleV1, ApplicationSubmittedV1, ApplicationVersionV1, DataSetRegisteredV1,
        EnquirerContactV1, EnquiryConvertedV1, EnquiryMessageAddedV1, EnquiryRaisedV1, EnquiryRoutedV1,
        MembershipGrantedV1, OrganisationRegisteredV1, PersonContactV1, SigningAuthorityConfirmedV1,
    },
};

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
        enquiry::Event::EnquiryRouted { enquiry, team, answer_due } => {
            vec![Outgoing::fact(&EnquiryRoutedV1 { enquiry: enquiry.clone(), team: *team, answer_due: *answer_due })]
        }
        enquiry::Event::EnquiryMessageAdded { enquiry, number, by_officer, .. } => {
            vec![Outgoing::fact(&EnquiryMessageAddedV1 {
                enquiry: enquiry.clone(),
                number: *number,
                by_officer: *by_officer,
            })]
        }
        enquiry::Event::EnquiryConverted { enquiry, nic, .. } => {
            vec![Outgoing::fact(&EnquiryConvertedV1 { enquiry: enquiry.clone(), nic: nic.clone() })]
        }
    }
}

/// What is told of an application: the whole submitted version to the services that work on it, little to all.
pub fn application(event: &application::Event) -> Vec<Outgoing> {
    match event {
        application::Event::ApplicationOpened { nic, organisation, lead, .. } => vec![
            Outgoing::fact(&ApplicationPeopleV1 { nic: nic.clone(), organisation: organisation.clone(), lead: *lead }),
            Outgoing::fact(&ApplicationOpenedV1 { nic: nic.clone(), organisation: organisation.clone() }),
        ],
        application::Event::ApplicationSubmitted {
            nic, version, organisation, sha256, decision_due, content, ..
        } => vec![
            Outgoing::fact(&ApplicationVersionV1 {
                nic: nic.clone(),
                version: *version,
                organisation: organisation.clone(),
                sha256: sha256.clone(),
                content: content.open().cloned(),
            }),
            Outgoing::fact(&ApplicationSubmittedV1 {
                nic: nic.clone(),
                version: *version,
                organisation: organisation.clone(),
                sha256: sha256.clone(),
                decision_due: *decision_due,
            }),
        ],
        // Told by their owners.
        application::Event::CaseMoved { .. }
        | application::Event::ApplicationApproved { .. }
        | application::Event::ApplicationRefused { .. }
        | application::Event::AgreementProgressed { .. } => Vec::new(),
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
        organisation::Event::SigningAuthorityConfirmed { organisation, person, from, until, .. } => {
            vec![Outgoing::fact(&SigningAuthorityConfirmedV1 {
                organisation: organisation.clone(),
                person: *person,
                from: *from,
                until: *until,
            })]
        }
    }
}

/// What is told of a catalogue entry.
pub fn dataset(event: &dataset::Event) -> Vec<Outgoing> {
    match event {
        dataset::Event::DatasetRegistered { dataset, name, .. } => {
            vec![Outgoing::fact(&DataSetRegisteredV1 { dataset: dataset.clone(), name: name.clone() })]
        }
    }
}
