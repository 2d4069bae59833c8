//! One line of the signposting order: the signs by which it is known, and what is no sign of it.

use dars_vocabulary::code::EnquiryTopic;

use super::{
    suggestion::{Reason, Route},
    text::Text,
};

/// One line of §15.
#[derive(Debug)]
pub(super) struct Line {
    /// Its number.
    pub number: u8,
    /// Where it leads.
    pub route: Route,
    /// What it is known by; the first that is found is the reason.
    pub signs: &'static [Sign],
    /// Weaker signs, which count where something is told and not where it is asked for.
    pub told: &'static [Sign],
    /// Phrases that look like a sign and are none: they are passed over before the signs are looked for.
    pub passed_over: &'static [&'static str],
    /// What makes the whole text something else.
    pub unless: &'static [&'static str],
    /// Signs that count under these topics alone.
    pub under: &'static [(EnquiryTopic, &'static [Sign])],
}

/// One thing by which a line is known.
#[derive(Debug)]
pub(super) struct Sign {
    /// What an officer reads as the reason; our words, never the enquirer's.
    pub called: &'static str,
    /// Patterns, any of which is the sign.
    pub words: &'static [&'static str],
}

impl Line {
    /// The reason for which `text` belongs here, if it does.
    pub fn found(&self, text: &Text, topic: EnquiryTopic) -> Option<Reason> {
        let text = text.without(self.passed_over);
        let under = self.under.iter().filter(|(under, _)| *under == topic).flat_map(|(_, signs)| signs.iter());
        let strong = || self.signs.iter().chain(under).find(|sign| text.has_any(sign.words));
        let sign = strong().or_else(|| self.told.iter().find(|sign| text.tells_any(sign.words)))?;
        (!text.has_any(self.unless)).then(|| Reason::Words { sign: sign.called.to_owned() })
    }

    /// Every pattern of the line.
    pub fn patterns(&'static self) -> impl Iterator<Item = &'static str> {
        let under = self.under.iter().flat_map(|(_, signs)| signs.iter());
        let signs = self.signs.iter().chain(self.told).chain(under).flat_map(|sign| sign.words.iter());
        signs.chain(self.passed_over).chain(self.unless).copied()
    }
}
