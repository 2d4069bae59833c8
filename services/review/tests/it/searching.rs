//! Cases are found by references, titles and names.

use dars_messages::facts::intake::{OrganisationRegisteredV1, OrganisationRenamedV1};
use dars_vocabulary::{Actor, StaffRole, code::OrganisationType};
use serde_json::{Value, json};

use crate::{
    desk::{Desk, ann, machine, nic, no, northmere, olu, request, sam, signed_in, told},
    meetings::{MEETING, her},
};

async fn found(desk: &Desk, actor: &Actor, text: &str) -> Vec<String> {
    let reply = desk.serve(request(actor, "search", &nic(), json!({"text": text}), None)).await.unwrap();
    let items = reply.body["items"].as_array().unwrap().clone();
    items.iter().map(|hit| hit["reference"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_case_is_found_by_old_and_mistyped_references_titles_and_former_names() {
    let desk = Desk::with_case(1).await;
    for (event, name) in [(20, "Northmere Polytechnic"), (21, "Northmere University")] {
        let fact = OrganisationRegisteredV1 {
            organisation: northmere(),
            name: name.to_owned(),
            organisation_type: OrganisationType::ALL[0],
        };
        desk.hear(&told(&fact, event, "2026-11-20T09:00:00Z")).await.unwrap();
    }
    let renamed = OrganisationRenamedV1 {
        organisation: northmere(),
        name: "The Academy of Northmere".to_owned(),
        from: jiff::civil::date(2026, 11, 1),
    };
    desk.hear(&told(&renamed, 22, "2026-11-20T09:00:00Z")).await.unwrap();
    for text in [
        "DARS-NIC-900101-K4T7Q",
        "dars-nic-900101-k4t7q-v1.2",
        "NIC-900101",
        "900101",
        "NIC-900101-XXXXX",
        "NIC-909999-K4T7Q",
        "stroke OUTCOMES",
        "northmere uni",
        "polytechnic",
        "academy of north",
        "nu01",
    ] {
        assert_eq!(found(&desk, &olu(), text).await, [nic().as_str()], "{text}");
    }
    for text in ["NIC-900999", "100%", "_troke", "nothing like it"] {
        assert!(found(&desk, &olu(), text).await.is_empty(), "{text}");
    }
    let reply = desk.serve(request(&olu(), "search", &nic(), json!({"text": "900101"}), None)).await.unwrap();
    let title = "Stroke outcomes after screening";
    let path = format!("/cases/{}", nic());
    let hit = json!({"what": "case", "reference": nic(), "title": title, "path": path});
    assert_eq!(reply.body, json!({"items": [hit], "more": false}));
}

#[tokio::test]
async fn meetings_are_found_by_reference_by_staff_and_their_own_members() {
    let desk = Desk::on_the_list().await;
    for text in [MEETING, "agd 2026 11 20"] {
        for (actor, finds) in [
            (olu(), true),
            (ann(), true),
            (her("ivy"), true),
            (her("eve"), false),
            (sam(), false),
            (signed_in("opal", &[StaffRole::Operator]), false),
        ] {
            assert_eq!(found(&desk, &actor, text).await, if finds { vec![MEETING] } else { vec![] }, "{text}");
        }
    }
    let reply = desk.serve(request(&olu(), "search", &nic(), json!({"text": MEETING}), None)).await.unwrap();
    let hit = json!({"what": "meeting", "reference": MEETING, "title": null, "path": format!("/meetings/{MEETING}")});
    assert_eq!(reply.body, json!({"items": [hit], "more": false}));
    assert!(found(&desk, &olu(), "PAG-2026-11-20").await.is_empty());
}

#[tokio::test]
async fn precedents_are_found_by_reference_by_staff_alone() {
    let desk = Desk::with_precedent().await;
    for text in ["PRE-2026-001", "pre 2026 1"] {
        assert_eq!(found(&desk, &olu(), text).await, ["PRE-2026-001"], "{text}");
        for actor in [sam(), her("ivy"), signed_in("opal", &[StaffRole::Operator])] {
            assert!(found(&desk, &actor, text).await.is_empty(), "{text}");
        }
    }
    assert!(found(&desk, &olu(), "PRE-2026-999").await.is_empty());
    let reply = desk.serve(request(&olu(), "search", &nic(), json!({"text": "PRE-2026-001"}), None)).await.unwrap();
    let hit = &reply.body["items"][0];
    assert_eq!((&hit["what"], &hit["path"]), (&json!("precedent"), &json!("/precedents/PRE-2026-001")));
    assert_eq!(hit["title"], "Counting hospital stays inside England");
}

#[tokio::test]
async fn nobody_but_those_who_read_cases_finds_one() {
    let desk = Desk::with_case(1).await;
    for actor in [sam(), signed_in("opal", &[StaffRole::Operator])] {
        assert!(found(&desk, &actor, "900101").await.is_empty());
    }
    for (actor, status) in [(Actor::public(), 401), (machine(olu()), 403)] {
        assert_eq!(no(desk.serve(request(&actor, "search", &nic(), json!({"text": "900101"}), None)).await).0, status);
    }
    for (body, status) in [
        (json!({"text": "x"}), 422),
        (json!({"text": "x".repeat(201)}), 422),
        (json!({"text": 5}), 400),
        (json!({}), 400),
        (json!({"text": "ab", "in": "all"}), 400),
        (Value::Null, 400),
    ] {
        assert_eq!(no(desk.serve(request(&olu(), "search", &nic(), body.clone(), None)).await).0, status, "{body}");
    }
}
