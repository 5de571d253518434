//! The tests of a program, run again over PostgreSQL: no test has to be listed for it, so that none
//! is forgotten.

use crate::server::{Server, create};
use std::process::Command;
use uuid::Uuid;

/// Tells the tests that are run again where the server is.
const PLACE: &str = "JIHENG_TEST_SERVER";
/// Databases of such tests are called so.
const PREFIX: &str = "again_";

/// A new database for a test that is run again over PostgreSQL; none for one that is not.
pub async fn fresh_database() -> Option<String> {
    let server = std::env::var(PLACE).ok()?;
    let name = format!("{PREFIX}{}", Uuid::now_v7().simple());
    Some(create(&server, &name).await)
}

/// Runs the tests of this program whose names begin so once more, each over a database of its own.
/// Does nothing where PostgreSQL is not installed, and within such a run itself.
///
/// # Panics
/// When one of them fails, or none makes a database.
pub async fn run_again(names: &str) {
    if std::env::var_os(PLACE).is_some() {
        return;
    }
    let Some(server) = Server::start() else { return };
    let done = Command::new(std::env::current_exe().unwrap())
        .args([names, "--test-threads=2"])
        .env(PLACE, server.base())
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&done.stdout);
    assert!(done.status.success(), "{told}\n{}", String::from_utf8_lossy(&done.stderr));
    let made = server.databases(PREFIX).await;
    assert!(made > 0, "no test of {names} asks for a database: {told}");
    println!("{made} tests over PostgreSQL");
}
