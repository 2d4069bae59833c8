//! Every pattern of the routing rules, read once.

use std::sync::LazyLock;

use super::{LINES, asking, breach, footers, line::Line, net, words::Lexicon};

static ALL: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(patterns()));

/// All of them.
pub(super) fn lexicon() -> &'static Lexicon {
    &ALL
}

/// As they are written.
pub(super) fn patterns() -> impl Iterator<Item = &'static str> {
    let lines = LINES.into_iter().chain([&breach::LINE]).flat_map(Line::patterns);
    lines
        .chain(net::patterns())
        .chain(asking::patterns())
        .chain(breach::SOMETHING_ELSE.iter().copied())
        .chain(footers::FOOTERS.iter().copied())
}
