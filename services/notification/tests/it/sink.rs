//! A mail server that misbehaves as told, and keeps what it got.

use std::{
    collections::VecDeque,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
};
use tokio_util::task::TaskTracker;

/// What it does with one mail.
#[derive(Clone, Copy, Debug)]
pub enum Does {
    Accept,
    /// Answers this to MAIL and hangs up.
    CloseAtMail(&'static str),
    /// Answers this to RCPT.
    AtRecipient(&'static str),
    /// Hangs up instead of asking for the message.
    HangUpAtData,
    /// Answers this to the end of DATA.
    AtDot(&'static str),
    /// Takes the message and hangs up without an answer.
    HangUpAfterDot,
}

#[derive(Default)]
pub struct Sink {
    plan: Mutex<VecDeque<Does>>,
    /// Every message that reached its end of DATA.
    pub got: Mutex<Vec<String>>,
    pub connections: AtomicUsize,
}

impl Sink {
    /// Listens, and does `plan` mail by mail, then accepts everything.
    pub async fn start(tasks: &TaskTracker, plan: impl IntoIterator<Item = Does>) -> (Arc<Self>, String) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let sink = Arc::new(Self { plan: Mutex::new(plan.into_iter().collect()), ..Self::default() });
        let (serving, inner) = (sink.clone(), tasks.clone());
        tasks.spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                serving.connections.fetch_add(1, Ordering::Relaxed);
                let sink = serving.clone();
                inner.spawn(async move {
                    // A client that goes away ends the conversation.
                    let _ = sink.talk(stream).await;
                });
            }
        });
        (sink, url)
    }

    async fn talk(&self, stream: TcpStream) -> std::io::Result<()> {
        let mut stream = BufReader::new(stream);
        stream.write_all(b"220 sink\r\n").await?;
        let mut does = Does::Accept;
        let mut line = String::new();
        loop {
            line.clear();
            if stream.read_line(&mut line).await? == 0 {
                return Ok(());
            }
            let command = line.get(..4).unwrap_or_default().to_ascii_uppercase();
            let answer = match (command.as_str(), does) {
                ("MAIL", _) => {
                    does = self.plan.lock().unwrap().pop_front().unwrap_or(Does::Accept);
                    if let Does::CloseAtMail(answer) = does {
                        return stream.write_all(format!("{answer}\r\n").as_bytes()).await;
                    }
                    "250 ok"
                }
                ("RCPT", Does::AtRecipient(answer)) => answer,
                ("DATA", Does::HangUpAtData) => return Ok(()),
                ("DATA", _) => {
                    stream.write_all(b"354 go\r\n").await?;
                    let message = read_message(&mut stream).await?;
                    self.got.lock().unwrap().push(message);
                    match does {
                        Does::HangUpAfterDot => return Ok(()),
                        Does::AtDot(answer) => answer,
                        _ => "250 ok",
                    }
                }
                _ => "250 ok",
            };
            stream.write_all(format!("{answer}\r\n").as_bytes()).await?;
        }
    }
}

async fn read_message(stream: &mut BufReader<TcpStream>) -> std::io::Result<String> {
    let mut message = String::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        if line == ".\r\n" {
            return Ok(message);
        }
        message.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}
