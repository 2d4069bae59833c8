//! A window of a real browser, and the driver behind it; both end with the test.

use std::{
    io::{BufRead as _, BufReader},
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::Duration,
};

use fantoccini::{Client, ClientBuilder, Locator};
use serde_json::json;
use tempfile::TempDir;

/// Longer than any page takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// One window with nothing remembered from another.
pub struct Window {
    pub page: Client,
    driver: Child,
    _profile: TempDir,
}

impl Window {
    /// Opens one, so many pixels wide.
    pub async fn open(width: u32) -> Self {
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver is missing: infra/setup installs it");
        let port = BufReader::new(driver.stdout.take().unwrap())
            .lines()
            .map_while(Result::ok)
            .find_map(|line| line.split_once("successfully on port ")?.1.trim_end_matches('.').parse::<u16>().ok())
            .expect("chromedriver says its port");
        let profile = tempfile::tempdir().unwrap();
        let arguments = [
            "--headless=new".to_owned(),
            // Tests run as root in containers, where the browser's own sandbox cannot be built.
            "--no-sandbox".to_owned(),
            "--disable-gpu".to_owned(),
            "--disable-quic".to_owned(),
            "--disable-dev-shm-usage".to_owned(),
            "--no-first-run".to_owned(),
            // It looks for nothing outside.
            "--disable-background-networking".to_owned(),
            "--disable-component-update".to_owned(),
            "--disable-sync".to_owned(),
            "--no-proxy-server".to_owned(),
            format!("--window-size={width},900"),
            format!("--user-data-dir={}", profile.path().display()),
        ];
        let mut options = json!({ "args": arguments });
        // A window is never narrower than this; the screen of a telephone is.
        if width < 500 {
            let screen = json!({ "width": width, "height": 740, "pixelRatio": 1, "touch": true });
            options["mobileEmulation"] = json!({ "deviceMetrics": screen });
        }
        let wanted = json!({ "goog:chromeOptions": options });
        let page = ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new())
            .capabilities(wanted.as_object().unwrap().clone())
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .unwrap();
        Self { page, driver, _profile: profile }
    }

    /// Presses what `selector` names.
    pub async fn press(&self, selector: &str) {
        self.found(selector).await.click().await.unwrap();
    }

    /// Types into what `selector` names.
    pub async fn typed(&self, selector: &str, text: &str) {
        self.found(selector).await.send_keys(text).await.unwrap();
    }

    async fn found(&self, selector: &str) -> fantoccini::elements::Element {
        let wait = self.page.wait().at_most(PATIENCE);
        wait.for_element(Locator::Css(selector)).await.unwrap_or_else(|error| panic!("{selector}: {error}"))
    }

    /// Waits until the page says this.
    pub async fn says(&self, words: &str) {
        let here = format!("//main[contains(., \"{words}\")]");
        let wait = self.page.wait().at_most(PATIENCE);
        if let Err(error) = wait.for_element(Locator::XPath(&here)).await {
            panic!("{words}: {error}; it says: {}", self.page.source().await.unwrap_or_default());
        }
    }

    /// Whether what `selector` names can be seen.
    pub async fn shows(&self, selector: &str) -> bool {
        self.found(selector).await.is_displayed().await.unwrap()
    }

    /// The answer to a line of JavaScript.
    pub async fn asked(&self, script: &str) -> serde_json::Value {
        self.page.execute(&format!("return {script};"), Vec::new()).await.unwrap()
    }

    /// Whether nothing of the page lies beside the window.
    pub async fn fits(&self) -> bool {
        self.asked("document.documentElement.scrollWidth <= window.innerWidth").await == true
    }

    /// Leaves a picture for whoever wants to look.
    pub async fn picture(&self, name: &str) {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("pages");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(format!("{name}.png")), self.page.screenshot().await.unwrap()).unwrap();
    }

    /// Ends the session; the driver is ended when the window is dropped.
    pub async fn close(self) {
        self.page.clone().close().await.unwrap();
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
