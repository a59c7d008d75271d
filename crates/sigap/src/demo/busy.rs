//! A busy hour, second by second on a clock that is set: how many alarms ask for somebody.

use std::collections::{BTreeMap, BTreeSet};

use room::Room;
use room::api::{Caller, Language, Problem, Snapshot};
use room::dispatch::Actor;

use super::play::{Stage, Tempo};
use super::{Load, snapshot};

/// The alarms of an hour. Each counts when it comes, and again when it comes back unheeded or repeated.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AlarmsOfAnHour {
    /// By kind, as their keys name it.
    pub by_kind: BTreeMap<String, u32>,
    /// All of them, as the room itself counts.
    pub last_hour: u32,
    /// For a desk, rounded up, as the room itself tells it.
    pub per_desk: u32,
    /// Rings of the hour.
    pub rings: u32,
    /// Incidents of the hour.
    pub incidents: u32,
}

/// Plays an hour of [`Load::Busy`] with so many desks. `pass` lets seconds go by on the room's clock.
///
/// # Errors
/// The room's, where it can't be asked any more.
pub async fn busy_hour(
    room: &Room,
    seed: u64,
    desks: usize,
    pass: impl Fn(i64),
) -> Result<AlarmsOfAnHour, Problem> {
    let tempo = Tempo {
        seed,
        calls_per_hour: Load::Busy.calls_per_hour(),
        load: Load::Busy,
        clerks: desks,
        ..Tempo::default()
    };
    // They count as desks because they watch.
    let desk = |desk: usize| Caller { actor: Actor::Lead { desk: desk.to_string() }, language: Language::Id };
    let _watches: Vec<_> = (1..=desks).map(|own| room.watch(&desk(own))).collect();
    let first = snapshot(room).await?;
    let (calls, incidents) = counts(&first);
    let mut stage = Stage::set(room.clone(), tempo, &first);
    stage.see_all(first);
    let mut found = AlarmsOfAnHour::default();
    let mut standing = BTreeSet::new();
    for second in 1..3600 {
        pass(1);
        stage.step(f64::from(second)).await;
        stage.clerks_step(f64::from(second)).await?;
        room.look_at_the_clock().await;
        let now: BTreeSet<String> = snapshot(room).await?.alarms.into_iter().map(|own| own.key).collect();
        for key in now.difference(&standing) {
            let kind = key.split('/').next().unwrap_or_default();
            *found.by_kind.entry(kind.to_owned()).or_default() += 1;
        }
        standing = now;
    }
    let last = snapshot(room).await?;
    let (calls_then, incidents_then) = counts(&last);
    found.rings = calls_then - calls;
    found.incidents = incidents_then - incidents;
    found.last_hour = last.health.alarms.last_hour;
    found.per_desk = last.health.alarms.per_desk;
    Ok(found)
}

/// The highest numbers of calls and incidents so far.
fn counts(all: &Snapshot) -> (u32, u32) {
    let calls = all.calls.iter().map(|view| view.call.number).max();
    let incidents = all.incidents.iter().map(|view| view.incident.number).max();
    (calls.unwrap_or_default(), incidents.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicI64, Ordering};

    use room::Opening;
    use room::clock::Clock;
    use room::dispatch::At;

    use super::*;

    struct SetClock(AtomicI64);

    impl Clock for SetClock {
        fn now(&self) -> At {
            At(self.0.load(Ordering::SeqCst))
        }
    }

    /// The budget, through the real rules: more than twelve alarms an hour nobody heeds.
    #[tokio::test(flavor = "multi_thread")]
    async fn a_busy_hour_asks_a_desk_to_act_less_than_twelve_times() {
        let folder = tempfile::TempDir::new().unwrap();
        let region = region::testing::small_town(folder.path()).unwrap();
        let clock = Arc::new(SetClock(AtomicI64::new(1_795_282_200_000)));
        let opening = Opening { clock: clock.clone(), ..Opening::new(folder.path().join("room"), region) };
        let room = Room::open(opening).await.unwrap();
        crate::demo::enter(&room).await.unwrap();
        let pass = |seconds: i64| {
            clock.0.fetch_add(seconds * 1000, Ordering::SeqCst);
        };
        let found = busy_hour(&room, 112, 2, pass).await.unwrap();
        println!("{found:?}");
        assert!(found.rings > 40 && found.incidents > 3, "a busy hour: {found:?}");
        assert!(found.last_hour > 0, "something went wrong in it: {found:?}");
        assert!(found.per_desk < 12, "{found:?}");
        room.close().await;
    }
}
