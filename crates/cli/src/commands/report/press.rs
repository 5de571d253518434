//! Papers as PDF, where the program was built with it.

use anyhow::Result;
use jiheng_report::Paper;
use std::path::Path;

/// What turns papers into PDF.
#[cfg(feature = "pdf")]
pub(crate) struct Press {
    fonts: jiheng_print::Fonts,
}

#[cfg(feature = "pdf")]
impl Press {
    pub(crate) fn open(fonts: Option<&Path>) -> Result<Self> {
        if let Some(folder) = fonts.filter(|f| !f.is_dir()) {
            anyhow::bail!("没有字体文件夹 {}", folder.display());
        }
        Ok(Self { fonts: jiheng_print::Fonts::find(fonts)? })
    }

    pub(crate) fn pdf(&self, paper: &Paper) -> Result<Vec<u8>> {
        Ok(jiheng_print::pdf(paper, &self.fonts)?)
    }
}

/// There is none in this program, so that it cannot be opened.
#[cfg(not(feature = "pdf"))]
pub(crate) enum Press {}

#[cfg(not(feature = "pdf"))]
impl Press {
    pub(crate) fn open(_: Option<&Path>) -> Result<Self> {
        anyhow::bail!(
            "这个程序没有编入 PDF 排版。请用 cargo build --release --features pdf 重新编译，\
             或者用 Word、WPS 打开 docx，另存为 PDF"
        )
    }

    pub(crate) fn pdf(&self, _: &Paper) -> Result<Vec<u8>> {
        match *self {}
    }
}
