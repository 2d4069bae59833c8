//! Attachments at a desk: handed over in chunks as the portal does.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use dars_bus::{
    Problem, Reply,
    chain::{hex, sha256},
};
use dars_messages::{Outgoing, Owner, facts::review::ApplicationReturnedV1};
use dars_vocabulary::{Actor, content::SectionName};
use serde_json::{Value, json};

use crate::{
    desk::{Desk, TODAY},
    setting::lead,
};

pub const CHUNK: usize = 256 * 1024;

/// The body of a commit of these bytes.
pub fn commit_of(upload: &str, bytes: &[u8]) -> Value {
    json!({"upload": upload, "chunks": bytes.len().div_ceil(CHUNK), "size": bytes.len(), "sha256": hex(&sha256(bytes))})
}

impl Desk {
    /// Something asked of an application's attachments.
    pub async fn of_files(&self, actor: &Actor, action: &str, nic: &str, body: Value) -> Result<Reply, Problem> {
        self.ask(actor, action, &[("nic", nic)], body, None, TODAY).await
    }

    /// Something asked of one attachment.
    pub async fn of_file(
        &self,
        actor: &Actor,
        action: &str,
        nic: &str,
        id: &str,
        body: Value,
    ) -> Result<Reply, Problem> {
        self.ask(actor, action, &[("nic", nic), ("id", id)], body, None, TODAY).await
    }

    pub async fn begin(&self, actor: &Actor, nic: &str, name: &str) -> Result<String, Problem> {
        let body = json!({"name": name, "media_type": "application/octet-stream"});
        let reply = self.of_files(actor, "begin-attachment", nic, body).await?;
        Ok(reply.body["upload"].as_str().unwrap().to_owned())
    }

    pub async fn put(
        &self,
        actor: &Actor,
        nic: &str,
        upload: &str,
        number: usize,
        bytes: &[u8],
    ) -> Result<Reply, Problem> {
        let body = json!({"upload": upload, "number": number, "bytes": STANDARD.encode(bytes)});
        self.of_files(actor, "put-chunk", nic, body).await
    }

    /// A whole file, as the portal hands it over.
    pub async fn attach_by(&self, actor: &Actor, nic: &str, name: &str, bytes: &[u8]) -> Result<Value, Problem> {
        let upload = self.begin(actor, nic, name).await?;
        for (number, chunk) in bytes.chunks(CHUNK).enumerate() {
            self.put(actor, nic, &upload, number, chunk).await?;
        }
        let reply = self.of_files(actor, "commit-attachment", nic, commit_of(&upload, bytes)).await?;
        assert_eq!(reply.status, 201);
        Ok(reply.body)
    }

    pub async fn attach(&self, nic: &str, name: &str, bytes: &[u8]) -> Result<Value, Problem> {
        self.attach_by(&lead(), nic, name, bytes).await
    }

    /// The attachments as someone sees them.
    pub async fn files(&self, actor: &Actor, nic: &str) -> Vec<Value> {
        let reply = self.of_files(actor, "list-attachments", nic, Value::Null).await.unwrap();
        reply.body["items"].as_array().unwrap().clone()
    }

    /// A whole file, read chunk by chunk.
    pub async fn read(&self, actor: &Actor, nic: &str, id: &str) -> Result<Vec<u8>, Problem> {
        let mut bytes = Vec::new();
        let mut number = 0;
        loop {
            let reply = self.of_file(actor, "read-attachment-chunk", nic, id, json!({"number": number})).await?;
            bytes.extend(STANDARD.decode(reply.body["bytes"].as_str().unwrap()).unwrap());
            if bytes.len() as u64 == reply.body["size"].as_u64().unwrap() {
                return Ok(bytes);
            }
            number += 1;
        }
    }

    /// Sent back as incomplete, to be written again.
    pub async fn returned(&self, nic: &str) {
        let returned = ApplicationReturnedV1 {
            nic: nic.parse().unwrap(),
            version: "v0.1".parse().unwrap(),
            sections: vec![SectionName::Purpose],
        };
        self.tell(Owner::Review, Outgoing::fact(&returned), TODAY).await;
    }

    pub async fn rows(&self, query: &'static str) -> i64 {
        sqlx::query_scalar(query).fetch_one(&self.pool).await.unwrap()
    }
}
