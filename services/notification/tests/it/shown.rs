//! What is shown, and to whom.

use dars_bus::technical;
use dars_kit::Settings;
use dars_messages::facts::intake::{ApplicationPeopleV1, MembershipGrantedV1};
use dars_vocabulary::{Actor, ActorKind, MembershipRole, PersonId, StaffRole};
use jiff::civil::date;
use uuid::Uuid;

use crate::{
    house::{House, at, fact},
    story::{self, ADMINISTRATOR, COLLABORATOR, LEAD, SIGNATORY},
};

const NIC: (&str, &str) = ("about", "DARS-NIC-900101-K4T7Q");

fn person(id: PersonId, roles: &[StaffRole]) -> Actor {
    Actor { id, kind: ActorKind::Person, roles: roles.to_vec(), signed_in_at: Some(technical::now()) }
}

fn staff(role: StaffRole) -> Actor {
    person(PersonId(Uuid::from_u128(90)), &[role])
}

async fn mailed() -> House {
    let house = House::start().await;
    house.hear_all(&story::contacts()).await;
    house.hear_all(&story::directory()).await;
    house.hear_all(&[story::submitted(), story::issued()]).await;
    house.sweep(at("2026-11-10T10:00:00Z")).await;
    house
}

/// Each mail as `number address`.
async fn addresses(house: &House, actor: Actor) -> Vec<String> {
    let reply = house.ask("list-mails", actor, &[NIC]).await.unwrap();
    let items = reply.body["items"].as_array().unwrap();
    items
        .iter()
        .map(|item| {
            assert_eq!(item["state"], "sent");
            format!("{} {}", item["mail"].as_str().unwrap(), item["to"]["address"].as_str().unwrap())
        })
        .collect()
}

#[tokio::test]
async fn addresses_are_masked_for_all_but_the_person_their_administrator_and_the_records_officer() {
    let house = mailed().await;
    let masked = [
        "N06 n…@….example",
        "N06 data-applications@data-body.example",
        "N11 n…@….example",
        "N11 t…@….example",
        "N11 k…@….example",
    ];
    assert_eq!(addresses(&house, staff(StaffRole::CaseOfficer)).await, masked);
    let open = |places: &[usize]| {
        let whole = [
            "N06 nia.moss@northmere.example",
            masked[1],
            "N11 nia.moss@northmere.example",
            "N11 tom.vale@northmere.example",
            "N11 kit.rowe@data-body.example",
        ];
        (0..5).map(|at| if places.contains(&at) { whole[at] } else { masked[at] }).collect::<Vec<_>>()
    };
    assert_eq!(addresses(&house, person(LEAD, &[])).await, open(&[0, 2]));
    assert_eq!(addresses(&house, person(ADMINISTRATOR, &[])).await, open(&[0, 2, 3]));
    assert_eq!(addresses(&house, staff(StaffRole::RecordsOfficer)).await, open(&[0, 1, 2, 3, 4]));
}

#[tokio::test]
async fn a_stranger_sees_nothing_and_learns_nothing() {
    let house = mailed().await;
    let stranger = PersonId(Uuid::from_u128(77));
    let elsewhere = MembershipGrantedV1 {
        organisation: "OTHER1".parse().unwrap(),
        person: stranger,
        roles: vec![MembershipRole::Administrator],
        from: date(2026, 1, 1),
        until: None,
    };
    house.hear(&fact("2026-01-05T09:00:00Z", &elsewhere)).await;
    for action in ["list-mails", "list-reminders"] {
        let refused = house.ask(action, person(stranger, &[]), &[NIC]).await.unwrap_err();
        let unknown = [("about", "DARS-NIC-900999-A1B2C")];
        let absent = house.ask(action, person(stranger, &[]), &unknown).await.unwrap_err();
        assert_eq!((refused.status, refused.code, refused.detail), (404, absent.code, absent.detail));
        assert_eq!(house.ask(action, Actor::public(), &[NIC]).await.unwrap_err().status, 401);
        assert_eq!(house.ask(action, person(LEAD, &[]), &[]).await.unwrap_err().status, 400);
        let enquiry = [("about", "ENQ-2026-000412")];
        assert_eq!(house.ask(action, person(LEAD, &[]), &enquiry).await.unwrap_err().status, 404);
        let (contract, organisation) = ([("about", "CON-900101-B4K2Q")], [("about", "NORTH1")]);
        for about in [contract, organisation] {
            assert_eq!(house.ask(action, person(stranger, &[]), &about).await.unwrap_err().status, 404);
            house.ask(action, staff(StaffRole::CaseOfficer), &about).await.unwrap();
        }
        house.ask(action, person(LEAD, &[]), &organisation).await.unwrap();
    }
    let wide = [NIC, ("limit", "100000")];
    assert_eq!(house.ask("list-mails", person(LEAD, &[]), &wide).await.unwrap_err().status, 400);
}

#[tokio::test]
async fn who_only_collaborates_sees_what_is_sent_about_what_they_are_named_on_alone() {
    let house = mailed().await;
    let ask = async |action: &str, actor: PersonId, about: &str| {
        house.ask(action, person(actor, &[]), &[("about", about)]).await.map_err(|problem| problem.status).err()
    };
    for action in ["list-mails", "list-reminders"] {
        assert_eq!(ask(action, COLLABORATOR, NIC.1).await, None, "{action}");
        for about in ["NORTH1", "CON-900101-B4K2Q", "DARS-NIC-900999-A1B2C"] {
            assert_eq!(ask(action, COLLABORATOR, about).await, Some(404), "{action} {about}");
        }
    }
    // Taken off it, they know of it no more; the signatory was never named and sees all.
    let people =
        ApplicationPeopleV1 { nic: story::nic(), organisation: story::university(), lead: LEAD, collaborators: vec![] };
    house.hear(&fact("2026-11-11T09:00:00Z", &people)).await;
    for action in ["list-mails", "list-reminders"] {
        assert_eq!(ask(action, COLLABORATOR, NIC.1).await, Some(404), "{action}");
        assert_eq!(ask(action, SIGNATORY, NIC.1).await, None, "{action}");
    }
}

#[tokio::test]
async fn a_list_of_mails_has_pages() {
    let house = mailed().await;
    let first = house.ask("list-mails", person(LEAD, &[]), &[NIC, ("limit", "3")]).await.unwrap();
    assert_eq!(first.body["items"].as_array().unwrap().len(), 3);
    let next = first.body["next"].as_str().unwrap();
    let second = house.ask("list-mails", person(LEAD, &[]), &[NIC, ("limit", "3"), ("cursor", next)]).await.unwrap();
    assert_eq!(second.body["items"].as_array().unwrap().len(), 2);
    assert!(second.body["next"].is_null());
}

#[tokio::test]
async fn reminders_show_the_rungs_behind_us_and_those_to_come() {
    let house = mailed().await;
    let reminders = async || house.ask("list-reminders", person(LEAD, &[]), &[NIC]).await.unwrap();
    assert_eq!(reminders().await.body["state"], "ABSENT");
    house.hear(&story::activated()).await;
    house.sweep(at("2027-12-04T12:00:00Z")).await;
    let shown = reminders().await.body;
    assert_eq!((&shown["state"], &shown["counts_to"]), (&"RUNNING".into(), &"2028-03-02".into()));
    assert_eq!(shown["policy"]["provisional"], true);
    let rungs: Vec<String> = shown["rungs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|rung| format!("{} {} {}", rung["date"].as_str().unwrap(), rung["state"].as_str().unwrap(), rung["out"]))
        .collect();
    assert_eq!(rungs[..3], ["2027-09-04 reached 3", "2027-12-03 reached 3", "2028-01-02 to-come 0"]);
    assert_eq!(shown["rungs"][0]["sent_at"], "2027-12-04T12:00:00Z");
    assert_eq!(rungs.len(), 8);
}

#[tokio::test]
async fn a_local_stack_shows_mails_as_they_look() {
    let house = mailed().await;
    let listed = house.ask("local-mail", Actor::public(), &[]).await.unwrap().body;
    let newest = &listed["items"][0];
    assert_eq!((&newest["mail"], &newest["about"]), (&"N11".into(), &NIC.1.into()));
    let id = newest["id"].to_string();
    let whole = house.ask("local-mail", Actor::public(), &[("id", &id)]).await.unwrap().body;
    assert!(whole["text"].as_str().unwrap().contains(NIC.1));
    assert!(whole["html"].as_str().unwrap().starts_with("<!DOCTYPE html>"));
    assert_eq!(house.ask("local-overview", Actor::public(), &[]).await.unwrap().body["mails"]["sent"], 5);
    assert_eq!(house.ask("local-mail", Actor::public(), &[("id", "999")]).await.unwrap_err().status, 404);
}

#[tokio::test]
async fn production_has_no_local_mail_and_no_folder() {
    let service = dars_notification::service();
    let mut settings = Settings::load(service.defaults).unwrap();
    assert!(dars_notification::check(&settings).is_err(), "outside of a local stack mails need a server");
    settings.service["mail"]["smtp_url"] = "smtps://relay.data-body.example".into();
    settings.service["mail"]["connections"] = "8".into();
    dars_notification::check(&settings).unwrap();

    let mut house = House::start().await;
    house.context.settings = std::sync::Arc::new(settings);
    house.parts = (service.parts)(&house.context);
    for action in ["local-mail", "local-overview"] {
        assert_eq!(house.ask(action, Actor::public(), &[]).await.unwrap_err().status, 404);
    }
}
