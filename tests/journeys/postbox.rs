//! Where mails arrive: a mail server that keeps each as it came, and puts it where a local stack would have put it.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

use mail_parser::MessageParser;
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
};
use tokio_util::task::TaskTracker;

type Kept = Arc<Mutex<Vec<Mail>>>;

/// A mail as its recipient reads it.
#[derive(Clone, Debug)]
pub struct Mail {
    pub to: String,
    pub sent: String,
    pub subject: String,
    pub reply_to: String,
    pub text: String,
    pub html: String,
}

/// A mail server (SMTP).
pub struct Postbox {
    port: u16,
    kept: Kept,
    _tasks: TaskTracker,
}

impl Postbox {
    /// Listens on a free port; each mail lies in `folder` too, once, as an `.eml` file.
    pub async fn open(folder: PathBuf) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (kept, tasks) = (Kept::default(), TaskTracker::new());
        let (keeps, conversations) = (kept.clone(), tasks.clone());
        tasks.spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (keeps, folder) = (keeps.clone(), folder.clone());
                conversations.spawn(async move { converse(stream, &keeps, &folder).await });
            }
        });
        Self { port, kept, _tasks: tasks }
    }

    /// What a service is told.
    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// What came to an address about a reference, in the order in which it came.
    pub fn about(&self, to: &str, reference: &str) -> Vec<Mail> {
        let kept = self.kept.lock().unwrap();
        kept.iter().filter(|mail| mail.to == to && mail.text.contains(reference)).cloned().collect()
    }
}

async fn converse(stream: TcpStream, kept: &Kept, folder: &Path) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    say(&mut stream, "220 postbox.example").await?;
    while let Some(line) = line(&mut stream).await? {
        match line.get(..4).unwrap_or_default().to_ascii_uppercase().as_str() {
            "EHLO" => say(&mut stream, "250-postbox.example\r\n250 8BITMIME").await?,
            "DATA" => {
                say(&mut stream, "354 go on").await?;
                let Some(message) = message(&mut stream).await? else { return Ok(()) };
                keep(&message, kept, folder);
                say(&mut stream, "250 taken").await?;
            }
            "QUIT" => return say(&mut stream, "221 bye").await,
            _ => say(&mut stream, "250 ok").await?,
        }
    }
    Ok(())
}

fn keep(message: &str, kept: &Kept, folder: &Path) {
    let read = MessageParser::default().parse(message.as_bytes()).unwrap();
    let address = |found: Option<&mail_parser::Address<'_>>| {
        found.and_then(|all| all.first()?.address()).unwrap_or_default().to_owned()
    };
    let mail = Mail {
        to: address(read.to()),
        sent: read.date().map(mail_parser::DateTime::to_rfc3339).unwrap_or_default(),
        subject: read.subject().unwrap_or_default().to_owned(),
        reply_to: address(read.reply_to()),
        text: read.body_text(0).unwrap_or_default().into_owned(),
        html: read.body_html(0).unwrap_or_default().into_owned(),
    };
    fs::create_dir_all(folder).unwrap();
    // The same mail has the same id, so a repeat overwrites its first copy.
    let id = read.message_id().unwrap().split('@').next().unwrap_or_default();
    let path = folder.join(format!("{id}.eml"));
    if !path.exists() {
        kept.lock().unwrap().push(mail);
    }
    fs::write(path, message).unwrap();
}

/// A whole message, without what was put before its dots; `None` when it was cut off.
async fn message(stream: &mut BufReader<TcpStream>) -> std::io::Result<Option<String>> {
    let mut message = String::new();
    while let Some(line) = line(stream).await? {
        if line == "." {
            return Ok(Some(message));
        }
        message.push_str(line.strip_prefix('.').unwrap_or(&line));
        message.push_str("\r\n");
    }
    Ok(None)
}

async fn line(stream: &mut BufReader<TcpStream>) -> std::io::Result<Option<String>> {
    let mut bytes = Vec::new();
    if stream.read_until(b'\n', &mut bytes).await? == 0 {
        return Ok(None);
    }
    Ok(Some(String::from_utf8_lossy(&bytes).trim_end_matches(['\r', '\n']).to_owned()))
}

async fn say(stream: &mut BufReader<TcpStream>, line: &str) -> std::io::Result<()> {
    stream.get_mut().write_all(format!("{line}\r\n").as_bytes()).await
}
