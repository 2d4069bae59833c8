//! What is in an uploaded file: its type by its content, whether it is whole, and whether its text speaks of persons.
//! All of it pure, and bounded in memory and work, whatever the file says of itself.

mod archive;
mod kind;
mod look;
mod name;
mod office;
pub mod quarantine;
mod refused;
#[cfg(test)]
mod samples;
pub mod scanner;
#[cfg(test)]
mod tests;
mod xml;

use dars_intake_domain::attachment::{Format, Numbers, TextRead};
use dars_rules::policy;

use look::Look;
pub use name::sanitised;
pub use refused::Refused;

/// What a file was found to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its name: its own, or with the ending that it lacked.
    pub name: String,
    /// What it is.
    pub format: Format,
    /// Whether its text was read.
    pub text: TextRead,
    /// The NHS numbers in it.
    pub numbers: Numbers,
}

/// Looks through a file whose uploader calls it `name` and says that it is `media_type`.
pub fn check(name: &str, media_type: &str, bytes: &[u8]) -> Result<Found, Refused> {
    if bytes.is_empty() {
        return Err(Refused::Empty);
    }
    if bytes.len() > policy::ATTACHMENT_BYTES.value as usize {
        return Err(Refused::TooLarge);
    }
    let name = sanitised(name).ok_or(Refused::Nameless)?;
    let ending = name::ending(&name);
    let format = kind::format(bytes, ending.as_deref())?;
    if !name::fits(format, ending.as_deref(), media_type) {
        return Err(Refused::Mismatch { found: format });
    }
    let mut look = Look::default();
    let text = match format {
        Format::Pdf | Format::Png | Format::Jpeg => TextRead::TextNotRead,
        Format::Text | Format::Csv | Format::Markdown => {
            look.prose(None, std::str::from_utf8(bytes).map_err(|_| Refused::Broken { format })?)?;
            TextRead::TextRead
        }
        Format::Docx | Format::Xlsx | Format::Pptx | Format::Odt | Format::Ods => {
            office::read(bytes, format, &mut look)?;
            TextRead::TextRead
        }
    };
    let numbers = look.done()?;
    Ok(Found { name: name::with_ending(name, format), format, text, numbers })
}
