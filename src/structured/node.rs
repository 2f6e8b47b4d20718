//! An object of JSON-LD as text.

use serde::Serialize;

/// An object of JSON-LD: its text, to which properties are added in their order. To clone it is to copy its text.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    /// The object without its closing brace.
    text: Vec<u8>,
}

impl Node {
    /// An object without properties.
    pub(crate) fn new() -> Self {
        let mut text = Vec::with_capacity(256);
        text.push(b'{');
        Node { text }
    }

    /// An object of a type.
    pub(crate) fn of(kind: &str) -> Self {
        let mut node = Node::new();
        node.put("@type", kind);
        node
    }

    /// An object that stands elsewhere, by its address.
    pub(crate) fn reference(id: &str) -> Self {
        let mut node = Node::new();
        node.put("@id", id);
        node
    }

    /// Adds a property.
    pub(crate) fn put(&mut self, key: &'static str, value: impl Serialize) -> &mut Self {
        self.key(key);
        // Texts, numbers and lists of them are written into memory, which cannot fail.
        let _ = serde_json::to_writer(&mut self.text, &value);
        self
    }

    /// Adds a property, if there is a value.
    pub(crate) fn put_some(&mut self, key: &'static str, value: Option<impl Serialize>) -> &mut Self {
        if let Some(value) = value {
            self.put(key, value);
        }
        self
    }

    /// Adds an object as a property.
    pub(crate) fn node(&mut self, key: &'static str, node: &Node) -> &mut Self {
        self.key(key);
        self.push(node);
        self
    }

    /// Adds objects as a property, if there are any.
    pub(crate) fn nodes(&mut self, key: &'static str, nodes: &[impl AsRef<Node>]) -> &mut Self {
        if !nodes.is_empty() {
            self.list(key, nodes);
        }
        self
    }

    /// Adds a list of objects as a property, which may be empty.
    pub(crate) fn list(&mut self, key: &'static str, nodes: &[impl AsRef<Node>]) -> &mut Self {
        self.key(key);
        self.text.push(b'[');
        for (at, node) in nodes.iter().enumerate() {
            if at > 0 {
                self.text.push(b',');
            }
            self.push(node.as_ref());
        }
        self.text.push(b']');
        self
    }

    /// The object as text.
    pub(crate) fn text(mut self) -> String {
        self.text.push(b'}');
        String::from_utf8(self.text).unwrap_or_default()
    }

    fn key(&mut self, key: &'static str) {
        if self.text.len() > 1 {
            self.text.push(b',');
        }
        self.text.push(b'"');
        self.text.extend_from_slice(key.as_bytes());
        self.text.extend_from_slice(b"\":");
    }

    fn push(&mut self, node: &Node) {
        self.text.extend_from_slice(&node.text);
        self.text.push(b'}');
    }
}

impl AsRef<Node> for Node {
    fn as_ref(&self) -> &Node {
        self
    }
}
