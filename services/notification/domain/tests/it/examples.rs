//! One mail of every kind of news; all invented.

use dars_notification_domain::{
    about::About,
    mail::{
        AccessNews, AgreementNews, ApplicationNews, Asking, Clarification, EndingNews, EnquiryNews, Mail, News,
        Outcome, Paper, SigningNews,
    },
};
use dars_vocabulary::{
    CertificateRef, DocumentVersion, EnquiryRef, Nic, ReleaseRef, ServiceAgreementRef,
    code::{AccessService, AdviceOutcome, AdvisoryGroup, AssuranceKind, EnquiryTopic, ReleaseKind, Signpost, Team},
    content::SectionName,
};
use jiff::civil::{Date, date};

pub const DAY: Date = date(2027, 1, 6);
pub const START: Date = date(2025, 3, 3);
pub const END: Date = date(2028, 3, 2);

pub fn nic() -> Nic {
    "DARS-NIC-900101-K4T7Q".parse().unwrap()
}

fn enquiry() -> EnquiryRef {
    "ENQ-2026-000412".parse().unwrap()
}

fn mail(about: About, version: Option<DocumentVersion>, organisation: Option<&str>, news: News) -> Mail {
    Mail { about, version, organisation: organisation.map(ToOwned::to_owned), news }
}

fn of_enquiry(news: EnquiryNews) -> Mail {
    mail(About::Enquiry(enquiry()), None, None, news.into())
}

pub fn of_request(version: Option<DocumentVersion>, news: impl Into<News>) -> Mail {
    mail(About::Request(nic()), version, Some("Northmere University"), news.into())
}

fn of_contract(news: impl Into<News>) -> Mail {
    let contract = "CON-900101-B4K2Q".parse().unwrap();
    mail(About::Contract(contract), None, Some("Northmere University"), news.into())
}

fn of_organisation(news: impl Into<News>) -> Mail {
    mail(About::Organisation("NORTH1".parse().unwrap()), None, Some("Northmere University"), news.into())
}

pub fn every_mail() -> Vec<Mail> {
    [enquiries(), applications(), signings(), in_force(), access(), endings()].concat()
}

fn enquiries() -> Vec<Mail> {
    let team = Team::DataApplications;
    [
        EnquiryNews::Received { answer_due: DAY },
        EnquiryNews::Routed { topic: Some(EnquiryTopic::NewDataRequest), team, answer_due: DAY },
        EnquiryNews::Routed { topic: None, team, answer_due: DAY },
        EnquiryNews::Reopened { team, answer_due: DAY },
        EnquiryNews::Signposted { signposts: vec![Signpost::PublishedStatistics, Signpost::OtherBody] },
        EnquiryNews::Routed { topic: None, team: Team::Incident, answer_due: DAY },
        EnquiryNews::IncidentSuspected { look_by: "2026-07-01T13:05:00Z".parse().unwrap() },
        EnquiryNews::LinkRenewed,
        EnquiryNews::NumbersRemoved { count: 1 },
        EnquiryNews::NumbersRemoved { count: 2 },
        EnquiryNews::Answered,
        EnquiryNews::ClosedNoReply,
        EnquiryNews::Duplicate,
        EnquiryNews::Closed,
        EnquiryNews::Asked { chase_on: DAY, close_on: date(2027, 1, 20) },
        EnquiryNews::Chased { close_on: date(2027, 1, 20) },
    ]
    .into_iter()
    .map(of_enquiry)
    .collect()
}

fn applications() -> Vec<Mail> {
    let draft = Some(DocumentVersion::FIRST_DRAFT);
    let group = AdvisoryGroup::Agd;
    let asking = |number, section, asking, date| Clarification { number, section, asking, date };
    let items = vec![
        asking(1, Some(SectionName::DataSets), Asking::Raised, DAY),
        asking(2, Some(SectionName::PrivacyNotice), Asking::Raised, DAY),
    ];
    let waiting = vec![asking(1, None, Asking::Due, DAY), asking(2, None, Asking::Lapses, date(2027, 1, 20))];
    let mut mails = vec![
        of_request(None, ApplicationNews::Proposed { assessment_due: DAY }),
        of_request(None, ApplicationNews::Opened),
        of_request(None, ApplicationNews::Invited { open_until: DAY }),
        of_request(None, ApplicationNews::Redirected { signposts: vec![Signpost::DigiTrials] }),
        of_request(draft, ApplicationNews::Submitted { decision_due: DAY }),
        of_request(draft, ApplicationNews::Returned { sections: vec![SectionName::DataSets, SectionName::LegalBasis] }),
        of_request(None, ApplicationNews::Clarifications { items }),
        of_request(None, ApplicationNews::Clarifications { items: waiting }),
        of_request(None, ApplicationNews::AdviceScheduled { group, meets_on: DAY }),
        of_request(
            None,
            ApplicationNews::AdviceRecorded { group, outcome: AdviceOutcome::SupportiveWithActions, met_on: DAY },
        ),
        of_request(None, ApplicationNews::EarlyView { group, given_on: DAY }),
        of_request(draft, ApplicationNews::ReviewRequested { requested_on: DAY }),
        of_request(draft, ApplicationNews::Reviewed { upheld: true, reviewed_on: DAY }),
        of_request(draft, ApplicationNews::Reviewed { upheld: false, reviewed_on: DAY }),
        of_request(None, ApplicationNews::Withdrawn),
        of_request(None, ApplicationNews::Lapsed),
    ];
    for outcome in [Outcome::Approved, Outcome::ApprovedWithConditions, Outcome::Deferred, Outcome::Refused] {
        mails.push(of_request(draft, ApplicationNews::Decided { outcome, decided_on: DAY }));
    }
    mails
}

fn signings() -> Vec<Mail> {
    let issue = Some(DocumentVersion::FIRST_ISSUE);
    let next = Some(DocumentVersion::FIRST_ISSUE.next_minor());
    let (agreement, contract) = (Paper::Agreement, Paper::FrameworkContract);
    let void_on = Some(date(2025, 5, 4));
    vec![
        of_request(issue, SigningNews::Issued { paper: agreement, start: START, end: END, void_on }),
        of_request(issue, SigningNews::Chased { paper: agreement, issued_on: date(2025, 2, 3), void_on }),
        of_request(issue, SigningNews::FullySigned { paper: agreement, start: START, end: END }),
        of_contract(SigningNews::Issued { paper: contract, start: START, end: END, void_on: None }),
        of_contract(SigningNews::Chased { paper: contract, issued_on: date(2025, 2, 3), void_on: None }),
        of_contract(SigningNews::FullySigned { paper: contract, start: START, end: END }),
        of_request(next, SigningNews::ChangeOpened { changes: DocumentVersion::FIRST_ISSUE }),
        of_request(next, SigningNews::NewVersionIssued),
    ]
}

fn in_force() -> Vec<Mail> {
    let issue = Some(DocumentVersion::FIRST_ISSUE);
    let service_agreement = service_agreement();
    let mut mails = vec![of_request(issue, AgreementNews::Active { start: START, end: END })];
    for days_before in [180, 90, 0] {
        mails.push(of_request(issue, AgreementNews::Ends { end: END, days_before }));
    }
    mails.extend([
        of_contract(AgreementNews::ContractEnds { end: END, agreements: vec![nic()] }),
        of_contract(AgreementNews::ContractEnds { end: END, agreements: Vec::new() }),
    ]);
    for kind in AssuranceKind::ALL {
        mails.push(of_organisation(AgreementNews::AssuranceLapses { kind: *kind, valid_to: DAY }));
    }
    mails.extend([
        of_request(issue, AgreementNews::Section251Lapses { until: DAY }),
        of_request(issue, AgreementNews::ConditionDue { number: 2, due: DAY }),
        of_request(issue, AgreementNews::SdeEnds { end: END }),
        of_request(None, AgreementNews::SdeEnded { service_agreement }),
    ]);
    mails
}

fn service_agreement() -> ServiceAgreementRef {
    "SVA-2026-000007".parse().unwrap()
}

fn access() -> Vec<Mail> {
    let issue = Some(DocumentVersion::FIRST_ISSUE);
    let release: ReleaseRef = "REL-2026-000007".parse().unwrap();
    let (service_agreement, service) = (service_agreement(), AccessService::Sde);
    let released = |kind, file_count| {
        let (release, dataset) = (release.clone(), "hes-apc".to_owned());
        of_request(issue, AccessNews::Released { release, dataset, kind, file_count })
    };
    vec![
        of_request(None, AccessNews::ServiceReady { service_agreement: service_agreement.clone(), service }),
        of_request(None, AccessNews::ServiceLive { service_agreement, service }),
        released(ReleaseKind::File, 1),
        released(ReleaseKind::File, 3),
        released(ReleaseKind::SystemAccess, 0),
        of_request(
            None,
            AccessNews::Held {
                release: release.clone(),
                reasons: vec!["assurance-lapsed".to_owned(), "Something <else>".to_owned()],
            },
        ),
        of_request(issue, AccessNews::Suspended),
        of_request(issue, AccessNews::Reinstated),
    ]
}

fn endings() -> Vec<Mail> {
    let issue = Some(DocumentVersion::FIRST_ISSUE);
    let certificate: CertificateRef = "DDC-2026-000041".parse().unwrap();
    vec![
        of_request(issue, EndingNews::Void { voided_on: DAY }),
        of_request(issue, EndingNews::Terminated { ended_on: DAY }),
        of_contract(EndingNews::ContractTerminated { ended_on: DAY }),
        of_request(issue, EndingNews::Closed { closed_on: DAY }),
        of_request(issue, EndingNews::DestructionDue { due_on: DAY }),
        of_request(issue, EndingNews::DestructionOverdue { due_on: DAY }),
        of_request(None, EndingNews::CertificateReceived { certificate: certificate.clone() }),
        of_request(None, EndingNews::CertificateQueried { certificate: certificate.clone() }),
        of_request(None, EndingNews::CertificateAccepted { certificate }),
    ]
}
