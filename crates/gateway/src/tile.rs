//! The map's tiles: gzipped vector tiles (MVT 2.1) as the region file holds them.

use std::hash::{DefaultHasher, Hash, Hasher};

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::front::Front;
use crate::page::etag;

/// The tiles of one version never change, and a phone in the field should not ask again for what it has.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// What was asked for without a version, or with an earlier one, may be another tile next time.
const ASK_AGAIN: &str = "no-cache";

/// Which version of the tiles is asked for.
#[derive(Deserialize)]
pub(crate) struct Version {
    v: Option<String>,
}

pub(crate) async fn tile(
    State(front): State<Front>,
    Path((z, x, y)): Path<(u8, u32, String)>,
    Query(version): Query<Version>,
    asked: HeaderMap,
) -> Response {
    let Some(y) = y.strip_suffix(".mvt").and_then(|y| y.parse().ok()) else {
        return (StatusCode::NOT_FOUND, "Tiles are /tiles/{z}/{x}/{y}.mvt\n").into_response();
    };
    let room = front.room.clone();
    let fresh_for = if version.v.as_deref() == Some(room.tiles_version()) { FOR_EVER } else { ASK_AGAIN };
    // A tile is read from the disk, which may take its time.
    match tokio::task::spawn_blocking(move || room.tile(z, x, y)).await {
        Ok(Ok(Some(tile))) => send(tile, &asked, fresh_for),
        Ok(Ok(None)) => (StatusCode::NO_CONTENT, [(header::CACHE_CONTROL, fresh_for)]).into_response(),
        Ok(Err(problem)) => {
            tracing::warn!(%problem, z, x, y, "no tile");
            (StatusCode::INTERNAL_SERVER_ERROR, "The map can't be read.\n").into_response()
        }
        Err(failure) => {
            tracing::error!(%failure, z, x, y, "no tile");
            (StatusCode::INTERNAL_SERVER_ERROR, "The map can't be read.\n").into_response()
        }
    }
}

fn send(tile: Vec<u8>, asked: &HeaderMap, fresh_for: &'static str) -> Response {
    let mut hasher = DefaultHasher::new();
    tile.hash(&mut hasher);
    let tag = etag(&hasher.finish().to_be_bytes());
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/vnd.mapbox-vector-tile")),
        (header::CONTENT_ENCODING, HeaderValue::from_static("gzip")),
        (header::CACHE_CONTROL, HeaderValue::from_static(fresh_for)),
        (header::ETAG, tag.clone()),
    ];
    if asked.get(header::IF_NONE_MATCH) == Some(&tag) {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    (headers, tile).into_response()
}
