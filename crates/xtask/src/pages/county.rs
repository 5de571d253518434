//! The county, made and served by the program itself.

use super::client::Client;
use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

pub(super) struct County {
    pub(super) address: SocketAddr,
    /// What the program says of the data.
    pub(super) told: String,
    password: String,
    child: Child,
    _data: TempDir,
}

impl County {
    pub(super) fn start(binary: &Path, units: &str) -> Result<Self> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let data = tempfile::tempdir()?;
        let mut child = Command::new(binary)
            .args(["demo", "--units", units, "--listen", &address.to_string(), "--data"])
            .arg(data.path().join("county"))
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("运行不了 {}", binary.display()))?;
        let output = child.stdout.take().context("没有输出")?;
        let mut county =
            Self { address, told: String::new(), password: String::new(), child, _data: data };
        for line in BufReader::new(output).lines() {
            let line = line?;
            if line.starts_with("演示数据") {
                county.told.clone_from(&line);
            } else if let Some(password) = line.strip_prefix("所有人的密码都是：") {
                county.password = password.trim().to_owned();
            } else if line.starts_with("请用浏览器打开") {
                return Ok(county);
            }
        }
        bail!("演示没有启动")
    }

    pub(super) fn person(&self, login: &str) -> Result<Client> {
        Client::sign_in(self.address, login, &self.password)
    }
}

impl Drop for County {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
