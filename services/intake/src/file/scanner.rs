//! The virus scanner: clamd, asked over TCP or a Unix socket (INSTREAM: chunks with their lengths, then an end).

use std::time::Duration;

use dars_kit::Settings;
use serde::Deserialize;
use tokio::{
    io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _},
    net::{TcpStream, UnixStream},
};

/// How long one file may take. Its lease is longer.
const PATIENCE: Duration = Duration::from_mins(1);

/// The longest answer, in bytes.
const LONGEST: u64 = 4096;

/// The section `service.scanner`. Each key is explained in `config/default.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Section {
    clamd: String,
}

/// Where the scanner is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scanner {
    /// Host and port.
    Tcp(String),
    /// A socket of this machine.
    Unix(String),
}

/// What the scanner said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing was found.
    Passed,
    /// Something was found.
    Harmful,
}

/// Why the scanner said nothing that could be used.
#[derive(Debug, thiserror::Error)]
pub enum ScanError {
    /// It is away, or broke off.
    #[error("the virus scanner is away")]
    Away(#[from] std::io::Error),
    /// It took too long.
    #[error("the virus scanner took too long")]
    TooSlow,
    /// It answered something else: too large a stream for its settings, for example.
    #[error("the virus scanner could not scan: {answer}")]
    Confused {
        /// Its answer, in its own words.
        answer: String,
    },
    /// The file could not be read.
    #[error("the file could not be read")]
    Unread(#[source] dars_bus::StoreError),
}

/// A file's chunks, one after the other.
#[async_trait::async_trait]
pub trait Chunks: Send {
    /// The next chunk; `None` at the end.
    async fn next(&mut self) -> Result<Option<Vec<u8>>, dars_bus::StoreError>;
}

impl Scanner {
    /// The scanner of these settings, if there is one.
    pub fn of(settings: &Settings) -> Result<Option<Self>, String> {
        let Some(section) = settings.service.get("scanner") else { return Ok(None) };
        let Section { clamd } = serde_json::from_value(section.clone()).map_err(|error| error.to_string())?;
        Self::at(clamd.trim())
    }

    fn at(address: &str) -> Result<Option<Self>, String> {
        if address.is_empty() {
            return Ok(None);
        }
        if let Some(place) = address.strip_prefix("tcp://").filter(|place| place.contains(':')) {
            return Ok(Some(Self::Tcp(place.to_owned())));
        }
        if let Some(path) = address.strip_prefix("unix://").filter(|path| path.starts_with('/')) {
            return Ok(Some(Self::Unix(path.to_owned())));
        }
        Err("service.scanner.clamd is tcp://host:port or unix:///path".to_owned())
    }

    /// Scans one file.
    pub async fn scan(&self, chunks: &mut dyn Chunks) -> Result<Verdict, ScanError> {
        let scanning = async {
            match self {
                Self::Tcp(place) => stream(TcpStream::connect(place).await?, chunks).await,
                Self::Unix(path) => stream(UnixStream::connect(path).await?, chunks).await,
            }
        };
        tokio::time::timeout(PATIENCE, scanning).await.map_err(|_| ScanError::TooSlow)?
    }
}

async fn stream(
    mut clamd: impl AsyncRead + AsyncWrite + Unpin + Send,
    chunks: &mut dyn Chunks,
) -> Result<Verdict, ScanError> {
    clamd.write_all(b"zINSTREAM\0").await?;
    while let Some(chunk) = chunks.next().await.map_err(ScanError::Unread)? {
        // A length of nought would be the end.
        if let Ok(length @ 1..) = u32::try_from(chunk.len()) {
            clamd.write_all(&length.to_be_bytes()).await?;
            clamd.write_all(&chunk).await?;
        }
    }
    clamd.write_all(&0_u32.to_be_bytes()).await?;
    clamd.flush().await?;
    let mut answer = Vec::new();
    clamd.take(LONGEST).read_to_end(&mut answer).await?;
    said(String::from_utf8_lossy(&answer).trim_end_matches(['\0', '\n']))
}

fn said(answer: &str) -> Result<Verdict, ScanError> {
    match answer.strip_prefix("stream: ") {
        Some("OK") => Ok(Verdict::Passed),
        Some(found) if found.ends_with(" FOUND") => Ok(Verdict::Harmful),
        _ => Err(ScanError::Confused { answer: answer.chars().take(200).collect() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_host_with_a_port_or_a_socket() {
        let tcp = |place: &str| Ok(Some(Scanner::Tcp(place.to_owned())));
        assert_eq!(Scanner::at(""), Ok(None));
        assert_eq!(Scanner::at("tcp://clamd:3310"), tcp("clamd:3310"));
        assert_eq!(Scanner::at("unix:///run/clamd.ctl"), Ok(Some(Scanner::Unix("/run/clamd.ctl".to_owned()))));
        for wrong in ["clamd:3310", "tcp://clamd", "unix://run", "http://clamd:3310"] {
            assert!(Scanner::at(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn only_clear_words_are_a_verdict() {
        assert!(matches!(said("stream: OK"), Ok(Verdict::Passed)));
        assert!(matches!(said("stream: Ours.UNOFFICIAL FOUND"), Ok(Verdict::Harmful)));
        for unclear in ["", "OK", "stream: ", "INSTREAM size limit exceeded. ERROR", "stream: OK FOUND?"] {
            assert!(said(unclear).is_err(), "{unclear}");
        }
    }
}
