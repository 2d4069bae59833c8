//! The text of an office file, part by part.

use dars_intake_domain::attachment::Format;

use super::{Refused, archive::Archive, look::Look, xml};

/// Looks through all text of an office file of this format.
pub fn read(bytes: &[u8], format: Format, look: &mut Look) -> Result<(), Refused> {
    let mut archive = Archive::open(bytes)?;
    let names = archive.names();
    if format == Format::Xlsx {
        return workbook(&mut archive, &names, format, look);
    }
    for name in names.iter().filter(|name| has_text(format, name)) {
        let text = text(&mut archive, name, format)?;
        let part = if format == Format::Pptx { number(name) } else { None };
        xml::document(&text, format, part, look)?;
    }
    Ok(())
}

fn workbook(archive: &mut Archive<'_>, names: &[String], format: Format, look: &mut Look) -> Result<(), Refused> {
    let shared = match names.iter().find(|name| *name == "xl/sharedStrings.xml") {
        Some(name) => xml::shared_strings(&text(archive, name, format)?)?,
        None => Vec::new(),
    };
    for name in names.iter().filter(|name| is_xml(name)) {
        if name.starts_with("xl/worksheets/sheet") {
            xml::sheet(&text(archive, name, format)?, &shared, number(name), look)?;
        } else if name.starts_with("xl/comments") || name.starts_with("xl/threadedComments/") {
            xml::document(&text(archive, name, format)?, format, number(name), look)?;
        }
    }
    Ok(())
}

/// Which parts hold what people wrote.
fn has_text(format: Format, name: &str) -> bool {
    match format {
        Format::Docx => {
            const PARTS: [&str; 7] =
                ["document", "header", "footer", "footnotes", "endnotes", "comments", "glossary/document"];
            let part = name.strip_prefix("word/");
            is_xml(name) && part.is_some_and(|part| PARTS.iter().any(|known| part.starts_with(known)))
        }
        Format::Pptx => {
            const PARTS: [&str; 3] = ["ppt/slides/slide", "ppt/notesSlides/", "ppt/comments"];
            is_xml(name) && PARTS.iter().any(|known| name.starts_with(known))
        }
        Format::Odt | Format::Ods => matches!(name, "content.xml" | "styles.xml"),
        Format::Pdf | Format::Png | Format::Jpeg | Format::Text | Format::Csv | Format::Markdown | Format::Xlsx => {
            false
        }
    }
}

fn is_xml(name: &str) -> bool {
    name.to_ascii_lowercase().rsplit_once('.').is_some_and(|(_, ending)| ending == "xml")
}

fn text(archive: &mut Archive<'_>, name: &str, format: Format) -> Result<String, Refused> {
    let part = archive.part(name)?.ok_or(Refused::Broken { format })?;
    String::from_utf8(part).map_err(|_| Refused::Broken { format })
}

/// The number in `sheet3.xml`.
fn number(name: &str) -> Option<u32> {
    let digits: String = name.trim_end_matches(".xml").chars().rev().take_while(char::is_ascii_digit).collect();
    digits.chars().rev().collect::<String>().parse().ok()
}
