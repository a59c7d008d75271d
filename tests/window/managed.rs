//! The desk under a window manager, as on every real machine: minimised, as large as the screen, behind others, closed.

use x11rb::CURRENT_TIME;
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{AtomEnum, ClientMessageEvent, ConnectionExt, EventMask, Window};

use crate::machine::{Machine, until};
use crate::owned::Owned;
use crate::screen::Screen;
use crate::{DESK, SCREEN, takes_a_call};

/// What a manager keeps of a window.
#[derive(Clone, Copy)]
enum State {
    Fullscreen,
    Maximised,
}

impl State {
    /// By the names of the Extended Window Manager Hints.
    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Fullscreen => &["_NET_WM_STATE_FULLSCREEN"],
            Self::Maximised => &["_NET_WM_STATE_MAXIMIZED_VERT", "_NET_WM_STATE_MAXIMIZED_HORZ"],
        }
    }
}

impl Machine {
    /// A machine whose windows somebody manages.
    fn managed() -> (Self, Owned) {
        let machine = Self::new();
        let manager = machine.runs("openbox", &["--sm-disable"]);
        (machine, manager)
    }
}

impl Screen {
    /// Waits until the manager says that it is there.
    async fn is_managed(&self) {
        until("a window manager runs", || !self.windows_in(self.root, "_NET_SUPPORTING_WM_CHECK").is_empty())
            .await;
    }

    /// Puts a window away, as its frame's button does.
    async fn minimises(&self, title: &str) {
        const ICONIC: u32 = 3;
        self.asks_the_manager(self.window(title), "WM_CHANGE_STATE", [ICONIC, 0, 0, 0, 0]);
        self.shows_no(title).await;
    }

    /// Gives a window this state, or takes it.
    fn sets(&self, title: &str, state: State, on: bool) {
        let mut named = state.names().iter().map(|name| self.atom(name));
        let (first, second) = (named.next().unwrap_or_default(), named.next().unwrap_or_default());
        self.asks_the_manager(self.window(title), "_NET_WM_STATE", [u32::from(on), first, second, 1, 0]);
    }

    /// Waits until a window has this state, or has it no more.
    async fn has(&self, title: &str, state: State, on: bool) {
        let says = if on { "has" } else { "has no longer" };
        until(&format!("{title:?} {says} {:?}", state.names()), || {
            let Some(window) = self.find(title) else { return false };
            let now = self.windows_in(window, "_NET_WM_STATE");
            state.names().iter().all(|name| now.contains(&self.atom(name)) == on)
        })
        .await;
    }

    /// Whether the manager holds this window to be the one that is worked in.
    async fn is_active(&self, title: &str) {
        until(&format!("{title:?} is the active window"), || {
            let active = self.windows_in(self.root, "_NET_ACTIVE_WINDOW");
            self.find(title).is_some_and(|own| active.contains(&own))
        })
        .await;
    }

    /// Closes a window as a task bar does, which needs not see it.
    fn closes(&self, window: Window) {
        const BY_SOMEBODY: u32 = 2;
        self.asks_the_manager(window, "_NET_CLOSE_WINDOW", [CURRENT_TIME, BY_SOMEBODY, 0, 0, 0]);
    }

    fn asks_the_manager(&self, window: Window, what: &str, data: [u32; 5]) {
        let event = ClientMessageEvent::new(32, window, self.atom(what), data);
        let heard_by = EventMask::SUBSTRUCTURE_REDIRECT | EventMask::SUBSTRUCTURE_NOTIFY;
        self.display.send_event(false, self.root, heard_by, event).expect("it is sent");
        self.display.flush().expect("the display answers");
    }

    /// What a property lists: windows or atoms.
    fn windows_in(&self, of: Window, property: &str) -> Vec<u32> {
        let property = self.atom(property);
        let asked = self.display.get_property(false, of, property, AtomEnum::ANY, 0, 64).expect("asked");
        // The window may have gone meanwhile.
        let told = asked.reply().ok();
        told.and_then(|own| own.value32().map(Iterator::collect)).unwrap_or_default()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_desk_that_was_put_away_comes_back_by_a_second_start_and_by_a_notice() {
    let _alone = SCREEN.lock().await;
    let (machine, _manager) = Machine::managed();
    let (screen, notices) = (machine.screen(), machine.notices().await);
    screen.is_managed().await;
    let (desk, port) = machine.opens_the_desk_to_feeds().await;
    takes_a_call(&desk).await;

    // Behind another program's window.
    screen.goes_elsewhere();
    machine.starts_the_desk_again().await;
    screen.is_active(DESK).await;

    // Put away.
    screen.minimises(DESK).await;
    machine.starts_the_desk_again().await;
    screen.shows(DESK).await;
    screen.is_active(DESK).await;
    assert_eq!(machine.desks(), 1);
    desk.is_in("Catatan").await;

    // Put away while it rings: the click on the notice brings it back, to where it was.
    screen.minimises(DESK).await;
    machine.rings(port, "while away");
    let notice = notices.shown(1).await;
    assert_eq!(notice.title, "112 berdering");
    notices.clicks(&notice).await;
    screen.shows(DESK).await;
    screen.is_active(DESK).await;
    notices.is_taken_back(&notice).await;
    desk.is_in("Catatan").await;
    machine.kills_the_desk().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_desk_that_fills_the_screen_is_what_it_was_before_and_next_time_as_it_was_left() {
    let _alone = SCREEN.lock().await;
    let (machine, _manager) = Machine::managed();
    let screen = machine.screen();
    screen.is_managed().await;
    let desk = machine.opens_the_desk().await;
    let before = screen.frame(DESK);

    // Without a frame and back.
    screen.sets(DESK, State::Fullscreen, true);
    screen.has(DESK, State::Fullscreen, true).await;
    screen.stands(DESK, (0, 0, 1440, 900)).await;
    desk.fits().await;
    screen.sets(DESK, State::Fullscreen, false);
    screen.has(DESK, State::Fullscreen, false).await;
    screen.stands(DESK, before).await;

    // Left as large as the screen: so it is the next time, and smaller again at a word.
    screen.sets(DESK, State::Maximised, true);
    screen.has(DESK, State::Maximised, true).await;
    desk.fits().await;
    screen.closes(screen.window(DESK));
    until("the desk has ended", || machine.desks() == 0).await;
    drop(desk);

    let desk = machine.opens_the_desk().await;
    screen.has(DESK, State::Maximised, true).await;
    desk.fits().await;
    screen.sets(DESK, State::Maximised, false);
    screen.has(DESK, State::Maximised, false).await;
    let (_, _, width, height) = screen.frame(DESK);
    assert!(width < 1440 && height < 900, "it has a size of its own: {width} x {height}");
    desk.closes().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_closes_no_desk_with_a_call_open_not_even_one_that_was_put_away() {
    let _alone = SCREEN.lock().await;
    let (machine, _manager) = Machine::managed();
    let screen = machine.screen();
    screen.is_managed().await;
    let desk = machine.opens_the_desk().await;
    takes_a_call(&desk).await;

    let window = screen.window(DESK);
    screen.closes(window);
    desk.sees("Tutup meja ini?", "1 panggilan sedang berjalan").await;
    desk.presses("Escape").await;
    desk.is_in("Catatan").await;

    // Closed while it is put away, it comes back to ask: a question that nobody sees is none.
    screen.minimises(DESK).await;
    screen.closes(window);
    screen.shows(DESK).await;
    screen.is_active(DESK).await;
    desk.sees("Tutup meja ini?", "1 panggilan sedang berjalan").await;
    desk.ends_by("Tutup meja", "Tutup meja ini?").await;
    until("the desk has ended", || machine.desks() == 0).await;
    machine.log_is_whole();
}
