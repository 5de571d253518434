//! As much of a browser as fetching takes.

use anyhow::{Context, Result};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

/// Someone who fetches pages.
pub(super) struct Client {
    address: SocketAddr,
    pub(super) cookie: String,
    /// The token of the forms.
    csrf: String,
}

pub(super) struct Answer {
    pub(super) status: u16,
    /// Where it leads; empty where nowhere.
    pub(super) location: String,
    pub(super) cookie: String,
    pub(super) body: Vec<u8>,
    pub(super) took: Duration,
}

impl Client {
    pub(super) fn new(address: SocketAddr) -> Self {
        Self { address, cookie: String::new(), csrf: String::new() }
    }

    pub(super) fn sign_in(address: SocketAddr, login: &str, password: &str) -> Result<Self> {
        let mut client = Self::new(address);
        let kind = "application/x-www-form-urlencoded";
        let form = format!("login={login}&password={password}");
        let answer = client.post("/sign-in", kind, form.as_bytes())?;
        client.cookie = answer.cookie.split(';').next().unwrap_or_default().to_owned();
        let home = client.text("/")?;
        let token = home.split_once("data-csrf=\"").and_then(|(_, rest)| rest.split_once('"'));
        client.csrf = token.with_context(|| format!("{login} 登录不了"))?.0.to_owned();
        Ok(client)
    }

    pub(super) fn get(&self, path: &str) -> Result<Answer> {
        self.ask("GET", path, "", b"")
    }

    pub(super) fn post(&self, path: &str, kind: &str, body: &[u8]) -> Result<Answer> {
        self.ask("POST", path, kind, body)
    }

    pub(super) fn text(&self, path: &str) -> Result<String> {
        Ok(String::from_utf8_lossy(&self.get(path)?.body).into_owned())
    }

    fn ask(&self, method: &str, path: &str, kind: &str, body: &[u8]) -> Result<Answer> {
        let began = Instant::now();
        let mut stream = TcpStream::connect(self.address).context("连不上")?;
        let Self { address, cookie, csrf } = self;
        let length = body.len();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nCookie: {cookie}\r\n\
             X-CSRF: {csrf}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\r\n"
        );
        stream.write_all(head.as_bytes())?;
        stream.write_all(body)?;
        let mut all = Vec::new();
        stream.read_to_end(&mut all)?;
        let took = began.elapsed();
        let end = all.windows(4).position(|w| w == b"\r\n\r\n").context("回答不完整")?;
        let head = String::from_utf8_lossy(&all[..end]).into_owned();
        let value = |name: &str| {
            let own = |line: &str| {
                let (key, value) = line.split_once(':')?;
                key.eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
            };
            head.lines().find_map(own).unwrap_or_default()
        };
        let status = head.split(' ').nth(1).and_then(|s| s.parse().ok()).context("回答没有状态")?;
        let (location, cookie) = (value("location"), value("set-cookie"));
        Ok(Answer { status, location, cookie, body: all[end + 4..].to_vec(), took })
    }
}
