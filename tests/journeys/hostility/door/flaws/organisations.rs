//! Commands about organisations and their people.

use reqwest::Method;
use serde_json::{Value, json};

use super::{Command, Other, Things};

pub fn commands(things: &Things) -> Vec<Command> {
    let on = "/organisations/NORTHMERE";
    let somebody = "/members/018f3b1e-0000-7000-8000-000000000000";
    let authority = "/authorities/018f3b1e-0000-7000-8000-000000000000";
    let officers: &[Other] =
        &[("approver", 403, "role-needed"), ("applicant-lead", 403, "role-needed"), ("stranger", 403, "role-needed")];
    let keepers: &[Other] = &[
        ("approver", 403, "administrator-needed"),
        ("applicant-lead", 403, "administrator-needed"),
        ("stranger", 403, "administrator-needed"),
    ];
    let command = |name, rest: String, by, good: Value, wrong_type: Value, others: &[Other]| Command {
        name,
        method: Method::POST,
        on: on.to_owned(),
        rest,
        unknown: Some(("/organisations/NOBODY", "organisation-unknown")),
        by,
        etag: Some(things.etag(on).to_owned()),
        good,
        wrong_type,
        others: others.to_vec(),
    };
    let adding = |command: Command| Command { etag: None, ..command };
    let of_signatory = format!("/authorities/{}/end", things.signatory);
    let last_day = || json!({"on": "2030-01-31"});
    let no_day = || json!({"on": 5});
    let member = json!({"subject": "somebody", "name": "Some Body", "email": "some.body@northmere.example",
        "roles": ["lead"], "from": "2030-01-01"});
    let mut listed = member.clone();
    listed["roles"] = json!("lead");
    let person = "018f3b1e-0000-7000-8000-000000000000";
    vec![
        Command {
            on: "/organisations".to_owned(),
            unknown: None,
            ..adding(command(
                "taking an organisation in",
                String::new(),
                "case-officer",
                json!({"id": "NORTHMERE", "name": "Northmere University", "organisation_type": "academic"}),
                json!({"id": "NORTHMERE", "name": 5, "organisation_type": "academic"}),
                officers,
            ))
        },
        command(
            "giving it another name",
            "/rename".to_owned(),
            "case-officer",
            json!({"name": "The University of Northmere", "from": "2020-01-01"}),
            json!({"name": ["Northmere"], "from": "2020-01-01"}),
            officers,
        ),
        adding(command("taking somebody in", "/members".to_owned(), "case-officer", member, listed, keepers)),
        command(
            "changing a member",
            format!("{somebody}/change"),
            "case-officer",
            json!({"roles": ["lead"]}),
            json!({"roles": "lead"}),
            keepers,
        ),
        command("ending a membership", format!("{somebody}/end"), "case-officer", last_day(), no_day(), keepers),
        Command {
            // Whether there is such an organisation is for its administrator alone.
            unknown: None,
            ..adding(command(
                "asking for an authority",
                "/authorities".to_owned(),
                "ig-lead",
                json!({"person": person, "from": "2030-01-01"}),
                json!({"person": 5, "from": "2030-01-01"}),
                keepers,
            ))
        },
        command(
            "confirming an authority",
            format!("{authority}/confirm"),
            "case-officer",
            json!({}),
            json!("now"),
            officers,
        ),
        command(
            "declining an authority",
            format!("{authority}/decline"),
            "case-officer",
            json!({"reason": "The letter names another."}),
            json!({"reason": 5}),
            officers,
        ),
        command("ending an authority", of_signatory, "case-officer", last_day(), no_day(), keepers),
    ]
}
