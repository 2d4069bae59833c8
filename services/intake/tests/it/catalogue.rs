//! The catalogue: loaded from its file, revised by whoever produces the data, looked for, and read by others.

use dars_bus::{Problem, Reply};
use dars_intake::cli::{Report, load, packed};
use dars_testkit::service::person;
use dars_vocabulary::{Actor, StaffRole};
use serde_json::{Value, json};

use crate::desk::{Desk, TODAY, no, officer, stranger};

fn producer() -> Actor {
    person("data-production", &[StaffRole::DataProduction])
}

fn entry(name: &str) -> Value {
    json!({"name": name, "scope": "Emergency care, by attendance", "topics": ["A&E"], "services": ["sde"],
        "levels": ["pseudonymised"], "required_routes": ["pag"], "sensitivity": "sensitive",
        "published_alternatives": [{"title": "Waits", "url": "https://statistics.example/waits"}],
        "fields": [{"name": "arrival_time", "meaning": "When the person came."}], "provisional": ["services"]})
}

async fn save(desk: &Desk, by: &Actor, id: &str, body: Value, if_match: Option<i64>) -> Result<Reply, Problem> {
    desk.ask(by, "save-dataset", &[("id", id)], body, if_match, TODAY).await
}

async fn read(desk: &Desk, action: &str, params: &[(&str, &str)]) -> Reply {
    desk.ask(&Actor::public(), action, params, Value::Null, None, TODAY).await.expect(action)
}

fn ids(reply: &Reply) -> Vec<&str> {
    reply.body["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap()).collect()
}

async fn count(desk: &Desk, query: &'static str) -> i64 {
    sqlx::query_scalar(query).fetch_one(&desk.pool).await.unwrap()
}

#[tokio::test]
async fn the_file_is_loaded_once_however_often_it_is_loaded() {
    let desk = Desk::open().await;
    let file = packed().unwrap();
    let first = load(&desk.context, &file).await.unwrap();
    assert_eq!(first.loaded.len(), file.datasets.len());
    let rows = "select count(*) from outbox where subject like 'dars.intake.dataset_registered.%'";
    let told = count(&desk, rows).await;
    assert_eq!(told, i64::try_from(file.datasets.len()).unwrap());
    let again = load(&desk.context, &file).await.unwrap();
    assert_eq!((again.loaded.len(), again.as_it_was.len(), again.left.len()), (0, file.datasets.len(), 0));
    assert_eq!(count(&desk, rows).await, told);
    assert!(again.to_string().contains("0 loaded"));
}

#[tokio::test]
async fn the_next_edition_changes_what_it_changed_and_leaves_what_somebody_wrote() {
    let desk = Desk::open().await;
    let mut file = packed().unwrap();
    load(&desk.context, &file).await.unwrap();
    save(&desk, &producer(), "ecds", entry("Ours"), Some(1)).await.unwrap();
    for id in ["ecds", "deaths"] {
        file.datasets.get_mut(id).unwrap().scope = "Another scope.".to_owned();
    }
    let same = load(&desk.context, &file).await.unwrap();
    let left =
        |code: &str, other: &str| vec![("deaths".to_owned(), code.to_owned()), ("ecds".to_owned(), other.to_owned())];
    assert_eq!((same.loaded, same.left), (Vec::new(), left("newer-edition", "revised-by-hand")));
    file.edition += 1;
    let next = load(&desk.context, &file).await.unwrap();
    let hand = vec![("ecds".to_owned(), "revised-by-hand".to_owned())];
    assert_eq!(next, Report { loaded: vec!["deaths".to_owned()], left: hand, as_it_was: next.as_it_was.clone() });
    assert_eq!(read(&desk, "get-dataset", &[("id", "deaths")]).await.body["scope"], "Another scope.");
    assert_eq!(read(&desk, "get-dataset", &[("id", "ecds")]).await.body["name"], "Ours");
}

#[tokio::test]
async fn an_entry_is_registered_and_revised_and_each_time_the_newest_is_told() {
    let desk = Desk::open().await;
    let made = save(&desk, &producer(), "ecds", entry("Emergency care"), Some(0)).await.unwrap();
    assert_eq!((made.status, made.etag, &made.body["revised"]), (200, Some(1), &json!(true)));
    let mut revised = entry("Emergency Care Data Set");
    revised["services"] = json!(["sde", "extract"]);
    assert_eq!(save(&desk, &producer(), "ecds", revised.clone(), Some(1)).await.unwrap().etag, Some(2));
    // What is said already changes and tells nothing.
    let same = save(&desk, &producer(), "ecds", revised, Some(2)).await.unwrap();
    assert_eq!((same.etag, &same.body["revised"]), (Some(2), &json!(false)));
    assert_eq!(desk.told("ecds").await, ["dataset_registered", "dataset_registered"]);
    let told = desk.body("dataset_registered", "ecds").await;
    assert_eq!(
        (&told["name"], &told["traits"]["services"]),
        (&json!("Emergency Care Data Set"), &json!(["sde", "extract"]),)
    );
    assert_eq!(told["traits"]["required_routes"], json!(["pag"]));
    assert_eq!(told["traits"]["published"], json!(["Waits"]));
    let shown = read(&desk, "get-dataset", &[("id", "ecds")]).await;
    assert_eq!((shown.etag, &shown.body["fields"][0]["name"]), (Some(2), &json!("arrival_time")));
    assert_eq!((&shown.body["provisional"], &shown.body["permitted"]), (&json!(["services"]), &json!([])));
    let seen = desk.ask(&producer(), "get-dataset", &[("id", "ecds")], Value::Null, None, TODAY).await.unwrap();
    assert_eq!(seen.body["permitted"], json!(["save-dataset"]));
}

#[tokio::test]
async fn what_is_not_accepted_changes_nothing() {
    let desk = Desk::open().await;
    save(&desk, &producer(), "ecds", entry("Emergency care"), Some(0)).await.unwrap();
    let before = desk.told("ecds").await;
    let spoiled = |field: &str, value: Value| {
        let mut body = entry("Other");
        body[field] = value;
        body
    };
    let machine = Actor { kind: dars_vocabulary::ActorKind::Machine, ..producer() };
    for (by, body, if_match, expected) in [
        (Actor::public(), entry("Other"), Some(1), (401, "sign-in-needed")),
        (stranger(), entry("Other"), Some(1), (403, "data-production-needed")),
        (officer(), entry("Other"), Some(1), (403, "data-production-needed")),
        (officer(), entry("Other"), Some(7), (403, "data-production-needed")),
        (machine, entry("Other"), Some(1), (403, "person-needed")),
        (producer(), entry("Other"), None, (428, "if-match-missing")),
        (producer(), entry("Other"), Some(0), (412, "changed-meanwhile")),
        (producer(), entry("Other"), Some(2), (412, "changed-meanwhile")),
        (producer(), spoiled("surprise", json!(1)), Some(1), (400, "malformed")),
        (producer(), spoiled("name", json!(5)), Some(1), (400, "malformed")),
        (producer(), json!({"name": "Other"}), Some(1), (400, "malformed")),
        (producer(), json!([]), Some(1), (400, "malformed")),
        (producer(), Value::Null, Some(1), (400, "malformed")),
        (producer(), spoiled("services", json!(["courier"])), Some(1), (422, "value-not-acceptable")),
        (producer(), spoiled("metadata_url", json!("javascript:alert(1)")), Some(1), (422, "values-unacceptable")),
        (producer(), spoiled("name", json!("Two\nlines")), Some(1), (422, "values-unacceptable")),
    ] {
        let (status, code) = no(save(&desk, &by, "ecds", body, if_match).await);
        assert_eq!((status, code.as_str()), expected);
    }
    for id in ["HES", "a.b", "a>b", &"a".repeat(41)] {
        assert_eq!(no(save(&desk, &producer(), id, entry("Other"), Some(0)).await).1, "values-unacceptable", "{id}");
    }
    assert_eq!(desk.told("ecds").await, before);
    assert_eq!(read(&desk, "get-dataset", &[("id", "ecds")]).await.body["name"], "Emergency care");
    assert_eq!(count(&desk, "select count(*) from datasets").await, 1);
}

#[tokio::test]
async fn what_people_type_finds_what_they_mean_and_pages_follow_in_order() {
    let desk = Desk::open().await;
    load(&desk.context, &packed().unwrap()).await.unwrap();
    for (question, meant) in [
        ("IAPT", "talking-therapies"),
        ("MHMDS", "mhsds"),
        ("A&E", "ecds"),
        ("cancer", "ndrs-registrations"),
        ("deaths", "deaths"),
        ("canser", "ndrs-registrations"),
    ] {
        let found = read(&desk, "list-datasets", &[("q", question)]).await;
        assert_eq!(ids(&found)[0], meant, "{question}");
        assert!(found.body["items"][0]["found"]["text"].is_string());
    }
    let whole = read(&desk, "list-datasets", &[("q", "cancer")]).await;
    let (mut pages, mut cursor) = (Vec::new(), String::new());
    loop {
        let mut params = vec![("q", "cancer"), ("limit", "2")];
        params.extend((!cursor.is_empty()).then_some(("cursor", cursor.as_str())));
        let page = read(&desk, "list-datasets", &params).await;
        pages.extend(ids(&page).into_iter().map(str::to_owned));
        let Some(next) = page.body["next"].as_str() else { break };
        cursor = next.to_owned();
    }
    assert_eq!(pages, ids(&whole));
    assert!(pages.len() >= 5);
    let nothing = read(&desk, "list-datasets", &[("q", "unicorn")]).await;
    assert_eq!((&nothing.body["items"], &nothing.body["next"]), (&json!([]), &Value::Null));
    let params = [("q", "cancer"), ("cursor", "tea")];
    let refused = desk.ask(&Actor::public(), "list-datasets", &params, Value::Null, None, TODAY).await;
    assert_eq!(no(refused), (400, "malformed".to_owned()));
}

#[tokio::test]
async fn the_list_is_without_fields_and_its_version_grows_with_every_revision() {
    let desk = Desk::open().await;
    load(&desk.context, &packed().unwrap()).await.unwrap();
    let before = read(&desk, "list-datasets", &[("limit", "5")]).await;
    assert_eq!((ids(&before).len(), before.body["next"].as_str()), (5, Some(ids(&before)[4])));
    let next = read(&desk, "list-datasets", &[("limit", "200"), ("cursor", ids(&before)[4])]).await;
    assert_eq!(ids(&next).len(), packed().unwrap().datasets.len() - 5);
    let all = read(&desk, "list-datasets", &[("limit", "200")]).await;
    assert!(all.body["items"].as_array().unwrap().iter().all(|item| item.get("fields").is_none()));
    assert!(all.body.to_string().len() < 200_000);
    save(&desk, &producer(), "ecds", entry("Ours"), Some(1)).await.unwrap();
    let after = read(&desk, "list-datasets", &[]).await;
    assert_eq!(after.etag.unwrap(), before.etag.unwrap() + 1);
}

#[tokio::test]
async fn what_was_registered_before_entries_were_whole_is_still_shown_and_found() {
    let desk = Desk::open().await;
    let traits = json!({"services": ["sde"], "published": ["GP statistics"]});
    desk.fixture("fixture-dataset", json!({"id": "gdppr", "name": "GDPPR", "scope": "GP data", "traits": traits}))
        .await;
    // As the row stood before the column was there.
    sqlx::query("update datasets set entry = null").execute(&desk.pool).await.unwrap();
    let found = read(&desk, "list-datasets", &[("q", "gdppr")]).await;
    assert_eq!((ids(&found), &found.body["items"][0]["services"]), (vec!["gdppr"], &json!(["sde"])));
    assert_eq!(read(&desk, "list-datasets", &[]).await.body["items"][0]["scope"], "GP data");
    assert_eq!(read(&desk, "get-dataset", &[("id", "gdppr")]).await.body["name"], "GDPPR");
    load(&desk.context, &packed().unwrap()).await.unwrap();
    let shown = read(&desk, "get-dataset", &[("id", "gdppr")]).await;
    assert_eq!((shown.etag, &shown.body["covid_only"]), (Some(2), &json!(true)));
}

#[tokio::test]
async fn others_catalogues_read_it_as_dcat() {
    let desk = Desk::open().await;
    load(&desk.context, &packed().unwrap()).await.unwrap();
    let page = read(&desk, "catalogue-dcat", &[("limit", "200")]).await;
    assert_eq!(page.body["@type"], "dcat:Catalog");
    assert_eq!(page.body["next"], Value::Null);
    let datasets = page.body["dcat:dataset"].as_array().unwrap();
    assert_eq!(datasets.len(), packed().unwrap().datasets.len());
    let services: Vec<&str> =
        page.body["dcat:service"].as_array().unwrap().iter().map(|one| one["@id"].as_str().unwrap()).collect();
    for dataset in datasets {
        let id = dataset["dct:identifier"].as_str().unwrap();
        assert_eq!((&dataset["@type"], &dataset["@id"]), (&json!("dcat:Dataset"), &json!(format!("datasets/{id}"))));
        for needed in
            ["dct:title", "dct:description", "dcat:keyword", "dcat:theme", "dct:publisher", "dct:accessRights"]
        {
            assert!(!dataset[needed].is_null(), "{id} {needed}");
        }
        for distribution in dataset["dcat:distribution"].as_array().unwrap() {
            assert!(services.contains(&distribution["dcat:accessService"]["@id"].as_str().unwrap()), "{id}");
        }
        assert!(dataset["skos:editorialNote"]["@value"].as_str().unwrap().contains("services"), "{id}");
    }
    let hes_ae = datasets.iter().find(|one| one["dct:identifier"] == "hes-ae").unwrap();
    let temporal = &hes_ae["dct:temporal"];
    assert_eq!(temporal["@type"], "dct:PeriodOfTime");
    assert_eq!(temporal["dcat:endDate"], json!({"@value": "2020-03-31", "@type": "xsd:date"}));
    assert_eq!(hes_ae["dct:isReplacedBy"]["@id"], "datasets/ecds");
    // What is used as a prefix is declared.
    let context = page.body["@context"].as_object().unwrap();
    let prefixes = page.body.to_string();
    for prefix in ["dcat", "dct", "foaf", "rdfs", "skos", "xsd"] {
        assert!(context.contains_key(prefix) && prefixes.contains(&format!("\"{prefix}:")), "{prefix}");
    }
    let first = read(&desk, "catalogue-dcat", &[("limit", "3")]).await;
    let next = first.body["next"].as_str().unwrap();
    let second = read(&desk, "catalogue-dcat", &[("limit", "3"), ("cursor", next)]).await;
    assert_ne!(first.body["dcat:dataset"][2]["@id"], second.body["dcat:dataset"][0]["@id"]);
    assert_eq!(first.etag, second.etag);
}

#[tokio::test]
async fn the_access_services_say_whom_they_are_for_what_they_need_and_what_they_cost() {
    let desk = Desk::open().await;
    let all = read(&desk, "list-services", &[]).await;
    let order = ["sde", "system-access", "digitrials", "commissioners", "seft", "extract"];
    assert_eq!(ids(&all), order);
    assert!(all.etag.is_some());
    for item in all.body["items"].as_array().unwrap() {
        for said in
            ["name", "summary", "who", "leaves", "levels", "frequencies", "cohort", "needs", "links", "provisional"]
        {
            assert!(!item[said].is_null(), "{} {said}", item["id"]);
        }
    }
    let sde = read(&desk, "get-service", &[("id", "sde")]).await;
    let price = sde.body["prices"].as_array().unwrap().iter().find(|price| price["code"] == "sde.product").unwrap();
    assert_eq!(
        (&price["low_pence"], &price["from"], &price["until"]),
        (&json!(48_800), &json!("2026-04-01"), &Value::Null,)
    );
    let refused = desk.ask(&Actor::public(), "get-service", &[("id", "tea")], Value::Null, None, TODAY).await;
    assert_eq!(no(refused), (404, "not-found".to_owned()));
}
