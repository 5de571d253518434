//! A person at a browser without scripts: follows redirects, keeps the cookie and the token.

use super::Holder;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::request::Builder;
use axum::http::{Request, StatusCode, header};
use tower::ServiceExt;

const FORM: &str = "application/x-www-form-urlencoded";
const BOUNDARY: &str = "----jiheng";

pub(super) struct Visitor {
    router: Router,
    cookie: String,
    csrf: String,
    /// Where the last answer came from.
    pub(super) path: String,
}

/// An answer as it is read.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) text: String,
    pub(super) length: usize,
}

impl Visitor {
    pub(super) fn new(router: &Router) -> Self {
        let (cookie, csrf, path) = (String::new(), String::new(), String::new());
        Self { router: router.clone(), cookie, csrf, path }
    }

    pub(super) fn of(router: &Router, holder: &Holder) -> Self {
        let (cookie, csrf) = (holder.cookie.clone(), holder.csrf.clone());
        Self { cookie, csrf, ..Self::new(router) }
    }

    pub(super) async fn signed_in(router: &Router, login: &str, password: &str) -> Self {
        let mut visitor = Self::new(router);
        let fields = [("login", login), ("password", password)];
        let page = visitor.post("/sign-in", &fields).await;
        assert!(visitor.path != "/sign-in", "{login}: {}", page.text);
        visitor
    }

    pub(super) async fn get(&mut self, path: &str) -> Answer {
        self.send(Request::builder().uri(path), path, Body::empty()).await
    }

    pub(super) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let encoded = |text: &str| text.bytes().map(|b| format!("%{b:02X}")).collect::<String>();
        let mut form = format!("csrf={}", self.csrf);
        for (name, value) in fields {
            form.push_str(&format!("&{name}={}", encoded(value)));
        }
        let request = Request::builder().method("POST").uri(path).header("content-type", FORM);
        self.send(request, path, Body::from(form)).await
    }

    /// A form that may hold a file: its field and name are told before a `:` each.
    pub(super) async fn post_parts(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut form = String::new();
        let csrf = self.csrf.clone();
        for (name, value) in [("csrf", csrf.as_str())].iter().chain(fields) {
            let (name, file) = match name.split_once(':') {
                Some((name, file)) => (name, format!("; filename=\"{file}\"")),
                None => (*name, String::new()),
            };
            form.push_str(&format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n\
                 {value}\r\n"
            ));
        }
        form.push_str(&format!("--{BOUNDARY}--\r\n"));
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let request = Request::builder().method("POST").uri(path).header("content-type", kind);
        self.send(request, path, Body::from(form)).await
    }

    /// What the scripts of the form send.
    pub(super) async fn patch(&mut self, path: &str, json: &serde_json::Value) -> Answer {
        let request = Request::builder()
            .method("PATCH")
            .uri(path)
            .header("x-csrf", &self.csrf)
            .header("accept", "application/json")
            .header("content-type", "application/json");
        self.send(request, path, Body::from(json.to_string())).await
    }

    async fn send(&mut self, request: Builder, path: &str, body: Body) -> Answer {
        let (mut request, mut path, mut body) = (request, path.to_owned(), body);
        loop {
            self.path = path.split('?').next().unwrap().to_owned();
            let asked = request.header("cookie", &self.cookie).body(body).unwrap();
            let response = self.router.clone().oneshot(asked).await.unwrap();
            let status = response.status();
            let text = |name| response.headers().get(name).map(|v| v.to_str().unwrap().to_owned());
            if let Some(cookie) = text(header::SET_COOKIE) {
                self.cookie = cookie.split(';').next().unwrap().to_owned();
            }
            if let Some(next) = text(header::LOCATION) {
                (request, body) = (Request::builder().uri(&next), Body::empty());
                path = next;
                continue;
            }
            let bytes = to_bytes(response.into_body(), 16 << 20).await.unwrap();
            let text = String::from_utf8_lossy(&bytes).into_owned();
            if let Some(csrf) = between(&text, "data-csrf=\"", "\"").next() {
                self.csrf = csrf.to_owned();
            }
            return Answer { status, length: bytes.len(), text };
        }
    }
}

/// What stands between two marks, each time.
pub(super) fn between<'a>(
    text: &'a str,
    before: &'a str,
    after: &'a str,
) -> impl Iterator<Item = &'a str> {
    text.split(before).skip(1).filter_map(move |rest| Some(rest.split_once(after)?.0))
}
