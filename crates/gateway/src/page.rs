//! The web UI: the desk and the responder's page, with everything they load.
//!
//! A release carries the files within itself; a development build reads them from `ui/dist`.

use std::fmt::Write;

use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};

#[derive(RustEmbed)]
#[folder = "../../ui/dist"]
#[allow_missing = true]
struct Ui;

const START: &str = "index.html";
/// Names in this folder change with their content.
const HASHED: &str = "assets/";

pub(crate) async fn file(uri: Uri, asked: HeaderMap) -> Response {
    let path = match uri.path().trim_start_matches('/') {
        "" => START,
        path => path,
    };
    match Ui::get(path) {
        Some(file) => send(path, file, &asked),
        None if Ui::get(START).is_none() => {
            (StatusCode::SERVICE_UNAVAILABLE, axum::response::Html(NOT_BUILT)).into_response()
        }
        None => (StatusCode::NOT_FOUND, "Nothing here.\n").into_response(),
    }
}

fn send(path: &str, file: EmbeddedFile, asked: &HeaderMap) -> Response {
    let tag = etag(&file.metadata.sha256_hash()[..8]);
    let fresh_for = if path.starts_with(HASHED) { "public, max-age=31536000, immutable" } else { "no-cache" };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media_type(path))),
        (header::CACHE_CONTROL, HeaderValue::from_static(fresh_for)),
        (header::ETAG, tag.clone()),
    ];
    if asked.get(header::IF_NONE_MATCH) == Some(&tag) {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    (headers, file.data.into_owned()).into_response()
}

/// A strong validator of some bytes of a digest.
pub(crate) fn etag(digest: &[u8]) -> HeaderValue {
    let hex = digest.iter().fold(String::new(), |mut hex, byte| {
        // Writing to a String does not fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    });
    HeaderValue::from_str(&format!("\"{hex}\"")).unwrap_or(HeaderValue::from_static("\"\""))
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json" | "map" | "webmanifest") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("mp3") => "audio/mpeg",
        Some("wav") => "audio/wav",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

const NOT_BUILT: &str = "<!doctype html>
<html lang=\"id\">
<meta charset=\"utf-8\">
<title>Sigap 112</title>
<body style=\"font: 1.1rem/1.6 system-ui; max-width: 34rem; margin: 15vh auto; padding: 0 1rem\">
<h1>Sigap 112</h1>
<p>Ruang kendali berjalan, tetapi tampilannya belum dibuat. Jalankan <code>make ui</code>, lalu muat ulang halaman ini.</p>
<p lang=\"en\">The room is running, but its web UI has not been built. Run <code>make ui</code>, then reload this page.</p>
</body>
</html>
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_told_what_each_file_is() {
        let table = [
            ("index.html", "text/html; charset=utf-8"),
            ("assets/desk-Di.js", "text/javascript; charset=utf-8"),
            ("assets/maplibre-worker.mjs", "text/javascript; charset=utf-8"),
            ("assets/inter.woff2", "font/woff2"),
            ("no-ending", "application/octet-stream"),
        ];
        for (path, expected) in table {
            assert_eq!(media_type(path), expected, "{path}");
        }
    }

    #[test]
    fn a_validator_is_quoted_hexadecimal() {
        assert_eq!(etag(&[0x0f, 0xa0]), "\"0fa0\"");
    }
}
