//! To come.
use crate::{road::Road, setting::Setting};
pub async fn bad_input_gets_its_error(_: &Setting, _: &Road<'_>) {}
