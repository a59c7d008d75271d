//! Pages, tiles and the rules that hold for every request.

use crate::house::House;

#[tokio::test]
async fn requests_for_another_name_or_from_another_site_are_refused() {
    let house = House::open().await;
    let here = house.host();
    let port = house.serving.addr().port();
    let table = [
        ("GET /health".to_owned(), 200),
        (format!("GET /health\nhost: localhost:{port}"), 200),
        (format!("GET /health\norigin: http://{here}"), 200),
        ("GET /health\nhost: rebound.example".to_owned(), 421),
        (format!("GET /health\nhost: rebound.example:{port}"), 421),
        ("GET /health\norigin: https://elsewhere.example".to_owned(), 403),
        ("GET /health\norigin: null".to_owned(), 403),
        ("GET /tiles/14/1/1.mvt\norigin: https://elsewhere.example".to_owned(), 403),
        ("POST /health".to_owned(), 405),
        ("GET /no-such-page".to_owned(), 404),
        ("GET /../../Cargo.toml".to_owned(), 404),
        ("GET /assets/%2e%2e/index.html".to_owned(), 404),
    ];
    for (head, expected) in table {
        let status = house.http(&head, "").await.status;
        // Without a built web UI every page says so instead.
        let unbuilt = expected == 404 && status == 503;
        assert!(status == expected || unbuilt, "{head}: {status}");
    }
}

#[tokio::test]
async fn every_answer_keeps_browsers_strict() {
    let house = House::open().await;
    for head in
        ["GET /", "GET /health", "GET /no-such-page", "GET /health\norigin: null", "GET /tiles/14/1/1.mvt"]
    {
        let reply = house.http(head, "").await;
        let policy = reply.header("content-security-policy").to_owned();
        assert!(
            policy.contains("default-src 'self'") && policy.contains("frame-ancestors 'none'"),
            "{head}: {policy}"
        );
        assert!(!policy.contains("unsafe-eval") && !policy.contains('*'), "{head}: {policy}");
        assert_eq!(reply.header("x-content-type-options"), "nosniff", "{head}");
        assert_eq!(reply.header("referrer-policy"), "no-referrer", "{head}");
    }
    let policy = house.http("GET /", "").await.header("content-security-policy").to_owned();
    assert!(policy.contains(&format!("connect-src 'self' ws://{}", house.host())), "{policy}");
}

#[tokio::test]
async fn the_desk_is_there_or_a_page_that_says_how_to_build_it() {
    let house = House::open().await;
    let reply = house.http("GET /", "").await;
    let is_built = reply.status == 200 && reply.text().contains("id=\"desk\"");
    let says_how = reply.status == 503 && reply.text().contains("make ui");
    assert!(is_built || says_how, "{}", reply.text());
    assert!(reply.header("content-type").starts_with("text/html"));
}

#[tokio::test]
async fn tiles_are_gzipped_kept_by_the_browser_and_absent_where_the_map_is_empty() {
    let house = House::open().await;
    let region = house.snapshot().await.region;
    let centre = region.centre;
    let (x, y) = tile_of(14, centre.lon(), centre.lat());

    let tile = house.http(&format!("GET /tiles/14/{x}/{y}.mvt"), "").await;
    assert_eq!(tile.status, 200);
    assert_eq!(tile.header("content-type"), "application/vnd.mapbox-vector-tile");
    assert_eq!(tile.header("content-encoding"), "gzip");
    assert_eq!(&tile.body[..2], [0x1f, 0x8b], "the bytes are what the header says");
    assert_eq!(tile.header("cache-control"), "no-cache", "of which region it is, nobody knows later");

    let again = format!("GET /tiles/14/{x}/{y}.mvt\nif-none-match: {}", tile.header("etag"));
    assert_eq!(house.http(&again, "").await.status, 304);

    for (version, kept) in [(region.tiles_version.as_str(), "immutable"), ("of-a-region-before", "no-cache")]
    {
        let tile = house.http(&format!("GET /tiles/14/{x}/{y}.mvt?v={version}"), "").await;
        assert!(tile.header("cache-control").ends_with(kept), "{version}: {}", tile.header("cache-control"));
    }

    let table = [("14/0/0.mvt", 204), ("14/0/0", 404), ("14/0/zero.mvt", 404), ("x/0/0.mvt", 400)];
    for (path, expected) in table {
        assert_eq!(house.http(&format!("GET /tiles/{path}"), "").await.status, expected, "{path}");
    }
}

/// The tile that a point is in. Source: <https://wiki.openstreetmap.org/wiki/Slippy_map_tilenames>.
fn tile_of(z: u8, lon: f64, lat: f64) -> (u32, u32) {
    let side = f64::from(1u32 << z);
    let lat = lat.to_radians();
    let y = (1.0 - (lat.tan() + 1.0 / lat.cos()).ln() / std::f64::consts::PI) / 2.0;
    (((lon + 180.0) / 360.0 * side) as u32, (y * side) as u32)
}
