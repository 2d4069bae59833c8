//! Step 5: what is told outside of each event. Pure and exhaustive; one file for each aggregate.

mod agreement;
mod framework_contract;
mod release;
mod service_agreement;

pub use self::{
    agreement::agreement, framework_contract::framework_contract, release::release,
    service_agreement::service_agreement,
};
