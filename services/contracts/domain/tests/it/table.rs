//! State × command × who asks, for every aggregate; each table is compared with a committed copy that was read.

mod agreement;
mod framework_contract;
mod release;
mod service_agreement;
