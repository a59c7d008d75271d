//! The system's notices as the story shows them: whoever owns `org.freedesktop.Notifications` on the session bus.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use zbus::object_server::SignalEmitter;
use zbus::{Connection, OwnedVariant, interface};

use crate::machine::until;

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

/// What was asked to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Notice {
    id: u32,
    pub(crate) title: String,
    pub(crate) text: String,
    /// Whether a click on it means something.
    clickable: bool,
    /// Whether it still stands there.
    pub(crate) stands: bool,
}

/// All notices of one session.
pub(crate) struct Notices {
    all: Arc<Mutex<Vec<Notice>>>,
    bus: Connection,
}

impl Notices {
    pub(crate) async fn on(bus: &str) -> Self {
        let all = Arc::new(Mutex::default());
        let service = Service(Arc::clone(&all));
        let bus = zbus::connection::Builder::address(bus).name(NAME).serve_at(PATH, service).build();
        let bus = bus.await.expect("a bus where nobody else shows notices");
        Self { all, bus }
    }

    /// Waits until so many have been shown, and hands out the last one.
    pub(crate) async fn shown(&self, count: usize) -> Notice {
        until(&format!("{count} notices"), || self.all().len() >= count).await;
        let all = self.all();
        assert_eq!(all.len(), count, "{all:?}");
        all[count - 1].clone()
    }

    /// How many have been shown at all.
    pub(crate) fn count(&self) -> usize {
        self.all().len()
    }

    /// Waits until a notice was taken back.
    pub(crate) async fn is_taken_back(&self, notice: &Notice) {
        until(&format!("{notice:?} is taken back"), || !self.stands(notice)).await;
    }

    /// Whether a notice is still to be seen.
    pub(crate) fn stands(&self, notice: &Notice) -> bool {
        self.all().iter().any(|own| own.id == notice.id && own.stands)
    }

    /// Clicks a notice.
    pub(crate) async fn clicks(&self, notice: &Notice) {
        assert!(notice.clickable, "{notice:?}");
        let service = self.bus.object_server().interface::<_, Service>(PATH).await.expect("our own");
        let clicked = Service::action_invoked(service.signal_emitter(), notice.id, "default").await;
        clicked.expect("the bus carries it");
    }

    fn all(&self) -> MutexGuard<'_, Vec<Notice>> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

struct Service(Arc<Mutex<Vec<Notice>>>);

/// The Desktop Notifications Specification, as much of it as a desk may rely on.
#[allow(
    clippy::too_many_arguments,
    clippy::needless_pass_by_value,
    unused_variables,
    reason = "its arguments"
)]
#[interface(name = "org.freedesktop.Notifications")]
impl Service {
    fn notify(
        &self,
        app_name: &str,
        replaces_id: u32,
        icon: &str,
        summary: String,
        body: String,
        actions: Vec<String>,
        hints: HashMap<String, OwnedVariant>,
        expires_ms: i32,
    ) -> u32 {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let id = u32::try_from(all.len() + 1).expect("few notices");
        let clickable = actions.iter().any(|action| action == "default");
        all.push(Notice { id, title: summary, text: body, clickable, stands: true });
        id
    }

    async fn close_notification(&self, id: u32, #[zbus(signal_emitter)] emitter: SignalEmitter<'_>) {
        const BY_ITS_PROGRAM: u32 = 3;
        let known = {
            let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            all.iter_mut().find(|own| own.id == id).map(|own| own.stands = false)
        };
        if known.is_some() {
            Self::notification_closed(&emitter, id, BY_ITS_PROGRAM).await.expect("the bus carries it");
        }
    }

    #[zbus(signal)]
    async fn action_invoked(emitter: &SignalEmitter<'_>, id: u32, action: &str) -> zbus::Result<()>;

    #[zbus(signal)]
    async fn notification_closed(emitter: &SignalEmitter<'_>, id: u32, reason: u32) -> zbus::Result<()>;
}
