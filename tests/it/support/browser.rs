//! A real Chromium through its WebDriver, with JavaScript switched off: what it cannot do, no page may need.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use xinbu::i18n::Lang;

/// The browser with its driver; both end with it.
pub struct Chromium {
    driver: Child,
    tab: Client,
    base: String,
    pub lang: Lang,
    shots: PathBuf,
    number: u32,
    _profile: tempfile::TempDir,
}

impl Drop for Chromium {
    fn drop(&mut self) {
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

fn installed(name: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|dir| dir.join(name).exists())
}

impl Chromium {
    /// Opens a browser on the pages at `base`; `None`, said loudly, where it is not installed. In CI it must be.
    pub async fn open(base: &str, lang: Lang) -> Option<Self> {
        Self::open_at(base, lang, None).await
    }

    /// [`Self::open`] on a screen of so many pixels' width.
    pub async fn open_at(base: &str, lang: Lang, width: Option<u32>) -> Option<Self> {
        if !installed("chromedriver") || !installed("chromium") {
            assert_ne!(
                std::env::var("CI").as_deref(),
                Ok("true"),
                "Chromium is not installed; in CI nothing is skipped"
            );
            eprintln!("SKIPPED: Chromium and its driver are not installed");
            return None;
        }
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let driver = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let driver = driver.unwrap();
        let profile = tempfile::tempdir().unwrap();
        let mut capabilities = serde_json::json!({
            "browserName": "chrome",
            "goog:chromeOptions": {
                "args": [
                    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage",
                    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--window-size=1440,1400",
                    format!("--user-data-dir={}", profile.path().display()),
                ],
                "prefs": { "profile.managed_default_content_settings.javascript": 2 },
            },
        });
        if let Some(width) = width {
            let options = &mut capabilities["goog:chromeOptions"];
            options["mobileEmulation"] =
                serde_json::json!({ "deviceMetrics": { "width": width, "height": 800, "pixelRatio": 1.0 } });
            // The test measures by script what pages without one show.
            options.as_object_mut().unwrap().remove("prefs");
        }
        let capabilities: serde_json::Map<String, serde_json::Value> = capabilities.as_object().unwrap().clone();
        let mut tab = None;
        for _ in 0..100 {
            let mut builder = ClientBuilder::new(HttpConnector::new());
            builder.capabilities(capabilities.clone());
            match builder.connect(&format!("http://127.0.0.1:{port}")).await {
                Ok(client) => {
                    tab = Some(client);
                    break;
                }
                Err(_) => tokio::time::sleep(Duration::from_millis(200)).await,
            }
        }
        let shots = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/browser").join(lang.tag());
        std::fs::create_dir_all(&shots).unwrap();
        let tab = tab.expect("the browser's driver answers");
        Some(Self { driver, tab, base: base.to_owned(), lang, shots, number: 0, _profile: profile })
    }

    /// Goes to an address of the pages, as somebody who kept a link does.
    pub async fn go(&mut self, path: &str) {
        self.tab.goto(&format!("{}{path}", self.base)).await.unwrap();
        self.look().await;
    }

    /// Signs in with one click on a person of the list.
    pub async fn sign_in(&mut self, login: &str) {
        self.go(&format!("/sign-in?lang={}", self.lang.tag())).await;
        self.click(&format!("button[value='{login}']")).await;
    }

    /// Goes to an address, whatever stands there.
    pub async fn visit(&mut self, path: &str) {
        self.tab.goto(&format!("{}{path}", self.base)).await.unwrap();
    }

    /// What a script says of the page.
    pub async fn measure(&mut self, script: &str) -> serde_json::Value {
        self.tab.execute(script, Vec::new()).await.unwrap()
    }

    /// What a script says of the page by its callback, with a library put on the page before it.
    pub async fn measure_with(&mut self, library: &str, script: &str) -> serde_json::Value {
        self.tab.execute(library, Vec::new()).await.unwrap();
        self.tab.execute_async(script, Vec::new()).await.unwrap()
    }

    /// Clicks what a CSS selector finds.
    pub async fn click(&mut self, css: &str) {
        let element = self.find(css).await;
        element.click().await.unwrap();
        self.look().await;
    }

    /// Sends the form with this action by its own button.
    pub async fn send(&mut self, action_end: &str) {
        self.click(&format!("main form[action$='{action_end}'] button")).await;
    }

    /// Types into a field.
    pub async fn fill(&mut self, name: &str, text: &str) {
        let css = format!("main [name='{name}']:not([type=hidden])");
        let field = self.find(&css).await;
        if field.attr("type").await.unwrap().as_deref() == Some("date") {
            // What a person picks in the calendar; typed digits depend on the language of the machine.
            self.measure(&format!("document.querySelector(`{css}`).value = '{text}'; return null;")).await;
            return;
        }
        let _ = field.clear().await;
        field.send_keys(text).await.unwrap();
    }

    /// Types into a field of one of several forms.
    pub async fn fill_in(&mut self, action_end: &str, name: &str, text: &str) {
        let field = self.find(&format!("main form[action$='{action_end}'] [name='{name}']")).await;
        let _ = field.clear().await;
        field.send_keys(text).await.unwrap();
    }

    /// Chooses a file.
    pub async fn choose(&mut self, file: &Path) {
        self.find("main input[type=file]").await.send_keys(&file.display().to_string()).await.unwrap();
    }

    /// Ticks a box or a radio button.
    pub async fn tick(&mut self, css: &str) {
        let field = self.find(css).await;
        if !field.is_selected().await.unwrap() {
            field.click().await.unwrap();
        }
    }

    /// The words that a person reads on the page.
    pub async fn text(&self) -> String {
        self.tab.find(Locator::Css("main")).await.unwrap().text().await.unwrap()
    }

    /// The page says this.
    pub async fn sees(&mut self, words: &str) {
        let text = self.text().await;
        if !text.contains(words) {
            self.fail(&format!("{words:?} is not on the page")).await;
        }
    }

    /// The page says this message of the catalogue.
    pub async fn sees_message(&mut self, key: &str) {
        self.sees(&self.lang.t(key)).await;
    }

    /// What stands in the address after the origin.
    pub async fn path(&self) -> String {
        self.tab.current_url().await.unwrap().path().to_owned()
    }

    /// Ends the browser.
    pub async fn close(self) {
        let _ = self.tab.clone().close().await;
    }

    async fn find(&mut self, css: &str) -> Element {
        match self.tab.find(Locator::Css(css)).await {
            Ok(element) => element,
            Err(_) => self.fail(&format!("there is no {css}")).await,
        }
    }

    /// Every page is in the language asked for, has one heading, and no script; a picture of it is kept.
    async fn look(&mut self) {
        let lang = format!("<html lang=\"{}\"", self.lang.tag());
        let mut source = String::new();
        // On a loaded machine the driver may answer between two pages; a page that stays as it is stays wrong.
        for _ in 0..20 {
            let _ = self.tab.wait().for_element(Locator::Css("html[lang] h1")).await;
            source = self.tab.source().await.unwrap();
            if source.contains(&lang) && source.contains("<h1") {
                break;
            }
        }
        let here = self.path().await;
        assert!(
            source.contains(&lang),
            "{here} is in the wrong language: {}",
            source.chars().take(600).collect::<String>()
        );
        assert!(!source.contains("<script"), "{here} has a script");
        assert_eq!(source.matches("<h1").count(), 1, "{here} has not one heading");
        self.picture("page").await;
    }

    async fn picture(&mut self, name: &str) {
        self.number += 1;
        let file = self.shots.join(format!("{:03}-{name}.png", self.number));
        std::fs::write(file, self.tab.screenshot().await.unwrap()).unwrap();
    }

    async fn fail(&mut self, what: &str) -> ! {
        self.picture("failed").await;
        panic!("{what}, on {}:\n{}", self.path().await, self.text().await);
    }
}
