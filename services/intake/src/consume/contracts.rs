//! What `contracts` tells of an agreement.

use dars_bus::{HearError, Told, aggregate::execute};
use dars_intake_domain::application::{AgreementProgress, AgreementStage, Command};
use dars_messages::facts::contracts::{
    AgreementActivatedV1, AgreementDraftedV1, AgreementExpiredV1, AgreementExpiringV1, AgreementIssuedV1,
    AgreementSignatureRecordedV1, AgreementSignedV1,
};
use sqlx::PgConnection;

use crate::handle::Application;

/// Notes it on the application; false when this is no fact that intake hears.
pub async fn hear(tx: &mut PgConnection, told: &Told) -> Result<bool, HearError> {
    let (version, stage) = if told.is::<AgreementDraftedV1>() {
        (told.read::<AgreementDraftedV1>()?.version, AgreementStage::Draft)
    } else if told.is::<AgreementIssuedV1>() {
        (told.read::<AgreementIssuedV1>()?.version, AgreementStage::IssuedForSignature)
    } else if told.is::<AgreementSignatureRecordedV1>() {
        (told.read::<AgreementSignatureRecordedV1>()?.version, AgreementStage::PartSigned)
    } else if told.is::<AgreementSignedV1>() {
        (told.read::<AgreementSignedV1>()?.version, AgreementStage::Signed)
    } else if told.is::<AgreementActivatedV1>() {
        (told.read::<AgreementActivatedV1>()?.version, AgreementStage::Active)
    } else if told.is::<AgreementExpiringV1>() {
        (told.read::<AgreementExpiringV1>()?.version, AgreementStage::Expiring)
    } else if told.is::<AgreementExpiredV1>() {
        (told.read::<AgreementExpiredV1>()?.version, AgreementStage::Expired)
    } else {
        return Ok(false);
    };
    let command = Command::NoteAgreement { progress: AgreementProgress { version, stage } };
    execute::<Application>(tx, &super::meta(told), &told.reference, None, command).await?;
    Ok(true)
}
