//! The door: whom a request says it is for, and where it says it comes from.
//!
//! A page on another site can make a browser on the desk send requests to loopback, and can give its own name the address
//! 127.0.0.1 ("DNS rebinding"). It can't choose `Host` and `Origin`, so these two decide.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// The names that this listener goes by.
#[derive(Debug)]
pub(crate) struct Door {
    /// `host:port`, lower case.
    hosts: BTreeSet<String>,
    /// `scheme://host:port`, the one to give to others first.
    origins: Vec<String>,
}

impl Door {
    /// The names of a listener on `addr`, and `origins` that lead to it from elsewhere.
    pub(crate) fn new(addr: SocketAddr, origins: &[String]) -> Self {
        let port = addr.port();
        let own = if addr.ip().is_loopback() || addr.ip().is_unspecified() {
            vec![format!("127.0.0.1:{port}"), format!("localhost:{port}"), format!("[::1]:{port}")]
        } else {
            vec![addr.to_string()]
        };
        let given = origins.iter().map(|origin| origin.trim_end_matches('/').to_ascii_lowercase());
        let origins: Vec<String> = given.chain(own.iter().map(|name| format!("http://{name}"))).collect();
        let hosts =
            origins.iter().filter_map(|origin| Some(origin.split_once("://")?.1.to_owned())).collect();
        Self { hosts, origins }
    }

    /// The addresses to give to others, the best first.
    pub(crate) fn origins(&self) -> &[String] {
        &self.origins
    }

    /// The host a request is for, if it is this one and the request comes from nowhere else.
    fn admits<'a>(&self, headers: &'a HeaderMap) -> Result<&'a str, Refused> {
        let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).ok_or(Refused::Host)?;
        if !self.hosts.contains(&host.to_ascii_lowercase()) {
            return Err(Refused::Host);
        }
        let is_own = |origin: &HeaderValue| {
            origin.to_str().is_ok_and(|origin| self.origins.contains(&origin.to_ascii_lowercase()))
        };
        if headers.get_all(header::ORIGIN).iter().all(is_own) { Ok(host) } else { Err(Refused::Origin) }
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Refused {
    Host,
    Origin,
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        match self {
            Self::Host => (StatusCode::MISDIRECTED_REQUEST, "This is not the name of this room.\n"),
            Self::Origin => (StatusCode::FORBIDDEN, "Requests from other sites are refused.\n"),
        }
        .into_response()
    }
}

/// Lets in what is meant for this listener, and puts on each answer what keeps a browser strict.
pub(crate) async fn guard(State(door): State<Arc<Door>>, request: Request, next: Next) -> Response {
    let host = door.admits(request.headers()).map(str::to_owned);
    let (policy, mut response) = match host {
        Ok(host) => (content_policy(&host), next.run(request).await),
        Err(refused) => (content_policy(""), refused.into_response()),
    };
    let headers = response.headers_mut();
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    for (name, value) in STRICT {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

const STRICT: [(&str, &str); 5] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=(self)"),
];

/// The WebSocket is named beside 'self' because not every engine counts `ws:` of the same host as such.
fn content_policy(host: &str) -> String {
    let socket = if host.is_empty() { String::new() } else { format!(" ws://{host} wss://{host}") };
    format!(
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; \
         worker-src 'self'; connect-src 'self'{socket}; object-src 'none'; base-uri 'none'; form-action 'none'; \
         frame-ancestors 'none'"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(host: &str, origin: Option<&str>) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, host.parse().unwrap());
        if let Some(origin) = origin {
            headers.insert(header::ORIGIN, origin.parse().unwrap());
        }
        headers
    }

    #[test]
    fn only_the_rooms_own_names_open_the_door() {
        let loopback = Door::new("127.0.0.1:1120".parse().unwrap(), &[]);
        let lan = Door::new("192.168.7.2:1120".parse().unwrap(), &[]);
        let proxied = Door::new("127.0.0.1:1120".parse().unwrap(), &["https://112.example/".to_owned()]);
        let table = [
            (&loopback, "127.0.0.1:1120", None, Ok(())),
            (&loopback, "LocalHost:1120", Some("http://localhost:1120"), Ok(())),
            (&loopback, "[::1]:1120", Some("http://[::1]:1120"), Ok(())),
            (&loopback, "127.0.0.1", None, Err(Refused::Host)),
            (&loopback, "127.0.0.1:1121", None, Err(Refused::Host)),
            (&loopback, "evil.example:1120", Some("http://evil.example:1120"), Err(Refused::Host)),
            (&loopback, "127.0.0.1:1120", Some("http://evil.example"), Err(Refused::Origin)),
            (&loopback, "127.0.0.1:1120", Some("https://127.0.0.1:1120"), Err(Refused::Origin)),
            (&loopback, "127.0.0.1:1120", Some("null"), Err(Refused::Origin)),
            (&lan, "192.168.7.2:1120", Some("http://192.168.7.2:1120"), Ok(())),
            (&lan, "127.0.0.1:1120", None, Err(Refused::Host)),
            (&proxied, "112.example", Some("https://112.example"), Ok(())),
            (&proxied, "112.example", Some("http://112.example"), Err(Refused::Origin)),
            (&proxied, "localhost:1120", None, Ok(())),
        ];
        for (door, host, origin, expected) in table {
            assert_eq!(door.admits(&headers(host, origin)).map(|_| ()), expected, "{host} from {origin:?}");
        }
    }

    #[test]
    fn the_address_for_others_comes_first() {
        let door = Door::new("127.0.0.1:1120".parse().unwrap(), &["https://112.example/".to_owned()]);
        assert_eq!(door.origins().first().map(String::as_str), Some("https://112.example"));
    }
}
