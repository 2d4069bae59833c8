//! The description of the API, OpenAPI 3.1, made of the table of routes.

use dars_messages::{Owner, requests::intake::EnquiryRaised};
use schemars::{SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value, json};

use super::{
    PREFIX, attachments, document, pack,
    problem::ProblemBody,
    route::{Query, Route, To, Who},
    search::HitList,
    tasks::TaskList,
};
use crate::bag::sorted;

const ABOUT: &str = "Applying for health data, agreeing on its use, and the public register of uses. Independent, and \
     not endorsed by the NHS. A 503 means that it is unknown whether a command was done: repeat it with the same key. What \
     one service decided reaches the others in a moment: what is not there just after a command is worth asking again.";

const REFUSALS: &[(u16, &str, &str)] = &[
    (400, "Malformed", "The request cannot be read: malformed, unknown or missing fields or headers."),
    (401, "SignIn", "Sign in, or sign in again: `sign-in-too-old` asks for a sign-in within five minutes."),
    (403, "Forbidden", "The caller may see it and may not do this."),
    (404, "NotFound", "There is no such thing, or not yet, or the caller may not know of it."),
    (408, "TooSlow", "The body took too long to arrive."),
    (409, "WrongState", "Not in this state, or the same key is still in work."),
    (412, "ChangedMeanwhile", "The version in If-Match is no longer the newest."),
    (413, "TooLarge", "The body is larger than 512 KiB, or a file larger than 25 MiB."),
    (415, "NotJson", "The body is not application/json."),
    (422, "Unacceptable", "A rule is not met, a value is outside its list or range, or a key came with another body."),
    (428, "IfMatchMissing", "If-Match must say which version was read."),
    (500, "Failed", "Something failed on our side; quote the instance."),
    (503, "Away", "Unknown whether it was done: repeat it with the same key."),
];

/// The description of `routes` as text, its members in alphabetical order.
pub fn text(routes: &[Route]) -> String {
    let mut text = serde_json::to_string_pretty(&sorted(document(routes))).unwrap_or_default();
    text.push('\n');
    text
}

/// The description of `routes`.
pub fn document(routes: &[Route]) -> Value {
    let mut generator = SchemaSettings::draft2020_12()
        .with(|settings| {
            settings.definitions_path = "/components/schemas".into();
            settings.meta_schema = None;
        })
        .into_generator();
    // Nothing but the refusals refers to it.
    let _ = generator.subschema_for::<ProblemBody>();
    let mut paths = Map::new();
    for route in routes {
        let path = paths.entry(route.path).or_insert_with(|| json!({}));
        if let Value::Object(methods) = path {
            methods.insert(route.method.as_str().to_lowercase(), operation(route, &mut generator));
        }
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "DARS", "version": "1", "description": ABOUT,
            "license": {"name": "MIT or Apache 2.0", "identifier": "MIT OR Apache-2.0"},
        },
        "servers": [{"url": PREFIX}],
        "tags": tags(routes),
        "paths": paths,
        "components": {
            "schemas": generator.take_definitions(true),
            "responses": REFUSALS.iter().map(refusal).collect::<Map<_, _>>(),
            "securitySchemes": {
                "bearer": {
                    "type": "http", "scheme": "bearer", "bearerFormat": "JWT",
                    "description": "An access token of the OpenID provider (RFC 9068), a person's or a machine's.",
                },
                "enquiry": {
                    "type": "http", "scheme": "enquiry",
                    "description": "The token of an enquirer's secret link: what stands behind the # in their mails.",
                },
            },
        },
    })
}

fn operation(route: &Route, generator: &mut SchemaGenerator) -> Value {
    let mut operation = json!({
        "operationId": route.action,
        "tags": [tag(route)],
        "summary": route.summary,
        "description": format!("Who may call it: {}.", route.by),
        "parameters": parameters(route),
        "security": security(route),
        "responses": responses(route, generator),
    });
    if let (Value::Object(members), false) = (&mut operation, route.body.is_empty()) {
        members.insert("requestBody".to_owned(), body(route, generator));
    }
    if let (Value::Object(members), To::Upload) = (&mut operation, route.to) {
        members.insert("requestBody".to_owned(), attachments::request_body());
    }
    operation
}

fn tag(route: &Route) -> &'static str {
    match (route.who, route.to) {
        (Who::Local, _) | (_, To::Here(_)) => "local",
        (_, To::One(owner)) => owner.name(),
        (_, To::Performance) => Owner::Review.name(),
        (_, To::Tasks | To::Search | To::Upload | To::Download | To::Document | To::Pack) => Owner::Intake.name(),
        (_, To::Every | To::DeadLetter) => "operations",
    }
}

fn tags(routes: &[Route]) -> Vec<Value> {
    let mut names: Vec<&str> = Vec::new();
    for route in routes {
        if !names.contains(&tag(route)) {
            names.push(tag(route));
        }
    }
    names.into_iter().map(|name| json!({"name": name})).collect()
}

fn security(route: &Route) -> Value {
    match route.who {
        Who::Signed if route.by_link => json!([{"bearer": []}, {"enquiry": []}]),
        Who::Public => json!([{}, {"bearer": []}]),
        Who::Signed => json!([{"bearer": []}]),
        Who::Local => json!([]),
    }
}

fn parameters(route: &Route) -> Vec<Value> {
    let in_path = route.path_names().map(|name| {
        let about = path_name(name);
        json!({"name": name, "in": "path", "required": true, "description": about.0, "schema": about.1})
    });
    let behind = route.query.iter().map(|query| {
        let about = query_name(*query);
        let required = query.is_required();
        json!({"name": query.name(), "in": "query", "required": required, "description": about.0, "schema": about.1})
    });
    let mut headers = Vec::new();
    if route.method == "POST" && route.who != Who::Local {
        headers.push(json!({
            "name": "Idempotency-Key", "in": "header", "required": route.who == Who::Signed,
            "description": "Fresh for each command, so that a repetition is recognised; needed from whoever is signed in.",
            "schema": {"type": "string", "minLength": 1, "maxLength": 128, "pattern": "^[!-~]+$"},
        }));
    }
    if route.to == To::Upload {
        headers.push(attachments::name_parameter());
    }
    if route.method == "PUT" {
        headers.push(json!({
            "name": "Idempotency-Key", "in": "header", "required": false,
            "description": "Fresh for each command, so that a repetition is recognised.",
            "schema": {"type": "string", "minLength": 1, "maxLength": 128, "pattern": "^[!-~]+$"},
        }));
    }
    if route.if_match {
        headers.push(json!({
            "name": "If-Match", "in": "header", "required": true,
            "description": format!("The ETag of the version that was read with `GET {}`.", route.reads()),
            "schema": {"type": "string", "pattern": "^\"[0-9]+\"$"},
        }));
    }
    in_path.chain(behind).chain(headers).collect()
}

fn path_name(name: &str) -> (&'static str, Value) {
    match name {
        "nic" => ("A NIC number.", json!({"type": "string", "example": "DARS-NIC-900101-K4T7Q"})),
        "con" => ("A framework contract.", json!({"type": "string", "example": "CON-900201-B3N6W"})),
        "reference" => ("What it was given as reference.", json!({"type": "string", "example": "ENQ-2026-000412"})),
        "version" => ("A version.", json!({"type": "string", "example": "v1.0", "pattern": "^v[0-9]+\\.[0-9]+$"})),
        "certificate" => ("A destruction certificate.", json!({"type": "string", "example": "DDC-2026-000041"})),
        "officer" => (
            "A case officer, opaque.",
            json!({"type": "string", "format": "uuid", "example": "6f9d1e0c-3b1f-5c52-9b0e-6d6c7a1f2b3d"}),
        ),
        "number" => ("Its number, from 1.", json!({"type": "string", "pattern": "^[0-9]+$", "example": "1"})),
        "section" => {
            let names: Vec<&str> = dars_vocabulary::content::SectionName::ALL.iter().map(|name| name.code()).collect();
            ("A section of the form.", json!({"type": "string", "enum": names}))
        }
        _ => ("Its id.", json!({"type": "string"})),
    }
}

fn query_name(query: Query) -> (&'static str, Value) {
    match query {
        Query::Limit => {
            ("How many items at most.", json!({"type": "integer", "minimum": 1, "maximum": 200, "default": 50}))
        }
        Query::Cursor => ("Where the page begins: `next` of the page before.", json!({"type": "string"})),
        Query::About => ("The reference.", json!({"type": "string", "example": "DARS-NIC-900101-K4T7Q"})),
        Query::DataSet => ("A data set, by the catalogue's id.", json!({"type": "string", "example": "hes-apc"})),
        Query::Words => {
            ("Words to look for: names, also former ones, abbreviations, topics.", json!({"type": "string"}))
        }
        Query::Team => {
            ("The team that has it, by its code.", json!({"type": "string", "example": "data-applications"}))
        }
        Query::Owner => ("The officer who has it: `me`, or their id.", json!({"type": "string", "example": "me"})),
        Query::Version => (
            "A version that was handed in, or the one being written; without it, what the caller would be shown now.",
            json!({"type": "string", "example": "v0.1", "pattern": "^v[0-9]+\\.[0-9]+$"}),
        ),
        Query::Id => ("Which one, as it looks.", json!({"type": "string"})),
        Query::Officer => {
            ("Whose: an id; `me`; `none` for what nobody has.", json!({"type": "string", "example": "me"}))
        }
        Query::State => {
            ("Where it stands; what has ended is left out.", json!({"type": "string", "example": "DECISION"}))
        }
        Query::Overdue => (
            "`true`: only what was due before today and does not wait for its applicant.",
            json!({"type": "string", "enum": ["true", "false"]}),
        ),
    }
}

fn body(route: &Route, generator: &mut SchemaGenerator) -> Value {
    let schemas: Vec<Value> = route.body.iter().map(|shape| shape.schema(generator).to_value()).collect();
    let content = match (route.body.as_slice(), schemas.as_slice()) {
        ([shape], [schema]) => json!({"schema": schema, "example": shape.example}),
        (shapes, schemas) => {
            // `anyOf`, since the path and not the body says which section it is.
            let examples: Map<String, Value> = shapes
                .iter()
                .filter_map(|shape| Some((shape.section?.to_owned(), json!({"value": shape.example}))))
                .collect();
            json!({"schema": {"anyOf": schemas}, "examples": examples})
        }
    };
    json!({"required": true, "content": {"application/json": content}})
}

fn responses(route: &Route, generator: &mut SchemaGenerator) -> Value {
    let schema = if route.action == "raise-enquiry" {
        generator.subschema_for::<EnquiryRaised>().to_value()
    } else if route.to == To::Tasks {
        generator.subschema_for::<TaskList>().to_value()
    } else if route.to == To::Search {
        generator.subschema_for::<HitList>().to_value()
    } else if route.query.contains(&Query::Limit) {
        json!({
            "type": "object",
            "properties": {"next": {"type": ["string", "null"], "description": "The cursor of the next page."}},
        })
    } else {
        json!({"type": "object"})
    };
    let etag = json!({"description": "The resource's version.", "schema": {"type": "string"}});
    let mut headers = json!({"ETag": etag});
    if let (Value::Object(headers), true) = (&mut headers, route.query.contains(&Query::Cursor)) {
        let link = json!({"description": "The next page, as rel=\"next\".", "schema": {"type": "string"}});
        headers.insert("Link".to_owned(), link);
    }
    let content = match route.to {
        To::Download => attachments::response_content(),
        To::Document => document::response_content(),
        To::Pack => pack::response_content(),
        _ => json!({route.media: {"schema": schema}}),
    };
    let mut responses = Map::new();
    if route.location.is_some() {
        let location = json!({"description": "Where it is.", "schema": {"type": "string"}});
        let made = json!({"ETag": etag, "Location": location});
        responses.insert("201".to_owned(), json!({"description": "Made.", "headers": made, "content": content}));
    } else {
        responses.insert("200".to_owned(), json!({"description": "Done.", "headers": headers, "content": content}));
    }
    for (status, name, _) in REFUSALS.iter().filter(|(status, ..)| can_refuse(route, *status)) {
        responses.insert(status.to_string(), json!({"$ref": format!("#/components/responses/{name}")}));
    }
    Value::Object(responses)
}

fn can_refuse(route: &Route, status: u16) -> bool {
    match status {
        401 => route.who != Who::Local,
        403 => route.who == Who::Signed,
        408 | 413 | 415 | 409 => route.writes(),
        422 => route.writes() || !route.query.is_empty(),
        412 | 428 => route.if_match,
        _ => true,
    }
}

fn refusal((status, name, about): &(u16, &str, &str)) -> (String, Value) {
    let mut response = json!({
        "description": about,
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    });
    let header = match status {
        401 => Some(("WWW-Authenticate", "What to sign in with (RFC 6750, RFC 9470).")),
        503 => Some(("Retry-After", "After how many seconds to repeat it.")),
        _ => None,
    };
    if let (Value::Object(members), Some((name, about))) = (&mut response, header) {
        let headers = json!({name: {"description": about, "schema": {"type": "string"}}});
        members.insert("headers".to_owned(), headers);
    }
    ((*name).to_owned(), response)
}
