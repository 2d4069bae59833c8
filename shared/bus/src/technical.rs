//! Technical time: real, never moved; for expiry of tokens, assertions and leases, for deadlines and telemetry.

/// The real instant.
#[expect(clippy::disallowed_methods, reason = "the one place where technical time is read")]
pub fn now() -> jiff::Timestamp {
    jiff::Timestamp::now()
}
