//! What a local stack adds: fixtures, its mails, its clock.

use dars_messages::Owner::{Contracts, Intake, Notification};

use crate::api::{
    examples,
    route::{
        Here, Query, Route,
        To::{self, One},
    },
};

const FIXTURES: &str = "a local stack's fixtures";

pub(super) fn routes() -> Vec<Route> {
    let fixture =
        |path, owner, action, body, summary| Route::post(path, One(owner), action, body).says(summary, FIXTURES);
    let here = |here| To::Here(here);
    vec![
        fixture(
            "/local/organisations",
            Intake,
            "fixture-organisation",
            examples::local::organisation(),
            "A legal entity.",
        ),
        fixture("/local/memberships", Intake, "fixture-membership", examples::local::membership(), "A membership."),
        fixture(
            "/local/signing-authorities",
            Intake,
            "fixture-authority",
            examples::local::signing_authority(),
            "A confirmed authority to sign.",
        ),
        fixture(
            "/local/datasets",
            Intake,
            "fixture-dataset",
            examples::local::data_set(),
            "A data set of the catalogue.",
        ),
        fixture(
            "/local/framework-contracts",
            Contracts,
            "fixture-framework-contract",
            examples::local::framework_contract(),
            "A framework contract that is already signed.",
        ),
        fixture(
            "/local/assurances",
            Intake,
            "fixture-assurance",
            examples::local::assurance(),
            "What an organisation shows for its security, or that its fee is paid.",
        ),
        Route::get("/local/mail", One(Notification), "local-mail")
            .asking(&[Query::Id, Query::Limit, Query::Cursor])
            .says("The mails; one of them as it looks.", FIXTURES),
        Route::get("/local/overview", here(Here::Overview), "local-overview")
            .says("What every service holds.", FIXTURES),
        Route::get("/local/clock", here(Here::ReadClock), "local-clock").says("Trade time.", FIXTURES),
        Route::post("/local/clock", here(Here::MoveClock), "move-clock", examples::local::move_clock())
            .says("Move trade time forward; answers when every service has done what fell due on the way.", FIXTURES),
    ]
}
