//! SMTP, spoken step by step, so that it is known whether a failure came before or behind the end of DATA.

use std::{net::IpAddr, time::Duration};

use async_trait::async_trait;
use lettre::{
    address::Envelope,
    transport::smtp::{
        Error,
        authentication::{Credentials, DEFAULT_MECHANISMS},
        client::{AsyncSmtpConnection, TlsParameters},
        commands::{Data, Mail, Rcpt},
        extension::{ClientId, Extension, MailParameter},
    },
};
use tokio::{
    net::TcpStream,
    sync::Mutex,
    time::{Instant, timeout, timeout_at},
};

use super::{ANSWER, NOT_CONNECTED, Outcome, Parcel, Transport};
use crate::settings::{MailSettings, WrongSetting};

/// How long an unused connection is kept; servers close idle ones after some minutes.
const IDLE: Duration = Duration::from_secs(30);
/// How long a goodbye may take.
const GOODBYE: Duration = Duration::from_secs(1);

/// How the connection is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Security {
    /// TLS from the first byte.
    Tls,
    /// TLS after STARTTLS, or nothing is sent.
    StartTls,
    /// None: this machine, or a local stack.
    Plain,
}

/// A mail server.
pub struct Smtp {
    host: String,
    port: u16,
    security: Security,
    credentials: Option<Credentials>,
    hello: ClientId,
    idle: Mutex<Vec<(AsyncSmtpConnection, Instant)>>,
}

impl std::fmt::Debug for Smtp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Smtp({}:{}, {:?})", self.host, self.port, self.security)
    }
}

/// Why no connection came about.
#[derive(Debug, thiserror::Error)]
enum NotConnected {
    #[error("the mail server cannot be reached")]
    Tcp(#[from] std::io::Error),
    #[error("the mail server did not greet us as it should")]
    Smtp(#[from] Error),
    #[error("the mail server offers no TLS")]
    NoTls,
    #[error("the mail server took too long")]
    Slow(#[from] tokio::time::error::Elapsed),
}

impl Smtp {
    /// The server that the settings name. `local`: a local stack, where TLS is not asked for.
    pub fn of(settings: &MailSettings, local: bool) -> Result<Self, WrongSetting> {
        let wrong = |why: &str| WrongSetting::new("smtp_url", why);
        let url = settings.smtp_url.trim_end_matches('/');
        let (scheme, rest) = url.split_once("://").ok_or_else(|| wrong("it looks like smtp://host:port"))?;
        if rest.contains(['@', '/', '?', '#']) {
            return Err(wrong("only host and port stand in it; account and password are settings of their own"));
        }
        let (host, port) = match rest.rsplit_once(':') {
            Some((host, port)) if !port.ends_with(']') => {
                (host, Some(port.parse().map_err(|_| wrong("the port is not a number"))?))
            }
            Some(_) | None => (rest, None),
        };
        let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        let here = host == "localhost" || host.parse().is_ok_and(|ip: IpAddr| ip.is_loopback());
        let (security, usual) = match scheme {
            "smtps" => (Security::Tls, 465),
            "smtp" if here || local => (Security::Plain, 25),
            "smtp" => (Security::StartTls, 587),
            _ => return Err(wrong("the scheme is smtp or smtps")),
        };
        let credentials = (!settings.smtp_user.is_empty())
            .then(|| Credentials::new(settings.smtp_user.clone(), settings.smtp_password.clone()));
        Ok(Self {
            host,
            port: port.unwrap_or(usual),
            security,
            credentials,
            hello: ClientId::Domain(settings.domain.clone()),
            idle: Mutex::default(),
        })
    }

    async fn kept(&self) -> Option<AsyncSmtpConnection> {
        let mut idle = self.idle.lock().await;
        idle.retain(|(_, since)| since.elapsed() < IDLE);
        idle.pop().map(|(connection, _)| connection)
    }

    async fn connect(&self, give_up: Instant) -> Result<AsyncSmtpConnection, NotConnected> {
        timeout_at(give_up, self.greet()).await?
    }

    async fn greet(&self) -> Result<AsyncSmtpConnection, NotConnected> {
        let tls = || TlsParameters::new(self.host.clone());
        let mut connection = if self.security == Security::Tls {
            let server = (self.host.as_str(), self.port);
            AsyncSmtpConnection::connect_tokio1(server, None, &self.hello, Some(tls()?), None).await?
        } else {
            let stream = TcpStream::connect((self.host.as_str(), self.port)).await?;
            // The end of DATA is a small write behind a large one: without this it waits 40 ms for an acknowledgement.
            stream.set_nodelay(true)?;
            AsyncSmtpConnection::connect_with_transport(Box::new(stream), &self.hello).await?
        };
        if self.security == Security::StartTls {
            if !connection.can_starttls() {
                return Err(NotConnected::NoTls);
            }
            connection.starttls(tls()?, &self.hello).await?;
        }
        if let Some(credentials) = &self.credentials {
            connection.auth(DEFAULT_MECHANISMS, credentials).await?;
        }
        Ok(connection)
    }

    /// Everything up to the end of DATA and its answer; the connection goes back for the next mail when all went well.
    async fn over(&self, mut connection: AsyncSmtpConnection, parcel: &Parcel) -> Outcome {
        let offered = timeout_at(parcel.give_up, offer(&mut connection, &parcel.envelope)).await;
        let outcome = match offered {
            Err(_) => Outcome::Lost,
            Ok(Err(Offer::Smtp(error))) => refused(&error).unwrap_or(Outcome::Lost),
            Ok(Err(Offer::NotAscii)) => Outcome::Never { code: "address-not-ascii".to_owned() },
            // We slept, and whoever took the claim over may be sending it.
            Ok(Ok(())) if Instant::now() > parcel.give_up => Outcome::Lost,
            Ok(Ok(())) => match timeout(ANSWER, connection.message(&parcel.message)).await {
                Ok(Ok(_)) => Outcome::Accepted,
                Ok(Err(error)) => refused(&error).unwrap_or(Outcome::Unclear),
                Err(_) => Outcome::Unclear,
            },
        };
        if outcome == Outcome::Accepted {
            self.idle.lock().await.push((connection, Instant::now()));
        } else {
            // The server may await anything now; a connection that failed is not used again.
            let _ = timeout(GOODBYE, connection.abort()).await;
        }
        outcome
    }
}

/// Why an offer did not end with the server asking for the message.
enum Offer {
    Smtp(Error),
    NotAscii,
}

impl From<Error> for Offer {
    fn from(error: Error) -> Self {
        Self::Smtp(error)
    }
}

async fn offer(connection: &mut AsyncSmtpConnection, envelope: &Envelope) -> Result<(), Offer> {
    let ascii = envelope.to().iter().chain(envelope.from()).all(|address| {
        let text: &str = address.as_ref();
        text.is_ascii()
    });
    let parameters = if ascii {
        Vec::new()
    } else if connection.server_info().supports_feature(Extension::SmtpUtfEight) {
        vec![MailParameter::SmtpUtfEight]
    } else {
        return Err(Offer::NotAscii);
    };
    connection.command(Mail::new(envelope.from().cloned(), parameters)).await?;
    for to in envelope.to() {
        connection.command(Rcpt::new(to.clone(), Vec::new())).await?;
    }
    connection.command(Data).await?;
    Ok(())
}

/// What the server's answer means; `None` when it gave none.
fn refused(error: &Error) -> Option<Outcome> {
    let code = error.status()?.to_string();
    Some(if error.is_permanent() { Outcome::Never { code } } else { Outcome::Later { code } })
}

#[async_trait]
impl Transport for Smtp {
    async fn send(&self, parcel: &Parcel) -> Outcome {
        if let Some(kept) = self.kept().await {
            let outcome = self.over(kept, parcel).await;
            // A server may have closed or tired of a kept connection; a fresh one tells whether it is that.
            let closed = matches!(&outcome, Outcome::Later { code } if code == "421") || outcome == Outcome::Lost;
            if !closed {
                return outcome;
            }
        }
        match self.connect(parcel.give_up).await {
            Ok(connection) => self.over(connection, parcel).await,
            Err(error) => {
                tracing::warn!(error = &error as &dyn std::error::Error, server = ?self, "mails wait");
                Outcome::Later { code: NOT_CONNECTED.to_owned() }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn security(url: &str, local: bool) -> Result<Security, String> {
        let settings = MailSettings { smtp_url: url.to_owned(), ..MailSettings::default() };
        Smtp::of(&settings, local).map(|smtp| smtp.security).map_err(|error| error.to_string())
    }

    #[test]
    fn tls_is_required_unless_the_server_is_this_machine_or_a_local_stacks() {
        assert_eq!(security("smtps://relay.example", false), Ok(Security::Tls));
        assert_eq!(security("smtp://relay.example:587", false), Ok(Security::StartTls));
        assert_eq!(security("smtp://127.0.0.1:2525", false), Ok(Security::Plain));
        assert_eq!(security("smtp://[::1]:2525", false), Ok(Security::Plain));
        assert_eq!(security("smtp://mailpit:1025", true), Ok(Security::Plain));
    }

    #[test]
    fn an_address_of_a_server_holds_no_password_and_no_path() {
        for url in ["relay.example", "http://relay.example", "smtp://me:secret@relay.example", "smtp://relay:port"] {
            assert!(security(url, false).is_err_and(|why| !why.contains("secret")), "{url}");
        }
    }
}
