//! N08: one mail a day about an application, whatever was raised, due or about to lapse; nothing twice, nothing lost.

use dars_bus::Told;
use dars_messages::facts::{
    intake::{ApplicationWithdrawnV1, ClarificationAnsweredV1},
    review::{ApplicationRefusedV1, ClarificationRaisedV1, ClarificationResolvedV1},
};
use dars_vocabulary::{
    DocumentVersion,
    code::{ClarificationSeverity, RefusalReason},
    content::SectionName,
};
use jiff::civil::date;

use crate::{
    house::{House, at, fact},
    mails::peopled,
    story::{nic, university},
};

fn raised(time: &str, clarification: u32, round: u32) -> Told {
    let raised = ClarificationRaisedV1 {
        nic: nic(),
        clarification,
        round,
        section: SectionName::DataSets,
        standard: None,
        severity: ClarificationSeverity::Blocking,
        due: date(2026, 12, 18),
        lapses_on: date(2027, 2, 18),
    };
    fact(time, &raised)
}

fn answered(time: &str, clarification: u32, round: u32) -> Told {
    let answered = ClarificationAnsweredV1 { nic: nic(), clarification, round, answered_on: date(2026, 11, 21) };
    fact(time, &answered)
}

/// What the digests to the lead say, oldest first, each with its day.
async fn digests(house: &House) -> Vec<String> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "select to_char(sent_at, 'MM-DD HH24'), text_body from mails
         where mail = 'N08' and state = 'sent' and recipient_id = $1 order by id",
    )
    .bind(crate::story::LEAD.to_string())
    .fetch_all(&house.pool)
    .await
    .unwrap();
    rows.into_iter()
        .map(|(day, text)| {
            let lines: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("  - Question ")).collect();
            format!("{day}: {}", lines.join("; "))
        })
        .collect()
}

async fn sweep_until(house: &House, last: &str) {
    while let Some(due) = house.next_due().await.filter(|due| *due <= at(last)) {
        house.sweep(due).await;
    }
}

const FAR: &str = "2030-01-01T00:00:00Z";
const ONE: &str = "1 (data sets): answer by 18 December 2026";
const TWO: &str = "2 (data sets): answer by 18 December 2026";

#[tokio::test]
async fn what_is_raised_on_one_day_is_one_mail_to_lead_and_ig_lead_and_the_next_day_has_another() {
    let house = peopled().await;
    let one = raised("2026-11-20T09:00:00Z", 1, 1);
    house.hear_all(&[one.clone(), raised("2026-11-20T15:00:00Z", 2, 1), one]).await;
    assert_eq!(house.sweep(at("2026-11-20T16:59:59Z")).await, 0, "it waits for its hour");
    assert_eq!(house.sweep(at("2026-11-20T17:00:00Z")).await, 2);
    house.hear(&raised("2026-11-20T17:30:00Z", 3, 1)).await;
    sweep_until(&house, "2026-11-30T00:00:00Z").await;
    let three = "3 (data sets): answer by 18 December 2026";
    assert_eq!(digests(&house).await, [format!("11-20 17: {ONE}; {TWO}"), format!("11-21 17: {three}")]);
    let mails = ["N08 lead sent", "N08 lead sent", "N08 ig-lead sent", "N08 ig-lead sent"];
    assert_eq!(house.mails().await, mails);
}

#[tokio::test]
async fn silence_is_chased_on_the_due_day_and_warned_of_fourteen_days_before_the_lapse() {
    let house = peopled().await;
    house.hear_all(&[raised("2026-11-20T09:00:00Z", 1, 1), raised("2026-11-20T10:00:00Z", 2, 1)]).await;
    house.hear(&answered("2026-12-10T09:00:00Z", 2, 1)).await;
    sweep_until(&house, FAR).await;
    let due = "1: the answer is due on 18 December 2026 and is not here yet";
    let lapse = "1: without an answer the application lapses on 18 February 2027";
    let said = digests(&house).await;
    assert_eq!(said[1..], [format!("12-18 17: {due}"), format!("02-04 17: {lapse}")]);
    let told: Vec<i64> = house.told().await.iter().filter_map(|(_, body)| body["days_before"].as_i64()).collect();
    assert_eq!(told, [0, 14], "each rung is told once");
    let shown = house
        .ask(
            "list-reminders",
            dars_vocabulary::Actor {
                kind: dars_vocabulary::ActorKind::Person,
                id: crate::story::LEAD,
                ..dars_vocabulary::Actor::public()
            },
            &[("about", "DARS-NIC-900101-K4T7Q")],
        )
        .await
        .unwrap();
    let due = shown.body["ladders"].as_array().unwrap().iter().find(|ladder| ladder["ladder"] == "clarification-due");
    assert_eq!(due.unwrap()["rungs"][0]["out"], 2);
    assert_eq!(shown.body["state"], "ABSENT", "there is no agreement that could end");
}

#[tokio::test]
async fn an_answer_before_the_hour_takes_its_line_away_and_the_last_one_the_mail() {
    let house = peopled().await;
    house.hear_all(&[raised("2026-11-20T09:00:00Z", 1, 1), raised("2026-11-20T10:00:00Z", 2, 1)]).await;
    house.hear(&answered("2026-11-20T11:00:00Z", 1, 1)).await;
    let one = digest_data(&house).await;
    assert!(one.iter().all(|items| items == "[2]"), "{one:?}");
    let resolved = ClarificationResolvedV1 { nic: nic(), clarification: 2 };
    house.hear(&fact("2026-11-20T12:00:00Z", &resolved)).await;
    sweep_until(&house, FAR).await;
    assert_eq!(house.mails().await, ["N08 lead cancelled", "N08 ig-lead cancelled"]);
    assert_eq!(house.next_due().await, None);
}

async fn digest_data(house: &House) -> Vec<String> {
    let rows: Vec<(String,)> = sqlx::query_as(
        "select jsonb_path_query_array(data, '$.news.application.clarifications.items[*].number')::text from mails",
    )
    .fetch_all(&house.pool)
    .await
    .unwrap();
    rows.into_iter().map(|(items,)| items).collect()
}

#[tokio::test]
async fn an_answer_heard_before_its_question_leaves_nothing_to_send_and_the_next_round_is_sent() {
    let house = peopled().await;
    house.hear(&answered("2026-11-20T11:00:00Z", 1, 1)).await;
    house.hear(&raised("2026-11-20T09:00:00Z", 1, 1)).await;
    assert!(house.mails().await.is_empty());
    assert_eq!(house.next_due().await, None);
    house.hear(&raised("2026-11-23T09:00:00Z", 1, 2)).await;
    sweep_until(&house, "2026-11-30T00:00:00Z").await;
    assert_eq!(digests(&house).await, [format!("11-23 17: {ONE}")]);
}

#[tokio::test]
async fn a_withdrawal_or_a_decision_ends_all_questions_even_those_heard_later() {
    let withdrawn = ApplicationWithdrawnV1 { nic: nic(), organisation: university() };
    let house = peopled().await;
    house.hear(&raised("2026-11-20T09:00:00Z", 1, 1)).await;
    house.hear(&fact("2026-11-20T12:00:00Z", &withdrawn)).await;
    house.hear(&raised("2026-11-20T11:00:00Z", 2, 1)).await;
    sweep_until(&house, FAR).await;
    let mails = ["N08 lead cancelled", "N08 ig-lead cancelled", "N29 lead sent", "N29 signatory sent"];
    assert_eq!(house.mails().await, mails);

    let house = peopled().await;
    let refused = ApplicationRefusedV1 {
        nic: nic(),
        version: DocumentVersion::FIRST_DRAFT,
        reason: RefusalReason::NotFeasible,
        decided_on: date(2026, 11, 20),
    };
    house.hear(&raised("2026-11-20T09:00:00Z", 1, 1)).await;
    house.hear(&fact("2026-11-20T12:00:00Z", &refused)).await;
    sweep_until(&house, FAR).await;
    let mails = ["N08 lead cancelled", "N08 ig-lead cancelled", "N10 lead sent", "N10 signatory sent"];
    assert_eq!(house.mails().await, mails);
}

#[tokio::test]
async fn a_question_heard_after_its_days_mail_went_out_goes_in_another() {
    let house = peopled().await;
    house.hear(&raised("2026-11-20T09:00:00Z", 1, 1)).await;
    house.sweep(at("2026-11-20T17:00:00Z")).await;
    house.hear(&raised("2026-11-20T15:00:00Z", 2, 1)).await;
    house.sweep(at("2026-11-20T18:00:00Z")).await;
    assert_eq!(digests(&house).await, [format!("11-20 17: {ONE}"), format!("11-20 18: {TWO}")]);
}

#[tokio::test]
async fn people_known_late_get_the_days_questions_in_one_mail() {
    let house = House::start().await;
    house.hear_all(&[raised("2026-11-20T09:00:00Z", 1, 1), raised("2026-11-20T10:00:00Z", 2, 1)]).await;
    house.sweep(at("2026-11-22T09:00:00Z")).await;
    house.hear_all(&[crate::story::directory(), crate::story::contacts()].concat()).await;
    house.sweep(at("2026-11-22T09:00:01Z")).await;
    assert_eq!(digests(&house).await, [format!("11-22 09: {ONE}; {TWO}")]);
}

#[tokio::test]
async fn an_advisory_question_is_mailed_and_reminded_of_but_nobody_is_warned_of_a_lapse() {
    let house = peopled().await;
    let raised = ClarificationRaisedV1 {
        nic: nic(),
        clarification: 1,
        round: 1,
        section: SectionName::DataSets,
        standard: None,
        severity: ClarificationSeverity::Advisory,
        due: date(2026, 12, 18),
        lapses_on: date(2027, 2, 18),
    };
    let once = fact("2026-11-20T09:00:00Z", &raised);
    house.hear_all(&[once.clone(), once]).await;
    sweep_until(&house, FAR).await;
    let due = "1: the answer is due on 18 December 2026 and is not here yet";
    assert_eq!(digests(&house).await, [format!("11-20 17: {ONE}"), format!("12-18 17: {due}")]);
    // Closed by the decision: there never was a second plan to end.
    house.hear(&fact("2027-01-20T09:00:00Z", &ClarificationResolvedV1 { nic: nic(), clarification: 1 })).await;
}

#[tokio::test]
async fn a_question_asked_again_once_its_answer_was_taken_is_reminded_of_by_the_days_of_its_next_round() {
    // Its answer is on another stream: it may be heard before all this or after it.
    for late in [false, true] {
        let house = peopled().await;
        let first = raised("2026-11-20T09:00:00Z", 1, 1);
        house.hear_all(&[first.clone(), first]).await;
        sweep_until(&house, "2026-12-20T00:00:00Z").await;
        let answer = answered("2026-12-21T09:00:00Z", 1, 1);
        let resolved = fact("2026-12-22T09:00:00Z", &ClarificationResolvedV1 { nic: nic(), clarification: 1 });
        let again = ClarificationRaisedV1 {
            nic: nic(),
            clarification: 1,
            round: 2,
            section: SectionName::DataSets,
            standard: None,
            severity: ClarificationSeverity::Blocking,
            due: date(2027, 2, 2),
            lapses_on: date(2027, 4, 5),
        };
        let again = fact("2027-01-05T09:00:00Z", &again);
        if late {
            house.hear_all(&[resolved.clone(), resolved, again.clone(), again.clone(), answer.clone(), answer]).await;
        } else {
            house.hear_all(&[answer.clone(), answer, resolved.clone(), resolved]).await;
            sweep_until(&house, "2027-01-04T00:00:00Z").await;
            assert_eq!(house.next_due().await, None, "nobody owes anything");
            house.hear_all(&[again.clone(), again]).await;
        }
        sweep_until(&house, "2027-03-01T00:00:00Z").await;
        let said = [
            format!("11-20 17: {ONE}"),
            "12-18 17: 1: the answer is due on 18 December 2026 and is not here yet".to_owned(),
            "01-05 17: 1 (data sets): answer by 2 February 2027".to_owned(),
            "02-02 17: 1: the answer is due on 2 February 2027 and is not here yet".to_owned(),
        ];
        assert_eq!(digests(&house).await, said, "late: {late}");
        // Its own answer ends it: nobody is warned of a lapse.
        house.hear(&answered("2027-03-02T09:00:00Z", 1, 2)).await;
        sweep_until(&house, FAR).await;
        assert_eq!((digests(&house).await.len(), house.next_due().await), (4, None), "late: {late}");
    }
}
