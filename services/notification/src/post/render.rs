//! A mail as its recipient reads it: a text and an HTML part that say the same, in plain words, without pictures.

use std::{collections::BTreeMap, time::SystemTime};

use askama::Template as _;
use dars_notification_domain::mail::{Mail, written};
use dars_vocabulary::code::Signpost;
use jiff::Timestamp;
use lettre::{
    Address, Message,
    message::{
        Mailbox, MultiPart, SinglePart,
        header::{HeaderName, HeaderValue},
    },
};
use uuid::Uuid;

/// What stands in a mail.
#[derive(Clone, Debug)]
pub struct Rendered {
    /// The subject line.
    pub subject: String,
    /// The text part.
    pub text: String,
    /// The HTML part.
    pub html: String,
}

/// What a mail to an enquirer or an invitee has beside its words; nothing for anyone else.
#[derive(Clone, Default)]
pub struct Private {
    /// The token of their secret link.
    pub secret: Option<String>,
    /// What lets an invitee accept, in words.
    pub code: Option<String>,
    /// Where a reply joins the thread.
    pub reply_to: Option<Address>,
    /// The same for all mails about one enquiry.
    pub thread: Option<Uuid>,
}

impl std::fmt::Debug for Private {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Private")
    }
}

impl Rendered {
    /// As it may be kept: without the secret.
    #[must_use]
    pub fn without(self, private: &Private) -> Self {
        let hidden = |text: &str| {
            let secrets = private.secret.iter().chain(&private.code);
            secrets.fold(text.to_owned(), |text, secret| text.replace(secret.as_str(), "…"))
        };
        Self { subject: hidden(&self.subject), text: hidden(&self.text), html: hidden(&self.html) }
    }
}

/// Who writes, and where people sign in.
#[derive(Clone, Debug)]
pub struct Letterhead {
    /// The data body's name.
    pub body: String,
    /// Its address.
    pub from: Mailbox,
    /// The right side of a `Message-ID`.
    pub domain: String,
    /// The public address, where people sign in.
    pub portal: String,
    /// Where signposts lead, as far as that is known.
    pub signposts: BTreeMap<Signpost, String>,
}

/// A place to ask elsewhere.
#[derive(Clone)]
struct Link {
    label: &'static str,
    address: Option<String>,
}

#[derive(askama::Template)]
#[template(path = "mail.txt")]
struct Text<'a>(Content<'a>);

#[derive(askama::Template)]
#[template(path = "mail.html")]
struct Html<'a>(Content<'a>);

#[derive(Clone)]
struct Content<'a> {
    subject: &'a str,
    name: &'a str,
    happened: &'a str,
    next_step: &'a str,
    points: &'a [String],
    links: &'a [Link],
    by: Option<&'a str>,
    date_is: &'a str,
    target: bool,
    reference: &'a str,
    link: &'a str,
    secret: bool,
    replies: bool,
    body: &'a str,
}

/// Writes a mail to someone called `name`; what it has beside its words stands in `private`.
pub fn render(mail: &Mail, name: &str, private: &Private, head: &Letterhead) -> Result<Rendered, askama::Error> {
    let mut words = mail.words();
    words.points.extend(private.code.clone());
    let reference = mail.reference();
    let by = words.by.map(written);
    let page = format!("{}{}", head.portal.trim_end_matches('/'), words.path);
    // Behind the `#`: browsers send that to nobody.
    let link = private.secret.as_ref().map_or(page.clone(), |secret| format!("{page}#{secret}"));
    let links: Vec<Link> = words
        .links
        .iter()
        .map(|signpost| Link { label: signpost.label(), address: head.signposts.get(signpost).cloned() })
        .collect();
    let content = Content {
        subject: &words.subject,
        name,
        happened: &words.happened,
        next_step: &words.next_step,
        points: &words.points,
        links: &links,
        by: by.as_deref(),
        date_is: words.date_is.label(),
        target: words.target,
        reference: &reference,
        link: &link,
        secret: private.secret.is_some(),
        replies: private.reply_to.is_some(),
        body: &head.body,
    };
    let (text, html) = (Text(content.clone()).render()?, Html(content).render()?);
    Ok(Rendered { subject: words.subject, text, html })
}

/// The message (RFC 5322). The same mail makes the same bytes, so a repeat can be told as one.
pub fn message(
    rendered: &Rendered,
    to: Mailbox,
    id: Uuid,
    date: Timestamp,
    private: &Private,
    head: &Letterhead,
) -> Result<Message, lettre::error::Error> {
    let parts = MultiPart::alternative()
        .boundary(id.simple().to_string())
        .singlepart(SinglePart::plain(rendered.text.clone()))
        .singlepart(SinglePart::html(rendered.html.clone()));
    let mut builder = Message::builder();
    if let Some(reply_to) = &private.reply_to {
        builder = builder.reply_to(Mailbox::new(None, reply_to.clone()));
    }
    if let Some(thread) = private.thread {
        // The head of a thread that was never sent: mail programs put what refers to it together.
        let head_of_thread = format!("<{thread}@{}>", head.domain);
        builder = builder.in_reply_to(head_of_thread.clone()).references(head_of_thread);
    }
    builder
        .message_id(Some(format!("<{id}@{}>", head.domain)))
        .date(SystemTime::from(date))
        .from(head.from.clone())
        .to(to)
        .subject(rendered.subject.clone())
        // So that no mailbox answers it with "out of office" (RFC 3834).
        .raw_header(HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned()))
        // So that we know our own when it comes back.
        .raw_header(HeaderValue::new(HeaderName::new_from_ascii_str("X-DARS-Loop"), head.domain.clone()))
        .multipart(parts)
}
