//! One account of the broker: its users, what it offers to whom, and what it takes from others.

use std::fmt::Write;

use super::{Password, quoted};

/// What a user may publish and subscribe to.
#[derive(Debug)]
pub(super) struct Permissions {
    pub(super) publish: Vec<String>,
    pub(super) subscribe: Vec<String>,
    /// Whether it may answer requests.
    pub(super) answers: bool,
}

#[derive(Debug)]
pub(super) struct User {
    pub(super) name: String,
    pub(super) password: Password,
    /// `None`: anything within its account.
    pub(super) permissions: Option<Permissions>,
}

/// A subject that others may send requests to.
#[derive(Debug)]
pub(super) struct Export {
    pub(super) subject: String,
    /// One request has many answers.
    pub(super) stream: bool,
    /// The accounts that may.
    pub(super) to: Vec<String>,
}

/// A subject of another account, under the name it has in this one.
#[derive(Debug)]
pub(super) struct Import {
    pub(super) account: String,
    pub(super) subject: String,
    pub(super) local: String,
}

#[derive(Debug, Default)]
pub(super) struct Account {
    pub(super) name: String,
    pub(super) jetstream: bool,
    pub(super) users: Vec<User>,
    pub(super) exports: Vec<Export>,
    pub(super) imports: Vec<Import>,
    /// What clients publish to, and the import it becomes.
    pub(super) mappings: Vec<(String, String)>,
}

impl Account {
    /// The account in the configuration language.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        // Writing into a String cannot fail.
        let _ = self.write(&mut text);
        text
    }

    fn write(&self, text: &mut String) -> std::fmt::Result {
        writeln!(text, "  {} {{", self.name)?;
        if self.jetstream {
            writeln!(text, "    jetstream: enabled")?;
        }
        writeln!(text, "    users: [")?;
        self.users.iter().try_for_each(|user| user.write(text))?;
        writeln!(text, "    ]")?;
        if !self.exports.is_empty() {
            writeln!(text, "    exports: [")?;
            for Export { subject, stream, to } in &self.exports {
                let response = if *stream { ", response: stream" } else { "" };
                let to = to.join(", ");
                writeln!(text, "      {{ service: {}{response}, accounts: [{to}] }}", quoted(subject))?;
            }
            writeln!(text, "    ]")?;
        }
        if !self.imports.is_empty() {
            writeln!(text, "    imports: [")?;
            for Import { account, subject, local } in &self.imports {
                let (subject, local) = (quoted(subject), quoted(local));
                writeln!(text, "      {{ service: {{ account: {account}, subject: {subject} }}, to: {local} }}")?;
            }
            writeln!(text, "    ]")?;
        }
        if !self.mappings.is_empty() {
            writeln!(text, "    mappings: {{")?;
            for (from, to) in &self.mappings {
                writeln!(text, "      {}: {}", quoted(from), quoted(to))?;
            }
            writeln!(text, "    }}")?;
        }
        writeln!(text, "  }}")
    }
}

impl User {
    fn write(&self, text: &mut String) -> std::fmt::Result {
        let password = match &self.password {
            Password::Literal(password) => quoted(password),
            Password::Variable(name) => format!("${name}"),
        };
        write!(text, "      {{ user: {}, password: {password}", quoted(&self.name))?;
        if let Some(Permissions { publish, subscribe, answers }) = &self.permissions {
            writeln!(text, ", permissions: {{")?;
            writeln!(text, "          publish: {{ allow: [{}] }}", list(publish))?;
            writeln!(text, "          subscribe: {{ allow: [{}] }}", list(subscribe))?;
            if *answers {
                // One answer a request; a request's own deadline is far shorter.
                writeln!(text, "          allow_responses: {{ max: 1, expires: \"2m\" }}")?;
            }
            write!(text, "      }}")?;
        }
        writeln!(text, " }}")
    }
}

fn list(subjects: &[String]) -> String {
    let lines: Vec<String> = subjects.iter().map(|subject| format!("\n            {}", quoted(subject))).collect();
    lines.concat()
}
