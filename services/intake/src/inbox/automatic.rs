//! Whether a machine wrote a mail: out of office, delivery reports, lists, and mails of our own that came back. Whoever
//! answers such a mail soon answers an answer (RFC 3834).

use mail_parser::{Message, MimeHeaders as _};

/// The mark that our own mails bear.
const OURS: &str = "x-dars-loop";

/// Why a machine wrote it, by its headers (names in small letters) and sender.
pub fn why(headers: &[(String, String)], sender: &str) -> Option<&'static str> {
    headers.iter().find_map(|(name, value)| by_header(name, &value.to_ascii_lowercase())).or_else(|| {
        let local = sender.rsplit_once('@').map_or(sender, |(local, _)| local);
        local.eq_ignore_ascii_case("mailer-daemon").then_some("mailer-daemon")
    })
}

fn by_header(name: &str, value: &str) -> Option<&'static str> {
    match name {
        OURS => Some("loop"),
        // `no` is what people's mails may say.
        "auto-submitted" if value.split(';').next().is_some_and(|word| word.trim() != "no") => Some("auto-submitted"),
        "precedence" if ["bulk", "junk", "list", "auto_reply"].contains(&value.trim()) => Some("precedence"),
        "x-autoreply" | "x-autorespond" | "x-autoresponder" | "x-auto-reply-from" => Some("auto-reply"),
        "return-path" if value.trim() == "<>" => Some("no-return-path"),
        _ => None,
    }
}

/// Whether it reports on another mail: that it could not be delivered, or was read (RFC 3462, RFC 8098).
pub fn is_report(message: &Message<'_>) -> bool {
    message.content_type().is_some_and(|kind| {
        kind.ctype().eq_ignore_ascii_case("multipart")
            && kind.subtype().is_some_and(|subtype| subtype.eq_ignore_ascii_case("report"))
    })
}

#[cfg(test)]
mod tests {
    use crate::inbox::letter::Letter;

    fn automatic(headers: &str) -> Option<&'static str> {
        let from = if headers.starts_with("From:") { "" } else { "From: e@q.example\r\n" };
        Letter::read(format!("{from}{headers}\r\n\r\nHello\r\n").as_bytes()).unwrap().automatic
    }

    #[test]
    fn what_a_machine_sends_says_so() {
        for (headers, why) in [
            ("Auto-Submitted: auto-replied", "auto-submitted"),
            ("Auto-Submitted: auto-generated; owner=x", "auto-submitted"),
            ("AUTO-SUBMITTED: Auto-Notified", "auto-submitted"),
            ("Precedence: bulk", "precedence"),
            ("precedence: AUTO_REPLY", "precedence"),
            ("X-Autoreply: yes", "auto-reply"),
            ("X-Autorespond: 1", "auto-reply"),
            ("Return-Path: <>", "no-return-path"),
            ("From: Mail Delivery <MAILER-DAEMON@q.example>", "mailer-daemon"),
            ("X-DARS-Loop: dars.data-body.example", "loop"),
            ("Content-Type: multipart/report; report-type=delivery-status; boundary=x", "report"),
            ("Content-Type: multipart/report; report-type=disposition-notification; boundary=x", "report"),
        ] {
            assert_eq!(automatic(headers), Some(why), "{headers}");
        }
    }

    #[test]
    fn what_people_send_is_not_taken_for_a_machines() {
        for headers in [
            "Subject: Re: automatic reply",
            "Auto-Submitted: no",
            "Auto-Submitted: NO (a person)",
            "Precedence: normal",
            "Return-Path: <e@q.example>",
            "From: daemon@q.example",
            "X-Priority: 1",
        ] {
            let known = headers == "Auto-Submitted: NO (a person)";
            assert_eq!(automatic(headers).is_some(), known, "{headers}");
        }
    }
}
