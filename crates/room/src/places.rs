//! What can be searched, made ready beside everything else.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use region::{Region, RegionError, SearchIndex};
use tokio::sync::SetOnce;

use crate::api::PlacesHealth;
use crate::wording::Trouble;

/// The region's search index. A million names take seconds to be made ready, and who may be sent where must not wait
/// for that after a restart: only who searches does.
pub(crate) struct Places(Arc<SetOnce<Result<SearchIndex, Unreadable>>>);

/// Why nothing can be searched.
#[derive(Debug, thiserror::Error)]
enum Unreadable {
    #[error(transparent)]
    Region(#[from] RegionError),
    #[error("a panic on the way")]
    Panic,
}

impl Places {
    /// Begins to make them ready, from the region opened once more: reading names must not hold up the map's tiles.
    pub(crate) fn of(region: Region) -> Self {
        let ready = Arc::new(SetOnce::new());
        let made = Arc::clone(&ready);
        std::thread::spawn(move || {
            let index = std::panic::catch_unwind(AssertUnwindSafe(|| region.search_index()));
            let index = index.map_err(|_| Unreadable::Panic).and_then(|index| Ok(index?));
            if let Err(why) = &index {
                tracing::error!(%why, "nothing can be searched");
            }
            // Nobody else sets it.
            let _ = made.set(index);
        });
        Self(ready)
    }

    /// The index, if it is ready.
    pub(crate) fn by_now(&self) -> Option<&SearchIndex> {
        self.0.get()?.as_ref().ok()
    }

    /// The index, once it is ready.
    pub(crate) async fn ready(&self) -> Result<&SearchIndex, Trouble> {
        self.0.wait().await.as_ref().map_err(|_logged| Trouble::NamesUnreadable)
    }

    pub(crate) fn health(&self) -> PlacesHealth {
        match self.0.get() {
            None => PlacesHealth::Preparing,
            Some(Ok(_)) => PlacesHealth::Ready,
            Some(Err(_)) => PlacesHealth::Unreadable,
        }
    }
}
