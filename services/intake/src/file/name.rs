//! A file's name: kept to be shown, never used as a path.

use dars_intake_domain::attachment::Format;
use dars_rules::policy;

/// The last part of what may be a path, without what could deceive: control characters, characters that turn the
/// direction of writing or have no width, dots and blanks at its ends. `None` when nothing is left.
pub fn sanitised(name: &str) -> Option<String> {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last.chars().filter(|character| !deceives(*character)).collect();
    let clean = clean.trim_matches(|character: char| character.is_whitespace() || character == '.');
    if clean.is_empty() {
        return None;
    }
    let most = policy::ATTACHMENT_NAME_CHARACTERS.value as usize;
    if clean.chars().count() <= most {
        return Some(clean.to_owned());
    }
    // Shortened in the middle: the ending says what it is.
    let kept = clean.rsplit_once('.').filter(|(_, ending)| ending.chars().count() <= 8);
    let (stem, ending) = kept.map_or((clean, String::new()), |(stem, ending)| (stem, format!(".{ending}")));
    let room = most.saturating_sub(ending.chars().count());
    Some(stem.chars().take(room).collect::<String>() + &ending)
}

fn deceives(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{ffff}')
        || matches!(character, '<' | '>' | ':' | '"' | '|' | '?' | '*')
}

/// The ending, in lower case.
pub fn ending(name: &str) -> Option<String> {
    name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase())
}

/// Whether ending and media type are ones of `format`.
pub fn fits(format: Format, ending: Option<&str>, media_type: &str) -> bool {
    let said = media_type.split(';').next().unwrap_or_default().trim().to_lowercase();
    let own = format.media_type().split(';').next().unwrap_or_default();
    let is_text = matches!(format, Format::Text | Format::Csv | Format::Markdown);
    // Browsers do not know many types, and some call CSV what opens it.
    let type_fits = said.is_empty()
        || said == "application/octet-stream"
        || said == own
        || (is_text && matches!(said.as_str(), "text/plain" | "text/csv" | "text/markdown" | "text/x-markdown"))
        || (format == Format::Csv && matches!(said.as_str(), "application/vnd.ms-excel" | "text/tab-separated-values"))
        || (format == Format::Jpeg && said == "image/jpg");
    type_fits && ending.is_none_or(|ending| format.endings().contains(&ending))
}

/// The name with an ending that says what it is.
pub fn with_ending(name: String, format: Format) -> String {
    if ending(&name).is_some() {
        return name;
    }
    let usual = format.endings().first().copied().unwrap_or("bin");
    format!("{name}.{usual}")
}
