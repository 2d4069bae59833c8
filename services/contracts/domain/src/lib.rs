//! What `contracts` decides: framework contracts and agreements, pure.

pub mod agreement;
pub mod framework_contract;
pub mod mandate;
pub mod release;
pub mod rules;
pub mod service_agreement;
mod sign_in;
