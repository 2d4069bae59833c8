//! How a signature of one of two sides is shown.

use dars_contracts_domain::framework_contract::Signature;
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
