//! Files that people uploaded, by the SM3 digest of their content.

use crate::StoreError;
use sm3::{Digest, Sm3};
use std::path::PathBuf;
use tokio::fs;
use tokio::io::AsyncWriteExt as _;
use uuid::Uuid;

/// The folder of the files.
#[derive(Debug, Clone)]
pub(crate) struct Files {
    folder: PathBuf,
}

impl Files {
    pub(crate) fn at(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Stores a content, and tells its digest. The same content is stored once.
    pub(crate) async fn put(&self, content: &[u8]) -> Result<String, StoreError> {
        let digest = sm3(content);
        let path = self.path(&digest);
        if fs::try_exists(&path).await? {
            return Ok(digest);
        }
        let folder = path.parent().unwrap_or(&self.folder);
        fs::create_dir_all(folder).await?;
        // Under another name first: a file that carries its digest is whole, even after a power cut.
        let unfinished = folder.join(format!("{}.part", Uuid::now_v7()));
        let written = write_whole(&unfinished, content).await;
        if let Err(error) = written {
            let _ = fs::remove_file(&unfinished).await;
            return Err(error.into());
        }
        fs::rename(&unfinished, &path).await?;
        Ok(digest)
    }

    /// Reads a content, and holds it against its digest.
    pub(crate) async fn get(&self, digest: &str) -> Result<Vec<u8>, StoreError> {
        let content = fs::read(self.path(digest)).await?;
        if sm3(&content) == digest {
            Ok(content)
        } else {
            Err(StoreError::Damaged(format!("文件 {digest} 的内容已被改动")))
        }
    }

    fn path(&self, digest: &str) -> PathBuf {
        self.folder.join(digest.get(..2).unwrap_or_default()).join(digest)
    }
}

async fn write_whole(path: &std::path::Path, content: &[u8]) -> std::io::Result<()> {
    let mut file = fs::File::create(path).await?;
    file.write_all(content).await?;
    file.sync_all().await
}

/// The SM3 digest in hexadecimal.
pub(crate) fn sm3(content: &[u8]) -> String {
    use std::fmt::Write as _;
    Sm3::digest(content).iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_is_that_of_the_standard() {
        // GB/T 32905-2016, appendix A.1.
        let expected = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0";
        assert_eq!(sm3(b"abc"), expected);
    }

    #[tokio::test]
    async fn a_file_is_stored_once_and_held_against_its_digest() {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::at(folder.path().join("文件"));
        let digest = files.put(b"abc").await.unwrap();
        assert_eq!(files.put(b"abc").await.unwrap(), digest);
        assert_eq!(files.get(&digest).await.unwrap(), b"abc");
        let names = std::fs::read_dir(folder.path().join("文件/66")).unwrap().count();
        assert_eq!(names, 1);
        std::fs::write(files.path(&digest), b"abd").unwrap();
        assert!(matches!(files.get(&digest).await, Err(StoreError::Damaged(_))));
        let missing = sm3(b"x");
        assert!(matches!(files.get(&missing).await, Err(StoreError::NotFound(_))));
    }
}
