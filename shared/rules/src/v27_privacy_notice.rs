//! V27: the privacy notice tells of this use, and its page opens.

use dars_vocabulary::{ApplicationContent, Finding, Severity, Stage};

use crate::{
    context::{Context, NoticeCheck},
    finding::{Rule, blank, published},
};

const V27: Rule = Rule { id: "V27", severity: Severity::Error, stage: Stage::Submit, basis: published("10a") };

/// Source: DARS standard 10a: confirmation of a live, public privacy notice.
///
/// What the last look found is asked of whoever looks; one that never looked only warns.
pub fn v27_privacy_notice(content: &ApplicationContent, known: &Context) -> Vec<Finding> {
    // Without the section or with no address completeness asks for it.
    let Some(notice) = content.privacy_notice.as_ref().filter(|notice| !blank(Some(&notice.url))) else {
        return Vec::new();
    };
    let unconfirmed = (!notice.confirmed).then(|| {
        let message = "Standard 10a: confirm that the privacy notice is public and tells of this use.";
        V27.finding("privacy-notice-unconfirmed", "/privacy_notice/confirmed", message)
    });
    let looked = match &known.privacy_notice {
        None | Some(NoticeCheck::Done { live: true, .. }) => None,
        Some(NoticeCheck::Never) => {
            let message = "Nobody has looked yet whether this page opens: it is looked at once this section is saved.";
            Some(V27.warning().finding("privacy-notice-unchecked", "/privacy_notice/url", message))
        }
        Some(NoticeCheck::Done { live: false, code, on }) => {
            let message = format!(
                "Standard 10a: this page did not open on {on} ({code}). Put it right, then save this section again to \
                 have it looked at anew."
            );
            Some(V27.finding("privacy-notice-dead", "/privacy_notice/url", message))
        }
    };
    unconfirmed.into_iter().chain(looked).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::{finding::seen, sample::complete};

    type Row<'a> = (bool, Option<NoticeCheck>, &'a [(&'a str, &'a str, Severity)]);

    fn found(live: bool) -> NoticeCheck {
        NoticeCheck::Done { live, code: "not-found".to_owned(), on: date(2026, 11, 20) }
    }

    #[test]
    fn the_notice_is_confirmed_and_its_page_opened_when_it_was_last_looked_at() {
        let unconfirmed = ("privacy-notice-unconfirmed", "/privacy_notice/confirmed", Severity::Error);
        let dead = ("privacy-notice-dead", "/privacy_notice/url", Severity::Error);
        let unchecked = ("privacy-notice-unchecked", "/privacy_notice/url", Severity::Warning);
        let table: [Row; 8] = [
            (true, None, &[]),
            (true, Some(found(true)), &[]),
            (true, Some(found(false)), &[dead]),
            (true, Some(NoticeCheck::Never), &[unchecked]),
            (false, None, &[unconfirmed]),
            (false, Some(found(true)), &[unconfirmed]),
            (false, Some(found(false)), &[unconfirmed, dead]),
            (false, Some(NoticeCheck::Never), &[unconfirmed, unchecked]),
        ];
        for (confirmed, privacy_notice, expected) in table {
            let mut content = complete();
            content.privacy_notice.as_mut().unwrap().confirmed = confirmed;
            let known = Context { privacy_notice, ..Context::default() };
            let findings = v27_privacy_notice(&content, &known);
            let seen: Vec<_> = findings.iter().map(|f| (f.code, f.pointer.as_str(), f.severity)).collect();
            assert_eq!(seen, expected, "{confirmed} {:?}", known.privacy_notice);
            assert!(findings.iter().all(|f| f.stage == Stage::Submit));
        }
    }

    #[test]
    fn one_that_is_dead_says_when_and_why() {
        let findings =
            v27_privacy_notice(&complete(), &Context { privacy_notice: Some(found(false)), ..Context::default() });
        assert!(findings[0].message.contains("on 2026-11-20 (not-found)"), "{}", findings[0].message);
    }

    #[test]
    fn a_missing_section_or_address_is_completeness_s() {
        let known = Context { privacy_notice: Some(NoticeCheck::Never), ..Context::default() };
        let mut content = complete();
        content.privacy_notice.as_mut().unwrap().url = " ".to_owned();
        assert_eq!(seen(&v27_privacy_notice(&content, &known)), []);
        content.privacy_notice = None;
        assert_eq!(seen(&v27_privacy_notice(&content, &known)), []);
    }
}
