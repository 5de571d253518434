//! Styles and scripts, built into the program.

use crate::engine::sm3;
use crate::http::Problem;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::sync::LazyLock;

struct Asset {
    name: &'static str,
    media_type: &'static str,
    text: &'static str,
    tag: String,
}

macro_rules! assets {
    ($($name:literal $media_type:literal,)+) => {
        LazyLock::new(|| vec![$({
            let text = include_str!(concat!("../assets/", $name));
            let tag = format!("\"{}\"", &sm3(text.as_bytes())[..16]);
            Asset { name: $name, media_type: $media_type, text, tag }
        }),+])
    };
}

static ASSETS: LazyLock<Vec<Asset>> = assets![
    "jiheng.css" "text/css; charset=utf-8",
    "icon.svg" "image/svg+xml",
    "page.js" "text/javascript; charset=utf-8",
    "fill.js" "text/javascript; charset=utf-8",
    "queue.js" "text/javascript; charset=utf-8",
    "rows.js" "text/javascript; charset=utf-8",
    "figures.js" "text/javascript; charset=utf-8",
    "desk.js" "text/javascript; charset=utf-8",
    "drop.js" "text/javascript; charset=utf-8",
];

pub(crate) async fn get(Path(name): Path<String>, headers: HeaderMap) -> Result<Response, Problem> {
    let asset = ASSETS.iter().find(|a| a.name == name).ok_or(Problem::NotFound)?;
    let cached = headers.get(header::IF_NONE_MATCH).and_then(|v| v.to_str().ok());
    let fixed = [
        (header::CONTENT_TYPE, asset.media_type),
        (header::CACHE_CONTROL, "no-cache"),
        (header::ETAG, asset.tag.as_str()),
    ];
    if cached == Some(asset.tag.as_str()) {
        return Ok((StatusCode::NOT_MODIFIED, fixed).into_response());
    }
    Ok((fixed, asset.text).into_response())
}
