//! `GET /catalogue/datasets.jsonld`: the catalogue as DCAT 3, for catalogues of others. Addresses are relative to the
//! document's own, so that they hold wherever it is served.

use dars_bus::{Problem, Reply, Request};
use dars_rules::matching::services;
use dars_vocabulary::{
    DataSetEntry,
    catalogue::Alternative,
    code::{AccessService, Refresh, Theme},
};
use serde_json::{Map, Value, json};

use super::super::Reading;
use crate::store;

const FREQUENCY: &str = "http://publications.europa.eu/resource/authority/frequency/";
const RESTRICTED: &str = "http://publications.europa.eu/resource/authority/access-right/RESTRICTED";
const HEALTH: &str = "http://publications.europa.eu/resource/authority/data-theme/HEAL";
const ENGLAND: &str = "http://sws.geonames.org/6269131/";

/// The catalogue, page by page.
pub async fn dcat(connection: &mut Reading, request: &Request, publisher: &str) -> Result<Reply, Problem> {
    let limit = request.limit()?;
    let edition = store::datasets::edition(connection).await?;
    let page = store::datasets::page(connection, request.cursor(), limit).await?;
    let full = i64::try_from(page.len()).is_ok_and(|count| count == limit);
    let next = page.last().map(|last| last.id.clone()).filter(|_| full);
    let entries: Vec<(String, DataSetEntry)> = page.into_iter().map(|one| (one.id, one.entry)).collect();
    Reply::versioned(edition, &document(&entries, publisher, next.as_deref()))
}

fn document(entries: &[(String, DataSetEntry)], publisher: &str, next: Option<&str>) -> Value {
    json!({
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
            "skos": "http://www.w3.org/2004/02/skos/core#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
            // Where the next page begins; nothing that is said of the catalogue.
            "next": null,
        },
        "@id": "datasets.jsonld",
        "@type": "dcat:Catalog",
        "dct:title": english("Data sets"),
        "dct:description": english("Health and care data that can be asked for, and by which access services."),
        "dct:publisher": agent(publisher),
        "dcat:themeTaxonomy": {
            "@id": "#themes",
            "@type": "skos:ConceptScheme",
            "dct:title": english("Themes of the catalogue"),
        },
        "dcat:service": services::ALL.iter().map(service).collect::<Vec<_>>(),
        "dcat:dataset": entries.iter().map(|(id, entry)| dataset(id, entry, publisher)).collect::<Vec<_>>(),
        "next": next,
    })
}

fn english(text: &str) -> Value {
    json!({"@value": text, "@language": "en"})
}

fn agent(name: &str) -> Value {
    json!({"@type": "foaf:Agent", "foaf:name": name})
}

fn day(day: jiff::civil::Date) -> Value {
    json!({"@value": day, "@type": "xsd:date"})
}

fn of_service(service: AccessService) -> String {
    format!("services/{}", service.code())
}

fn service(terms: &services::ServiceTerms) -> Value {
    json!({
        "@id": of_service(terms.id),
        "@type": "dcat:DataService",
        "dct:identifier": terms.id.code(),
        "dct:title": english(terms.name),
        "dct:description": english(terms.summary),
    })
}

fn dataset(id: &str, entry: &DataSetEntry, publisher: &str) -> Value {
    let mut of = Map::new();
    let mut say = |name: &str, value: Value| {
        let empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        if !empty {
            of.insert(name.to_owned(), value);
        }
    };
    let texts = |list: &[String]| list.iter().map(|text| english(text)).collect::<Vec<_>>();
    say("@id", json!(format!("datasets/{id}")));
    say("@type", json!("dcat:Dataset"));
    say("dct:identifier", json!(id));
    say("dct:title", english(&entry.name));
    say("dct:description", english(&entry.scope));
    say("dct:alternative", [texts(&entry.abbreviations), texts(&entry.former_names)].concat().into());
    say("dcat:keyword", texts(&entry.topics).into());
    say("dcat:theme", themes(entry.theme));
    say("dct:publisher", agent(publisher));
    say("dct:creator", entry.owner.as_deref().map(agent).into());
    say("dct:temporal", temporal(entry));
    say("dct:spatial", json!({"@id": ENGLAND}));
    say("dct:accrualPeriodicity", entry.refresh.map(frequency).into());
    say("dct:accessRights", json!({"@id": RESTRICTED}));
    say(
        "dct:isReplacedBy",
        entry.continued_by.as_ref().map(|other| json!({"@id": format!("datasets/{other}")})).into(),
    );
    say("dct:rights", entry.special_conditions.iter().map(|words| statement(words)).collect());
    say("dcat:landingPage", json!({"@id": format!("datasets/{id}")}));
    say("foaf:page", entry.metadata_url.as_ref().map(|address| json!({"@id": address})).into());
    say("rdfs:seeAlso", entry.published_alternatives.iter().map(alternative).collect());
    say("dcat:distribution", entry.services.iter().map(|service| distribution(*service)).collect());
    say("skos:editorialNote", illustrative(entry));
    Value::Object(of)
}

fn statement(words: &str) -> Value {
    json!({"@type": "dct:RightsStatement", "rdfs:label": english(words)})
}

fn themes(theme: Option<Theme>) -> Value {
    let own = theme.map(|theme| {
        json!({
            "@id": format!("#{}", theme.code()),
            "@type": "skos:Concept",
            "skos:prefLabel": english(theme.label()),
            "skos:inScheme": {"@id": "#themes"},
        })
    });
    [Some(json!({"@id": HEALTH})), own].into_iter().flatten().collect()
}

fn temporal(entry: &DataSetEntry) -> Value {
    let mut period = Map::from_iter([("@type".to_owned(), json!("dct:PeriodOfTime"))]);
    period.extend(entry.coverage.from.map(|from| ("dcat:startDate".to_owned(), day(from))));
    period.extend(entry.coverage.to.map(|to| ("dcat:endDate".to_owned(), day(to))));
    if period.len() > 1 { Value::Object(period) } else { Value::Null }
}

fn frequency(refresh: Refresh) -> Value {
    let code = match refresh {
        Refresh::Daily => "DAILY",
        Refresh::Weekly => "WEEKLY",
        Refresh::Monthly => "MONTHLY",
        Refresh::Quarterly => "QUARTERLY",
        Refresh::Annual => "ANNUAL",
        Refresh::OnRequest => "IRREG",
        Refresh::Never => "NEVER",
    };
    json!({"@id": format!("{FREQUENCY}{code}")})
}

fn alternative(published: &Alternative) -> Value {
    match &published.url {
        Some(address) => json!({"@id": address, "dct:title": english(&published.title)}),
        None => json!({"dct:title": english(&published.title)}),
    }
}

fn distribution(service: AccessService) -> Value {
    json!({
        "@type": "dcat:Distribution",
        "dct:title": english(service.label()),
        "dcat:accessService": {"@id": of_service(service)},
        "dcat:accessURL": {"@id": of_service(service)},
    })
}

/// Whoever harvests the catalogue is told what nobody has confirmed.
fn illustrative(entry: &DataSetEntry) -> Value {
    if entry.provisional.is_empty() {
        return Value::Null;
    }
    let parts: Vec<&str> = entry.provisional.iter().map(|part| part.label()).collect();
    english(&format!("Illustrative, not confirmed: {}.", parts.join(", ")))
}
