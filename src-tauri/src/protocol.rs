//! The shell's own protocol, `sigap://localhost/`: the map's tiles, and the page of a desk that has no room.

use std::io::Read;

use flate2::read::GzDecoder;
use room::Room;
use tauri::http::{Request, Response, StatusCode, header};
use tauri::{AppHandle, Manager, Url, Wry};

use crate::choosing::{Choice, Chosen};
use crate::desk::Desk;
use crate::starting::Start;

/// The origin of the window's own pages on Linux.
const WINDOW: &str = "tauri://localhost";
/// The page of a desk that has no room.
pub(crate) const NO_ROOM: &str = "sigap://localhost/";
/// What that page's buttons ask for: to try once more; to choose a region file, a room's folder, a basemap; to do without one.
pub(crate) const AGAIN: &str = "/again";
pub(crate) const REGION: &str = "/region";
pub(crate) const ROOM: &str = "/room";
pub(crate) const BASEMAP: &str = "/basemap";
pub(crate) const OWN_MAP: &str = "/own-map";
/// No tile of a map is larger.
const LARGEST_TILE: u64 = 16 * 1024 * 1024;

/// The answer to a request.
pub(crate) fn answer(app: &AppHandle<Wry>, request: &Request<Vec<u8>>) -> Response<Vec<u8>> {
    if let Some(desk) = app.try_state::<Desk>() {
        return tile(&desk.room, request);
    }
    let start = app.state::<Start>();
    let choose = |choice: Choice| {
        let chosen = choice.ask(app, start.place().as_ref());
        chosen.is_some_and(|chosen| start.open_with(app, chosen))
    };
    let opened = match request.uri().path() {
        AGAIN => start.open(app),
        REGION => choose(Choice::Region),
        ROOM => choose(Choice::Room),
        BASEMAP => choose(Choice::Basemap),
        OWN_MAP => start.open_with(app, Chosen::Basemap(None)),
        _ => false,
    };
    if opened {
        show_the_desk(app);
    }
    respond(StatusCode::OK, "text/html; charset=utf-8", start.page().into_bytes())
}

/// There is a room now: its page takes the place of the one that said there was none.
fn show_the_desk(app: &AppHandle<Wry>) {
    let Some((window, page)) = app.get_webview_window(crate::WINDOW).zip(Url::parse(WINDOW).ok()) else {
        return;
    };
    if let Err(error) = window.navigate(page) {
        tracing::error!(%error, "the desk's page is not shown");
    }
}

/// The answer to a request for a tile.
fn tile(room: &Room, request: &Request<Vec<u8>>) -> Response<Vec<u8>> {
    let Some((z, x, y)) = coordinates(request.uri().path()) else {
        return respond(StatusCode::NOT_FOUND, "text/plain", Vec::new());
    };
    match room.tile(z, x, y) {
        // Unpacked here, because WebKit unpacks what comes over HTTP only.
        Ok(Some(packed)) => match unpacked(&packed) {
            Ok(tile) => respond(StatusCode::OK, "application/vnd.mapbox-vector-tile", tile),
            Err(error) => unreadable(&error),
        },
        Ok(None) => respond(StatusCode::NO_CONTENT, "text/plain", Vec::new()),
        Err(problem) => unreadable(&problem),
    }
}

fn unreadable(error: &(dyn std::error::Error + 'static)) -> Response<Vec<u8>> {
    tracing::warn!(error, "no tile");
    respond(StatusCode::INTERNAL_SERVER_ERROR, "text/plain", Vec::new())
}

fn respond(status: StatusCode, kind: &str, body: Vec<u8>) -> Response<Vec<u8>> {
    let response = Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, kind)
        .header(header::ACCESS_CONTROL_ALLOW_ORIGIN, WINDOW)
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
        );
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
