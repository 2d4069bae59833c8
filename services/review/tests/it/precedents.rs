//! Precedents: proposed, approved by another, used by a case, ended, replaced, forgotten.

use dars_bus::{Problem, Reply};
use dars_kit::Redact as _;
use dars_messages::facts::intake::OrganisationRegisteredV1;
use dars_review::handle::Redactions;
use dars_vocabulary::{Actor, StaffRole, code::OrganisationType};
use serde_json::{Value, json};

use crate::desk::{
    Desk, FIRST, SECOND, ann, asking_for, by_records_officer, content, data_set_told, machine, mia, nic, no, northmere,
    olu, request, sid, signed_in, told, version_of, version_told,
};

const PRE: &str = "PRE-2026-001";
const TITLE: &str = "Counting hospital stays inside England";

/// A case officer who proposes.
pub fn una() -> Actor {
    signed_in("una", &[StaffRole::CaseOfficer])
}

pub fn kim() -> Actor {
    signed_in("kim", &[StaffRole::Approver])
}

fn terms() -> Value {
    json!({
        "title": TITLE, "text": "Counts of hospital stays for no money.",
        "conditions": [
            {"on": "data_sets", "among": ["hes-apc"]},
            {"on": "no_covid_only_data"},
            {"on": "organisation_types", "among": ["academic"]},
            {"on": "not_commercial"},
            {"on": "no_sub_licensing"},
        ],
        "advice": {"group": "agd", "met_on": "2026-10-14", "minutes": "AGD, 14 October 2026, item 3"},
        "from": "2026-11-20", "until": "2027-11-19",
    })
}

impl Desk {
    /// Something asked about a precedent, as it is now where that counts.
    async fn of_precedent(&self, actor: &Actor, action: &str, body: Value) -> Result<Reply, Problem> {
        let version: Option<i64> = sqlx::query_scalar("select version from aggregates where aggregate = 'precedent'")
            .fetch_optional(&self.pool)
            .await
            .unwrap();
        let mut asked = request(actor, action, &nic(), body, version);
        asked.envelope.params.insert("reference".to_owned(), PRE.to_owned());
        self.serve(asked).await
    }

    async fn precedent(&self, actor: &Actor) -> Value {
        self.of_precedent(actor, "get-precedent", Value::Null).await.unwrap().body
    }

    /// A routine case in assurance, and a precedent that Una proposed and Kim approved.
    pub async fn with_precedent() -> Self {
        let desk = Self::open().await;
        desk.hear(&data_set_told(30, "hes-apc", false)).await.unwrap();
        desk.hear(&data_set_told(31, "gdppr", true)).await.unwrap();
        let known = OrganisationRegisteredV1 {
            organisation: northmere(),
            name: "Northmere University".to_owned(),
            organisation_type: OrganisationType::Academic,
        };
        desk.hear(&told(&known, 32, "2026-11-01T09:00:00Z")).await.unwrap();
        let mut asked = asking_for(&["hes-apc"]);
        asked.parties = serde_json::from_value(json!({
            "controllers": [{"organisation": "NU01"}], "controller_basis": "sole"}))
        .ok();
        desk.hear(&told(&version_of(nic(), FIRST, Some(asked)), 1, "2026-11-20T09:00:00Z")).await.unwrap();
        desk.of_precedent(&una(), "propose-precedent", terms()).await.unwrap();
        desk.of_precedent(&kim(), "approve-precedent", json!({})).await.unwrap();
        desk.walk(&[(olu(), "assign-case", json!({})), (olu(), "assess-case", json!({"step": "ready"}))]).await;
        desk
    }
}

pub fn take() -> Value {
    json!({"step": "to_precedent", "precedent": PRE})
}

#[tokio::test]
async fn a_routine_case_goes_by_its_precedent_from_submission_to_approval() {
    let desk = Desk::with_precedent().await;
    let taken = desk.ask_now(&olu(), "assess-case", take()).await.unwrap();
    assert_eq!(taken.body["state"], "PRECEDENT_ROUTE");
    assert_eq!(desk.tasks(&olu()).await[0].0, "weigh-precedent");
    let facts = desk.told_outside().await;
    assert_eq!(facts[facts.len() - 2..], ["case_moved", "precedent_used"]);
    assert_eq!(desk.body_of("case_moved").await, json!({"nic": nic(), "stage": "PRECEDENT_ROUTE"}));
    let told = json!({"precedent": PRE, "version": 1, "nic": nic(), "of": "v0.1", "used_on": "2026-11-20"});
    assert_eq!(desk.body_of("precedent_used").await, told);
    let shown = desk.get(&olu()).await.unwrap().body;
    assert_eq!(shown["precedent"], json!({"reference": PRE, "version": 1, "used_on": "2026-11-20"}));

    desk.ask_now(
        &olu(),
        "assess-case",
        json!({"step": "precedent_holds", "open_standards": "They are those of the precedent."}),
    )
    .await
    .unwrap();
    // Nothing to decide for who made the precedent.
    assert!(desk.tasks(&kim()).await.is_empty());
    assert_eq!(desk.tasks(&ann()).await[0].0, "decide-case");
    let approve = json!({"outcome": "approve"});
    let maker = desk.ask_now(&kim(), "decide-case", approve.clone()).await;
    assert_eq!(no(maker), (403, "precedent-maker".to_owned()));
    desk.ask_now(&ann(), "decide-case", approve).await.unwrap();
    let decision = desk.get(&olu()).await.unwrap().body["decision"].clone();
    assert_eq!(decision["rests_on_precedent"], PRE);
    let uses = desk.of_precedent(&mia(), "list-precedent-uses", Value::Null).await.unwrap().body;
    let listed = json!({
        "nic": nic(), "of": "v0.1", "version": 1, "used_on": "2026-11-20", "state": "APPROVED", "stands": true});
    assert_eq!(uses["items"], json!([listed]));
    assert_eq!(desk.precedent(&mia()).await["uses"], 1);
    desk.must_verify().await;
}

#[tokio::test]
async fn what_does_not_fit_is_listed_and_nothing_is_used() {
    let desk = Desk::with_precedent().await;
    // The application is submitted again, for money and other data.
    let mut asked = content(&["marketing"]);
    asked.data_sets = asking_for(&["hes-apc", "deaths"]).data_sets;
    desk.hear(&version_told(2, SECOND, asked)).await.unwrap();
    desk.walk(&[(olu(), "assess-case", json!({"step": "ready"}))]).await;
    let before = desk.told_outside().await;
    let problem = desk.ask_now(&olu(), "assess-case", take()).await.unwrap_err();
    assert_eq!((problem.status, problem.code.as_str()), (422, "precedent-does-not-fit"));
    let pointers: Vec<&str> = problem.errors.iter().map(|error| error.pointer.as_str()).collect();
    let expected = [
        "/data_sets/requests/1/dataset",
        "/data_sets/requests/1/dataset",
        "/parties/controllers",
        "/commercial/is_commercial",
    ];
    assert_eq!(pointers, expected);
    assert_eq!(desk.told_outside().await, before);
    assert_eq!(desk.precedent(&olu()).await["uses"], 0);
}

#[tokio::test]
async fn pag_must_see_gp_data_whatever_a_precedent_says() {
    let desk = Desk::with_precedent().await;
    desk.hear(&version_told(2, SECOND, asking_for(&["hes-apc", "gdppr"]))).await.unwrap();
    desk.walk(&[(olu(), "assess-case", json!({"step": "ready"}))]).await;
    assert_eq!(no(desk.ask_now(&olu(), "assess-case", take()).await), (409, "pag-needed".to_owned()));
}

#[tokio::test]
async fn the_step_names_its_precedent_and_no_other_step_does() {
    let desk = Desk::with_precedent().await;
    for (body, code, pointer) in [
        (json!({"step": "to_precedent"}), "precedent-missing", "/precedent"),
        (json!({"step": "to_agd", "precedent": PRE}), "precedent-not-kept", "/precedent"),
        (json!({"step": "to_precedent", "precedent": PRE, "reason": "x"}), "reason-not-kept", "/reason"),
        (json!({"step": "to_precedent", "precedent": "PRE-2026-999"}), "precedent-unknown", "/precedent"),
    ] {
        let problem = desk.ask_now(&olu(), "assess-case", body).await.unwrap_err();
        assert_eq!((problem.status, problem.code.as_str(), problem.errors[0].pointer.as_str()), (422, code, pointer));
    }
    let malformed = json!({"step": "to_precedent", "precedent": "PRE-1"});
    assert!(matches!(no(desk.ask_now(&olu(), "assess-case", malformed).await).0, 400 | 422));
}

#[tokio::test]
async fn one_that_ends_on_the_way_stops_the_case_which_asks_the_group_instead() {
    let desk = Desk::with_precedent().await;
    desk.walk(&[(olu(), "assess-case", take())]).await;
    desk.of_precedent(&mia(), "end-precedent", json!({"reason": "Too wide."})).await.unwrap();
    assert_eq!(desk.body_of("precedent_ended").await, json!({"precedent": PRE, "ended_on": "2026-11-20"}));
    let holds = desk
        .ask_now(
            &olu(),
            "assess-case",
            json!({"step": "precedent_holds", "open_standards": "They are those of the precedent."}),
        )
        .await;
    assert_eq!(no(holds), (409, "precedent-not-in-force".to_owned()));
    desk.walk(&[(olu(), "assess-case", json!({"step": "to_agd"}))]).await;
    let uses = desk.of_precedent(&olu(), "list-precedent-uses", Value::Null).await.unwrap().body;
    assert_eq!((&uses["items"][0]["state"], &uses["items"][0]["stands"]), (&json!("AGD_ADVICE"), &json!(false)));
    assert_eq!(desk.precedent(&olu()).await["ended"]["reason"], "Too wide.");
    desk.must_verify().await;
}

#[tokio::test]
async fn a_precedent_is_approved_by_another_and_waits_for_them() {
    let desk = Desk::open().await;
    let proposed = desk.of_precedent(&una(), "propose-precedent", terms()).await.unwrap();
    assert_eq!((proposed.status, proposed.etag), (201, Some(1)));
    assert_eq!(proposed.body, json!({"reference": PRE, "state": "PROPOSED", "proposed": 1}));
    let waits = vec![(
        "approve-precedent".to_owned(),
        "Look at the precedent that was proposed".to_owned(),
        "2026-11-20".to_owned(),
    )];
    assert_eq!(desk.tasks(&ann()).await, waits);
    let both = signed_in("una", &[StaffRole::CaseOfficer, StaffRole::Approver]);
    assert!(desk.tasks(&both).await.is_empty());
    let refused = desk.of_precedent(&both, "approve-precedent", json!({})).await;
    assert_eq!(no(refused), (403, "approver-proposed-precedent".to_owned()));
    assert_eq!(desk.precedent(&both).await["permitted"], json!(["replace-precedent", "end-precedent"]));
    assert_eq!(
        desk.precedent(&ann()).await["permitted"],
        json!(["approve-precedent", "replace-precedent", "end-precedent"])
    );
    desk.of_precedent(&ann(), "approve-precedent", json!({})).await.unwrap();
    assert!(desk.tasks(&ann()).await.is_empty());
    let told = json!({"precedent": PRE, "version": 1, "from": "2026-11-20", "until": "2027-11-19"});
    assert_eq!(desk.body_of("precedent_approved").await, told);
    // Public facts say nothing of what it says.
    assert_eq!(desk.tables_with(TITLE).await, ["aggregates", "journal_contents", "precedents"]);
}

#[tokio::test]
async fn a_next_version_takes_its_place_and_the_one_before_stays_listed() {
    let desk = Desk::with_precedent().await;
    let mut next = terms();
    next["title"] = json!("Counting, a little wider");
    desk.of_precedent(&mia(), "replace-precedent", next).await.unwrap();
    assert_eq!(desk.precedent(&ann()).await["in_force"], 1);
    desk.of_precedent(&ann(), "approve-precedent", json!({})).await.unwrap();
    let shown = desk.precedent(&olu()).await;
    assert_eq!((&shown["in_force"], &shown["versions"][0]["state"]), (&json!(2), &json!("REPLACED")));
    desk.walk(&[(olu(), "assess-case", take())]).await;
    assert_eq!(desk.get(&olu()).await.unwrap().body["precedent"]["version"], 2);
    let rows = desk.serve(request(&olu(), "list-precedents", &nic(), Value::Null, None)).await.unwrap().body;
    let row = json!({
        "reference": PRE, "state": "APPROVED", "title": "Counting, a little wider", "version": 2, "from": "2026-11-20",
        "until": "2027-11-19", "proposed": null, "uses": 1,
    });
    assert_eq!(rows["items"], json!([row]));
}

#[tokio::test]
async fn it_expires_by_its_date_without_anybody_doing_anything() {
    let desk = Desk::with_precedent().await;
    let mut asked = request(&olu(), "list-precedents", &nic(), Value::Null, None);
    asked.now = "2027-11-20T00:00:00Z".parse().unwrap();
    assert_eq!(desk.serve(asked).await.unwrap().body["items"][0]["state"], "EXPIRED");
    let version = desk.case().await.version;
    let mut late = request(&olu(), "assess-case", &nic(), take(), Some(version));
    late.now = "2027-11-20T00:00:00Z".parse().unwrap();
    assert_eq!(no(desk.serve(late).await), (409, "precedent-not-in-force".to_owned()));
}

#[tokio::test]
async fn bad_input_and_those_who_may_not_change_nothing() {
    let desk = Desk::with_precedent().await;
    let before = (desk.told_outside().await, desk.precedent(&ann()).await);
    let of = |field: &str, value: Value| {
        let mut body = terms();
        body[field] = value;
        body
    };
    for (body, status, pointer) in [
        (of("text", json!("Ask Dr Smith.")), 422, "/text"),
        (of("conditions", json!([])), 422, "/conditions"),
        (of("conditions", json!([{"on": "levels", "among": ["anything"]}])), 422, ""),
        (of("conditions", json!([{"on": "no_processors", "years": 3}])), 400, ""),
        (of("until", json!("2040-01-01")), 422, "/until"),
        (of("surprise", json!(1)), 400, ""),
        (of("advice", json!({"group": "agd", "met_on": "2026-10-14", "case": nic()})), 422, "/advice/case"),
        (Value::Null, 400, ""),
    ] {
        let problem = desk.of_precedent(&una(), "propose-precedent", body.clone()).await.unwrap_err();
        assert_eq!(problem.status, status, "{body}");
        if !pointer.is_empty() {
            assert_eq!(problem.errors[0].pointer, pointer);
        }
    }
    let end = || json!({"reason": "Too wide."});
    for (actor, action, body, expected) in [
        (Actor::public(), "end-precedent", end(), (401, "sign-in-needed")),
        (machine(mia()), "end-precedent", end(), (403, "person-needed")),
        (signed_in("sam", &[]), "end-precedent", end(), (404, "precedent-unknown")),
        (signed_in("ivy", &[StaffRole::Adviser]), "get-precedent", Value::Null, (404, "precedent-unknown")),
        (sid(), "propose-precedent", terms(), (403, "role-needed")),
        (olu(), "end-precedent", end(), (403, "role-needed")),
        (ann(), "approve-precedent", json!({}), (409, "precedent-not-proposed")),
        (mia(), "end-precedent", json!({"reason": " "}), (422, "values-unacceptable")),
    ] {
        let refused = no(desk.of_precedent(&actor, action, body).await);
        assert_eq!(refused, (expected.0, expected.1.to_owned()), "{action} by {actor:?}");
    }
    for if_match in [None, Some(1)] {
        let mut asked = request(&mia(), "end-precedent", &nic(), end(), if_match);
        asked.envelope.params.insert("reference".to_owned(), PRE.to_owned());
        assert!(matches!(no(desk.serve(asked).await).0, 428 | 412));
    }
    let mut stale = request(&ann(), "replace-precedent", &nic(), terms(), None);
    stale.envelope.params.insert("reference".to_owned(), "PRE-1".to_owned());
    assert!(matches!(no(desk.serve(stale).await).0, 400 | 404));
    assert_eq!((desk.told_outside().await, desk.precedent(&ann()).await), before);
}

#[tokio::test]
async fn its_words_can_be_forgotten_and_it_goes_on() {
    let desk = Desk::with_precedent().await;
    let mut tx = desk.pool.begin().await.unwrap();
    Redactions.redact(&mut tx, &by_records_officer(), "precedent", PRE, 1, "asked-for").await.unwrap();
    tx.commit().await.unwrap();
    assert!(desk.tables_with(TITLE).await.is_empty());
    assert!(desk.tables_with("Counts of hospital stays").await.is_empty());
    assert_eq!(desk.precedent(&olu()).await["versions"][0]["title"], Value::Null);
    desk.ask_now(&olu(), "assess-case", take()).await.unwrap();
    desk.must_verify().await;
}
