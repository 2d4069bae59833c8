//! Names and secrets that nobody else has.

use std::fmt::Write;

use ring::rand::{SecureRandom, SystemRandom};

fn random_hex<const BYTES: usize>() -> anyhow::Result<String> {
    let mut bytes = [0; BYTES];
    SystemRandom::new().fill(&mut bytes).map_err(|_| anyhow::anyhow!("no randomness"))?;
    let mut hex = String::with_capacity(BYTES * 2);
    for byte in bytes {
        // Writing into a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    Ok(hex)
}

/// `prefix`, an underscore and something unique.
pub fn unique(prefix: &str) -> anyhow::Result<String> {
    Ok(format!("{prefix}_{}", random_hex::<6>()?))
}

/// A password of letters and digits.
pub fn secret() -> anyhow::Result<String> {
    random_hex::<16>()
}
