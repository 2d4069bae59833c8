//! What a route says of itself: everything the handler and the description need.

use axum::http::Method;
use dars_messages::Owner;

use super::shape::Shape;

/// Who may come in by a route; whether they may do what they ask is the service's to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Anyone; somebody who is signed in may say so.
    Public,
    /// Somebody with an access token.
    Signed,
    /// Whoever reaches a local stack; such a route does not exist elsewhere.
    Local,
}

/// Who answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    /// One service.
    One(Owner),
    /// Every service at once, and their answers together.
    Every,
    /// Those services at once for which people work, and their tasks in one list.
    Tasks,
    /// Those services at once that are searched, and what they found in one list.
    Search,
    /// `review` and `intake` at once, and how long what they own takes in one answer.
    Performance,
    /// The service that a dead letter's id `<service>-<number>` names.
    DeadLetter,
    /// The portal itself.
    Here(Here),
    /// `intake`, which is handed a file chunk by chunk.
    Upload,
    /// `intake`, which hands a file out chunk by chunk.
    Download,
    /// `intake`, whose answer is put on paper.
    Document,
    /// `intake`, whose answer is packed with its files.
    Pack,
}

/// What the portal answers itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Here {
    /// Trade time of a local stack.
    ReadClock,
    /// Moving it.
    MoveClock,
    /// What a local stack holds.
    Overview,
}

/// A parameter behind the question mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Query {
    /// How many items a page has at most.
    Limit,
    /// Where a page begins.
    Cursor,
    /// The reference that is asked about; it must be there.
    About,
    /// Which one of a list.
    Id,
    /// The data set that is asked about; it must be there.
    DataSet,
    /// Whose: an id, `me` or `none`.
    Officer,
    /// Where it stands.
    State,
    /// Whether only what is overdue.
    Overdue,
    /// Words to look for.
    Words,
    /// The team that has it.
    Team,
    /// The officer who has it: `me`, or as lists show them.
    Owner,
    /// Which version.
    Version,
}

impl Query {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Limit => "limit",
            Self::Cursor => "cursor",
            Self::About => "about",
            Self::Id => "id",
            Self::DataSet => "dataset",
            Self::Officer => "officer",
            Self::State => "state",
            Self::Overdue => "overdue",
            Self::Words => "q",
            Self::Team => "team",
            Self::Owner => "owner",
            Self::Version => "version",
        }
    }

    /// Whether it must be there.
    pub fn is_required(self) -> bool {
        matches!(self, Self::About | Self::DataSet)
    }
}

/// One line of the table of routes.
#[derive(Clone, Debug)]
pub struct Route {
    /// The method.
    pub method: Method,
    /// The path below the prefix, with `{names}`.
    pub path: &'static str,
    /// Who answers.
    pub to: To,
    /// What is asked of them: the last token of the subject, and the operation's id.
    pub action: &'static str,
    /// Who may come in.
    pub who: Who,
    /// Whether the secret link of an enquiry lets in too, without a sign-in.
    pub by_link: bool,
    /// Whether `If-Match` must say which version was read.
    pub if_match: bool,
    /// What may stand behind the question mark.
    pub query: &'static [Query],
    /// The body; one shape, or one for each section.
    pub body: Vec<Shape>,
    /// Where the new thing is, filled in from the answer.
    pub location: Option<&'static str>,
    /// The media type of its answer.
    pub media: &'static str,
    /// What it does, in one line.
    pub summary: &'static str,
    /// Who may call it.
    pub by: &'static str,
}

impl Route {
    fn new(method: Method, path: &'static str, to: To, action: &'static str) -> Self {
        Self {
            method,
            path,
            to,
            action,
            who: Who::Signed,
            by_link: false,
            if_match: false,
            query: &[],
            body: Vec::new(),
            location: None,
            media: "application/json",
            summary: "",
            by: "",
        }
    }

    /// Reads one thing.
    pub(super) fn get(path: &'static str, to: To, action: &'static str) -> Self {
        Self::new(Method::GET, path, to, action)
    }

    /// Reads a list, page by page.
    pub(super) fn list(path: &'static str, to: To, action: &'static str) -> Self {
        Self::get(path, to, action).asking(&[Query::Limit, Query::Cursor])
    }

    /// Does something.
    pub(super) fn post(path: &'static str, to: To, action: &'static str, body: Shape) -> Self {
        Self { body: vec![body], ..Self::new(Method::POST, path, to, action) }
    }

    /// Takes a file as it is.
    pub(super) fn upload(path: &'static str, action: &'static str) -> Self {
        Self::new(Method::POST, path, To::Upload, action)
    }

    /// Puts something in its place; its body is one of these.
    pub(super) fn put(path: &'static str, to: To, action: &'static str, body: Vec<Shape>) -> Self {
        Self { body, ..Self::new(Method::PUT, path, to, action) }
    }

    pub(super) fn open_to_all(self) -> Self {
        Self { who: Who::Public, ..self }
    }

    pub(super) fn or_by_link(self) -> Self {
        Self { by_link: true, ..self }
    }

    pub(super) fn in_a_local_stack(self) -> Self {
        Self { who: Who::Local, ..self }
    }

    pub(super) fn with_if_match(self) -> Self {
        Self { if_match: true, ..self }
    }

    pub(super) fn asking(self, query: &'static [Query]) -> Self {
        Self { query, ..self }
    }

    pub(super) fn makes(self, location: &'static str) -> Self {
        Self { location: Some(location), ..self }
    }

    /// Answers as linked data (JSON-LD 1.1).
    pub(super) fn in_linked_data(self) -> Self {
        Self { media: "application/ld+json", ..self }
    }

    pub(super) fn says(self, summary: &'static str, by: &'static str) -> Self {
        Self { summary, by, ..self }
    }

    /// The names in the path.
    pub fn path_names(&self) -> impl Iterator<Item = &'static str> {
        self.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
    }

    /// Where the version stands that `If-Match` quotes: the path up to its first name.
    pub fn reads(&self) -> String {
        let end = self.path.find('}').map_or(self.path.len(), |at| at.saturating_add(1));
        self.path.get(..end).unwrap_or(self.path).to_owned()
    }

    /// Whether it changes something.
    pub fn writes(&self) -> bool {
        self.method != Method::GET
    }
}
