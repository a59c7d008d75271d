//! Closing the window: not without a question while somebody would lose by it.
#![allow(clippy::needless_pass_by_value, reason = "a command is handed its arguments by value")]

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use room::Audience;
use room::api::{Answer, Request};
use room::dispatch::CallStage;
use serde::Serialize;
use tauri::ipc::Channel;
use tauri::{Manager, State, Window, WindowEvent};

use crate::desk::Desk;
use crate::starting;

/// A page that has not shown the question by then will not: the next try closes the window.
const PATIENCE: Duration = Duration::from_secs(3);

/// What closing the window would end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Losses {
    /// Calls that somebody talks on, or holds.
    calls: usize,
    /// Calls that ring.
    ringing: usize,
    /// Other desks that watch this room.
    desks: usize,
    /// Units' pages that watch this room.
    pages: u32,
}

impl Losses {
    fn any(self) -> bool {
        self != Self::default()
    }
}

/// Who asks, and whether it has asked.
#[derive(Default)]
pub(crate) struct Closing(Mutex<Inner>);

#[derive(Default)]
struct Inner {
    page: Option<Channel<Losses>>,
    asked: Option<Asked>,
}

#[derive(Clone, Copy)]
struct Asked {
    at: Instant,
    /// The page says that the question stands on the screen.
    shown: bool,
}

impl Closing {
    /// Whether the window may close now; if not, the page has been told to ask.
    fn may_close(&self, losses: Losses, now: Instant) -> bool {
        let mut inner = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(page) = inner.page.as_ref().filter(|_| losses.any()) else { return true };
        let in_vain = inner.asked.is_some_and(|own| !own.shown && now.duration_since(own.at) > PATIENCE);
        if in_vain || page.send(losses).is_err() {
            return true;
        }
        if inner.asked.is_none_or(|own| own.shown) {
            inner.asked = Some(Asked { at: now, shown: false });
        }
        false
    }
}

/// Holds a window that is told to close where somebody would lose by it.
pub(crate) fn on_event(window: &Window, event: &WindowEvent) {
    let WindowEvent::CloseRequested { api, .. } = event else { return };
    if window.label() != crate::WINDOW {
        return;
    }
    let (Some(desk), Some(closing)) = (window.try_state::<Desk>(), window.try_state::<Closing>()) else {
        return;
    };
    let losses = tauri::async_runtime::block_on(losses(&desk));
    if !closing.may_close(losses, Instant::now()) {
        api.prevent_close();
        // One that was put away is asked where somebody sees it.
        starting::come_forward(window.app_handle());
    }
}

async fn losses(desk: &Desk) -> Losses {
    let Ok(Answer::Snapshot(all)) = desk.room.ask(&desk.caller(desk.language()), Request::Snapshot).await
    else {
        return Losses::default();
    };
    let count = |is: fn(&CallStage) -> bool| all.calls.iter().filter(|view| is(&view.call.stage)).count();
    // The torn-off map is this desk's own, and no page.
    let Audience { desks, pages } = desk.room.audience();
    let own = desk.name();
    Losses {
        calls: count(|stage| matches!(stage, CallStage::Active { .. } | CallStage::Held { .. })),
        ringing: count(|stage| matches!(stage, CallStage::Ringing)),
        desks: desks.iter().filter(|name| **name != own).count(),
        pages,
    }
}

/// The page will ask: from now on it is told when somebody closes the window.
#[tauri::command]
pub(crate) fn guard_closing(closing: State<'_, Closing>, channel: Channel<Losses>) {
    *closing.0.lock().unwrap_or_else(PoisonError::into_inner) = Inner { page: Some(channel), asked: None };
}

/// The question stands on the screen.
#[tauri::command]
pub(crate) fn closing_asked(closing: State<'_, Closing>) {
    let mut inner = closing.0.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(asked) = &mut inner.asked {
        asked.shown = true;
    }
}

/// Somebody has answered that it shall close.
#[tauri::command]
pub(crate) fn close_anyway(window: Window) {
    window.app_handle().exit(0);
}

#[cfg(test)]
mod tests {
    use super::*;

    const TALKING: Losses = Losses { calls: 1, ringing: 0, desks: 0, pages: 0 };

    fn with_page() -> Closing {
        let page = Channel::new(|_| Ok(()));
        Closing(Mutex::new(Inner { page: Some(page), asked: None }))
    }

    #[test]
    fn a_window_closes_at_once_where_nobody_loses_or_nobody_can_ask() {
        let now = Instant::now();
        assert!(with_page().may_close(Losses::default(), now));
        assert!(Closing::default().may_close(TALKING, now), "there is no page to ask");
    }

    #[test]
    fn a_question_that_is_asked_holds_the_window_and_one_that_is_not_does_not_for_ever() {
        let (closing, now) = (with_page(), Instant::now());
        assert!(!closing.may_close(TALKING, now));
        assert!(!closing.may_close(TALKING, now + Duration::from_secs(1)), "pressed twice");
        closing.0.lock().unwrap().asked.as_mut().unwrap().shown = true;
        assert!(!closing.may_close(TALKING, now + Duration::from_mins(1)), "it stands there");
        assert!(closing.may_close(TALKING, now + Duration::from_secs(64)), "the page hangs");
    }
}
