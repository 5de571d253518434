//! Why a file cannot be read, as its sender should be told.

use thiserror::Error;

/// Why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ReadError {
    /// No bytes, or only white space.
    #[error("文件是空的，没有可读的文字")]
    Empty,
    /// Not text and of no known format.
    #[error("不是文本，也不是支持的文件格式（{hint}）")]
    Unknown {
        /// What the content looks like.
        hint: &'static str,
    },
    /// Text in no known encoding.
    #[error("无法识别文字编码：既不是 UTF-8、UTF-16，也不是 GB18030；请另存为 UTF-8 后再试")]
    Encoding,
    /// A format that is known and not supported.
    #[error("暂不支持{format}，请另存为{instead}后再试")]
    Unsupported {
        /// What it is.
        format: &'static str,
        /// What to save it as.
        instead: &'static str,
    },
    /// Protected by a password.
    #[error("文件已加密，请去掉密码后再试")]
    Encrypted,
    /// Pages without a text layer.
    #[error("没有可读的文字（{pages}），多半是扫描件；请先做文字识别（OCR），或改用 Word 版")]
    Scanned {
        /// Which pages, in words.
        pages: String,
    },
    /// The format is right and the content is broken.
    #[error("{format}文件已损坏：{what}")]
    Damaged {
        /// The format.
        format: &'static str,
        /// What is broken.
        what: String,
    },
    /// More bytes than are read.
    #[error("文件过大：{bytes} 字节，上限 {limit} 字节")]
    TooLarge {
        /// Its size.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// More text than a report has.
    #[error("文字过多：约 {} MB，一份报告不应超过 {} MB；请确认文件，或拆分后再试", .bytes >> 20, .limit >> 20)]
    TooMuchText {
        /// Bytes of text.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// More cells than a form has.
    #[error("表格超过 {limit} 个单元格，已停止读取")]
    TooManyCells {
        /// The limit.
        limit: usize,
    },
    /// Unpacks to far more than a document is.
    #[error("压缩包解压后超过 {limit} 字节，疑为恶意构造，已停止读取")]
    Bomb {
        /// The limit.
        limit: u64,
    },
    /// A zip within a zip within a zip.
    #[error("压缩包嵌套过深（只拆两层），请先解压后再核对")]
    Nested,
    /// More files in archives than a batch has.
    #[error("压缩包里的文件合计超过 {limit} 个，请先解压，再核对文件夹")]
    TooManyFiles {
        /// The limit.
        limit: usize,
    },
}
