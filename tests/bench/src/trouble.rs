//! Why something could not be measured.

use std::time::Duration;

/// Why something could not be measured.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Trouble {
    #[error(transparent)]
    Io(#[from] std::io::Error),
    #[error(transparent)]
    Region(#[from] region::RegionError),
    #[error(transparent)]
    Build(#[from] region::BuildError),
    #[error(transparent)]
    Profiles(#[from] roads::ProfileError),
    #[error(transparent)]
    Order(#[from] roads::UnfitOrder),
    #[error(transparent)]
    Open(#[from] room::OpenError),
    #[error(transparent)]
    Problem(#[from] room::api::Problem),
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    #[error(transparent)]
    Sql(#[from] rusqlite::Error),
    #[error(transparent)]
    Task(#[from] tokio::task::JoinError),
    #[error(transparent)]
    Socket(#[from] Box<tokio_tungstenite::tungstenite::Error>),
    #[error("{what} took longer than {} s", within.as_secs())]
    Late { what: &'static str, within: Duration },
    #[error("{what} ended before it was ready")]
    Ended { what: &'static str },
    #[error("{0}")]
    Surprise(&'static str),
}
