//! What `contracts` decides: framework contracts and agreements, pure.

pub mod agreement;
pub mod framework_contract;
pub mod mandate;
pub mod rules;
mod sign_in;
