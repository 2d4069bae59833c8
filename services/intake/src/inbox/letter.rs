//! A mail as it lies in its file: who wrote it, where to, and what; pure.

use mail_parser::{Message, MessageParser};
use sha2::{Digest as _, Sha256};

use super::automatic;

/// A mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The same however often it is delivered.
    pub id: [u8; 32],
    /// The name beside the sender's address; may be empty.
    pub name: String,
    /// The sender's address.
    pub email: String,
    /// Every address that it was sent to, as far as it says.
    pub to: Vec<String>,
    /// Its subject; may be empty.
    pub subject: String,
    /// What is written, with what it quotes; HTML as text.
    pub text: String,
    /// How many attachments it has.
    pub attachments: u32,
    /// Why nobody wrote it, when a machine did.
    pub automatic: Option<&'static str>,
}

/// Headers that say where a mail was sent to, beside `To` and `Cc`.
const DELIVERED: &[&str] = &["delivered-to", "x-original-to", "envelope-to", "x-envelope-to"];
/// Longest subject or name kept, in characters.
const LINE: usize = 200;

impl Letter {
    /// Reads a mail; what is none, or has no single sender, says why as a code.
    pub fn read(bytes: &[u8]) -> Result<Self, &'static str> {
        let message = MessageParser::default().parse(bytes).ok_or("not-a-mail")?;
        let headers: Vec<(String, String)> =
            message.headers_raw().map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned())).collect();
        if headers.is_empty() {
            return Err("not-a-mail");
        }
        let (name, email) = sender(&message, &headers)?;
        let mut automatic = automatic::why(&headers, &email);
        if automatic.is_none() && automatic::is_report(&message) {
            automatic = Some("report");
        }
        Ok(Self {
            id: id(&message, bytes),
            automatic,
            to: to(&message, &headers),
            subject: line(message.subject().unwrap_or_default()),
            text: text(&message),
            attachments: u32::try_from(message.attachment_count()).unwrap_or(u32::MAX),
            name,
            email,
        })
    }
}

/// One address in one header: of two, the one that is shown and the one that is checked could differ.
fn sender(message: &Message<'_>, headers: &[(String, String)]) -> Result<(String, String), &'static str> {
    if headers.iter().filter(|(name, _)| name == "from").count() > 1 {
        return Err("several-senders");
    }
    let mut senders = message.from().into_iter().flat_map(|from| from.iter());
    let (Some(sender), None) = (senders.next(), senders.next()) else {
        return Err(if message.from().is_some_and(|from| from.iter().count() > 1) {
            "several-senders"
        } else {
            "no-sender"
        });
    };
    let email = sender.address().map(str::trim).filter(|address| address.contains('@')).ok_or("no-sender")?;
    Ok((line(sender.name().unwrap_or_default()), email.to_owned()))
}

fn to(message: &Message<'_>, headers: &[(String, String)]) -> Vec<String> {
    let named = [message.to(), message.cc()];
    let named = named.into_iter().flatten().flat_map(|to| to.iter()).filter_map(|to| to.address());
    let delivered = headers.iter().filter(|(name, _)| DELIVERED.contains(&name.as_str()));
    let delivered = delivered.map(|(_, value)| value.trim_matches(['<', '>']).trim());
    named.map(str::trim).chain(delivered).map(ToOwned::to_owned).collect()
}

/// By its `Message-ID`; without one, by every byte of it.
fn id(message: &Message<'_>, bytes: &[u8]) -> [u8; 32] {
    match message.message_id().map(str::trim).filter(|id| !id.is_empty()) {
        Some(id) => Sha256::new().chain_update(b"message-id\n").chain_update(id.as_bytes()).finalize().into(),
        None => Sha256::new().chain_update(b"mail\n").chain_update(bytes).finalize().into(),
    }
}

fn text(message: &Message<'_>) -> String {
    let parts = (0..message.text_body_count()).filter_map(|part| message.body_text(part));
    let text = parts.map(std::borrow::Cow::into_owned).collect::<Vec<_>>().join("\n");
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars().filter(|c| matches!(c, '\n' | '\t') || !c.is_control()).collect::<String>().trim().to_owned()
}

/// What may stand on one line.
fn line(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    text.trim().chars().take(LINE).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Letter, &'static str> {
        Letter::read(text.replace('\n', "\r\n").as_bytes())
    }

    #[test]
    fn a_plain_mail_says_who_wrote_what_to_whom() {
        let letter = read(
            "From: Edith Quill <Edith@quill.example>\nTo: a@b.example, \"B\" <b+c@d.example>\nCc: e@f.example\n\
             Delivered-To: <g@h.example>\nMessage-ID: <1@quill.example>\nSubject: Re: it\n\nHello\nthere\n",
        )
        .unwrap();
        assert_eq!((letter.name.as_str(), letter.email.as_str()), ("Edith Quill", "Edith@quill.example"));
        assert_eq!(letter.to, ["a@b.example", "b+c@d.example", "e@f.example", "g@h.example"]);
        assert_eq!((letter.subject.as_str(), letter.text.as_str()), ("Re: it", "Hello\nthere"));
        assert_eq!((letter.attachments, letter.automatic), (0, None));
    }

    #[test]
    fn character_sets_and_encodings_come_out_as_text() {
        let head = "From: =?ISO-8859-1?Q?Edith_Qu=EFll?= <e@q.example>\nMIME-Version: 1.0\n";
        for (kind, encoding, body) in [
            ("text/plain; charset=iso-8859-1", "quoted-printable", "Caf=E9 ouvert=\n jusqu'=E0 dix"),
            ("text/plain; charset=utf-8", "base64", "Q2Fmw6kgb3V2ZXJ0IGp1c3F1J8OgIGRpeA=="),
            ("text/plain; charset=windows-1252", "8bit-ish", "Café ouvert jusqu'à dix"),
        ] {
            let letter =
                read(&format!("{head}Content-Type: {kind}\nContent-Transfer-Encoding: {encoding}\n\n{body}\n"))
                    .unwrap();
            assert_eq!(letter.name, "Edith Quïll");
            if encoding != "8bit-ish" {
                assert_eq!(letter.text, "Café ouvert jusqu'à dix", "{kind}");
            }
        }
    }

    #[test]
    fn a_mail_of_html_alone_becomes_text_and_no_tag_is_left() {
        let letter = read(
            "From: e@q.example\nContent-Type: text/html; charset=utf-8\n\n\
             <html><head><style>p{color:red}</style><script>alert(1)</script></head>\
             <body><p>First &amp; best</p><p>Second</p></body></html>\n",
        )
        .unwrap();
        assert!(letter.text.contains("First & best") && letter.text.contains("Second"), "{}", letter.text);
        assert!(!letter.text.contains('<') && !letter.text.contains("alert"), "{}", letter.text);
    }

    #[test]
    fn attachments_are_counted_and_not_read() {
        let letter = read(
            "From: e@q.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"x\"\n\n\
             --x\nContent-Type: text/plain\n\nSee the file.\n--x\nContent-Type: application/pdf; name=\"../../a.pdf\"\n\
             Content-Disposition: attachment; filename=\"../../a.pdf\"\nContent-Transfer-Encoding: base64\n\nJVBERg==\n\
             --x--\n",
        )
        .unwrap();
        assert_eq!((letter.text.as_str(), letter.attachments), ("See the file.", 1));
    }

    #[test]
    fn the_same_mail_has_the_same_id_and_another_has_another() {
        let one = |id: &str, text: &str| read(&format!("From: e@q.example\n{id}\n{text}\n")).unwrap().id;
        assert_eq!(one("Message-ID: <1@q>\n", "a"), one("Message-ID: <1@q>\nReceived: by us\n", "a"));
        assert_ne!(one("Message-ID: <1@q>\n", "a"), one("Message-ID: <2@q>\n", "a"));
        assert_ne!(one("", "a"), one("", "b"));
    }

    #[test]
    fn what_is_no_mail_or_has_no_single_sender_is_said_to_be_so() {
        for (text, code) in [
            ("", "not-a-mail"),
            ("\u{1}\u{2}nonsense", "no-sender"),
            ("Subject: nobody\n\nHello\n", "no-sender"),
            ("From: \n\nHello\n", "no-sender"),
            ("From: nobody\n\nHello\n", "no-sender"),
            ("From: a@b.example, c@d.example\n\nHello\n", "several-senders"),
            ("From: a@b.example\nFrom: c@d.example\n\nHello\n", "several-senders"),
        ] {
            assert_eq!(read(text).map(|letter| letter.email), Err(code), "{text:?}");
        }
    }

    #[test]
    fn a_control_character_reaches_nothing() {
        let letter = read("From: \"E\u{7}Q\" <e@q.example>\nSubject: a\u{0}b\n\nHe\u{0}llo\u{1b}[31m\n").unwrap();
        assert!(!format!("{}{}{}", letter.name, letter.subject, letter.text).chars().any(char::is_control));
    }
}
