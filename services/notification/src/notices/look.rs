//! One look at one page: asked for as any reader's browser would, and stopped early where it leads astray.

use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use reqwest::{Client, Response, StatusCode, Url, header::LOCATION, redirect::Policy};

use super::{Addresses, is_public};

/// How far a look goes.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// All of it: names, redirects, the page.
    pub patience: Duration,
    /// Bytes that are read of a page at most; a longer one is there as well.
    pub bytes: usize,
    /// Redirects that are followed.
    pub redirects: usize,
}

/// The limits in use.
pub const LIMITS: Limits = Limits { patience: Duration::from_secs(10), bytes: 1024 * 1024, redirects: 5 };

/// How a look went: a code of ours, never the page's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// The page opened.
    Live,
    /// It will not open by itself.
    Dead(&'static str),
    /// It did not open now; it may soon.
    Away(&'static str),
}

impl Seen {
    /// The code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Dead(code) | Self::Away(code) => code,
        }
    }
}

/// Looks at pages.
pub struct Eyes {
    addresses: Arc<dyn Addresses>,
    allow: Vec<SocketAddr>,
    limits: Limits,
}

impl std::fmt::Debug for Eyes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Eyes({:?})", self.limits)
    }
}

/// Where a page leads.
enum Step {
    Seen(Seen),
    To(Url),
}

impl Eyes {
    /// Eyes that find names so, and may look at `allow` though it is not public.
    pub fn new(addresses: Arc<dyn Addresses>, allow: Vec<SocketAddr>, limits: Limits) -> Self {
        // Whichever came first stays.
        let _ = rustls::crypto::ring::default_provider().install_default();
        Self { addresses, allow, limits }
    }

    /// Looks at the page at `url`.
    pub async fn look(&self, url: &str) -> Seen {
        let Ok(url) = Url::parse(url) else { return Seen::Dead("not-an-address") };
        let looked = tokio::time::timeout(self.limits.patience, self.follow(url)).await;
        looked.unwrap_or(Seen::Away("too-slow"))
    }

    async fn follow(&self, mut url: Url) -> Seen {
        for _ in 0..=self.limits.redirects {
            match self.step(&url).await {
                Ok(Step::To(next)) => url = next,
                Ok(Step::Seen(seen)) | Err(seen) => return seen,
            }
        }
        Seen::Dead("too-many-redirects")
    }

    async fn step(&self, url: &Url) -> Result<Step, Seen> {
        let client = self.client_for(url).await?;
        let answer = client.get(url.clone()).send().await.map_err(|error| not_answered(&error))?;
        let status = answer.status();
        if status.is_redirection() {
            let to = answer.headers().get(LOCATION).and_then(|to| to.to_str().ok()).and_then(|to| url.join(to).ok());
            return to.map(Step::To).ok_or(Seen::Dead("redirect-to-nowhere"));
        }
        if !status.is_success() {
            return Err(refused(status));
        }
        self.read(answer).await.map(Step::Seen)
    }

    /// A client that can reach nothing but the addresses that were looked at: a name that leads elsewhere the next moment
    /// is not asked again.
    async fn client_for(&self, url: &Url) -> Result<Client, Seen> {
        let (host, port, addresses) = self.checked(url).await?;
        let addresses: Vec<SocketAddr> = addresses.into_iter().map(|address| SocketAddr::new(address, port)).collect();
        Client::builder()
            .no_proxy()
            .redirect(Policy::none())
            .referer(false)
            .user_agent(concat!("dars-privacy-notice-check/", env!("CARGO_PKG_VERSION")))
            .resolve_to_addrs(&host, &addresses)
            .build()
            .map_err(|_| Seen::Away("no-client"))
    }

    async fn checked(&self, url: &Url) -> Result<(String, u16, Vec<IpAddr>), Seen> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(Seen::Dead("not-an-address"));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Seen::Dead("credentials-in-address"));
        }
        let (Some(host), Some(port)) = (url.host_str(), url.port_or_known_default()) else {
            return Err(Seen::Dead("not-an-address"));
        };
        let literal: Option<IpAddr> = host.trim_start_matches('[').trim_end_matches(']').parse().ok();
        let addresses = match literal {
            Some(address) => vec![address],
            None => self.addresses.of(host).await.map_err(|_| Seen::Away("name-not-found"))?,
        };
        if addresses.is_empty() {
            return Err(Seen::Away("name-not-found"));
        }
        let allowed = |address: &IpAddr| self.allow.contains(&SocketAddr::new(*address, port));
        // One that is not public among several is one too many.
        if !addresses.iter().all(|address| is_public(*address) || allowed(address)) {
            return Err(Seen::Dead("not-public"));
        }
        if !matches!(port, 80 | 443) && !addresses.iter().all(allowed) {
            return Err(Seen::Dead("port-not-allowed"));
        }
        Ok((host.to_owned(), port, addresses))
    }

    /// Reads as much as a page may have, and forgets it.
    async fn read(&self, mut answer: Response) -> Result<Seen, Seen> {
        let mut read = 0;
        while let Some(chunk) = answer.chunk().await.map_err(|error| not_answered(&error))? {
            read += chunk.len();
            if read >= self.limits.bytes {
                break;
            }
        }
        if read == 0 { Err(Seen::Dead("empty")) } else { Ok(Seen::Live) }
    }
}

fn refused(status: StatusCode) -> Seen {
    match status {
        StatusCode::NOT_FOUND | StatusCode::GONE => Seen::Dead("not-found"),
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => Seen::Dead("not-for-everyone"),
        StatusCode::TOO_MANY_REQUESTS => Seen::Away("busy"),
        status if status.is_server_error() => Seen::Away("server-error"),
        _ => Seen::Dead("not-answered-with-a-page"),
    }
}

fn not_answered(error: &reqwest::Error) -> Seen {
    if error.is_timeout() {
        Seen::Away("too-slow")
    } else if error.is_connect() {
        Seen::Away("not-connected")
    } else {
        Seen::Away("broken-off")
    }
}
