//! A mail as its recipient reads it: a text and an HTML part that say the same, in plain words, without pictures.

use std::{collections::BTreeMap, time::SystemTime};

use askama::Template as _;
use dars_notification_domain::mail::{Mail, written};
use dars_vocabulary::code::Signpost;
use jiff::Timestamp;
use lettre::{
    Message,
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
    body: &'a str,
}

/// Writes a mail to someone called `name`.
pub fn render(mail: &Mail, name: &str, head: &Letterhead) -> Result<Rendered, askama::Error> {
    render_with(mail, None, name, head)
}

/// The same, with what lets an invitee accept: it stands in the mail alone, never in its data.
pub fn render_with(mail: &Mail, token: Option<&str>, name: &str, head: &Letterhead) -> Result<Rendered, askama::Error> {
    let mut words = mail.words();
    words.points.extend(token.map(ToOwned::to_owned));
    let reference = mail.reference();
    let by = words.by.map(written);
    let link = format!("{}{}", head.portal.trim_end_matches('/'), words.path);
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
    head: &Letterhead,
) -> Result<Message, lettre::error::Error> {
    let parts = MultiPart::alternative()
        .boundary(id.simple().to_string())
        .singlepart(SinglePart::plain(rendered.text.clone()))
        .singlepart(SinglePart::html(rendered.html.clone()));
    Message::builder()
        .message_id(Some(format!("<{id}@{}>", head.domain)))
        .date(SystemTime::from(date))
        .from(head.from.clone())
        .to(to)
        .subject(rendered.subject.clone())
        // So that no mailbox answers it with "out of office" (RFC 3834).
        .raw_header(HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned()))
        .multipart(parts)
}
