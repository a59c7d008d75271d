//! The people on the line: how long they let it ring, what they say, when they hang up.

use std::collections::BTreeMap;

use room::dispatch::{Call, CallId, CallStage};

use super::scenes::Scene;

/// How long after being answered a caller begins to speak, seconds.
const BREATH_S: f64 = 2.0;

/// What a caller does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Deed {
    Speaks(CallId, &'static str),
    HangsUp(CallId),
}

#[derive(Debug, Default)]
pub(super) struct Callers {
    on_the_line: BTreeMap<CallId, OnTheLine>,
}

#[derive(Debug)]
struct OnTheLine {
    scene: Scene,
    rang_s: f64,
    answered_s: Option<f64>,
    has_spoken: bool,
}

impl Callers {
    pub(super) fn rings(&mut self, call: CallId, scene: Scene, now_s: f64) {
        let caller = OnTheLine { scene, rang_s: now_s, answered_s: None, has_spoken: false };
        self.on_the_line.insert(call, caller);
    }

    /// What callers do now. A call that the room has closed is over for its caller too.
    pub(super) fn step<'a>(&mut self, now_s: f64, calls: impl Fn(CallId) -> Option<&'a Call>) -> Vec<Deed> {
        let mut deeds = Vec::new();
        self.on_the_line.retain(|&id, caller| {
            // Not told of yet.
            let Some(call) = calls(id) else { return true };
            let deed = caller.step(id, call, now_s);
            let goes = call.is_closed() || matches!(deed, Some(Deed::HangsUp(_)));
            deeds.extend(deed.filter(|_| !call.is_closed()));
            !goes
        });
        deeds
    }
}

impl OnTheLine {
    fn step(&mut self, id: CallId, call: &Call, now_s: f64) -> Option<Deed> {
        if call.stage == CallStage::Ringing {
            return (now_s - self.rang_s >= f64::from(self.scene.patience_s)).then_some(Deed::HangsUp(id));
        }
        let talked_s = now_s - *self.answered_s.get_or_insert(now_s);
        if talked_s >= f64::from(self.scene.talks_s) {
            return Some(Deed::HangsUp(id));
        }
        if self.has_spoken || talked_s < BREATH_S {
            return None;
        }
        self.has_spoken = true;
        // What a dispatcher has typed is never written over.
        let is_heard = !self.scene.says.is_empty() && call.draft.note.is_empty();
        is_heard.then_some(Deed::Speaks(id, self.scene.says))
    }
}

#[cfg(test)]
mod tests {
    use room::dispatch::call::{CallDisposition, Draft};
    use room::dispatch::{At, Channel, Personal};
    use uuid::Uuid;

    use super::super::scenes::About;
    use super::*;

    const ID: CallId = CallId(Uuid::from_u128(1));

    fn call(stage: CallStage, note: &str) -> Call {
        Call {
            id: ID,
            number: 1,
            channel: Channel::Phone,
            caller_number: None,
            rang_at: At(0),
            answered_at: None,
            hung_up_at: None,
            taken_by: None,
            stage,
            draft: Draft { note: Personal::from(note), ..Draft::default() },
            fixes: Vec::new(),
            chosen_fix: None,
            incident: None,
            call_back_due: false,
            call_backs: Vec::new(),
            abusive: false,
            location_link: None,
            news: None,
        }
    }

    fn callers() -> Callers {
        let scene = Scene {
            about: About::Emergency,
            number: "0800-0000-1000".to_owned(),
            says: "Tolong!",
            radius_m: None,
            patience_s: 30,
            talks_s: 20,
        };
        let mut callers = Callers::default();
        callers.rings(ID, scene, 100.0);
        callers
    }

    #[test]
    fn who_is_not_answered_gives_up_once() {
        let (mut callers, ringing) = (callers(), call(CallStage::Ringing, ""));
        assert_eq!(callers.step(129.0, |_| Some(&ringing)), []);
        assert_eq!(callers.step(130.0, |_| Some(&ringing)), [Deed::HangsUp(ID)]);
        assert_eq!(callers.step(131.0, |_| Some(&ringing)), []);
    }

    #[test]
    fn who_is_answered_speaks_and_hangs_up() {
        let (mut callers, active) = (callers(), call(CallStage::Active { since: At(0) }, ""));
        assert_eq!(callers.step(110.0, |_| Some(&active)), []);
        assert_eq!(callers.step(112.0, |_| Some(&active)), [Deed::Speaks(ID, "Tolong!")]);
        assert_eq!(callers.step(113.0, |_| Some(&active)), []);
        assert_eq!(callers.step(130.0, |_| Some(&active)), [Deed::HangsUp(ID)]);
    }

    #[test]
    fn nobody_speaks_over_what_was_typed_or_after_the_call_is_closed() {
        let (mut callers, typed) = (callers(), call(CallStage::Active { since: At(0) }, "kebakaran"));
        callers.step(110.0, |_| Some(&typed));
        assert_eq!(callers.step(112.0, |_| Some(&typed)), []);
        let closed = call(CallStage::Closed { since: At(0), disposition: CallDisposition::Prank }, "");
        assert_eq!(callers.step(500.0, |_| Some(&closed)), []);
        assert!(callers.on_the_line.is_empty());
    }
}
