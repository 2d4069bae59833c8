//! What to look for in a text that everyone will read (V33). Each prefers to let a rare slip pass to the publisher's
//! own eyes over stopping honest prose: "a blood test", "tested", "signed by participants" are fine.

mod address;
mod letter;
mod placeholder;
mod telephone;
mod word;

pub(crate) use address::email_address;
pub(crate) use letter::{personal_title, signature_line};
pub(crate) use placeholder::placeholder;
pub(crate) use telephone::telephone_number;
