//! Web pages, among them what Word and WPS save as one.

mod body;
mod charset;
mod style;
mod text;

use crate::error::ReadError;
use crate::model::{Document, Notice};

/// Whether the bytes start as a web page does.
pub(crate) fn is_html(bytes: &[u8]) -> bool {
    const STARTS: &[&str] =
        &["<!doctype html", "<html", "<head", "<meta", "<body", "<table", "<div"];
    let front = charset::front(bytes).to_ascii_lowercase();
    let front = front.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    let declared = front.starts_with("<?xml") || front.starts_with("<!--");
    STARTS.iter().any(|s| front.starts_with(s)) || (declared && front.contains("<html"))
}

pub(crate) fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    let page = charset::decode(bytes)?;
    let mut document = body::read(&page)?;
    if is_cut_short(&page) {
        let text = "网页没有结尾，可能没有存完整；只核对了读到的部分".to_owned();
        document.notices.push(Notice { text });
    }
    Ok(document)
}

/// Whether a page that has a start has no end. A piece of a page has neither.
fn is_cut_short(page: &str) -> bool {
    let has = |tag: &[u8]| page.as_bytes().windows(tag.len()).any(|w| w.eq_ignore_ascii_case(tag));
    has(b"<html") && !has(b"</html") && !has(b"</body")
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_page_without_an_end_is_told() {
        let notices = |page: &str| super::read(page.as_bytes()).unwrap().notices.len();
        assert_eq!(notices("<HTML><body><p>自评得分98分。"), 1);
        assert_eq!(notices("<html><body><p>自评得分98分。</body></html>"), 0);
        assert_eq!(notices("<p>自评得分98分。"), 0);
    }
}
