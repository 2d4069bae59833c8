//! A mail server that takes everything and counts the copies of each mail by its `Message-ID`.

use std::{
    collections::HashMap,
    io,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

type Copies = Arc<Mutex<HashMap<String, u32>>>;

/// The server.
#[derive(Debug)]
pub struct Sink {
    port: u16,
    copies: Copies,
    stop: CancellationToken,
}

impl Drop for Sink {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

impl Sink {
    /// Listens on a free port.
    pub async fn open() -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let port = listener.local_addr()?.port();
        let (copies, stop, tasks) = (Copies::default(), CancellationToken::new(), TaskTracker::new());
        let (counted, stopped) = (copies.clone(), stop.clone());
        tasks.clone().spawn(async move {
            loop {
                let accepted = tokio::select! {
                    () = stopped.cancelled() => return,
                    accepted = listener.accept() => accepted,
                };
                if let Ok((stream, _)) = accepted {
                    let (counted, stopped) = (counted.clone(), stopped.clone());
                    tasks.spawn(async move {
                        tokio::select! {
                            () = stopped.cancelled() => {}
                            // A client that is killed just goes.
                            _ = converse(stream, &counted) => {}
                        }
                    });
                }
            }
        });
        Ok(Self { port, copies, stop })
    }

    /// Where it listens.
    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// How many copies were taken of the mail whose `Message-ID` begins so.
    pub fn copies(&self, message_id: &str) -> u32 {
        let copies = self.copies.lock().unwrap_or_else(PoisonError::into_inner);
        copies.get(message_id).copied().unwrap_or_default()
    }

    /// How many mails were taken in all.
    pub fn taken(&self) -> u32 {
        self.copies.lock().unwrap_or_else(PoisonError::into_inner).values().sum()
    }
}

async fn converse(stream: TcpStream, copies: &Copies) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut stream = BufReader::new(stream);
    say(&mut stream, "220 sink.example").await?;
    while let Some(line) = line(&mut stream).await? {
        let verb = line.get(..4).unwrap_or_default().to_ascii_uppercase();
        match verb.as_str() {
            "EHLO" => say(&mut stream, "250-sink.example\r\n250 8BITMIME").await?,
            "DATA" => {
                say(&mut stream, "354 go on").await?;
                let Some(message_id) = message(&mut stream).await? else { return Ok(()) };
                // Counted before it is said: a copy whose answer gets lost was taken all the same.
                count(copies, message_id);
                say(&mut stream, "250 taken").await?;
            }
            "QUIT" => return say(&mut stream, "221 bye").await,
            _ => say(&mut stream, "250 ok").await?,
        }
    }
    Ok(())
}

fn count(copies: &Copies, message_id: String) {
    let mut known = copies.lock().unwrap_or_else(PoisonError::into_inner);
    let count = known.entry(message_id).or_default();
    *count = count.saturating_add(1);
}

/// Reads a whole message; what stands left of the `@` of its `Message-ID`. `None` when it was cut off.
async fn message(stream: &mut BufReader<TcpStream>) -> io::Result<Option<String>> {
    let mut id = None;
    while let Some(line) = line(stream).await? {
        if line == "." {
            return Ok(Some(id.unwrap_or_default()));
        }
        if id.is_none() && line.to_ascii_lowercase().starts_with("message-id:") {
            let value = line.split_once('<').map_or("", |(_, value)| value);
            id = Some(value.split('@').next().unwrap_or_default().to_owned());
        }
    }
    Ok(None)
}

async fn line(stream: &mut BufReader<TcpStream>) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    if stream.read_until(b'\n', &mut bytes).await? == 0 {
        return Ok(None);
    }
    Ok(Some(String::from_utf8_lossy(&bytes).trim_end_matches(['\r', '\n']).to_owned()))
}

async fn say(stream: &mut BufReader<TcpStream>, line: &str) -> io::Result<()> {
    stream.get_mut().write_all(format!("{line}\r\n").as_bytes()).await
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn send(stream: &mut BufReader<TcpStream>, id: &str, end: &str) -> io::Result<()> {
        let mail = format!("MAIL FROM:<a@b.example>\r\nDATA\r\nMessage-ID: <{id}@b.example>\r\n\r\nHello{end}");
        stream.get_mut().write_all(mail.as_bytes()).await
    }

    #[tokio::test]
    async fn each_copy_of_a_mail_counts_once_it_is_whole() -> io::Result<()> {
        let sink = Sink::open().await?;
        let mut stream = BufReader::new(TcpStream::connect(("127.0.0.1", sink.port)).await?);
        for _ in 0..2 {
            send(&mut stream, "one", "\r\n.\r\n").await?;
            while line(&mut stream).await?.expect("an answer") != "250 taken" {}
        }
        send(&mut stream, "two", "").await?;
        drop(stream);
        assert_eq!((sink.copies("one"), sink.copies("two"), sink.taken()), (2, 0, 2));
        Ok(())
    }
}
