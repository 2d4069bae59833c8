//! Sentences that ask or wish for something: what they name has not happened.

use super::words::{Lexicon, Pattern, Standing};

const ASKING: &[&str] = &[
    "would|wed|id|should ~2 like|love|prefer|wish|be_grateful|be_glad",
    "want|wish|plan|plans|planning|hope|hoping|intend|propose|proposing|aim|considering|thinking to|of|a|whether",
    "we|i|they want|wish|plan|ask|apply|need|require|seek|hope|study|propose|intend",
    "^ ~2 may|can|could|must|shall|should|would we|i|you|they|he|she|it|our|a|the",
    "may|can|could|shall we|i|you",
    "^ ~2 do|does|did you|we|they|the|people",
    "^ is|are there|it|this|that ~2 allowed|possible|permitted|required|needed|ok|necessary|enough",
    "^ how|what|which|when|where|why|who|whose",
    "^ and|but|so|also|hello|hi|dear how|what|which|when|where|why|who",
    "they|we|you|i may|can|could|might",
    "how|what|which|where|whether ~2 to|we_should|we_must|we_may|i_should|we_can",
    "^ if|unless|suppose|imagine",
    "in_case|hypothetically",
    "please ~2 send|tell|explain|advise|confirm|change|add|give|let|quote|could|can",
    "need|needs to",
    "will be|have|need|use",
    "going to",
    "attach|attached|enclose|enclosed|find|see attached|enclosed|below",
    "please find",
];

const TELLING: &[&str] = &[
    "may|might|could|must have",
    "report|reporting|admit|confess|own_up|let_you_know|tell_you|inform_you|make_you_aware|notify_you ~1 that|about|how|a|an|of",
    "do|does|did|should|must|need|have ~3 we|i|you ~3 tell|report|notify|know|inform",
    "because|as|since|after|but|although ~4 @handled",
];

/// Every pattern.
pub(super) fn patterns() -> impl Iterator<Item = &'static str> {
    ASKING.iter().chain(TELLING).copied()
}

/// By what it is known whether a sentence asks.
#[derive(Debug)]
pub(super) struct Asks<'a> {
    asking: Vec<&'a Pattern>,
    telling: Vec<&'a Pattern>,
}

impl<'a> Asks<'a> {
    /// As `lexicon` read the patterns.
    pub fn of(lexicon: &'a Lexicon) -> Self {
        Self { asking: lexicon.read(ASKING), telling: lexicon.read(TELLING) }
    }

    /// Whether this sentence asks.
    pub fn is(&self, sentence: &Standing<'_>) -> bool {
        let has = |patterns: &[&Pattern]| patterns.iter().any(|pattern| pattern.stands(sentence));
        has(&self.asking) && !has(&self.telling)
    }
}
