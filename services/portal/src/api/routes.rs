//! The table of routes: every path of the API, who answers it, who may call it. The description is made of it too.

use dars_messages::Owner::{Contracts, Intake, Notification, Register, Review};

use super::{
    examples,
    route::{
        Here, Query, Route,
        To::{self, DeadLetter, Every, One},
    },
};

const SIGNED_IN: &str = "anyone signed in; each sees what they may";
const ANYONE: &str = "anyone, without signing in";
const OPERATOR: &str = "an operator";
const FIXTURES: &str = "a local stack's fixtures";

/// Every route: those of a local stack too, if `local` is set.
pub fn all(local: bool) -> Vec<Route> {
    let mut routes = [intake(), review(), contracts(), register(), notification(), operations()].concat();
    if local {
        routes.extend(local_stack().into_iter().map(Route::in_a_local_stack));
    }
    routes
}

fn intake() -> Vec<Route> {
    let to = One(Intake);
    vec![
        Route::get("/me", to, "me").says("Who I am, for which organisations and until when.", "anyone signed in"),
        Route::list("/catalogue/datasets", to, "list-datasets").open_to_all().says("The data sets.", ANYONE),
        Route::get("/catalogue/datasets/{id}", to, "get-dataset").open_to_all().says("One data set.", ANYONE),
        Route::post("/enquiries", to, "raise-enquiry", examples::raise_enquiry())
            .open_to_all()
            .makes("/enquiries/{reference}")
            .says("Ask something.", ANYONE),
        Route::list("/enquiries", to, "list-enquiries")
            .says("Open enquiries, by due date.", "triage officers, experts"),
        Route::get("/enquiries/{reference}", to, "get-enquiry").says("One enquiry.", "triage officers, experts"),
        Route::post("/enquiries/{reference}/messages", to, "add-message", examples::add_message())
            .makes("/enquiries/{reference}")
            .says("Add a message to an enquiry.", "triage officers, experts"),
        Route::post("/enquiries/{reference}/route", to, "route-enquiry", examples::route_enquiry())
            .with_if_match()
            .says("Route an enquiry to the team that shall answer.", "triage officers"),
        Route::post("/enquiries/{reference}/convert", to, "convert-enquiry", examples::convert_enquiry())
            .with_if_match()
            .makes("/applications/{nic}")
            .says("Turn an enquiry into an application with a NIC number.", "experts, triage officers"),
        Route::list("/organisations", to, "list-organisations").says("Legal entities.", SIGNED_IN),
        Route::get("/organisations/{id}", to, "get-organisation").says("One legal entity.", SIGNED_IN),
        Route::list("/applications", to, "list-applications").says("Applications.", SIGNED_IN),
        Route::get("/applications/{nic}", to, "get-application").says("One application.", "its organisation, staff"),
        Route::put("/applications/{nic}/sections/{section}", to, "save-section", examples::sections())
            .with_if_match()
            .says("Save one section of a draft.", "leads and collaborators of the applicant organisation"),
        Route::get("/applications/{nic}/check", to, "check-application")
            .says("What is still wrong, and at which stage it will stop you.", "its organisation, staff"),
        Route::post("/applications/{nic}/submit", to, "submit-application", examples::submit_application())
            .with_if_match()
            .says("Submit the draft as it stands.", "leads and collaborators of the applicant organisation"),
        Route::get("/applications/{nic}/timeline", to, "timeline")
            .says("Every step, and who holds the pen.", "its organisation, staff"),
    ]
}

fn review() -> Vec<Route> {
    let to = One(Review);
    vec![
        Route::list("/cases", to, "list-cases").says("The officers' work queue.", "staff"),
        Route::get("/cases/{nic}", to, "get-case").says("One case.", "staff"),
        Route::post("/cases/{nic}/assign", to, "assign-case", examples::assign_case())
            .with_if_match()
            .says("Give a case to an officer, or take it.", "team managers; a case officer, for themselves"),
        Route::post("/cases/{nic}/assess", to, "assess-case", examples::assess_case())
            .with_if_match()
            .says("Move a case on.", "its case officer"),
        Route::post("/cases/{nic}/decision", to, "decide-case", examples::decide_case())
            .with_if_match()
            .says("Approve or refuse.", "an approver who never worked on it, signed in within 5 minutes"),
    ]
}

fn contracts() -> Vec<Route> {
    let to = One(Contracts);
    vec![
        Route::list("/framework-contracts", to, "list-framework-contracts").says("Framework contracts.", SIGNED_IN),
        Route::get("/framework-contracts/{con}", to, "get-framework-contract").says("One of them.", SIGNED_IN),
        Route::list("/agreements", to, "list-agreements").says("Agreements.", SIGNED_IN),
        Route::get("/agreements/{nic}", to, "get-agreement")
            .says("One agreement, with the document that is signed.", "its organisation, staff"),
        Route::post("/agreements/{nic}/issue", to, "issue-agreement", examples::issue_agreement())
            .with_if_match()
            .says("Issue the drafted agreement for signature.", "case officers"),
        Route::post("/agreements/{nic}/signatures", to, "sign-agreement", examples::sign_agreement()).says(
            "Sign the issued version, quoting its SHA-256.",
            "signatories of either side, signed in within 5 minutes",
        ),
    ]
}

fn register() -> Vec<Route> {
    let to = One(Register);
    vec![
        Route::list("/register/agreements", to, "list-entries").open_to_all().says("The public register.", ANYONE),
        Route::get("/register/agreements/{nic}", to, "get-entry").open_to_all().says("One entry.", ANYONE),
        Route::list("/register/pending", to, "list-pending")
            .says("Entries that wait for the publisher.", "register publishers"),
        Route::post("/register/agreements/{nic}/publish", to, "publish-entry", examples::publish_entry())
            .with_if_match()
            .says("Publish an entry.", "register publishers"),
    ]
}

fn notification() -> Vec<Route> {
    let about = &[Query::About, Query::Limit, Query::Cursor];
    vec![
        Route::get("/reminders", One(Notification), "list-reminders")
            .asking(about)
            .says("What will be sent about a reference.", SIGNED_IN),
        Route::get("/mails", One(Notification), "list-mails")
            .asking(about)
            .says("What was sent about a reference; addresses are masked.", SIGNED_IN),
    ]
}

fn operations() -> Vec<Route> {
    let decide = |path, action, summary| {
        Route::post(path, DeadLetter, action, examples::operators_reason()).says(summary, OPERATOR)
    };
    vec![
        Route::get("/operations/outbox", Every, "operations-outbox").says("What waits to be published.", OPERATOR),
        Route::get("/operations/durables", Every, "operations-durables")
            .says("How far each hearer has come.", OPERATOR),
        Route::get("/operations/dead-letters", Every, "operations-dead-letters")
            .says("What could not have its effect; metadata only.", OPERATOR),
        decide("/operations/dead-letters/{id}/reveal", "operations-reveal", "See one body, with a reason; recorded."),
        decide(
            "/operations/dead-letters/{id}/retry",
            "operations-retry",
            "Try it again, then what is parked behind it.",
        ),
        decide("/operations/dead-letters/{id}/discard", "operations-discard", "Drop it, with a reason; recorded."),
    ]
}

fn local_stack() -> Vec<Route> {
    let fixture =
        |path, owner, action, body, summary| Route::post(path, One(owner), action, body).says(summary, FIXTURES);
    let here = |here| To::Here(here);
    vec![
        fixture("/local/organisations", Intake, "fixture-organisation", examples::organisation(), "A legal entity."),
        fixture("/local/memberships", Intake, "fixture-membership", examples::membership(), "A membership."),
        fixture(
            "/local/signing-authorities",
            Intake,
            "fixture-authority",
            examples::signing_authority(),
            "A confirmed authority to sign.",
        ),
        fixture("/local/datasets", Intake, "fixture-dataset", examples::data_set(), "A data set of the catalogue."),
        fixture(
            "/local/framework-contracts",
            Contracts,
            "fixture-framework-contract",
            examples::framework_contract(),
            "A framework contract that is already signed.",
        ),
        Route::get("/local/mail", One(Notification), "local-mail")
            .asking(&[Query::Id, Query::Limit, Query::Cursor])
            .says("The mails; one of them as it looks.", FIXTURES),
        Route::get("/local/overview", here(Here::Overview), "local-overview")
            .says("What every service holds.", FIXTURES),
        Route::get("/local/clock", here(Here::ReadClock), "local-clock").says("Trade time.", FIXTURES),
        Route::post("/local/clock", here(Here::MoveClock), "move-clock", examples::move_clock())
            .says("Move trade time forward; answers when every service has done what fell due on the way.", FIXTURES),
    ]
}
