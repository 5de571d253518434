//! Answers and what they are made from.

use super::Problem;
use askama::Template;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::de::DeserializeOwned;

/// A page of a template.
pub(crate) struct Page<T>(pub(crate) T);

impl<T: Template> IntoResponse for Page<T> {
    fn into_response(self) -> Response {
        match self.0.render() {
            Ok(text) => Html(text).into_response(),
            Err(_) => Problem::Internal.into_response(),
        }
    }
}

/// A form as it was sent.
pub(crate) struct Form<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Form<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let form = axum::Form::<T>::from_request(request, state).await;
        let incomplete = |_| Problem::Bad("表单不完整，请返回补填后再提交".into());
        form.map(|axum::Form(form)| Self(form)).map_err(incomplete)
    }
}

/// The page to go to once something is done.
pub(crate) fn back_to(path: impl AsRef<str>) -> Response {
    Redirect::to(path.as_ref()).into_response()
}

/// A file to be saved under its name.
pub(crate) fn attachment(name: &str, media_type: &str, bytes: Vec<u8>) -> Response {
    let encoded: String = name.bytes().fold(String::new(), |mut all, byte| {
        match byte {
            b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'.' | b'-' | b'_' => {
                all.push(char::from(byte))
            }
            _ => all.push_str(&format!("%{byte:02X}")),
        }
        all
    });
    let disposition = format!("attachment; filename*=UTF-8''{encoded}");
    let value = |text: &str| {
        HeaderValue::from_str(text).unwrap_or_else(|_| HeaderValue::from_static("attachment"))
    };
    let headers = [
        (header::CONTENT_TYPE, value(media_type)),
        (header::CONTENT_DISPOSITION, value(&disposition)),
    ];
    (headers, bytes).into_response()
}

/// The name and the content of the one file of a form.
pub(crate) async fn upload(
    mut multipart: axum::extract::Multipart,
    app: &crate::app::App,
) -> Result<(String, Vec<u8>), Problem> {
    let broken = |_| Problem::TooLarge(app.upload_limit());
    while let Some(field) = multipart.next_field().await.map_err(broken)? {
        if let Some(name) = field.file_name().map(str::to_owned).filter(|name| !name.is_empty()) {
            let bytes = field.bytes().await.map_err(broken)?;
            return Ok((name, bytes.to_vec()));
        }
    }
    Err(Problem::Bad("请先选一个文件".into()))
}
