//! Fresh ids and chance: the one place they come from, so that everything else takes them as parameters.

use uuid::Uuid;

/// A fresh id that sorts by the time it was made (UUID v7).
#[expect(clippy::disallowed_methods, reason = "the one place where ids are made")]
pub fn fresh() -> Uuid {
    Uuid::now_v7()
}

/// 256 random bits, for salts.
pub fn salt() -> [u8; 32] {
    rand::random()
}

/// 64 random bits.
pub fn chance() -> u64 {
    rand::random()
}
