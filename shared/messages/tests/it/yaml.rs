//! YAML out of a tree: blocks for mappings and lists, JSON's strings for every text.

use std::fmt::Write as _;

use serde_json::Value;

/// A tree whose mappings keep their order.
pub enum Node {
    /// One value: text, number, true or false.
    Leaf(Value),
    /// A mapping.
    Map(Vec<(String, Node)>),
    /// A list.
    List(Vec<Node>),
}

impl Node {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Leaf(Value::String(text.into()))
    }

    /// A mapping of these members, in this order.
    pub fn map<K: Into<String>>(members: impl IntoIterator<Item = (K, Self)>) -> Self {
        Self::Map(members.into_iter().map(|(key, node)| (key.into(), node)).collect())
    }

    /// A mapping with the one member `$ref`.
    pub fn reference(to: impl Into<String>) -> Self {
        Self::map([("$ref", Self::text(to))])
    }

    /// The document.
    pub fn document(&self) -> String {
        let mut text = String::new();
        self.write(&mut text, 0);
        text
    }

    fn write(&self, text: &mut String, depth: usize) {
        let indent = "  ".repeat(depth);
        match self {
            Self::Leaf(value) => writeln!(text, "{indent}{value}").unwrap(),
            Self::Map(members) => {
                for (key, node) in members {
                    write!(text, "{indent}{}:", plain_or_quoted(key)).unwrap();
                    node.write_after_its_key(text, depth);
                }
            }
            Self::List(items) => {
                for item in items {
                    let mut inner = String::new();
                    item.write(&mut inner, depth + 1);
                    // The item's first line stands behind its dash.
                    write!(text, "{indent}- {}", inner.trim_start()).unwrap();
                }
            }
        }
    }

    fn write_after_its_key(&self, text: &mut String, depth: usize) {
        match self {
            Self::Leaf(value) => writeln!(text, " {value}").unwrap(),
            Self::Map(members) if members.is_empty() => text.push_str(" {}\n"),
            Self::List(items) if items.is_empty() => text.push_str(" []\n"),
            _ => {
                text.push('\n');
                self.write(text, depth + 1);
            }
        }
    }
}

fn plain_or_quoted(key: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-/".contains(c);
    if key.starts_with(|c: char| c.is_ascii_alphabetic()) && key.chars().all(plain) {
        key.to_owned()
    } else {
        Value::String(key.to_owned()).to_string()
    }
}

mod tests {
    use serde_json::json;

    use super::Node;

    #[test]
    fn a_tree_is_written_as_blocks() {
        let tree = Node::map([
            ("a", Node::text("says \"so\": yes")),
            ("$ref", Node::map([("b", Node::Leaf(json!(1))), ("none", Node::List(Vec::new()))])),
            (
                "list",
                Node::List(vec![Node::map([("x", Node::Leaf(json!(true))), ("y", Node::text(""))]), Node::text("z")]),
            ),
        ]);
        let expected =
            "a: \"says \\\"so\\\": yes\"\n\"$ref\":\n  b: 1\n  none: []\nlist:\n  - x: true\n    y: \"\"\n  - \"z\"\n";
        assert_eq!(tree.document(), expected);
    }
}
