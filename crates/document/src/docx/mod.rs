//! Word 2007 and later: the parts of the package that hold words.

mod archive;
mod body;
mod numbering;
mod styles;
pub(crate) mod xml;

use crate::error::ReadError;
use crate::model::{Document, Format, Notice};
use archive::Archive;

pub(crate) fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    let mut archive = Archive::open(bytes)?;
    let Some(main) = archive.main_part()? else {
        return Err(ReadError::Unsupported {
            format: "这种压缩包或 Office 文件",
            instead: " docx ",
        });
    };
    let styles =
        styles::Styles::parse(&archive.text_beside(&main, "styles.xml")?.unwrap_or_default());
    let numbering = numbering::Numbering::parse(
        &archive.text_beside(&main, "numbering.xml")?.unwrap_or_default(),
    );
    let body = archive.text(&main)?.ok_or_else(|| damaged("缺少正文"))?;

    let mut document = Document::new(Format::Docx);
    let seen = body::Reader::new(&mut document, &styles, numbering).read(&body)?;
    if seen.insertions + seen.deletions > 0 {
        document.notices.push(Notice {
            text: format!(
                "文件带有修订痕迹（插入{}处、删除{}处），按全部接受后的文字核对",
                seen.insertions, seen.deletions
            ),
        });
    }
    if seen.comments > 0 {
        document.notices.push(Notice {
            text: format!("文件带有批注{}条，未作为正文", seen.comments),
        });
    }
    if document.is_empty() {
        return Err(ReadError::Empty);
    }
    Ok(document)
}

fn damaged(what: impl Into<String>) -> ReadError {
    ReadError::Damaged { format: "docx", what: what.into() }
}
