//! What `review` tells of a case.

use dars_bus::{HearError, Told, aggregate::execute};
use dars_intake_domain::application::Command;
use dars_messages::facts::review::{
    ApplicationApprovedV1, ApplicationRefusedV1, CaseAssignedV1, CaseMovedV1, CaseOpenedV1,
};
use sqlx::PgConnection;

use crate::handle::Application;

/// Notes it on the application; false when this is no fact that intake hears.
pub async fn hear(tx: &mut PgConnection, told: &Told) -> Result<bool, HearError> {
    let command = if told.is::<CaseOpenedV1>() {
        let fact: CaseOpenedV1 = told.read()?;
        Command::NoteCaseOpened { version: fact.version }
    } else if told.is::<CaseMovedV1>() {
        let fact: CaseMovedV1 = told.read()?;
        Command::NoteCaseMoved { stage: fact.stage }
    } else if told.is::<ApplicationApprovedV1>() {
        let fact: ApplicationApprovedV1 = told.read()?;
        Command::NoteApproved { version: fact.version, title: fact.title, decided_on: fact.decided_on }
    } else if told.is::<ApplicationRefusedV1>() {
        let fact: ApplicationRefusedV1 = told.read()?;
        Command::NoteRefused { version: fact.version, reason: fact.reason, decided_on: fact.decided_on }
    } else if told.is::<CaseAssignedV1>() {
        // That a case has an officer is a step of the timeline and nothing more.
        told.read::<CaseAssignedV1>()?;
        return Ok(true);
    } else {
        return Ok(false);
    };
    execute::<Application>(tx, &super::meta(told), &told.reference, None, command).await?;
    Ok(true)
}
