//! What is told of an application: the whole submitted version and its people to the services that work on it, little
//! to all.

use dars_intake_domain::application::{Event, event};
use dars_messages::{
    Outgoing,
    facts::intake::{
        ApplicationLapsedV1, ApplicationOpenedV1, ApplicationPeopleV1, ApplicationProposedV1, ApplicationRedirectedV1,
        ApplicationSubmittedV1, ApplicationVersionV1, ApplicationWithdrawnV1, ChangeOpenedV1, ClarificationAnswerV1,
        ClarificationAnsweredV1, EarlyViewGivenV1, EarlyViewV1, InvitationContactV1,
    },
};
use dars_vocabulary::{Nic, OrganisationId, PersonId};
use uuid::Uuid;

/// What is told of one event.
pub fn application(event: &Event) -> Vec<Outgoing> {
    match event {
        Event::ApplicationProposed(event::ApplicationProposed { nic, organisation, lead, assessment_due, .. }) => {
            // What is accepted in the same breath never waits.
            let proposed = assessment_due.map(|assessment_due| {
                Outgoing::fact(&ApplicationProposedV1 {
                    nic: nic.clone(),
                    organisation: organisation.clone(),
                    assessment_due,
                })
            });
            [people(nic, organisation, *lead, &[])].into_iter().chain(proposed).collect()
        }
        Event::ApplicationRedirected(event::ApplicationRedirected { nic, organisation, to, .. }) => {
            vec![Outgoing::fact(&ApplicationRedirectedV1 {
                nic: nic.clone(),
                organisation: organisation.clone(),
                signposts: to.clone(),
            })]
        }
        Event::ApplicationOpened(event::ApplicationOpened { nic, organisation, .. }) => {
            vec![Outgoing::fact(&ApplicationOpenedV1 { nic: nic.clone(), organisation: organisation.clone() })]
        }
        Event::InvitationAccepted(event::InvitationAccepted {
            nic,
            organisation,
            lead,
            collaborators,
            invitation,
            ..
        }) => {
            vec![people(nic, organisation, *lead, collaborators), forgotten(*invitation)]
        }
        // What ended is forgotten.
        Event::InvitationRevoked(event::InvitationRevoked { invitation, .. })
        | Event::InvitationExpired(event::InvitationExpired { invitation, .. }) => {
            vec![forgotten(*invitation)]
        }
        Event::PeopleSet { nic, organisation, lead, collaborators }
        | Event::HandedOver { nic, organisation, lead, collaborators, .. } => {
            vec![people(nic, organisation, *lead, collaborators)]
        }
        Event::ApplicationSubmitted {
            nic,
            version,
            organisation,
            sha256,
            decision_due,
            assessors,
            content,
            change,
            ..
        } => vec![
            Outgoing::fact(&ApplicationVersionV1 {
                nic: nic.clone(),
                version: *version,
                organisation: organisation.clone(),
                sha256: sha256.clone(),
                content: content.open().cloned(),
                change: *change,
                assessors: assessors.iter().copied().collect(),
            }),
            Outgoing::fact(&ApplicationSubmittedV1 {
                nic: nic.clone(),
                version: *version,
                organisation: organisation.clone(),
                sha256: sha256.clone(),
                decision_due: *decision_due,
            }),
        ],
        Event::ClarificationAnswered(event::ClarificationAnswered {
            nic,
            clarification,
            round,
            answered_on,
            text,
            ..
        }) => vec![
            Outgoing::fact(&ClarificationAnswerV1 {
                nic: nic.clone(),
                clarification: *clarification,
                round: *round,
                text: text.open().cloned(),
            }),
            Outgoing::fact(&ClarificationAnsweredV1 {
                nic: nic.clone(),
                clarification: *clarification,
                round: *round,
                answered_on: *answered_on,
            }),
        ],
        Event::EarlyViewRecorded(event::EarlyViewRecorded { nic, view }) => vec![
            Outgoing::fact(&EarlyViewV1 {
                nic: nic.clone(),
                group: view.group,
                given_on: view.given_on,
                advisers: view.advisers.iter().copied().chain([view.recorded_by]).collect(),
                text: view.text.open().cloned(),
            }),
            Outgoing::fact(&EarlyViewGivenV1 { nic: nic.clone(), group: view.group, given_on: view.given_on }),
        ],
        Event::ApplicationWithdrawn { nic, organisation, .. } => {
            vec![Outgoing::fact(&ApplicationWithdrawnV1 { nic: nic.clone(), organisation: organisation.clone() })]
        }
        Event::ApplicationLapsed { nic, organisation, .. } => {
            vec![Outgoing::fact(&ApplicationLapsedV1 { nic: nic.clone(), organisation: organisation.clone() })]
        }
        Event::ChangeOpened { nic, organisation, kind, version, changes, .. } => {
            vec![Outgoing::fact(&ChangeOpenedV1 {
                nic: nic.clone(),
                organisation: organisation.clone(),
                kind: *kind,
                version: *version,
                changes: *changes,
            })]
        }
        // Told by their owners; the one message with the token by whoever made it; notes to nobody.
        Event::CollaboratorInvited { .. }
        | Event::PreliminaryNoted { .. }
        | Event::CaseMoved { .. }
        | Event::ApplicationReturned { .. }
        | Event::ReturnReasonsGiven { .. }
        | Event::ClarificationWorded { .. }
        | Event::ClarificationRaised { .. }
        | Event::ClarificationResolved { .. }
        | Event::AdviceScheduled { .. }
        | Event::AdviceRecorded { .. }
        | Event::AdviceCorrected(_)
        | Event::DecisionReviewRequested { .. }
        | Event::DecisionReviewed { .. }
        | Event::DecisionReasonsGiven { .. }
        | Event::ApplicationApproved { .. }
        | Event::ApplicationRefused { .. }
        | Event::AgreementProgressed { .. }
        | Event::AgreementSuspended { .. } => Vec::new(),
    }
}

fn forgotten(invitation: Uuid) -> Outgoing {
    Outgoing::forgotten::<InvitationContactV1>(invitation.to_string())
}

fn people(nic: &Nic, organisation: &OrganisationId, lead: PersonId, collaborators: &[PersonId]) -> Outgoing {
    Outgoing::fact(&ApplicationPeopleV1 {
        nic: nic.clone(),
        organisation: organisation.clone(),
        lead,
        collaborators: collaborators.to_vec(),
    })
}
