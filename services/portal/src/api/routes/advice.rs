//! Of precedents, the advisory groups' meetings and their minutes.

use dars_messages::Owner::Review;

use super::ANYONE;
use crate::api::{
    examples::advice as example,
    route::{Route, To},
};

const TO: To = To::One(Review);
const STAFF: &str = "staff who read cases";
const PROPOSERS: &str = "case officers, team managers, approvers";
const SECRETARIAT: &str = "the secretariat";

pub(super) fn precedents() -> Vec<Route> {
    vec![
        Route::list("/precedents", TO, "list-precedents").says("What lets routine cases be decided at once.", STAFF),
        Route::get("/precedents/{reference}", TO, "get-precedent")
            .says("One precedent: every version, its conditions, and what you may do.", STAFF),
        Route::list("/precedents/{reference}/uses", TO, "list-precedent-uses").says("Each case that took it.", STAFF),
        Route::post("/precedents", TO, "propose-precedent", example::propose_precedent())
            .makes("/precedents/{reference}")
            .says("Propose a precedent; somebody else approves it.", PROPOSERS),
        Route::post("/precedents/{reference}/replace", TO, "replace-precedent", example::propose_precedent())
            .with_if_match()
            .says("Propose its next version, which takes its place on its first day.", PROPOSERS),
        Route::post("/precedents/{reference}/approve", TO, "approve-precedent", example::approve_precedent())
            .with_if_match()
            .says("Approve what was proposed.", "an approver who did not propose it, signed in within 5 minutes"),
        Route::post("/precedents/{reference}/end", TO, "end-precedent", example::end_precedent())
            .with_if_match()
            .says("End it: no case takes it any more.", "approvers, team managers"),
    ]
}

pub(super) fn meetings() -> Vec<Route> {
    vec![
        Route::list("/meetings", TO, "list-meetings").says("Meetings, the newest first.", "staff; advisers, their own"),
        Route::get("/meetings/{reference}", TO, "get-meeting")
            .says("Agenda, members, declarations, minutes, and what you may do.", "staff; its members"),
        Route::get("/meetings/{reference}/papers/{nic}", TO, "get-papers")
            .says("What is read of a case.", "its members, once they declared to have no interest in it"),
        Route::post("/meetings/{reference}/members", TO, "set-meeting-members", example::set_meeting_members())
            .with_if_match()
            .says("Say who advises there, and who leads it.", SECRETARIAT),
        Route::post("/meetings/{reference}/agenda", TO, "set-agenda", example::set_agenda())
            .with_if_match()
            .says("Order the cases, and say what is read for each.", SECRETARIAT),
        Route::post("/meetings/{reference}/declarations", TO, "declare-interest", example::declare_interest())
            .says("Declare an interest in a case, or none; papers open after that.", "its members"),
        Route::post("/meetings/{reference}/put-off", TO, "put-off-meeting", example::put_off_meeting())
            .with_if_match()
            .says("Meet on another day, with the same cases.", SECRETARIAT),
        Route::post("/meetings/{reference}/minutes", TO, "write-minutes", example::write_minutes())
            .with_if_match()
            .says("Write the minutes, or a correction of what was published.", SECRETARIAT),
        Route::post("/meetings/{reference}/minutes/publish", TO, "publish-minutes", example::publish_minutes())
            .with_if_match()
            .says("Confirm the minutes: everyone reads them.", "its chair; the secretariat, but who wrote them"),
        Route::list("/minutes", TO, "list-minutes").open_to_all().says("Published minutes, the newest first.", ANYONE),
        Route::get("/minutes/{reference}", TO, "get-minutes")
            .open_to_all()
            .says("What an advisory group said; refused and withdrawn cases stay private.", ANYONE),
    ]
}
