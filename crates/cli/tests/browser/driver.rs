//! A browser without a screen, and the few things that a walk does in it.

use fantoccini::elements::Element;
use fantoccini::wd::PrintConfiguration;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Patience with a page of a program that was built without optimisation.
const PATIENCE: Duration = Duration::from_secs(20);
const LOOK_EVERY: Duration = Duration::from_millis(50);

pub(crate) struct Driver {
    child: Child,
    address: String,
}

impl Driver {
    /// The driver, or none where there is none; CI must have it.
    pub(crate) async fn start() -> Option<Self> {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let child = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let Ok(child) = child else {
            let required = std::env::var("JIHENG_BROWSER").is_ok_and(|v| v == "required");
            assert!(!required, "JIHENG_BROWSER=required, and there is no chromedriver");
            println!("skipped: no chromedriver on this machine");
            return None;
        };
        let driver = Self { child, address: format!("http://127.0.0.1:{port}") };
        for _ in 0..100 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                break;
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
        Some(driver)
    }

    /// A browser whose pictures go to a folder of that name among the others.
    pub(crate) async fn browser(&self, base: &str, folder: &str) -> Browser {
        let options = json!({
            "args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                     "--window-size=1366,768", "--lang=zh-CN"],
        });
        let capabilities = [("goog:chromeOptions".to_owned(), options)].into_iter().collect();
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let client = builder.capabilities(capabilities).connect(&self.address).await.unwrap();
        let folder =
            PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target/screenshots").join(folder);
        std::fs::create_dir_all(&folder).unwrap();
        Browser { client, driver: self.address.clone(), base: base.to_owned(), folder, shots: 0 }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) struct Browser {
    client: Client,
    driver: String,
    pub(crate) base: String,
    folder: PathBuf,
    shots: u32,
}

impl Browser {
    pub(crate) async fn close(self) {
        let _ = self.client.close().await;
    }

    pub(crate) async fn open(&mut self, path: &str) {
        self.client.goto(&format!("{}{path}", self.base)).await.unwrap();
    }

    pub(crate) async fn path(&mut self) -> String {
        self.client.current_url().await.unwrap().path().to_owned()
    }

    pub(crate) async fn script(&mut self, script: &str, args: Vec<Value>) -> Value {
        self.client.execute(script, args).await.unwrap()
    }

    /// An element, waited for.
    async fn found(&mut self, css: &str) -> Element {
        let found = self.client.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await;
        match found {
            Ok(found) => found,
            Err(error) => panic!("{css}: {error}\n{}", self.body().await),
        }
    }

    /// Types into a field, in place of what stands there.
    pub(crate) async fn fill(&mut self, css: &str, text: &str) {
        let field = self.found(css).await;
        field.clear().await.unwrap_or_else(|e| panic!("{css}: {e}"));
        field.send_keys(text).await.unwrap_or_else(|e| panic!("{css}: {e}"));
    }

    /// Sets what is not typed: days, choices; by the words that the choice shows.
    pub(crate) async fn choose(&mut self, css: &str, value: &str) {
        const SCRIPT: &str = "const f = document.querySelector(arguments[0]); \
             const o = f.options && [...f.options].find(o => o.text.trim() === arguments[1]); \
             f.value = o ? o.value : arguments[1]; \
             f.dispatchEvent(new Event('input', {bubbles: true})); \
             f.dispatchEvent(new Event('change', {bubbles: true})); return f.value;";
        self.found(css).await;
        let set = self.script(SCRIPT, vec![json!(css), json!(value)]).await;
        assert_ne!(set, json!(""), "{css} has no {value}");
    }

    /// Presses the first button or link with these words and waits for the next page.
    pub(crate) async fn press(&mut self, words: &str) {
        let path = format!(
            "//main//button[normalize-space()='{words}'] | //main//a[normalize-space()='{words}']"
        );
        self.press_at(&path).await;
    }

    pub(crate) async fn press_at(&mut self, xpath: &str) {
        let found = self.client.wait().at_most(PATIENCE).for_element(Locator::XPath(xpath)).await;
        let found = match found {
            Ok(found) => found,
            Err(error) => panic!("{xpath}: {error}\n{}", self.body().await),
        };
        self.script("window.beforePress = true", vec![]).await;
        found.click().await.unwrap_or_else(|e| panic!("{xpath}: {e}"));
        let started = Instant::now();
        while self
            .script(
                "return Boolean(window.beforePress) || document.readyState !== 'complete'",
                vec![],
            )
            .await
            == json!(true)
        {
            assert!(started.elapsed() < PATIENCE, "{xpath} leads nowhere\n{}", self.body().await);
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }

    /// Clicks what changes the page in place.
    pub(crate) async fn click(&mut self, css: &str) {
        self.found(css).await.click().await.unwrap();
    }

    /// Presses a button that stays on the page.
    pub(crate) async fn press_in_place(&mut self, words: &str) {
        let path = format!("//main//button[normalize-space()='{words}']");
        let found = self.client.wait().at_most(PATIENCE).for_element(Locator::XPath(&path)).await;
        found.unwrap_or_else(|e| panic!("{words}: {e}")).click().await.unwrap();
    }

    /// Chooses a file.
    pub(crate) async fn upload(&mut self, css: &str, path: &str) {
        let field = self.found(css).await;
        field.send_keys(path).await.unwrap();
    }

    /// Waits until an expression gives this text, or another one.
    pub(crate) async fn until(&mut self, expression: &str, text: &str, same: bool) {
        let started = Instant::now();
        loop {
            let now = self.script(&format!("return {expression}"), vec![]).await;
            if (now == json!(text)) == same {
                return;
            }
            assert!(started.elapsed() < PATIENCE, "{expression} is {now}");
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }

    pub(crate) async fn body(&mut self) -> String {
        let text = self.script("return document.body.innerText", vec![]).await;
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until the page says something.
    pub(crate) async fn see(&mut self, words: &str) {
        let started = Instant::now();
        loop {
            let body = self.body().await;
            if body.contains(words) {
                return;
            }
            assert!(started.elapsed() < PATIENCE, "no “{words}” on {}\n{body}", self.path().await);
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }

    /// The text of an element, or the value of a field.
    pub(crate) async fn read(&mut self, css: &str) -> String {
        const SCRIPT: &str = "const f = document.querySelector(arguments[0]); \
             return f === null ? '' : f.value ?? f.textContent;";
        let text = self.script(SCRIPT, vec![json!(css)]).await;
        text.as_str().unwrap_or_default().trim().to_owned()
    }

    /// Waits until an element says something.
    pub(crate) async fn wait(&mut self, css: &str, words: &str) {
        let started = Instant::now();
        loop {
            let text = self.read(css).await;
            if text == words {
                return;
            }
            assert!(started.elapsed() < PATIENCE, "{css} is “{text}”, not “{words}”");
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }

    /// The status of an address, as this person gets it, and its length.
    pub(crate) async fn fetch(&mut self, path: &str) -> (u64, u64) {
        const SCRIPT: &str = "const done = arguments[arguments.length - 1]; \
             fetch(arguments[0]).then(async r => done([r.status, (await r.arrayBuffer()).byteLength]));";
        let answer = self.client.execute_async(SCRIPT, vec![json!(path)]).await.unwrap();
        (answer[0].as_u64().unwrap(), answer[1].as_u64().unwrap())
    }

    /// The median time that an address takes, in milliseconds.
    pub(crate) async fn time(&mut self, path: &str) -> u64 {
        const SCRIPT: &str = "const done = arguments[arguments.length - 1]; (async () => { \
             const times = []; for (let i = 0; i < 7; i += 1) { const from = performance.now(); \
             await (await fetch(arguments[0])).text(); times.push(performance.now() - from); } \
             done(Math.round(times.sort((a, b) => a - b)[3])); })();";
        self.client.execute_async(SCRIPT, vec![json!(path)]).await.unwrap().as_u64().unwrap()
    }

    /// Takes the line away, or gives it back.
    pub(crate) async fn line(&mut self, is_there: bool) {
        let session = self.client.session_id().await.unwrap().unwrap();
        let conditions = json!({ "offline": !is_there, "latency": 0, "throughput": 0 });
        let body = json!({ "network_conditions": conditions }).to_string();
        let host = self.driver.trim_start_matches("http://");
        let mut stream = TcpStream::connect(host).unwrap();
        let length = body.len();
        write!(
            stream,
            "POST /session/{session}/chromium/network_conditions HTTP/1.1\r\nHost: {host}\r\n\
             Connection: close\r\nContent-Length: {length}\r\n\r\n{body}"
        )
        .unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let mut answer = [0; b"HTTP/1.1 200".len()];
        stream.read_exact(&mut answer).unwrap();
        assert_eq!(String::from_utf8_lossy(&answer), "HTTP/1.1 200");
    }

    /// The page as PDF.
    pub(crate) async fn pdf(&mut self) -> Vec<u8> {
        self.client.print(PrintConfiguration::default()).await.unwrap()
    }

    /// A picture of the whole page.
    pub(crate) async fn shot(&mut self, name: &str) {
        self.shots += 1;
        let height =
            self.script("return Math.ceil(document.documentElement.scrollHeight)", vec![]).await;
        let height = u32::try_from(height.as_u64().unwrap_or(768)).unwrap_or(768).clamp(768, 4000);
        let frame = self.script("return window.outerHeight - window.innerHeight", vec![]).await;
        let frame = u32::try_from(frame.as_u64().unwrap_or(0)).unwrap_or(0);
        self.client.set_window_size(1366, height + frame).await.unwrap();
        let picture = self.client.screenshot().await.unwrap();
        std::fs::write(self.folder.join(format!("{:02}-{name}.png", self.shots)), picture).unwrap();
        self.client.set_window_size(1366, 768).await.unwrap();
    }

    /// Signs in; whoever was signed in is out.
    pub(crate) async fn sign_in(&mut self, login: &str, password: &str) {
        self.client.delete_all_cookies().await.unwrap();
        self.open("/sign-in").await;
        self.fill("#login", login).await;
        self.fill("#password", password).await;
        self.press("登录").await;
    }
}
