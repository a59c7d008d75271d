//! How much of the region free units reach in time, kept up to date while somebody looks.
//!
//! The reckoning has a task of its own, off the writer's path: it hears what changes, waits a moment for what changes with
//! it, and reckons on a blocking thread. Only services that somebody asked about within the last minute are reckoned.

mod country;
mod fleet;
mod lost;
mod outcome;
mod reckoner;
mod standards;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use dispatch::unit::Service;
use tokio::sync::{Notify, broadcast, watch};
use tokio::time::{Instant, sleep_until};

pub use standards::{CoverageStandard, CoverageStandards, StandardsError};

use crate::api::{CoverageMap, CoverageView};
use crate::room::Inner;
use crate::watch::{Touched, Whole};
use crate::wording::Trouble;
use country::Country;
use lost::Losses;
use reckoner::Reckoner;

/// How long one question keeps a service being reckoned.
const INTEREST: Duration = Duration::from_mins(1);
/// From a change to the reckoning, so that what changes together is reckoned once.
const GATHER: Duration = Duration::from_millis(100);
/// What time alone changes, such as the speeds of the night, is seen within this.
const RECHECK: Duration = Duration::from_secs(20);
/// How often it is looked whether zones have lost their coverage, whoever looks.
const GUARD: Duration = Duration::from_secs(20);
/// Between two reckonings at the least.
const PAUSE: Duration = Duration::from_millis(400);

/// What was last reckoned of a service.
#[derive(Clone)]
struct Reckoned {
    /// It was right then.
    checked: Instant,
    view: Arc<CoverageView>,
    map: Arc<CoverageMap>,
}

type Latest = BTreeMap<Service, Reckoned>;

/// Since when and until when somebody looks.
#[derive(Clone, Copy)]
struct Look {
    since: Instant,
    until: Instant,
}

/// Who looks at what, and the latest that was reckoned for them.
pub(crate) struct Lookout {
    looks: Mutex<BTreeMap<Service, Look>>,
    wake: Notify,
    latest: watch::Receiver<Latest>,
    pub(crate) standards: Arc<CoverageStandards>,
    /// Made when first needed; none where the region's zones can't be read.
    country: OnceLock<Option<Arc<Country>>>,
    losses: Mutex<Losses>,
}

impl Lookout {
    /// A lookout, and what its task writes to.
    pub(crate) fn new(standards: CoverageStandards) -> (Self, Board) {
        let (board, latest) = watch::channel(Latest::new());
        let lookout = Self {
            looks: Mutex::default(),
            wake: Notify::new(),
            latest,
            standards: Arc::new(standards),
            country: OnceLock::new(),
            losses: Mutex::default(),
        };
        (lookout, Board(board))
    }

    /// The region's zones with their roads.
    pub(crate) fn country(&self, inner: &Inner) -> Option<Arc<Country>> {
        let make = || match Country::new(inner.map.region(), &inner.map.roads(), self.standards.zone_level) {
            Ok(country) => Some(Arc::new(country)),
            Err(error) => {
                tracing::error!(%error, "the region's zones can't be read");
                None
            }
        };
        self.country.get_or_init(make).clone()
    }

    /// The latest view, if there is one.
    pub(crate) fn view(&self, service: Service) -> Option<Arc<CoverageView>> {
        self.latest.borrow().get(&service).map(|own| Arc::clone(&own.view))
    }

    /// The view, as of now; whoever asks is told of changes for a while.
    pub(crate) async fn look(&self, service: Service) -> Result<Arc<CoverageView>, Trouble> {
        Ok(self.current(service).await?.view)
    }

    /// The map of the same.
    pub(crate) async fn map(&self, service: Service) -> Result<Arc<CoverageMap>, Trouble> {
        Ok(self.current(service).await?.map)
    }

    async fn current(&self, service: Service) -> Result<Reckoned, Trouble> {
        let since = self.renew(service, Instant::now());
        let mut latest = self.latest.clone();
        let fresh = |latest: &Latest| latest.get(&service).is_some_and(|own| own.checked >= since);
        let latest = latest.wait_for(fresh).await.map_err(|_| Trouble::Closing)?;
        latest.get(&service).cloned().ok_or(Trouble::Closing)
    }

    /// Notes that somebody looks, and since when without a break.
    fn renew(&self, service: Service, now: Instant) -> Instant {
        let mut looks = self.looks.lock().unwrap_or_else(PoisonError::into_inner);
        let look = looks.entry(service).or_insert(Look { since: now, until: now });
        if look.until <= now {
            look.since = now;
            self.wake.notify_one();
        }
        look.until = now + INTEREST;
        look.since
    }

    fn watched(&self, now: Instant) -> Vec<Service> {
        let looks = self.looks.lock().unwrap_or_else(PoisonError::into_inner);
        looks.iter().filter(|(_, look)| look.until > now).map(|(service, _)| *service).collect()
    }
}

/// What the lookout's task writes to.
pub(crate) struct Board(watch::Sender<Latest>);

/// Keeps the lookout's services up to date until the room is closed.
pub(crate) async fn keep_watch(inner: Arc<Inner>, board: Board) {
    let mut touches = inner.touches.subscribe();
    let mut reckoner = Reckoner::new(Arc::clone(&inner.lookout.standards));
    let mut due: Option<Instant> = None;
    let mut not_before = Instant::now();
    loop {
        let at = due.map_or_else(|| Instant::now() + RECHECK, |due| due.max(not_before));
        tokio::select! {
            touched = touches.recv() => match touched {
                Ok(touched) if touched.wholes.contains(&Whole::Closed) => return,
                Ok(touched) if !concerns(&touched) => {}
                Ok(_) | Err(broadcast::error::RecvError::Lagged(_)) => {
                    due = due.or(Some(Instant::now() + GATHER));
                }
                Err(broadcast::error::RecvError::Closed) => return,
            },
            () = inner.lookout.wake.notified() => due = Some(Instant::now()),
            () = sleep_until(at) => {
                due = None;
                let own = Arc::clone(&inner);
                let services = inner.lookout.watched(Instant::now());
                let reckoned = tokio::task::spawn_blocking(move || {
                    let found = reckoner.reckon(&own, &services);
                    (reckoner, found)
                });
                match reckoned.await {
                    Ok((kept, found)) => {
                        reckoner = kept;
                        publish(&inner, &board, found);
                    }
                    Err(error) => {
                        tracing::error!(%error, "coverage met a fault");
                        return;
                    }
                }
                not_before = Instant::now() + PAUSE;
            }
        }
    }
}

/// Looks now and then which zones have lost their coverage, until the room is closed.
pub(crate) async fn guard(inner: Arc<Inner>) {
    let mut touches = inner.touches.subscribe();
    let mut due = Instant::now() + GUARD;
    loop {
        tokio::select! {
            touched = touches.recv() => match touched {
                Ok(touched) if touched.wholes.contains(&Whole::Closed) => return,
                Ok(_) | Err(broadcast::error::RecvError::Lagged(_)) => {}
                Err(broadcast::error::RecvError::Closed) => return,
            },
            () = sleep_until(due) => {
                due = Instant::now() + GUARD;
                let own = Arc::clone(&inner);
                if let Err(error) = tokio::task::spawn_blocking(move || look_for_lost(&own)).await {
                    tracing::error!(%error, "looking for lost coverage met a fault");
                    return;
                }
            }
        }
    }
}

/// Notes which zones have lost their coverage, and since when. Blocks.
pub(crate) fn look_for_lost(inner: &Inner) {
    let found = {
        let mut losses = inner.lookout.losses.lock().unwrap_or_else(PoisonError::into_inner);
        losses.look(inner, inner.clock.now())
    };
    let Some(mut found) = found else { return };
    let mut live = inner.live_mut();
    for zone in &mut found {
        let before = live.uncovered.iter().find(|own| own.service == zone.service && own.zone == zone.zone);
        zone.since = before.map_or(zone.since, |own| own.since);
    }
    live.uncovered = found;
}

/// Whether it can change what free units reach.
fn concerns(touched: &Touched) -> bool {
    !touched.units.is_empty()
        || !touched.moved.is_empty()
        || !touched.closures.is_empty()
        || touched.wholes.contains(&Whole::Missed)
}

fn publish(inner: &Inner, board: &Board, found: Vec<(Service, Reckoned)>) {
    let mut changed = Touched::default();
    board.0.send_modify(|latest| {
        for (service, reckoned) in found {
            let before = latest.get(&service).map(|own| own.view.version);
            if before != Some(reckoned.view.version) {
                changed.wholes.insert(Whole::Coverage(service));
            }
            latest.insert(service, reckoned);
        }
    });
    inner.tell(changed);
}
