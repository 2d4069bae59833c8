use dars_notification_domain::mail::{
    AgreementEnds, AgreementSigning, ApplicationSubmitted, Decided, EnquiryReceived, EnquiryRouted, Mail, MailKind,
    Outcome, Signing, written,
};
use dars_vocabulary::{
    DocumentVersion, Nic,
    code::{EnquiryTopic, Team},
};
use jiff::civil::date;

fn nic() -> Nic {
    "DARS-NIC-900101-K4T7Q".parse().unwrap()
}

fn every_mail() -> Vec<Mail> {
    let (version, organisation) = (DocumentVersion::FIRST_ISSUE, "Northmere University".to_owned());
    let enquiry: dars_vocabulary::EnquiryRef = "ENQ-2026-000412".parse().unwrap();
    let (start, end) = (date(2025, 3, 3), date(2028, 3, 2));
    let mut mails = vec![
        Mail::EnquiryReceived(EnquiryReceived { enquiry: enquiry.clone(), answer_due: start }),
        Mail::EnquiryRouted(EnquiryRouted {
            enquiry,
            topic: Some(EnquiryTopic::NewDataRequest),
            team: Team::DataApplications,
            answer_due: start,
        }),
        Mail::ApplicationSubmitted(ApplicationSubmitted {
            nic: nic(),
            version,
            organisation: organisation.clone(),
            decision_due: start,
        }),
    ];
    for outcome in [Outcome::Approved, Outcome::Refused] {
        let organisation = organisation.clone();
        mails.push(Mail::Decided(Decided { nic: nic(), version, organisation, outcome, decided_on: start }));
    }
    for occasion in [Signing::Issued, Signing::FullySigned] {
        let organisation = organisation.clone();
        mails.push(Mail::AgreementSigning(AgreementSigning {
            nic: nic(),
            version,
            organisation,
            occasion,
            start,
            end,
        }));
    }
    for days_before in [180, 90, 0] {
        let organisation = organisation.clone();
        mails.push(Mail::AgreementEnds(AgreementEnds { nic: nic(), version, organisation, end, days_before }));
    }
    mails
}

#[test]
fn every_mail_quotes_its_reference_and_says_what_happened_and_what_comes_next() {
    for mail in every_mail() {
        let words = mail.words();
        assert!(words.subject.starts_with(&mail.reference()), "{words:?}");
        assert!(words.happened.contains(&mail.reference()), "{words:?}");
        assert!(!words.next_step.is_empty());
        assert!(words.by.is_none_or(|by| words.next_step.contains(&written(by))), "{words:?}");
    }
    let kinds: Vec<_> = every_mail().iter().map(Mail::kind).collect();
    assert!(MailKind::ALL.iter().all(|kind| kinds.contains(kind)));
}

#[test]
fn a_mail_reads_back_as_stored() {
    for mail in every_mail() {
        assert_eq!(serde_json::from_str::<Mail>(&serde_json::to_string(&mail).unwrap()).unwrap(), mail);
    }
}

#[test]
fn a_renewal_is_advised_by_90_days_before_while_that_lies_ahead() {
    for (days_before, by) in
        [(180, date(2027, 12, 3)), (91, date(2027, 12, 3)), (90, date(2028, 3, 2)), (0, date(2028, 3, 2))]
    {
        let mail = Mail::AgreementEnds(AgreementEnds {
            nic: nic(),
            version: DocumentVersion::FIRST_ISSUE,
            organisation: "Northmere University".to_owned(),
            end: date(2028, 3, 2),
            days_before,
        });
        assert_eq!(mail.words().by, Some(by), "{days_before}");
    }
}
