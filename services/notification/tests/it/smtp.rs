//! SMTP in all its phases: what is repeated, what is given up, and what nobody knows.

use std::sync::{Arc, atomic::Ordering};

use dars_notification::post::Smtp;
use dars_notification::settings::MailSettings;

use crate::{
    house::{House, at, meta},
    sink::{Does, Sink},
    story,
};

const NOW: &str = "2027-01-10T12:00:00Z";

struct Road {
    house: House,
    sink: Arc<Sink>,
    sender: dars_kit::Parts,
}

impl Road {
    /// One mail to send, and a server that does as told.
    async fn to(plan: impl IntoIterator<Item = Does>) -> Self {
        let house = House::start().await;
        house.hear_all(&[story::enquirer(), story::raised()]).await;
        let (sink, url) = Sink::start(&house.tasks, plan).await;
        let mut mail = MailSettings::of(&house.context.settings).unwrap();
        mail.smtp_url = url;
        let sender = house.over(Arc::new(Smtp::of(&mail, false).unwrap()));
        Self { house, sink, sender }
    }

    async fn sweep(&self) -> (String, Option<String>, i32) {
        self.sender.sweep.sweep(&meta(at(NOW))).await.unwrap();
        self.house.only_mail().await
    }

    fn got(&self) -> Vec<String> {
        let got = self.sink.got.lock().unwrap();
        got.iter()
            .map(|message| message.lines().find(|line| line.starts_with("Message-ID")).unwrap().to_owned())
            .collect()
    }
}

fn mail(state: &str, problem: Option<&str>, attempts: i32) -> (String, Option<String>, i32) {
    (state.to_owned(), problem.map(ToOwned::to_owned), attempts)
}

#[tokio::test]
async fn a_mail_is_accepted_with_its_two_parts() {
    let road = Road::to([]).await;
    assert_eq!(road.sweep().await, mail("sent", None, 1));
    let got = road.sink.got.lock().unwrap().clone();
    assert_eq!(got.len(), 1);
    assert!(got[0].contains("multipart/alternative") && got[0].contains("text/plain") && got[0].contains("text/html"));
}

#[tokio::test]
async fn a_recipient_not_taken_now_is_tried_again_after_five_minutes() {
    let road = Road::to([Does::AtRecipient("450 later")]).await;
    assert_eq!(road.sweep().await, mail("planned", Some("450"), 1));
    assert_eq!(road.sweep().await, mail("planned", Some("450"), 1), "it rests");
    assert_eq!(road.house.next_due().await, None, "a moved clock does not wait for it");
    assert_eq!(road.house.rest_is_over().await, [5.0]);
    assert_eq!(road.sweep().await, mail("sent", None, 2));
    assert_eq!(road.got().len(), 1);
}

#[tokio::test]
async fn a_recipient_refused_for_good_is_not_tried_again() {
    let road = Road::to([Does::AtRecipient("550 no such person")]).await;
    assert_eq!(road.sweep().await, mail("failed", Some("550"), 1));
    assert!(road.house.rest_is_over().await.is_empty());
    assert_eq!(road.sweep().await, mail("failed", Some("550"), 1));
    assert!(road.got().is_empty());
}

#[tokio::test]
async fn a_server_that_closes_is_tried_again() {
    let road = Road::to([Does::CloseAtMail("421 closing")]).await;
    assert_eq!(road.sweep().await, mail("planned", Some("421"), 1));
    road.house.rest_is_over().await;
    assert_eq!(road.sweep().await, mail("sent", None, 2));
}

#[tokio::test]
async fn a_connection_lost_before_the_message_is_simply_repeated() {
    let road = Road::to([Does::HangUpAtData]).await;
    assert_eq!(road.sweep().await, mail("planned", Some("connection-lost"), 1));
    road.house.rest_is_over().await;
    assert_eq!(road.sweep().await, mail("sent", None, 2), "certain: the first was never taken");
    assert_eq!(road.got().len(), 1);
}

#[tokio::test]
async fn a_message_refused_after_its_end_was_not_accepted() {
    for (answer, then) in [("450 later", "planned"), ("421 closing", "planned"), ("554 no", "failed")] {
        let road = Road::to([Does::AtDot(answer)]).await;
        let (state, problem, _) = road.sweep().await;
        assert_eq!((state.as_str(), problem.as_deref()), (then, answer.get(..3)));
        road.house.rest_is_over().await;
        let (state, ..) = road.sweep().await;
        assert_eq!(state, if then == "planned" { "sent" } else { "failed" });
    }
}

#[tokio::test]
async fn a_connection_lost_after_the_message_is_repeated_once_and_marked() {
    let road = Road::to([Does::HangUpAfterDot]).await;
    assert_eq!(road.sweep().await, mail("planned", Some("no-answer"), 1));
    let overview = road.house.ask("local-overview", dars_vocabulary::Actor::public(), &[]).await.unwrap();
    assert_eq!(overview.body["mails"]["uncertain"], 1, "it is shown as what it is from then on");
    assert_eq!(road.house.rest_is_over().await, [15.0]);
    assert_eq!(road.sweep().await, mail("uncertain", None, 2));
    let got = road.got();
    assert_eq!(got.len(), 2);
    assert_eq!(got[0], got[1], "with the same Message-ID");
}

#[tokio::test]
async fn a_second_silence_ends_it() {
    let road = Road::to([Does::HangUpAfterDot, Does::HangUpAfterDot]).await;
    road.sweep().await;
    road.house.rest_is_over().await;
    assert_eq!(road.sweep().await, mail("uncertain", Some("no-answer-twice"), 2));
    road.house.rest_is_over().await;
    road.sweep().await;
    assert_eq!(road.got().len(), 2, "never a third time");
}

#[tokio::test]
async fn a_server_that_is_away_makes_mails_wait() {
    let house = House::start().await;
    house.hear_all(&[story::enquirer(), story::raised()]).await;
    let closed = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", closed.local_addr().unwrap());
    drop(closed);
    let mut settings = MailSettings::of(&house.context.settings).unwrap();
    settings.smtp_url = url;
    let sender = house.over(Arc::new(Smtp::of(&settings, false).unwrap()));
    sender.sweep.sweep(&meta(at(NOW))).await.unwrap();
    assert_eq!(house.only_mail().await, mail("planned", Some("not-connected"), 1));
}

#[tokio::test]
async fn connections_are_kept_for_the_next_mails_and_a_closed_one_is_replaced_at_once() {
    let road = Road::to([]).await;
    road.sweep().await;
    road.house.hear(&story::routed()).await;
    road.sender.sweep.sweep(&meta(at(NOW))).await.unwrap();
    assert_eq!(road.sink.connections.load(Ordering::Relaxed), 1);

    let road = Road::to([Does::Accept, Does::CloseAtMail("421 too long idle")]).await;
    road.sweep().await;
    road.house.hear(&story::routed()).await;
    road.sender.sweep.sweep(&meta(at(NOW))).await.unwrap();
    assert_eq!(road.house.mails().await, ["N01 ENQ-2026-000412 sent", "N02 data-applications sent"]);
    assert_eq!(road.sink.connections.load(Ordering::Relaxed), 2);
}
