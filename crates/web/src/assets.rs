//! Styles and scripts, built into the program.

use crate::engine::sm3;
use crate::http::Problem;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;
use std::sync::LazyLock;

struct Asset {
    name: &'static str,
    media_type: &'static str,
    text: &'static str,
    zipped: Vec<u8>,
    tag: String,
}

impl Asset {
    fn new(name: &'static str, media_type: &'static str, text: &'static str) -> Self {
        // Weak, for the same tag stands on both encodings.
        let tag = format!("W/\"{}\"", &sm3(text.as_bytes())[..16]);
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        let zipped = encoder.write_all(text.as_bytes()).and_then(|()| encoder.finish());
        Self { name, media_type, text, zipped: zipped.unwrap_or_default(), tag }
    }
}

macro_rules! assets {
    ($($name:literal $file:literal $media_type:literal,)+) => {
        LazyLock::new(|| vec![$(
            Asset::new($name, $media_type, include_str!(concat!("../assets/", $file)))
        ),+])
    };
}

static ASSETS: LazyLock<Vec<Asset>> = assets![
    "jiheng.css" "jiheng.css" "text/css; charset=utf-8",
    "icon.svg" "icon.svg" "image/svg+xml",
    "page.js" "page.js" "text/javascript; charset=utf-8",
    "fill.js" "fill.js" "text/javascript; charset=utf-8",
    "queue.js" "queue.js" "text/javascript; charset=utf-8",
    "rows.js" "rows.js" "text/javascript; charset=utf-8",
    "figures.js" "figures.js" "text/javascript; charset=utf-8",
    "outline.js" "outline.js" "text/javascript; charset=utf-8",
    "desk.js" "desk.js" "text/javascript; charset=utf-8",
    "drop.js" "drop.js" "text/javascript; charset=utf-8",
    "keep.js" "keep.js" "text/javascript; charset=utf-8",
    "review.js" "review.js" "text/javascript; charset=utf-8",
    "batch.js" "batch.js" "text/javascript; charset=utf-8",
    "charts.js" "charts.js" "text/javascript; charset=utf-8",
    "echarts.js" "vendor/echarts.simple.min.js" "text/javascript; charset=utf-8",
];

pub(crate) async fn get(Path(name): Path<String>, headers: HeaderMap) -> Result<Response, Problem> {
    let asset = ASSETS.iter().find(|a| a.name == name).ok_or(Problem::NotFound)?;
    let said = |name: HeaderName| headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or("");
    let fixed = [
        (header::CONTENT_TYPE, asset.media_type),
        (header::CACHE_CONTROL, "no-cache"),
        (header::ETAG, asset.tag.as_str()),
        (header::VARY, "accept-encoding"),
    ];
    if said(header::IF_NONE_MATCH) == asset.tag {
        return Ok((StatusCode::NOT_MODIFIED, fixed).into_response());
    }
    if said(header::ACCEPT_ENCODING).contains("gzip") && !asset.zipped.is_empty() {
        let encoding = [(header::CONTENT_ENCODING, "gzip")];
        return Ok((fixed, encoding, asset.zipped.as_slice()).into_response());
    }
    Ok((fixed, asset.text).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::to_bytes;
    use axum::http::HeaderValue;

    async fn ask(name: &str, headers: &[(HeaderName, &str)]) -> (StatusCode, HeaderMap, usize) {
        let headers = headers.iter().map(|(n, v)| (n.clone(), HeaderValue::from_str(v).unwrap()));
        let response = get(Path(name.to_owned()), headers.collect()).await.unwrap();
        let (parts, body) = response.into_parts();
        (parts.status, parts.headers, to_bytes(body, 2 << 20).await.unwrap().len())
    }

    #[tokio::test]
    async fn a_script_travels_small_and_once() {
        let (_, _, whole) = ask("echarts.js", &[]).await;
        let (_, headers, zipped) =
            ask("echarts.js", &[(header::ACCEPT_ENCODING, "br, gzip")]).await;
        assert_eq!(headers[header::CONTENT_ENCODING], "gzip");
        assert!(zipped * 2 < whole, "{zipped} of {whole} bytes");
        let tag = headers[header::ETAG].to_str().unwrap().to_owned();
        let (status, _, again) = ask("echarts.js", &[(header::IF_NONE_MATCH, &tag)]).await;
        assert_eq!((status, again), (StatusCode::NOT_MODIFIED, 0));
    }
}
