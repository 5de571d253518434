//! The account that the server runs as: it refuses to run as root.

use std::path::Path;
use std::process::Command;

/// An account with its group; none where the test is not run by root.
pub(crate) struct Account(#[cfg(unix)] Option<(u32, u32)>);

#[cfg(unix)]
impl Account {
    pub(crate) fn to_run_as() -> Self {
        if ask(&["-u"]) != Some(0) {
            return Self(None);
        }
        let people = ["postgres", "nobody"].into_iter();
        Self(people.filter_map(|name| Some((ask(&["-u", name])?, ask(&["-g", name])?))).next())
    }

    pub(crate) fn own(&self, folder: &Path) {
        if let Some((user, group)) = self.0 {
            std::os::unix::fs::chown(folder, Some(user), Some(group)).unwrap();
        }
    }

    pub(crate) fn lower(&self, command: &mut Command) {
        use std::os::unix::process::CommandExt as _;
        if let Some((user, group)) = self.0 {
            command.uid(user).gid(group);
        }
    }
}

#[cfg(unix)]
fn ask(args: &[&str]) -> Option<u32> {
    let output = Command::new("id").args(args).output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}

#[cfg(not(unix))]
impl Account {
    pub(crate) fn to_run_as() -> Self {
        Self()
    }

    pub(crate) fn own(&self, _: &Path) {}

    pub(crate) fn lower(&self, _: &mut Command) {}
}
