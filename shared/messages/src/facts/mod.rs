//! Every fact and contact, by owner. Public facts are a promise to downstream teams: a new optional field keeps the
//! version, anything else is a new struct beside the old one.

pub mod contracts;
pub mod intake;
pub mod notification;
pub mod register;
pub mod review;

use schemars::{JsonSchema, Schema, schema_for};

use crate::{Contact, Fact, topology::FactKind};

macro_rules! fact {
    ($(#[$doc:meta])* $kind:ident $owner:ident $name:literal v $version:literal $type:ident by $reference:ident { $($(#[$fmeta:meta])* $field:ident : $ftype:ty,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        pub struct $type { $($(#[$fmeta])* pub $field: $ftype,)* }
        impl $crate::Fact for $type {
            const OWNER: $crate::topology::Owner = $crate::topology::Owner::$owner;
            const NAME: &'static str = $name;
            const VERSION: u32 = $version;
            const KIND: $crate::topology::FactKind = $crate::topology::FactKind::$kind;
            fn reference(&self) -> String {
                self.$reference.to_string()
            }
        }
    };
}
pub(crate) use fact;

/// A fact as the generated files describe it.
#[derive(Clone, Debug)]
pub struct Described {
    /// Owner's name.
    pub owner: crate::topology::Owner,
    /// The fact's name.
    pub name: &'static str,
    /// The version of its shape.
    pub version: u32,
    /// Public, internal, or `None` for a contact.
    pub kind: Option<FactKind>,
    /// The JSON Schema (2020-12) of its body.
    pub schema: Schema,
}

fn describe_fact<F: Fact + JsonSchema>() -> Described {
    Described { owner: F::OWNER, name: F::NAME, version: F::VERSION, kind: Some(F::KIND), schema: schema_for!(F) }
}

fn describe_contact<C: Contact + JsonSchema>() -> Described {
    Described { owner: C::OWNER, name: C::NAME, version: C::VERSION, kind: None, schema: schema_for!(C) }
}

/// Every message of the bus, in the order of the flow. A type that is missing here fails the topology's tests.
pub fn all() -> Vec<Described> {
    vec![
        describe_fact::<intake::OrganisationRegisteredV1>(),
        describe_fact::<intake::MembershipGrantedV1>(),
        describe_fact::<intake::SigningAuthorityConfirmedV1>(),
        describe_fact::<intake::DataSetRegisteredV1>(),
        describe_fact::<intake::EnquiryRaisedV1>(),
        describe_fact::<intake::EnquiryRoutedV1>(),
        describe_fact::<intake::EnquiryMessageAddedV1>(),
        describe_fact::<intake::EnquiryConvertedV1>(),
        describe_fact::<intake::ApplicationPeopleV1>(),
        describe_fact::<intake::ApplicationOpenedV1>(),
        describe_fact::<intake::ApplicationVersionV1>(),
        describe_fact::<intake::ApplicationSubmittedV1>(),
        describe_fact::<intake::OrganisationAssuredV1>(),
        describe_fact::<intake::OrganisationRenamedV1>(),
        describe_fact::<intake::EnquiryTriagedV1>(),
        describe_fact::<intake::EnquiryGivenBackV1>(),
        describe_fact::<intake::EnquiryAssignedV1>(),
        describe_fact::<intake::EnquiryOverdueV1>(),
        describe_fact::<intake::EnquiryAskedV1>(),
        describe_fact::<intake::EnquiryRepliedV1>(),
        describe_fact::<intake::EnquiryClosedV1>(),
        describe_fact::<intake::EnquiryReopenedV1>(),
        describe_fact::<intake::EnquiryLinkRenewedV1>(),
        describe_fact::<intake::EnquiryNumbersRemovedV1>(),
        describe_fact::<intake::EnquiryIncidentSuspectedV1>(),
        describe_fact::<intake::ApplicationProposedV1>(),
        describe_fact::<intake::ApplicationRedirectedV1>(),
        describe_fact::<intake::ApplicationWithdrawnV1>(),
        describe_fact::<intake::ApplicationLapsedV1>(),
        describe_fact::<intake::ClarificationAnswerV1>(),
        describe_fact::<intake::ClarificationAnsweredV1>(),
        describe_fact::<intake::EarlyViewV1>(),
        describe_fact::<intake::EarlyViewGivenV1>(),
        describe_fact::<intake::ChangeOpenedV1>(),
        describe_fact::<intake::PrivacyNoticeNamedV1>(),
        describe_fact::<intake::AttachmentRefusedV1>(),
        describe_fact::<intake::IntakeRedactedV1>(),
        describe_contact::<intake::PersonContactV1>(),
        describe_contact::<intake::EnquirerContactV1>(),
        describe_contact::<intake::InvitationContactV1>(),
        describe_fact::<review::CaseOpenedV1>(),
        describe_fact::<review::CaseAssignedV1>(),
        describe_fact::<review::CaseOfficerV1>(),
        describe_fact::<review::CaseMovedV1>(),
        describe_fact::<review::DecisionReasonsV1>(),
        describe_fact::<review::DecisionMadeV1>(),
        describe_fact::<review::ApplicationApprovedV1>(),
        describe_fact::<review::ApplicationRefusedV1>(),
        describe_fact::<review::ApplicationReturnedV1>(),
        describe_fact::<review::ReturnReasonsV1>(),
        describe_fact::<review::ClarificationTextV1>(),
        describe_fact::<review::ClarificationRaisedV1>(),
        describe_fact::<review::ClarificationResolvedV1>(),
        describe_fact::<review::AdviceScheduledV1>(),
        describe_fact::<review::AdviceRecordedV1>(),
        describe_fact::<review::CasePapersV1>(),
        describe_fact::<review::DecisionDeferredV1>(),
        describe_fact::<review::MinutesPublishedV1>(),
        describe_fact::<review::PrecedentApprovedV1>(),
        describe_fact::<review::PrecedentEndedV1>(),
        describe_fact::<review::PrecedentUsedV1>(),
        describe_fact::<review::DecisionReviewRequestedV1>(),
        describe_fact::<review::DecisionReviewedV1>(),
        describe_fact::<review::AdviceCorrectedV1>(),
        describe_fact::<review::ReviewRedactedV1>(),
        describe_fact::<contracts::FrameworkContractActivatedV1>(),
        describe_fact::<contracts::AgreementDraftedV1>(),
        describe_fact::<contracts::AgreementVersionV1>(),
        describe_fact::<contracts::AgreementIssuedV1>(),
        describe_fact::<contracts::AgreementSignatureRecordedV1>(),
        describe_fact::<contracts::AgreementSignedV1>(),
        describe_fact::<contracts::AgreementActivatedV1>(),
        describe_fact::<contracts::AgreementExpiringV1>(),
        describe_fact::<contracts::AgreementExpiredV1>(),
        describe_fact::<contracts::FrameworkContractRequestedV1>(),
        describe_fact::<contracts::FrameworkContractIssuedV1>(),
        describe_fact::<contracts::FrameworkContractSignatureRecordedV1>(),
        describe_fact::<contracts::FrameworkContractExpiringV1>(),
        describe_fact::<contracts::FrameworkContractEndedV1>(),
        describe_fact::<contracts::AgreementVoidedV1>(),
        describe_fact::<contracts::AgreementSuspendedV1>(),
        describe_fact::<contracts::AgreementReinstatedV1>(),
        describe_fact::<contracts::AgreementTerminatedV1>(),
        describe_fact::<contracts::AgreementSupersededV1>(),
        describe_fact::<contracts::DestructionDueV1>(),
        describe_fact::<contracts::CertificateSubmittedV1>(),
        describe_fact::<contracts::CertificateQueriedV1>(),
        describe_fact::<contracts::CertificateAcceptedV1>(),
        describe_fact::<contracts::DestructionOverdueV1>(),
        describe_fact::<contracts::AgreementClosedV1>(),
        describe_fact::<contracts::ConditionMetV1>(),
        describe_fact::<contracts::DataReleasedV1>(),
        describe_fact::<contracts::ReleaseHeldV1>(),
        describe_fact::<contracts::ReleaseAcknowledgedV1>(),
        describe_fact::<contracts::ServiceAgreementMovedV1>(),
        describe_fact::<contracts::ContractsRedactedV1>(),
        describe_fact::<register::EntryPendingV1>(),
        describe_fact::<register::EntryPublishedV1>(),
        describe_fact::<register::EntryEndedV1>(),
        describe_fact::<register::RegisterRedactedV1>(),
        describe_fact::<notification::ReminderSentV1>(),
        describe_fact::<notification::PrivacyNoticeCheckedV1>(),
        describe_fact::<notification::NotificationRedactedV1>(),
    ]
}

/// The events that a `redacted` fact of any owner names; `None` when it cannot be read.
pub fn redacted_events(body: &[u8]) -> Option<Vec<uuid::Uuid>> {
    #[derive(serde::Deserialize)]
    struct Redacted {
        events: Vec<uuid::Uuid>,
    }
    serde_json::from_slice::<Redacted>(body).ok().map(|redacted| redacted.events)
}
