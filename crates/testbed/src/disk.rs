//! A disk that can be filled to the last byte, or closed to writing.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

const CHUNK: usize = 64 << 10;

/// A file system in memory; it goes when this is dropped.
#[derive(Debug)]
pub struct SmallDisk {
    folder: tempfile::TempDir,
}

impl SmallDisk {
    /// Mounts one; none, with a line that says so, where this process may not.
    ///
    /// # Panics
    /// When there is no temporary folder to mount it on.
    #[must_use]
    pub fn mount(megabytes: u32) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let size = format!("size={megabytes}m,mode=1777");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &size, "none"]).arg(folder.path());
        if mount.output().is_ok_and(|done| done.status.success()) {
            return Some(Self { folder });
        }
        println!("跳过：没有挂载文件系统的权限，不能模拟磁盘已满和只读");
        None
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Takes all the room that is left.
    ///
    /// # Panics
    /// When something else goes wrong first.
    pub fn fill(&self) {
        let mut file = std::fs::File::create(self.filler()).unwrap();
        let mut size = CHUNK;
        while size > 0 {
            if file.write_all(&vec![1; size]).is_err() {
                size /= 2;
            }
        }
    }

    /// Gives it back.
    ///
    /// # Panics
    /// When it was not taken.
    pub fn free(&self) {
        std::fs::remove_file(self.filler()).unwrap();
    }

    /// Closes it to writing, or opens it again; nobody may have a file open to write.
    ///
    /// # Panics
    /// When somebody has.
    pub fn close_to_writing(&self, is_closed: bool) {
        let way = if is_closed { "remount,ro" } else { "remount,rw" };
        let done = Command::new("mount").args(["-o", way]).arg(self.path()).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }

    fn filler(&self) -> PathBuf {
        self.path().join("filler")
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.path()).output();
    }
}
