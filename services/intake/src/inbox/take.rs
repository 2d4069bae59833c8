//! A mail into the thread of the enquiry that its address names, when it comes from that enquiry's enquirer; any other
//! waits for a triage officer.

use dars_bus::{
    Meta, Problem, StoreError,
    aggregate::{execute, load},
    ids, outbox,
};
use dars_intake_domain::{
    enquiry,
    mail::{Command, Content, Unjoined},
};
use dars_kit::links::LinkKeys;
use dars_messages::{Outgoing, facts::intake::EnquiryNumbersRemovedV1};
use dars_rules::{nhs_numbers::mask_nhs_numbers, policy};
use dars_vocabulary::{Actor, EnquiryRef};
use sqlx::PgConnection;

use super::{letter::Letter, quoted::without_quotes, secrets::without_secrets};
use crate::{
    handle::{Enquiry, Mail, by_link},
    settings::Inbox,
    store,
};

/// Most characters of one message in a thread; a longer mail becomes several.
const MESSAGE: usize = 4000;

/// Takes a mail in; what it came to, as a code.
pub async fn take(
    tx: &mut PgConnection,
    meta: &Meta,
    letter: &Letter,
    keys: &LinkKeys,
    inbox: &Inbox,
) -> Result<&'static str, Problem> {
    if !store::mails::take(tx, &letter.id).await? {
        return Ok("known");
    }
    // Our own address as the sender is a loop too, whatever the mail says.
    let outcome = if letter.automatic.is_some() || inbox.is_ours(&letter.email) {
        "automatic"
    } else {
        put(tx, meta, letter, keys, inbox).await?
    };
    store::mails::came_to(tx, &letter.id, outcome).await?;
    Ok(outcome)
}

async fn put(
    tx: &mut PgConnection,
    meta: &Meta,
    letter: &Letter,
    keys: &LinkKeys,
    inbox: &Inbox,
) -> Result<&'static str, Problem> {
    let mut named: Vec<EnquiryRef> =
        letter.to.iter().filter_map(|to| inbox.tag(to)).filter_map(|tag| keys.replied_to(tag)).collect();
    named.sort();
    named.dedup();
    // NHS numbers must never be kept, whoever wrote them.
    let (text, removed) = mask_nhs_numbers(without_quotes(&letter.text));
    let text = without_secrets(&text);
    let why = match named.as_slice() {
        [] => Unjoined::NoReplyAddress,
        [enquiry] => match join(tx, meta, enquiry, letter, &text, removed).await? {
            Ok(()) => return Ok("joined"),
            Err(why) => why,
        },
        [_, ..] => Unjoined::SeveralEnquiries,
    };
    // Whoever files it sees the mail with all that it quotes.
    let (whole, removed) = mask_nhs_numbers(&letter.text);
    let whole = (without_secrets(&whole), removed);
    let hint = named.into_iter().next().or_else(|| named_in(&letter.subject));
    wait(tx, meta, letter, whole, hint, why).await?;
    Ok("waiting")
}

/// Into the thread, or why not.
async fn join(
    tx: &mut PgConnection,
    meta: &Meta,
    enquiry: &EnquiryRef,
    letter: &Letter,
    text: &str,
    removed: usize,
) -> Result<Result<(), Unjoined>, Problem> {
    let state = load::<Enquiry>(tx, enquiry.as_str()).await?.state;
    let enquirer = state.asked().and_then(|asked| asked.enquirer.open());
    if !enquirer.is_some_and(|enquirer| enquirer.email.eq_ignore_ascii_case(&letter.email)) {
        return Ok(Err(Unjoined::AnotherSender));
    }
    if text.is_empty() {
        return Ok(Err(Unjoined::NothingWritten));
    }
    if text.chars().count() > policy::MAIL_CHARACTERS.value as usize {
        return Ok(Err(Unjoined::TooLong));
    }
    let removed = u32::try_from(removed).unwrap_or(u32::MAX);
    match say(tx, meta, enquiry, &words(text, letter.attachments), removed).await {
        Ok(()) => Ok(Ok(())),
        // A refusal wrote nothing.
        Err(problem) if problem.cause.is_none() && problem.status == 409 => Ok(Err(Unjoined::EnquiryOver)),
        Err(problem) => Err(problem),
    }
}

async fn wait(
    tx: &mut PgConnection,
    meta: &Meta,
    letter: &Letter,
    (text, removed): (String, usize),
    names: Option<EnquiryRef>,
    why: Unjoined,
) -> Result<(), Problem> {
    let most = policy::MAIL_CHARACTERS.value as usize;
    let cut = text.chars().count() > most;
    let text: String = text.chars().take(most).collect();
    let mail = ids::fresh();
    let (subject, in_subject) = mask_nhs_numbers(&letter.subject);
    let numbers_removed = u32::try_from(removed.saturating_add(in_subject)).unwrap_or(u32::MAX);
    let content = Content {
        name: letter.name.clone(),
        email: letter.email.clone(),
        subject: without_secrets(&subject),
        text: if cut { format!("{text}\n[The rest of this mail was left out: it was too long.]") } else { text },
    };
    let receive = Command::Receive { mail, why, names, attachments: letter.attachments, numbers_removed, content };
    let meta = Meta { actor: Actor::system("intake"), ..meta.clone() };
    execute::<Mail>(tx, &meta, &mail.to_string(), None, receive).await?;
    Ok(())
}

/// Has its enquirer told by mail that numbers were taken out of theirs: no answer of ours says it to who mails.
pub async fn tell_of_numbers(
    tx: &mut PgConnection,
    meta: &Meta,
    enquiry: &EnquiryRef,
    count: u32,
) -> Result<(), StoreError> {
    if count == 0 {
        return Ok(());
    }
    let outgoing = Outgoing::fact(&EnquiryNumbersRemovedV1 { enquiry: enquiry.clone(), count });
    let fact = outbox::Waiting { event_id: ids::fresh(), outgoing, entry: None };
    outbox::append(tx, &[fact], meta.now, meta.traceparent.as_deref()).await
}

/// Writes in a thread in the name of its enquirer; how many numbers were taken out stands at the first piece.
pub async fn say(
    tx: &mut PgConnection,
    meta: &Meta,
    enquiry: &EnquiryRef,
    words: &[String],
    numbers_removed: u32,
) -> Result<(), Problem> {
    let meta = Meta { actor: by_link(enquiry.as_str()), ..meta.clone() };
    let counts = std::iter::once(numbers_removed).chain(std::iter::repeat(0));
    for (text, numbers_removed) in words.iter().zip(counts) {
        let add = enquiry::Command::AddMail { text: text.clone(), numbers_removed };
        execute::<Enquiry>(tx, &meta, enquiry.as_str(), None, add).await?;
    }
    tell_of_numbers(tx, &meta, enquiry, numbers_removed).await?;
    Ok(())
}

/// A mail's text as messages of a thread, in pieces where it is too long for one; says what was left out.
pub fn words(text: &str, attachments: u32) -> Vec<String> {
    let text = text.trim();
    let said = if text.is_empty() { "[This mail had no text.]" } else { text };
    let left_out = match attachments {
        0 => String::new(),
        1 => "\n\n[An attachment was left out: none are taken by mail.]".to_owned(),
        many => format!("\n\n[{many} attachments were left out: none are taken by mail.]"),
    };
    let mut pieces = vec![String::new()];
    let mut length = 0;
    for character in said.chars().chain(left_out.chars()) {
        if length == MESSAGE {
            pieces.push(String::new());
            length = 0;
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push(character);
            length += 1;
        }
    }
    // A piece of nothing but blanks says nothing.
    pieces.retain(|piece| !piece.trim().is_empty());
    pieces
}

/// The first enquiry that a subject quotes: a hint for whoever files the mail, and no more.
fn named_in(subject: &str) -> Option<EnquiryRef> {
    subject
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '-')
        .find_map(|word| word.to_ascii_uppercase().parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_mail_becomes_several_messages_and_loses_nothing() {
        let text = "é".repeat(9000);
        let pieces = words(&text, 0);
        assert_eq!(pieces.iter().map(|piece| piece.chars().count()).collect::<Vec<_>>(), [4000, 4000, 1000]);
        assert_eq!(pieces.concat(), text);
    }

    #[test]
    fn what_was_left_out_is_said() {
        assert_eq!(words(" Hello \n", 0), ["Hello"]);
        assert_eq!(words("Hello", 1), ["Hello\n\n[An attachment was left out: none are taken by mail.]"]);
        assert_eq!(
            words("", 3),
            ["[This mail had no text.]\n\n[3 attachments were left out: none are taken by mail.]"]
        );
    }

    #[test]
    fn a_subject_may_name_an_enquiry() {
        assert_eq!(named_in("Re: enq-2026-000412: more").map(|it| it.to_string()).as_deref(), Some("ENQ-2026-000412"));
        assert_eq!(named_in("Hello"), None);
    }
}
