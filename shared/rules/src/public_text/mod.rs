//! What to look for in a text that everyone will read (V33, published minutes). Each prefers to let a rare slip pass to
//! the publisher's own eyes over stopping honest prose: "a blood test", "tested", "signed by participants" are fine.

mod address;
mod letter;
mod personal;
mod placeholder;
mod telephone;
mod word;

pub use address::email_address;
pub use letter::{personal_title, signature_line};
pub use personal::personal_data;
pub use placeholder::placeholder;
pub use telephone::telephone_number;
