//! The shell's own protocol, `sigap://localhost/`: the map's tiles, and the page shown when there is no room.

use std::io::Read;

use flate2::read::GzDecoder;
use room::Room;
use tauri::http::{Request, Response, StatusCode, header};

/// The origin of the window's own pages on Linux.
const WINDOW: &str = "tauri://localhost";
/// No tile of a map is larger.
const LARGEST_TILE: u64 = 16 * 1024 * 1024;

/// The answer to a request for a tile.
pub(crate) fn tile(room: &Room, request: &Request<Vec<u8>>) -> Response<Vec<u8>> {
    let Some((z, x, y)) = coordinates(request.uri().path()) else {
        return answer(StatusCode::NOT_FOUND, "text/plain", Vec::new());
    };
    match room.tile(z, x, y) {
        // Unpacked here, because WebKit unpacks what comes over HTTP only.
        Ok(Some(packed)) => match unpacked(&packed) {
            Ok(tile) => answer(StatusCode::OK, "application/vnd.mapbox-vector-tile", tile),
            Err(error) => unreadable(&error),
        },
        Ok(None) => answer(StatusCode::NO_CONTENT, "text/plain", Vec::new()),
        Err(problem) => unreadable(&problem),
    }
}

/// The page for a desk without a room.
pub(crate) fn page(html: String) -> Response<Vec<u8>> {
    answer(StatusCode::OK, "text/html; charset=utf-8", html.into_bytes())
}

fn unreadable(error: &(dyn std::error::Error + 'static)) -> Response<Vec<u8>> {
    tracing::warn!(error, "no tile");
    answer(StatusCode::INTERNAL_SERVER_ERROR, "text/plain", Vec::new())
}

fn answer(status: StatusCode, kind: &str, body: Vec<u8>) -> Response<Vec<u8>> {
    let response = Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, kind)
        .header(header::ACCESS_CONTROL_ALLOW_ORIGIN, WINDOW)
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(header::CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'");
    // All of these names and values are well-formed.
    response.body(body).unwrap_or_default()
}

fn coordinates(path: &str) -> Option<(u8, u32, u32)> {
    let mut parts = path.strip_prefix("/tiles/")?.strip_suffix(".mvt")?.split('/');
    let found = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    parts.next().is_none().then_some(found)
}

fn unpacked(packed: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut tile = Vec::new();
    GzDecoder::new(packed).take(LARGEST_TILE).read_to_end(&mut tile)?;
    Ok(tile)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_tiles_have_coordinates() {
        let table = [
            ("/tiles/14/13379/8567.mvt", Some((14, 13379, 8567))),
            ("/tiles/14/13379/8567", None),
            ("/tiles/14/13379.mvt", None),
            ("/tiles/14/1/2/3.mvt", None),
            ("/tiles/300/1/2.mvt", None),
            ("/tiles/14/-1/2.mvt", None),
            ("/", None),
        ];
        for (path, expected) in table {
            assert_eq!(coordinates(path), expected, "{path}");
        }
    }
}
