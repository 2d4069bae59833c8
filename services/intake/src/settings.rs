//! What only this service can be told: by which keys links are known, and where mails reach it.

use std::path::PathBuf;

use dars_kit::{
    Settings,
    links::{LinkKeys, WrongKeys},
};
use serde::Deserialize;

/// What stands in `[service.mail]`. Each key is explained in `config/default.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
// Other keys may stand there: `notification` has a section of the same name, and one environment may serve both.
#[serde(default)]
struct MailSection {
    inbox: String,
    address: String,
}

/// A setting that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum WrongSetting {
    /// The keys of links.
    #[error(transparent)]
    Keys(#[from] WrongKeys),
    /// One of `[service.mail]`.
    #[error("service.mail.{key} cannot be used: {why}")]
    Mail {
        /// Which one.
        key: &'static str,
        /// Why not.
        why: String,
    },
}

/// By which keys links are known, and where mails reach us.
#[derive(Clone, Debug)]
pub struct Own {
    /// The keys of links; none: there are no links.
    pub links: LinkKeys,
    /// The inbox, if there is one.
    pub inbox: Option<Inbox>,
}

/// Where mails reach us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inbox {
    /// The folder that a mail server drops `.eml` files into.
    pub folder: PathBuf,
    /// The address that replies come to, in small letters, before the `@`; a token stands behind a `+`.
    pub local: String,
    /// The same, behind the `@`.
    pub domain: String,
}

impl Own {
    /// Reads and checks them.
    pub fn of(settings: &Settings) -> Result<Self, WrongSetting> {
        let links = LinkKeys::of(settings)?;
        let section = settings.service.get("mail").cloned().unwrap_or_default();
        let wrong = |key, why: &str| WrongSetting::Mail { key, why: why.to_owned() };
        let mail: MailSection = serde_json::from_value(section).map_err(|error| wrong("*", &error.to_string()))?;
        if mail.inbox.is_empty() {
            return Ok(Self { links, inbox: None });
        }
        // A mailbox read over IMAP is not offered: a mail server, or fetchmail, drops files as well.
        let folder = mail.inbox.strip_prefix("dir:").filter(|path| !path.is_empty());
        let folder = folder.ok_or_else(|| wrong("inbox", "it is `dir:` and the path of a folder"))?;
        let address = mail.address.to_ascii_lowercase();
        let parts = address.split_once('@').filter(|(local, domain)| {
            !local.is_empty() && !local.contains('+') && !domain.is_empty() && !domain.contains('@')
        });
        let (local, domain) = parts.ok_or_else(|| wrong("address", "it is one address, without a `+`"))?;
        Ok(Self {
            links,
            inbox: Some(Inbox { folder: folder.into(), local: local.to_owned(), domain: domain.to_owned() }),
        })
    }
}

impl Inbox {
    /// What stands behind the `+` of an address of ours.
    pub fn tag<'a>(&self, address: &'a str) -> Option<&'a str> {
        let (local, domain) = address.rsplit_once('@')?;
        let (base, tag) = local.split_once('+')?;
        (base.eq_ignore_ascii_case(&self.local) && domain.eq_ignore_ascii_case(&self.domain)).then_some(tag)
    }

    /// Whether this is the address that replies come to, with a tag or without.
    pub fn is_ours(&self, address: &str) -> bool {
        address.rsplit_once('@').is_some_and(|(local, domain)| {
            let base = local.split_once('+').map_or(local, |(base, _)| base);
            base.eq_ignore_ascii_case(&self.local) && domain.eq_ignore_ascii_case(&self.domain)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(mail: &str) -> Result<Own, WrongSetting> {
        Own::of(&Settings::of("", &format!("[service.mail]\n{mail}\n")).unwrap())
    }

    #[test]
    fn an_inbox_is_a_folder_and_an_address_that_tokens_fit_into() {
        let inbox = own("inbox = \"dir:/mails\"\naddress = \"Enquiries@Body.example\"").unwrap().inbox.unwrap();
        assert_eq!(inbox.tag("ENQUIRIES+abc@body.EXAMPLE"), Some("abc"));
        for other in ["enquiries@body.example", "enquiries+a@other.example", "x+a@body.example", "+", ""] {
            assert_eq!(inbox.tag(other), None, "{other}");
        }
        assert!(inbox.is_ours("enquiries@body.example") && inbox.is_ours("enquiries+x@body.example"));
        assert!(own("").unwrap().inbox.is_none());
        // What `notification` alone reads is none of ours.
        assert!(own("smtp_url = \"smtp://127.0.0.1\"").unwrap().inbox.is_none());
        for bad in [
            "inbox = \"imap://mail.example\"\naddress = \"a@b.example\"",
            "inbox = \"dir:\"\naddress = \"a@b.example\"",
            "inbox = \"dir:/mails\"",
            "inbox = \"dir:/mails\"\naddress = \"a+b@c.example\"",
        ] {
            assert!(own(bad).is_err(), "{bad}");
        }
    }
}
