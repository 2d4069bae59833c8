//! One look at one page, on a server of our own: what counts as there, and what is never connected to.
//!
//! TLS is left to the library: a certificate that our own server could show would have to be trusted by the machine.

use std::{
    collections::BTreeMap,
    io,
    net::{IpAddr, SocketAddr},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use dars_notification::notices::{Addresses, Eyes, LIMITS, Limits, Seen};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
    task::JoinHandle,
};

/// Names as a test says, one list of answers after the other.
#[derive(Default)]
pub struct Names {
    answers: Mutex<BTreeMap<String, Vec<Vec<IpAddr>>>>,
    pub asked: AtomicUsize,
}

impl Names {
    pub fn of(list: &[(&str, &[&[&str]])]) -> Arc<Self> {
        let parsed = |answers: &[&[&str]]| -> Vec<Vec<IpAddr>> {
            answers.iter().map(|answer| answer.iter().map(|one| one.parse().unwrap()).collect()).collect()
        };
        let answers = list.iter().map(|(name, answers)| ((*name).to_owned(), parsed(answers))).collect();
        Arc::new(Self { answers: Mutex::new(answers), asked: AtomicUsize::new(0) })
    }
}

#[async_trait]
impl Addresses for Names {
    async fn of(&self, host: &str) -> io::Result<Vec<IpAddr>> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        let mut answers = self.answers.lock().unwrap();
        let Some(left) = answers.get_mut(host) else { return Err(io::ErrorKind::NotFound.into()) };
        Ok(if left.len() > 1 { left.remove(0) } else { left[0].clone() })
    }
}

/// A server that answers each path as it is told, and counts who came.
pub struct Server {
    pub address: SocketAddr,
    pub visits: Arc<AtomicUsize>,
    pub requests: Arc<Mutex<Vec<String>>>,
    task: JoinHandle<()>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// What a path answers.
#[derive(Clone)]
pub enum Answer {
    /// These bytes, then the end.
    Bytes(Vec<u8>),
    /// These bytes, and then one byte after another without end.
    Drip(Vec<u8>),
    /// These bytes, then zeros without end.
    Flood(Vec<u8>),
    /// Nothing ever.
    Silence,
}

pub fn page(status: &str, headers: &str, body: &str) -> Answer {
    let length = body.len();
    Answer::Bytes(format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\n{headers}\r\n{body}").into_bytes())
}

impl Server {
    #[expect(clippy::disallowed_methods, reason = "a server of the test's own, ended with it")]
    pub async fn start(paths: &[(&str, Answer)]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let paths: BTreeMap<String, Answer> =
            paths.iter().map(|(path, answer)| ((*path).to_owned(), answer.clone())).collect();
        let (visits, requests) = (Arc::new(AtomicUsize::new(0)), Arc::new(Mutex::new(Vec::new())));
        let (counted, kept) = (visits.clone(), requests.clone());
        let task = tokio::spawn(async move {
            while let Ok((mut socket, _)) = listener.accept().await {
                counted.fetch_add(1, Ordering::SeqCst);
                let (paths, kept) = (paths.clone(), kept.clone());
                tokio::spawn(async move {
                    let mut request = vec![0; 8192];
                    let read = socket.read(&mut request).await.unwrap_or_default();
                    let request = String::from_utf8_lossy(&request[..read]).into_owned();
                    let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
                    kept.lock().unwrap().push(request);
                    let gone = page("404 Not Found", "", "no such page");
                    match paths.get(&path).unwrap_or(&gone) {
                        Answer::Bytes(bytes) => {
                            let _ = socket.write_all(bytes).await;
                        }
                        Answer::Drip(bytes) => {
                            let _ = socket.write_all(bytes).await;
                            while socket.write_all(b"a").await.is_ok() {
                                tokio::time::sleep(Duration::from_millis(20)).await;
                            }
                        }
                        Answer::Flood(bytes) => {
                            let _ = socket.write_all(bytes).await;
                            while socket.write_all(&[0; 8_192]).await.is_ok() {}
                        }
                        Answer::Silence => std::future::pending().await,
                    }
                });
            }
        });
        Self { address, visits, requests, task }
    }

    pub fn url(&self, host: &str, path: &str) -> String {
        format!("http://{host}:{}{path}", self.address.port())
    }
}

fn eyes(server: &Server, names: Arc<Names>, limits: Limits) -> Eyes {
    Eyes::new(names, vec![server.address], limits)
}

fn notices() -> Arc<Names> {
    Names::of(&[
        ("notice.example", &[&["127.0.0.1"]]),
        ("inside.example", &[&["10.0.0.5"]]),
        ("half.example", &[&["127.0.0.1", "192.168.0.9"]]),
        ("cloud.example", &[&["169.254.169.254"]]),
        ("nowhere.example", &[&[]]),
    ])
}

#[tokio::test]
async fn a_page_is_there_or_says_why_not() {
    let server = Server::start(&[
        ("/privacy", page("200 OK", "", "We use your data so.")),
        ("/moved", page("301 Moved Permanently", "Location: /privacy\r\n", "")),
        ("/elsewhere", page("302 Found", "Location: //notice.example:1/privacy\r\n", "")),
        ("/lost", page("302 Found", "", "")),
        ("/round", page("307 Temporary Redirect", "Location: /round\r\n", "")),
        ("/gone", page("410 Gone", "", "gone")),
        ("/members", page("403 Forbidden", "", "no")),
        ("/broken", page("500 Internal Server Error", "", "oh")),
        ("/busy", page("429 Too Many Requests", "", "later")),
        ("/teapot", page("418 I'm a teapot", "", "tea")),
        ("/empty", page("200 OK", "", "")),
        ("/half", Answer::Bytes(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nWe".to_vec())),
        ("/noise", Answer::Bytes(b"hello\r\n\r\n".to_vec())),
    ])
    .await;
    let eyes = eyes(&server, notices(), LIMITS);
    for (path, seen) in [
        ("/privacy", Seen::Live),
        ("/privacy?lang=en#uses", Seen::Dead("not-found")),
        ("/moved", Seen::Live),
        ("/elsewhere", Seen::Dead("not-public")),
        ("/lost", Seen::Dead("redirect-to-nowhere")),
        ("/round", Seen::Dead("too-many-redirects")),
        ("/nothing", Seen::Dead("not-found")),
        ("/gone", Seen::Dead("not-found")),
        ("/members", Seen::Dead("not-for-everyone")),
        ("/broken", Seen::Away("server-error")),
        ("/busy", Seen::Away("busy")),
        ("/teapot", Seen::Dead("not-answered-with-a-page")),
        ("/empty", Seen::Dead("empty")),
        ("/half", Seen::Away("broken-off")),
        ("/noise", Seen::Away("broken-off")),
    ] {
        assert_eq!(eyes.look(&server.url("notice.example", path)).await, seen, "{path}");
    }
    let asked = server.requests.lock().unwrap().concat().to_lowercase();
    assert!(asked.contains("user-agent: dars-privacy-notice-check/"));
    assert!(!asked.contains("referer:") && !asked.contains("cookie:") && !asked.contains("authorization:"), "{asked}");
}

#[tokio::test]
async fn five_redirects_are_followed_and_a_sixth_is_not() {
    let mut paths: Vec<(String, Answer)> = (0..7)
        .map(|step| (format!("/{step}"), page("302 Found", &format!("Location: /{}\r\n", step + 1), "")))
        .collect();
    paths.push(("/7".to_owned(), page("200 OK", "", "here")));
    let paths: Vec<(&str, Answer)> = paths.iter().map(|(path, answer)| (path.as_str(), answer.clone())).collect();
    let server = Server::start(&paths).await;
    let eyes = eyes(&server, notices(), LIMITS);
    assert_eq!(eyes.look(&server.url("notice.example", "/2")).await, Seen::Live);
    assert_eq!(eyes.look(&server.url("notice.example", "/1")).await, Seen::Dead("too-many-redirects"));
}

#[tokio::test]
async fn nothing_behind_our_own_door_is_connected_to() {
    let hidden = Server::start(&[("/", page("200 OK", "", "secret"))]).await;
    let port = hidden.address.port();
    let to = |url: &str| page("302 Found", &format!("Location: {url}\r\n"), "");
    let server = Server::start(&[
        ("/loopback", to(&format!("http://127.0.0.1:{port}/"))),
        ("/version-6", to(&format!("http://[::ffff:127.0.0.1]:{port}/"))),
        ("/decimal", to(&format!("http://2130706433:{port}/"))),
        ("/short", to(&format!("http://127.1:{port}/"))),
        ("/named", to("http://inside.example/")),
        ("/metadata", to("http://169.254.169.254/latest/meta-data/")),
        ("/file", to("file:///etc/passwd")),
        ("/credentials", to("http://name:word@notice.example/")),
        ("/any", to("http://0.0.0.0/")),
    ])
    .await;
    let eyes = eyes(&server, notices(), LIMITS);
    for (path, code) in [
        ("/loopback", "not-public"),
        ("/version-6", "not-public"),
        ("/decimal", "not-public"),
        ("/short", "not-public"),
        ("/named", "not-public"),
        ("/metadata", "not-public"),
        ("/file", "not-an-address"),
        ("/credentials", "credentials-in-address"),
        ("/any", "not-public"),
    ] {
        assert_eq!(eyes.look(&server.url("notice.example", path)).await, Seen::Dead(code), "{path}");
    }
    for (url, seen) in [
        (format!("http://127.0.0.1:{port}/"), Seen::Dead("not-public")),
        (format!("http://[::1]:{port}/"), Seen::Dead("not-public")),
        (format!("http://localhost:{port}/"), Seen::Away("name-not-found")),
        ("http://inside.example/".to_owned(), Seen::Dead("not-public")),
        ("https://cloud.example/".to_owned(), Seen::Dead("not-public")),
        (server.url("half.example", "/"), Seen::Dead("not-public")),
        ("https://nowhere.example/".to_owned(), Seen::Away("name-not-found")),
        ("https://unknown.example/".to_owned(), Seen::Away("name-not-found")),
        ("https://name@notice.example/".to_owned(), Seen::Dead("credentials-in-address")),
        ("ftp://notice.example/".to_owned(), Seen::Dead("not-an-address")),
        ("javascript:alert(1)".to_owned(), Seen::Dead("not-an-address")),
        ("privacy".to_owned(), Seen::Dead("not-an-address")),
        // Public, by documentation alone: another port than those of the web.
        ("http://1.1.1.1:22/".to_owned(), Seen::Dead("port-not-allowed")),
    ] {
        assert_eq!(eyes.look(&url).await, seen, "{url}");
    }
    assert_eq!(hidden.visits.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn a_name_that_leads_elsewhere_the_next_moment_is_asked_once() {
    let server = Server::start(&[("/privacy", page("200 OK", "", "here"))]).await;
    let names = Names::of(&[("notice.example", &[&["127.0.0.1"], &["10.0.0.5"]])]);
    let eyes = eyes(&server, names.clone(), LIMITS);
    assert_eq!(eyes.look(&server.url("notice.example", "/privacy")).await, Seen::Live);
    assert_eq!(names.asked.load(Ordering::SeqCst), 1);
    assert_eq!(eyes.look(&server.url("notice.example", "/privacy")).await, Seen::Dead("not-public"));
}

#[tokio::test]
async fn a_slow_page_is_left_and_a_huge_one_read_in_part() {
    let head = b"HTTP/1.1 200 OK\r\n\r\n".to_vec();
    let server = Server::start(&[
        ("/silence", Answer::Silence),
        ("/slow-head", Answer::Drip(b"HTTP/1.1 200 OK\r\nX: ".to_vec())),
        ("/slow-body", Answer::Drip(head.clone())),
        ("/huge", Answer::Flood(head)),
    ])
    .await;
    let limits = Limits { patience: Duration::from_millis(700), ..LIMITS };
    let eyes = eyes(&server, notices(), limits);
    for path in ["/silence", "/slow-head", "/slow-body"] {
        assert_eq!(eyes.look(&server.url("notice.example", path)).await, Seen::Away("too-slow"), "{path}");
    }
    let patient = Eyes::new(notices(), vec![server.address], LIMITS);
    assert_eq!(patient.look(&server.url("notice.example", "/huge")).await, Seen::Live);
}

#[tokio::test]
async fn nobody_at_the_address_is_away() {
    let address = {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        listener.local_addr().unwrap()
    };
    let eyes = Eyes::new(notices(), vec![address], LIMITS);
    let url = format!("http://notice.example:{}/", address.port());
    assert_eq!(eyes.look(&url).await, Seen::Away("not-connected"));
}
