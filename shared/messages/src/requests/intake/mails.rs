//! About the enquirer's secret link, and mails that joined no thread.

use dars_vocabulary::{EnquiryRef, code::EnquiryTopic};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// `POST /enquiries/{reference}/link` (renew-enquiry-link): a new link, mailed to the enquirer's address and nowhere else.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RenewEnquiryLink {
    /// The address that the enquiry was raised with.
    pub email: String,
}

/// The answer to whoever asks for a new link, the same whether or not the address is the enquirer's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LinkAskedFor {
    /// What happens next.
    pub next: String,
}

/// What the token of a link was exchanged for.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct EnquirySession {
    /// Opens this one enquiry.
    pub session: String,
    /// For how many seconds.
    pub seconds: i64,
}

impl std::fmt::Debug for EnquirySession {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "EnquirySession(…, {} s)", self.seconds)
    }
}

/// Where a mail goes that joined no thread by itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum FileInto {
    /// Into the thread of this enquiry, as its enquirer's words.
    Enquiry(EnquiryRef),
    /// It becomes an enquiry of its own, about this.
    New(EnquiryTopic),
}

/// `POST /enquiries/unfiled/{id}/file` (file-mail): a triage officer says where it belongs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FileMail {
    /// Where.
    pub into: FileInto,
}

/// Why a mail is thrown away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DiscardReason {
    /// Advertising, or worse.
    Spam,
    /// A machine wrote it.
    Automatic,
    /// It is known already.
    Duplicate,
    /// It is not for this service.
    NotForUs,
}

/// `POST /enquiries/unfiled/{id}/discard` (discard-mail)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DiscardMail {
    /// Why.
    pub reason: DiscardReason,
}
