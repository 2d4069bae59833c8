//! Which access tokens the portal accepts, and how often it asks the provider for keys.

mod forger;
mod good;
mod hostile;
mod keys;
pub mod provider;
mod settings;
