//! Words that were typed into a form that could not be taken are shown again, for where no script
//! has kept them.

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Request};
use axum::http::{Method, header};

/// Fields that people write sentences in.
const FIELDS: [&str; 2] = ["words", "reason"];
const FORM: &str = "application/x-www-form-urlencoded";

/// The sentences of a form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Typed(pub(crate) Vec<String>);

impl Typed {
    /// The sentences of a form as it was sent; none of what is no such form.
    pub(crate) async fn of(form: Bytes) -> Self {
        let request = Request::builder()
            .method(Method::POST)
            .header(header::CONTENT_TYPE, FORM)
            .body(Body::from(form));
        let Ok(request) = request else { return Self::default() };
        let sent = axum::Form::<Vec<(String, String)>>::from_request(request, &()).await;
        let fields = sent.map(|axum::Form(fields)| fields).unwrap_or_default().into_iter();
        let is_told = |(name, words): &(String, String)| {
            FIELDS.contains(&name.as_str()) && !words.trim().is_empty()
        };
        Self(fields.filter(is_told).map(|(_, words)| words).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_sentences_are_kept() {
        let form = "csrf=abc&version=1&words=%E7%BC%BA%E9%99%84%E4%BB%B6+%3Cb%3E&reason=%20";
        let typed = Typed::of(Bytes::from_static(form.as_bytes())).await;
        assert_eq!(typed.0, ["缺附件 <b>"]);
        let none = Typed::of(Bytes::from_static(b"\xff\xfe")).await;
        assert!(none.0.is_empty());
    }
}
