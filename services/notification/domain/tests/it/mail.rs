use dars_notification_domain::mail::{AgreementNews, Mail, MailKind, written};
use dars_vocabulary::DocumentVersion;
use jiff::civil::date;

use super::examples::{END, every_mail, of_request};

#[test]
fn every_mail_quotes_its_reference_and_says_what_happened_and_what_comes_next() {
    for mail in every_mail() {
        let words = mail.words();
        assert!(words.subject.starts_with(&mail.reference()), "{words:?}");
        assert!(words.happened.contains(mail.about.as_str()), "{words:?}");
        assert!(words.happened.ends_with('.'), "{words:?}");
        assert!(!words.next_step.is_empty());
        assert!(words.by.is_none_or(|by| words.next_step.contains(&written(by))), "{words:?}");
        assert!(!words.target || words.by.is_some());
        assert!(words.path.ends_with(mail.about.as_str()), "{words:?}");
    }
    let kinds: Vec<_> = every_mail().iter().map(Mail::kind).collect();
    for kind in MailKind::ALL {
        assert!(kinds.contains(kind), "{kind:?}");
    }
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
        let news = AgreementNews::Ends { end: END, days_before };
        let mail = of_request(Some(DocumentVersion::FIRST_ISSUE), news);
        assert_eq!(mail.words().by, Some(by), "{days_before}");
    }
}

#[test]
fn only_codes_are_repeated_as_reasons_of_a_held_release() {
    let held = every_mail().into_iter().map(|mail| mail.words()).find(|words| words.subject.ends_with("release held"));
    assert_eq!(held.unwrap().points, ["assurance lapsed", "another condition"]);
}
