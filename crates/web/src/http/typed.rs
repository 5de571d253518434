//! Words that were typed into a form that could not be taken: they are shown again, and the script
//! of the pages puts them back where they were typed.

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Request};
use axum::http::{Method, header};

/// Fields that people write sentences in.
const FIELDS: [&str; 2] = ["words", "reason"];
const FORM: &str = "application/x-www-form-urlencoded";

/// The sentences of a form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Typed {
    /// Where the form was sent to.
    pub(crate) action: String,
    /// Fields with what was typed into them.
    pub(crate) fields: Vec<(String, String)>,
}

impl Typed {
    /// The sentences of a form as it was sent; none of what is no such form.
    pub(crate) async fn of(action: &str, form: Bytes) -> Self {
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
        Self { action: action.to_owned(), fields: fields.filter(is_told).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_sentences_are_kept() {
        let form = "csrf=abc&version=1&words=%E7%BC%BA%E9%99%84%E4%BB%B6+%3Cb%3E&reason=%20";
        let typed = Typed::of("/reports/1/step", Bytes::from_static(form.as_bytes())).await;
        assert_eq!(typed.fields, [("words".to_owned(), "缺附件 <b>".to_owned())]);
        let none = Typed::of("/", Bytes::from_static(b"\xff\xfe")).await;
        assert!(none.fields.is_empty());
    }
}
