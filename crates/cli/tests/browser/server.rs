//! The server, as people start it.

use jiheng_testbed::SmallDisk;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use tempfile::TempDir;

/// Room for all that a walk stores, and no more than is quickly filled.
const MEGABYTES: u32 = 96;

pub(crate) struct Server {
    pub(crate) base: String,
    place: Place,
    database: Option<String>,
    port: u16,
    child: Child,
    /// Open as long as the server may say something.
    said: BufReader<ChildStdout>,
}

/// Where the data folder is.
enum Place {
    Folder(TempDir),
    Disk(SmallDisk),
}

impl Place {
    fn path(&self) -> &Path {
        match self {
            Self::Folder(folder) => folder.path(),
            Self::Disk(disk) => disk.path(),
        }
    }
}

impl Server {
    /// Over SQLite, where it may be on a disk of its own.
    pub(crate) fn start() -> Self {
        let place = match SmallDisk::mount(MEGABYTES) {
            Some(disk) => Place::Disk(disk),
            None => Place::Folder(tempfile::tempdir().unwrap()),
        };
        Self::begin(place, None)
    }

    pub(crate) fn over_postgresql(database: String) -> Self {
        Self::begin(Place::Folder(tempfile::tempdir().unwrap()), Some(database))
    }

    fn begin(place: Place, database: Option<String>) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let (child, said) = run(place.path(), database.as_deref(), port);
        Self { base: format!("http://127.0.0.1:{port}"), place, database, port, child, said }
    }

    /// The disk of the data folder, if it has one of its own.
    pub(crate) fn disk(&self) -> Option<&SmallDisk> {
        match &self.place {
            Place::Disk(disk) => Some(disk),
            Place::Folder(_) => None,
        }
    }

    /// Without a word, as a power cut does.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// As the system does before it goes down itself: what is under way is finished first.
    pub(crate) fn stop(&mut self) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        self.child.wait().unwrap();
    }

    pub(crate) fn start_again(&mut self) {
        (self.child, self.said) = run(self.place.path(), self.database.as_deref(), self.port);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Returns once people can come in.
fn run(data: &Path, database: Option<&str>, port: u16) -> (Child, BufReader<ChildStdout>) {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("jiheng"));
    command.args(["serve", "--listen", &format!("127.0.0.1:{port}"), "--data"]).arg(data);
    if let Some(database) = database {
        command.args(["--database", database]);
    }
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    let mut said = BufReader::new(child.stdout.take().unwrap());
    said.read_line(&mut line).unwrap();
    assert!(line.contains("已启动"), "{line}");
    (child, said)
}
