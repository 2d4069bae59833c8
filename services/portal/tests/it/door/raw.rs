//! What only a caller who writes bytes by hand does.

use serde_json::json;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use super::stack::{Stack, token};

/// The head of a command with everything it needs, and `more`.
fn head(more: &str) -> String {
    format!(
        "POST /api/v1/enquiries/ENQ-2026-000412/messages HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {}\r\n\
         Idempotency-Key: key-1\r\nContent-Type: application/json\r\n{more}\r\n\r\n",
        token("expert")
    )
}

async fn dial(stack: &Stack) -> TcpStream {
    TcpStream::connect(stack.url.trim_start_matches("http://")).await.unwrap()
}

/// What comes back until a whole problem is there.
async fn answer(caller: &mut TcpStream) -> String {
    let mut text = String::new();
    let mut piece = [0; 4096];
    while !text.ends_with('}') {
        let length = caller.read(&mut piece).await.unwrap();
        assert!(length > 0, "the connection ended after {text:?}");
        text.push_str(&String::from_utf8_lossy(&piece[..length]));
    }
    text
}

#[tokio::test]
async fn a_body_of_unknown_length_is_refused_once_it_is_too_long() {
    let stack = Stack::start().await;
    let mut caller = dial(&stack).await;
    caller.write_all(head("Transfer-Encoding: chunked").as_bytes()).await.unwrap();
    let chunk = format!("10000\r\n{}\r\n", "a".repeat(0x10000));
    for _ in 0..160 {
        caller.write_all(chunk.as_bytes()).await.unwrap();
    }
    let answer = answer(&mut caller).await;
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
}

#[tokio::test]
async fn who_asks_before_sending_too_much_is_not_asked_to_send_it() {
    let stack = Stack::start().await;
    let mut caller = dial(&stack).await;
    caller.write_all(head("Content-Length: 10000000\r\nExpect: 100-continue").as_bytes()).await.unwrap();
    let answer = answer(&mut caller).await;
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
    assert!(!answer.contains("100 Continue"), "{answer}");
}

#[tokio::test]
async fn a_body_that_never_arrives_is_not_waited_for_long() {
    let stack = Stack::with(|settings| settings.service["body_timeout_ms"] = json!(50)).await;
    let mut caller = dial(&stack).await;
    caller.write_all(head("Content-Length: 20").as_bytes()).await.unwrap();
    caller.write_all(b"{\"text\":").await.unwrap();
    let answer = answer(&mut caller).await;
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
}
