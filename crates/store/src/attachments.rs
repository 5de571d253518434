//! Files that were uploaded: a row here, the content in the data folder.

use crate::db::{Row, args, fresh};
use crate::{Change, Reader, Store, StoreError, Transaction};
use jiheng_domain::{AttachmentId, Entity, Moment, UserId};

/// A file that was uploaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its id.
    pub id: AttachmentId,
    /// Its name, as on the computer of whoever uploaded it.
    pub name: String,
    /// What kind of file it is.
    pub media_type: String,
    /// Its length in bytes.
    pub size: i64,
    /// The SM3 digest of its content.
    pub digest: String,
    /// Who uploaded it.
    pub by: UserId,
    /// When.
    pub at: Moment,
}

/// A content that is in the data folder, not yet anyone's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredContent {
    digest: String,
    size: i64,
}

impl Store {
    /// Puts a content into the data folder; [`Transaction::attach`] then gives it a name. Nothing
    /// is lost when the second does not happen.
    ///
    /// # Errors
    /// [`StoreError::DiskFull`], [`StoreError::File`].
    pub async fn put_content(&self, content: &[u8]) -> Result<StoredContent, StoreError> {
        let size = i64::try_from(content.len()).unwrap_or(i64::MAX);
        Ok(StoredContent { digest: self.files.put(content).await?, size })
    }

    /// The content of a file, held against its digest.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], [`StoreError::Damaged`].
    pub async fn content(&self, file: &Attachment) -> Result<Vec<u8>, StoreError> {
        self.files.get(&file.digest).await
    }
}

impl Reader {
    /// A file.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub async fn attachment(&mut self, id: AttachmentId) -> Result<Attachment, StoreError> {
        let sql = "SELECT id, name, media_type, size, digest, added_by, added_at \
                   FROM attachments WHERE id = $1";
        attachment(&self.row("个文件", sql, args![id]).await?)
    }
}

impl Transaction {
    /// Gives a stored content its name.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn attach(
        &mut self,
        content: &StoredContent,
        name: &str,
        media_type: &str,
    ) -> Result<AttachmentId, StoreError> {
        let id: AttachmentId = fresh();
        let (by, at) = (self.author()?, self.at());
        let StoredContent { digest, size } = content;
        self.write(
            "个文件",
            Change::of(Entity::Attachment, id, "上传").after(format!("{name} {digest}")),
            "INSERT INTO attachments (id, name, media_type, size, digest, added_by, added_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            args![id, name, media_type, *size, digest.as_str(), by, at],
        )
        .await?;
        Ok(id)
    }
}

pub(crate) fn attachment(row: &Row) -> Result<Attachment, StoreError> {
    Ok(Attachment {
        id: row.parse("id")?,
        name: row.text("name")?,
        media_type: row.text("media_type")?,
        size: row.number("size")?,
        digest: row.text("digest")?,
        by: row.parse("added_by")?,
        at: row.moment("added_at")?,
    })
}
