//! The enquirer's secret link: in the API, and on the page that it leads to.

use std::sync::Arc;

use dars_bus::{Problem, Reply, Request, rpc::EnquirerProof};
use dars_messages::Owner;
use dars_vocabulary::ActorKind;
use reqwest::{Client, Method, RequestBuilder, Response, redirect};
use serde_json::json;

use super::stack::{Fake, Stack, problem};

pub const ENQUIRY: &str = "ENQ-2026-000412";
pub const TOKEN: &str = "a-token_of-forty-three-characters-0123456789";
const SESSION: &str = "1800000000.the-secret-of-a-session";
const EVIL: &str = "<script>alert(1)</script>\"'&";

/// As `intake` does it: one link, one session, one enquiry; anything else is unknown.
pub fn intake(request: &Request) -> Result<Reply, Problem> {
    let unknown = Err(Problem::new(404, "enquiry-unknown", "There is no such enquiry."));
    if request.envelope.params.get("reference").map(String::as_str) != Some(ENQUIRY) {
        return unknown;
    }
    let link = request.envelope.enquirer == Some(EnquirerProof::Link(TOKEN.to_owned()));
    let session = request.envelope.enquirer == Some(EnquirerProof::Session(SESSION.to_owned()));
    match request.action.as_str() {
        "renew-enquiry-link" => Ok(Reply { status: 202, ..Reply::ok(&json!({"next": "We mail it."}))? }),
        "open-enquiry-link" if link => Reply::ok(&json!({"session": SESSION, "seconds": 28800})),
        "get-enquiry" if link || session => Reply::versioned(
            4,
            &json!({
                "reference": ENQUIRY, "state": "AWAITING_ENQUIRER", "team": "public-help", "answer_due": "2026-12-04",
                "close_on": "2026-12-18", "purpose_text": EVIL,
                "messages": [
                    {"number": 1, "at": "2026-11-22T09:30:00Z", "by_officer": true, "text": "Which years?"},
                    {"number": 2, "at": "2026-11-22T10:30:00Z", "by_officer": false, "text": null},
                ],
            }),
        ),
        "add-message" if session && request.envelope.body["text"] == "" => {
            let detail = "Write something here.";
            Err(Problem::new(422, "values-unacceptable", "See each field.").at("/text", "missing", detail))
        }
        "close-enquiry" if session && request.if_match == Some(3) => {
            Err(Problem::new(412, "changed-meanwhile", "Someone else changed it."))
        }
        "add-message" | "close-enquiry" | "reopen-enquiry" if link || session => {
            Reply::ok(&json!({"state": "TRIAGED"}))
        }
        _ => unknown,
    }
}

async fn started() -> (Stack, Arc<Fake>) {
    let stack = Stack::start().await;
    let fake = stack.serve(Owner::Intake, intake).await;
    (stack, fake)
}

/// As a browser would, but it shows each answer as it comes.
fn browser() -> Client {
    super::stack::client();
    Client::builder().no_proxy().tls_certs_only([]).redirect(redirect::Policy::none()).build().unwrap()
}

fn page(stack: &Stack, reference: &str, cookie: &str) -> RequestBuilder {
    browser().get(format!("{}/enquiries/{reference}", stack.url)).header("Cookie", cookie.to_owned())
}

fn form(stack: &Stack, path: &str, cookie: &str, fields: &str) -> RequestBuilder {
    browser()
        .post(format!("{}/enquiries/{path}", stack.url))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("Cookie", cookie.to_owned())
        .body(fields.to_owned())
}

fn header(response: &Response, name: &str) -> String {
    response.headers().get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
}

async fn opened(stack: &Stack) -> String {
    let response = form(stack, &format!("{ENQUIRY}/open"), "", &format!("token={TOKEN}")).send().await.unwrap();
    assert_eq!((response.status().as_u16(), header(&response, "location")), (303, format!("/enquiries/{ENQUIRY}")));
    let cookie = header(&response, "set-cookie");
    for part in ["__Host-dars-enquiry=", "Path=/;", "HttpOnly", "Secure", "SameSite=Lax", "Max-Age=28800"] {
        assert!(cookie.contains(part), "{part} in {cookie}");
    }
    assert!(!cookie.contains(TOKEN));
    cookie.split(';').next().unwrap().to_owned()
}

/// The hidden fields of the page's forms.
async fn hidden(stack: &Stack, cookie: &str, name: &str) -> String {
    let text = page(stack, ENQUIRY, cookie).send().await.unwrap().text().await.unwrap();
    let (_, rest) = text.split_once(&format!("name=\"{name}\" value=\"")).unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_token_in_the_header_is_handed_to_the_service_and_proves_nothing_elsewhere() {
    let (stack, fake) = started().await;
    let by_link = |method, path: &str| stack.call(method, path).header("Authorization", format!("Enquiry {TOKEN}"));
    let path = format!("/enquiries/{ENQUIRY}");
    assert_eq!(by_link(Method::GET, &path).send().await.unwrap().status(), 200);
    let message = by_link(Method::POST, &format!("{path}/messages")).header("Idempotency-Key", "k-1");
    assert_eq!(message.json(&json!({"text": "Hello."})).send().await.unwrap().status(), 200);
    let close = by_link(Method::POST, &format!("{path}/close")).json(&json!({"reason": "settled"}));
    assert_eq!(problem(close).await, (428, "if-match-missing".to_owned()));
    let seen = fake.seen();
    assert!(seen.iter().all(|request| request.actor.kind == ActorKind::Public));
    assert!(seen.iter().all(|request| request.envelope.enquirer == Some(EnquirerProof::Link(TOKEN.to_owned()))));
    assert_eq!(seen[1].idempotency_key.as_deref(), Some("k-1"));
    assert!(!format!("{seen:?}").contains(TOKEN), "nothing that is printed shows it");

    for (method, path) in [
        (Method::POST, format!("{path}/answer")),
        (Method::GET, "/enquiries".to_owned()),
        (Method::GET, "/tasks".to_owned()),
    ] {
        let refused = by_link(method, &path).json(&json!({"text": "x"}));
        assert_eq!(problem(refused).await, (401, "authorization-malformed".to_owned()), "{path}");
    }
    for wrong in ["Enquiry", "Enquiry x", "Enquiry  "] {
        let asked = stack.get(&path).header("Authorization", wrong);
        assert!([401, 404].contains(&problem(asked).await.0), "{wrong}");
    }
    let unknown = stack.get("/enquiries/ENQ-2026-000413").header("Authorization", format!("Enquiry {TOKEN}"));
    let wrong = stack.get(&path).header("Authorization", "Enquiry another");
    assert_eq!(problem(unknown).await, problem(wrong).await);
}

#[tokio::test]
async fn a_program_that_reads_the_link_opens_nothing_and_the_button_still_works() {
    let (stack, fake) = started().await;
    for reference in [ENQUIRY, ENQUIRY, "ENQ-2026-000413"] {
        let response = page(&stack, reference, "").send().await.unwrap();
        assert_eq!((response.status().as_u16(), header(&response, "set-cookie")), (200, String::new()));
        assert_eq!(header(&response, "referrer-policy"), "no-referrer");
        let policy = header(&response, "content-security-policy");
        assert!(policy.contains("script-src 'self'") && policy.contains("form-action 'self'"), "{policy}");
        let text = response.text().await.unwrap();
        assert!(text.contains(&format!("action=\"/enquiries/{reference}/open\"")), "{text}");
    }
    assert!(fake.seen().is_empty(), "whether there is such an enquiry was not even asked");
    let script = stack.anywhere(Method::GET, "/enquiries/open-enquiry.js").send().await.unwrap();
    assert_eq!(header(&script, "content-type"), "text/javascript; charset=utf-8");
    let script = script.text().await.unwrap();
    assert!(script.contains("replaceState") && !script.contains("submit("), "{script}");

    let cookie = opened(&stack).await;
    // The whole link serves as well, and as often as one likes.
    let link = format!("token=http%3A%2F%2F127.0.0.1%2Fenquiries%2F{ENQUIRY}%23{TOKEN}");
    assert_eq!(form(&stack, &format!("{ENQUIRY}/open"), "", &link).send().await.unwrap().status(), 303);
    let response = page(&stack, ENQUIRY, &cookie).send().await.unwrap();
    assert_eq!(response.status(), 200);
    assert!(header(&response, "content-security-policy").contains("script-src 'none'"));
    let text = response.text().await.unwrap();
    for part in [
        "We asked you something",
        "Public help",
        "4 December 2026",
        "18 December 2026",
        "Which years?",
        "22 November 2026, 9:30am",
        "(no longer kept)",
        "/reply\"",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert!(!text.contains("<script") && !text.contains(SESSION) && !text.contains(TOKEN), "{text}");
}

#[tokio::test]
async fn a_wrong_link_an_ended_session_and_nothing_at_all_look_alike() {
    let (stack, _) = started().await;
    let open = async |reference: &str, fields: &str| {
        let response = form(&stack, &format!("{reference}/open"), "", fields).send().await.unwrap();
        let status = response.status().as_u16();
        assert!(header(&response, "set-cookie").contains("Max-Age=0"));
        (status, response.text().await.unwrap().replace(reference, "ENQ"))
    };
    let wrong = open(ENQUIRY, "token=another").await;
    assert_eq!(wrong.0, 404);
    assert_eq!(open("ENQ-2026-000413", &format!("token={TOKEN}")).await, wrong);
    assert_eq!(open(ENQUIRY, "token=").await, wrong);
    assert_eq!(open(ENQUIRY, &format!("token={}", "a".repeat(5000))).await, wrong);

    let ended = page(&stack, ENQUIRY, &format!("__Host-dars-enquiry={ENQUIRY}~1.over")).send().await.unwrap();
    assert_eq!(ended.status(), 404);
    let others =
        page(&stack, "ENQ-2026-000413", &format!("__Host-dars-enquiry={ENQUIRY}~{SESSION}")).send().await.unwrap();
    assert_eq!((others.status().as_u16(), others.text().await.unwrap().contains("Open the enquiry")), (200, true));
    for path in ["ENQ-26", "..%2f", "%00"] {
        assert_eq!(page(&stack, path, "").send().await.unwrap().status(), 404, "{path}");
    }
}

#[tokio::test]
async fn a_form_counts_once_and_only_from_its_own_page() {
    let (stack, fake) = started().await;
    let cookie = opened(&stack).await;
    let code = hidden(&stack, &cookie, "code").await;
    let key = hidden(&stack, &cookie, "key").await;
    let reply = format!("{ENQUIRY}/reply");
    let good = format!("code={code}&key={key}&text=Caf%C3%A9%0D%0Aand+more");
    assert_eq!(form(&stack, &reply, &cookie, &good).send().await.unwrap().status(), 303);
    let seen = fake.seen().into_iter().next_back().unwrap();
    assert_eq!(seen.envelope.body, json!({"text": "Café\nand more"}));
    assert_eq!(seen.envelope.path, format!("POST /enquiries/{ENQUIRY}/messages"));
    assert_eq!(
        (seen.idempotency_key, seen.envelope.enquirer),
        (Some(key), Some(EnquirerProof::Session(SESSION.to_owned())))
    );

    let before = fake.seen().len();
    let other = format!("__Host-dars-enquiry={ENQUIRY}~1.another");
    for (cookie, fields, status) in [
        (cookie.as_str(), "text=Hello".to_owned(), 403),
        (&cookie, "code=00&text=Hello".to_owned(), 403),
        (&other, good.clone(), 403),
        ("", good.clone(), 404),
        (&cookie, format!("code={code}&code={code}&text=Hello"), 403),
        (&cookie, format!("code={code}&text={}", "a".repeat(70_000)), 403),
        (&cookie, format!("code={code}&text=%00"), 403),
    ] {
        assert_eq!(form(&stack, &reply, cookie, &fields).send().await.unwrap().status().as_u16(), status);
    }
    let elsewhere = form(&stack, &reply, &cookie, &good).header("Sec-Fetch-Site", "cross-site");
    assert_eq!(elsewhere.send().await.unwrap().status(), 403);
    for verb in ["close", "reopen", "leave", "open", "link"] {
        let elsewhere =
            form(&stack, &format!("{ENQUIRY}/{verb}"), &cookie, &good).header("Sec-Fetch-Site", "cross-site");
        assert_eq!(elsewhere.send().await.unwrap().status(), 403, "{verb}");
    }
    assert_eq!(fake.seen().len(), before, "none of it reached the service");
}

#[tokio::test]
async fn what_cannot_be_done_is_said_on_the_page_and_nothing_typed_is_lost() {
    let (stack, fake) = started().await;
    let cookie = opened(&stack).await;
    let code = hidden(&stack, &cookie, "code").await;
    let send = async |verb: &str, fields: &str| {
        let response =
            form(&stack, &format!("{ENQUIRY}/{verb}"), &cookie, &format!("code={code}&{fields}")).send().await.unwrap();
        (response.status().as_u16(), response.text().await.unwrap())
    };
    let (status, text) = send("reply", "text=").await;
    assert!(status == 422 && text.contains("Write something here.") && text.contains("Which years?"), "{text}");
    let (status, text) = send("close", "version=3").await;
    assert!(status == 412 && text.contains("changed meanwhile"), "{text}");
    assert_eq!(send("close", "version=4").await.0, 303);
    let close = fake.seen().into_iter().next_back().unwrap();
    assert_eq!((close.action.as_str(), close.if_match), ("close-enquiry", Some(4)));
    assert_eq!(send("reopen", "version=4&reason=More").await.0, 303);
    assert_eq!(send("leave", "").await.0, 303);

    let asked = form(&stack, &format!("{ENQUIRY}/link"), "", "email=edith%40quill.example").send().await.unwrap();
    assert!(asked.status() == 200 && asked.text().await.unwrap().contains("we mail a new link"));
    assert_eq!(fake.seen().into_iter().next_back().unwrap().envelope.body, json!({"email": "edith@quill.example"}));
}

#[tokio::test]
async fn the_page_says_so_when_the_service_is_away() {
    let stack = Stack::start().await;
    let response = form(&stack, &format!("{ENQUIRY}/open"), "", &format!("token={TOKEN}")).send().await.unwrap();
    assert_eq!((response.status().as_u16(), header(&response, "retry-after").is_empty()), (503, false));
    assert!(response.text().await.unwrap().contains("does not work at present"));
}

/// The same when the enquiry was answered, and its enquirer is asked how they found it.
pub fn answered(request: &Request) -> Result<Reply, Problem> {
    let session = request.envelope.enquirer == Some(EnquirerProof::Session(SESSION.to_owned()));
    match request.action.as_str() {
        "get-enquiry" if session => Reply::versioned(
            5,
            &json!({
                "reference": ENQUIRY, "state": "ANSWERED", "team": "public-help", "answer_due": "2026-12-04",
                "purpose_text": "Which statistics are there?", "feedback_until": "2026-12-20", "next": "12",
                "messages": [{"number": 12, "at": "2026-11-22T09:30:00Z", "by_officer": true, "text": "See the list."}],
            }),
        ),
        "give-enquiry-feedback" if session && request.envelope.body["ease"] == 0 => {
            let detail = "Give a mark from 1 to 5.";
            Err(Problem::new(422, "values-unacceptable", "See each field.").at("/ease", "out-of-range", detail))
        }
        "give-enquiry-feedback" if session => Reply::created(1, &json!({"thanks": true})),
        _ => intake(request),
    }
}

#[tokio::test]
async fn an_enquirer_who_is_not_signed_in_is_asked_three_questions_when_their_enquiry_has_ended() {
    let stack = Stack::start().await;
    let fake = stack.serve(Owner::Intake, answered).await;
    let cookie = opened(&stack).await;
    let text = page(&stack, ENQUIRY, &cookie).send().await.unwrap().text().await.unwrap();
    for part in ["How did you find it?", "until 20 December 2026", "How easy", "How clear", "What should we change?"] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert_eq!((text.matches("name=\"ease\"").count(), text.matches("name=\"clarity\"").count()), (5, 5));
    assert!(text.contains("Older messages are not shown here"));
    let code = hidden(&stack, &cookie, "code").await;
    let send = async |fields: &str| {
        let path = format!("{ENQUIRY}/feedback");
        form(&stack, &path, &cookie, &format!("code={code}&{fields}")).send().await.unwrap()
    };
    let again = send("clarity=4&comment=Be+quicker&sector=nhs").await;
    assert_eq!(again.status(), 422);
    let again = again.text().await.unwrap();
    assert!(again.contains("Give a mark from 1 to 5.") && again.contains("Be quicker</textarea>"), "{again}");
    assert_eq!(send("key=k-1&ease=5&clarity=4&comment=&sector=elsewhere").await.status(), 303);
    let seen = fake.seen().into_iter().next_back().unwrap();
    assert_eq!(seen.envelope.path, format!("POST /enquiries/{ENQUIRY}/feedback"));
    assert_eq!(seen.envelope.body, json!({"ease": 5, "clarity": 4, "comment": null, "sector": "public"}));
    assert_eq!(form(&stack, &format!("{ENQUIRY}/feedback"), "", "ease=5").send().await.unwrap().status(), 404);
}
