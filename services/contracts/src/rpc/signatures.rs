//! How signatures of two sides are shown, and what is missing.

use dars_contracts_domain::framework_contract::Signature;
use dars_messages::facts::contracts::Side;
use dars_vocabulary::{Actor, OrganisationId};
use serde_json::{Value, json};

/// One signature; who gave it is for staff and their own organisation alone.
pub fn shown(
    signature: &Signature,
    organisation: Option<&OrganisationId>,
    actor: &Actor,
    organisations: &[OrganisationId],
) -> Value {
    let own = organisation.is_some_and(|organisation| organisations.contains(organisation));
    let mut shown = json!({
        "organisation": organisation,
        "side": signature.side,
        "at": signature.at,
        "sha256": signature.sha256,
    });
    if let (true, Value::Object(fields)) = (actor.is_any_staff() || own, &mut shown) {
        fields.insert("signatory".to_owned(), json!(signature.signatory));
    }
    shown
}

/// What a signature is to quote, and whose is missing; `None` once none is.
pub fn to_sign(missing: &[Side], sha256: &str, organisation: &OrganisationId, body: &OrganisationId) -> Option<Value> {
    let of = |side: &Side| match side {
        Side::Organisation => organisation,
        Side::Body => body,
    };
    let missing: Vec<&OrganisationId> = missing.iter().map(of).collect();
    (!missing.is_empty()).then(|| json!({"sha256": sha256, "organisations_missing": missing}))
}
