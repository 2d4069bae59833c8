//! What each mail says, whole: one committed file per mail, read by a person. `UPDATE=1` writes them anew.

use std::{collections::BTreeMap, fmt::Write as _, fs, path::Path};

use dars_notification::post::{Letterhead, Private, Rendered, render};
use dars_notification_domain::mail::{EnquiryNews, Mail, MailKind, News};
use dars_vocabulary::code::Signpost;

use crate::examples::every_mail;

fn head() -> Letterhead {
    Letterhead {
        body: "the data body".to_owned(),
        from: "dars@data-body.example".parse().unwrap(),
        domain: "dars.data-body.example".to_owned(),
        portal: "https://dars.data-body.example".to_owned(),
        signposts: [(Signpost::PublishedStatistics, "https://data-body.example/statistics".to_owned())].into(),
    }
}

fn rendered(mail: &Mail) -> Rendered {
    let News::Enquiry(news) = &mail.news else {
        return render(mail, "Nia Moss", &Private::default(), &head()).unwrap();
    };
    if let EnquiryNews::Routed { .. } | EnquiryNews::Reopened { .. } | EnquiryNews::IncidentSuspected { .. } = news {
        return render(mail, "Nia Moss", &Private::default(), &head()).unwrap();
    }
    let reply_to = "enquiries+2026-000412-00112233445566778899aabbccddeeff@data-body.example".parse().ok();
    let private = Private { secret: Some("the-token-of-the-link".to_owned()), code: None, reply_to, thread: None };
    render(mail, "enquirer", &private, &head()).unwrap()
}

#[test]
fn every_mail_reads_as_committed() {
    let mut texts: BTreeMap<MailKind, String> = BTreeMap::new();
    for mail in every_mail() {
        let Rendered { subject, text, .. } = rendered(&mail);
        let _ = write!(texts.entry(mail.kind()).or_default(), "Subject: {subject}\n\n{text}\n{}\n", "=".repeat(72));
    }
    assert!(MailKind::ALL.iter().all(|kind| texts.contains_key(kind)));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/golden");
    for (kind, text) in texts {
        let file = folder.join(format!("{}.txt", kind.code()));
        if fs::read_to_string(&file).is_ok_and(|found| found == text) {
            continue;
        }
        assert!(
            std::env::var("UPDATE").is_ok_and(|value| value == "1"),
            "{} is not what the mail says now: write it with UPDATE=1 and read it",
            file.display()
        );
        fs::create_dir_all(&folder).unwrap();
        fs::write(&file, text).unwrap();
    }
}

#[test]
fn text_and_html_say_the_same() {
    for mail in every_mail() {
        let Rendered { text, html, .. } = rendered(&mail);
        let words = mail.words();
        let escaped = |text: &str| {
            text.replace('&', "&#38;")
                .replace('<', "&#60;")
                .replace('>', "&#62;")
                .replace('\'', "&#39;")
                .replace('"', "&#34;")
        };
        let mut said = vec![words.happened, words.next_step, words.path];
        said.extend(words.points);
        for said in said {
            assert!(text.contains(&said), "{said}\n{text}");
            assert!(html.contains(&escaped(&said)), "{said}\n{html}");
        }
        assert_eq!(text.contains("not NHS policy"), words.target);
        assert_eq!(html.contains("not NHS policy"), words.target);
        assert!(!text.contains("\n\n\n"), "{text}");
    }
}

#[test]
fn a_signpost_without_an_address_is_named_and_not_linked() {
    let signposted = every_mail().into_iter().find(|mail| !mail.words().links.is_empty()).unwrap();
    let Rendered { text, html, .. } = rendered(&signposted);
    assert!(text.contains("  - published statistics: https://data-body.example/statistics\n"), "{text}");
    assert!(text.contains("  - the body that holds the data\n"), "{text}");
    assert!(html.contains("<li>the body that holds the data</li>"), "{html}");
}
