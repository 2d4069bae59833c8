//! The secrets by which someone who is not signed in is known to belong to one enquiry. Each is made of a key and the
//! enquiry's reference, so that nothing has to be kept, sent or found again: `notification` writes them into mails,
//! `intake` recognises them, and no message, table or log ever holds one (ADR 0018).

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use dars_vocabulary::EnquiryRef;
use jiff::Timestamp;
use ring::hmac;

use crate::Settings;

/// A shortest key, in characters.
const SHORTEST: usize = 32;
/// How many hexadecimal digits the secret in a reply address has: 128 bits, as the part of an address before the `@` has
/// no room for more (RFC 5321: 64 characters).
const REPLY_DIGITS: usize = 32;

/// What a secret is for; one made for one purpose is no good for another.
#[derive(Clone, Copy, Debug)]
enum Purpose {
    Link,
    Session,
    Reply,
}

impl Purpose {
    fn name(self) -> &'static str {
        match self {
            Self::Link => "enquiry-link/1",
            Self::Session => "enquiry-session/1",
            Self::Reply => "enquiry-reply/1",
        }
    }
}

/// The keys: the first makes, all of them recognise, so that one can be rotated.
#[derive(Clone, Default)]
pub struct LinkKeys(Vec<hmac::Key>);

impl std::fmt::Debug for LinkKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "LinkKeys({})", self.0.len())
    }
}

/// A key that cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("service.links.keys cannot be used: each key, parted by commas, is a random text of at least 32 characters")]
pub struct WrongKeys;

impl LinkKeys {
    /// Those of `service.links.keys`; none when it is empty, and then there are no links.
    pub fn of(settings: &Settings) -> Result<Self, WrongKeys> {
        let text = settings.service.pointer("/links/keys").and_then(serde_json::Value::as_str).unwrap_or_default();
        let keys = text.split(',').map(str::trim).filter(|key| !key.is_empty());
        keys.map(|key| {
            let long = key.chars().count() >= SHORTEST;
            long.then(|| hmac::Key::new(hmac::HMAC_SHA256, key.as_bytes())).ok_or(WrongKeys)
        })
        .collect::<Result<_, _>>()
        .map(Self)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The token of an enquiry's link: 43 characters that may stand in an address.
    pub fn link(&self, enquiry: &EnquiryRef, generation: u32) -> Option<String> {
        self.make(Purpose::Link, enquiry, &generation.to_string())
    }

    /// Whether this is the token of that link.
    pub fn is_link(&self, token: &str, enquiry: &EnquiryRef, generation: u32) -> bool {
        self.recognises(token, Purpose::Link, enquiry, &generation.to_string())
    }

    /// What a token is exchanged for: opens the enquiry until `until`, in technical time.
    pub fn session(&self, enquiry: &EnquiryRef, generation: u32, until: Timestamp) -> Option<String> {
        let until = until.as_second();
        let secret = self.make(Purpose::Session, enquiry, &format!("{generation}\n{until}"))?;
        Some(format!("{until}.{secret}"))
    }

    /// Whether this is a session of that link which is not over.
    pub fn is_session(&self, session: &str, enquiry: &EnquiryRef, generation: u32, now: Timestamp) -> bool {
        let Some((until, secret)) = session.split_once('.') else { return false };
        let lasts = until.parse::<i64>().is_ok_and(|seconds| seconds > now.as_second());
        lasts && self.recognises(secret, Purpose::Session, enquiry, &format!("{generation}\n{until}"))
    }

    /// What stands behind the `+` of the address that replies go to.
    pub fn reply(&self, enquiry: &EnquiryRef) -> Option<String> {
        let number = enquiry.as_str().strip_prefix("ENQ-")?;
        Some(format!("{number}-{}", reply_digits(self.0.first()?, enquiry)))
    }

    /// The enquiry that a reply to such an address belongs to.
    pub fn replied_to(&self, tag: &str) -> Option<EnquiryRef> {
        let tag = tag.to_ascii_lowercase();
        let (number, digits) = tag.rsplit_once('-')?;
        let enquiry: EnquiryRef = format!("ENQ-{number}").parse().ok()?;
        // Compared by their codes under the key, so that the time it takes tells nothing of where they differ.
        let known = self.0.iter().any(|key| {
            let expected = hmac::sign(key, reply_digits(key, &enquiry).as_bytes());
            hmac::verify(key, digits.as_bytes(), expected.as_ref()).is_ok()
        });
        known.then_some(enquiry)
    }

    fn make(&self, purpose: Purpose, enquiry: &EnquiryRef, rest: &str) -> Option<String> {
        let tag = hmac::sign(self.0.first()?, said(purpose, enquiry, rest).as_bytes());
        Some(URL_SAFE_NO_PAD.encode(tag.as_ref()))
    }

    /// In constant time for each key.
    fn recognises(&self, secret: &str, purpose: Purpose, enquiry: &EnquiryRef, rest: &str) -> bool {
        let Ok(tag) = URL_SAFE_NO_PAD.decode(secret) else { return false };
        let said = said(purpose, enquiry, rest);
        self.0.iter().any(|key| hmac::verify(key, said.as_bytes(), &tag).is_ok())
    }
}

fn said(purpose: Purpose, enquiry: &EnquiryRef, rest: &str) -> String {
    format!("{}\n{enquiry}\n{rest}", purpose.name())
}

fn reply_digits(key: &hmac::Key, enquiry: &EnquiryRef) -> String {
    let tag = hmac::sign(key, said(Purpose::Reply, enquiry, "").as_bytes());
    dars_bus::chain::hex(tag.as_ref()).chars().take(REPLY_DIGITS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "0123456789abcdef0123456789abcdef";
    const TWO: &str = "fedcba9876543210fedcba9876543210";

    fn keys(text: &str) -> LinkKeys {
        let settings = Settings::of("", &format!("[service.links]\nkeys = {text:?}\n")).unwrap();
        LinkKeys::of(&settings).unwrap()
    }

    fn enquiry(number: u32) -> EnquiryRef {
        format!("ENQ-2026-{number:06}").parse().unwrap()
    }

    fn now() -> Timestamp {
        Timestamp::from_second(1_800_000_000).unwrap()
    }

    #[test]
    fn a_token_opens_its_own_enquiry_in_its_own_generation_and_nothing_else() {
        let keys = keys(ONE);
        let token = keys.link(&enquiry(412), 1).unwrap();
        assert_eq!(token.len(), 43);
        assert!(keys.is_link(&token, &enquiry(412), 1));
        assert!(!keys.is_link(&token, &enquiry(413), 1));
        assert!(!keys.is_link(&token, &enquiry(412), 2));
        for bad in ["", "x", &token[1..], &format!("{token}A"), &token.to_lowercase(), "é"] {
            assert!(!keys.is_link(bad, &enquiry(412), 1), "{bad}");
        }
    }

    #[test]
    fn no_secret_serves_another_purpose() {
        let keys = keys(ONE);
        let (link, session) = (keys.link(&enquiry(1), 1).unwrap(), keys.session(&enquiry(1), 1, now()).unwrap());
        assert!(!keys.is_session(&link, &enquiry(1), 1, now()));
        assert!(!keys.is_link(&session, &enquiry(1), 1));
        assert!(!keys.is_link(session.split_once('.').unwrap().1, &enquiry(1), 1));
        assert_eq!(keys.replied_to(&format!("2026-000001-{link}")), None);
    }

    #[test]
    fn a_session_ends_at_its_time_and_nobody_can_lengthen_it() {
        let keys = keys(ONE);
        let until = now() + jiff::SignedDuration::from_secs(60);
        let session = keys.session(&enquiry(1), 1, until).unwrap();
        assert!(keys.is_session(&session, &enquiry(1), 1, now()));
        assert!(!keys.is_session(&session, &enquiry(1), 1, until));
        assert!(!keys.is_session(&session, &enquiry(1), 2, now()), "a newer link ends it too");
        let secret = session.split_once('.').unwrap().1;
        let longer = format!("{}.{secret}", until.as_second() + 1);
        assert!(!keys.is_session(&longer, &enquiry(1), 1, now()));
    }

    #[test]
    fn a_reply_address_names_its_enquiry_in_any_case_and_fits_into_an_address() {
        let keys = keys(ONE);
        let tag = keys.reply(&enquiry(412)).unwrap();
        assert!(tag.starts_with("2026-000412-") && tag.len() + "enquiries+".len() <= 64, "{tag}");
        assert_eq!(keys.replied_to(&tag), Some(enquiry(412)));
        assert_eq!(keys.replied_to(&tag.to_uppercase()), Some(enquiry(412)));
        let other = tag.replace("000412", "000413");
        for bad in ["", "2026-000412-", "2026-000412", &other, &tag[..tag.len() - 1], "x-y"] {
            assert_eq!(keys.replied_to(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_key_is_rotated_without_a_day_on_which_links_fail() {
        let (old, both) = (keys(ONE), keys(&format!("{TWO}, {ONE}")));
        let token = old.link(&enquiry(1), 1).unwrap();
        assert!(both.is_link(&token, &enquiry(1), 1));
        assert_eq!(both.link(&enquiry(1), 1), keys(TWO).link(&enquiry(1), 1));
        assert!(!keys(TWO).is_link(&token, &enquiry(1), 1));
        assert_eq!(both.replied_to(&old.reply(&enquiry(1)).unwrap()), Some(enquiry(1)));
    }

    #[test]
    fn without_a_key_there_are_no_links_and_a_short_one_is_refused() {
        let none = keys("");
        assert!(none.is_empty() && none.link(&enquiry(1), 1).is_none() && !none.is_link("", &enquiry(1), 1));
        let settings = Settings::of("", "[service.links]\nkeys = \"short\"\n").unwrap();
        assert_eq!(LinkKeys::of(&settings).err(), Some(WrongKeys));
        assert!(!format!("{:?}", keys(ONE)).contains(ONE));
    }
}
