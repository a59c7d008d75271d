//! The screen as whoever sits before it: other programs' windows, the button that closes one, the place where it stands.

use std::time::{Duration, Instant};

use x11rb::CURRENT_TIME;
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    AtomEnum, ClientMessageEvent, ConfigureWindowAux, ConnectionExt, CreateWindowAux, EventMask, ImageFormat,
    InputFocus, MapState, Window, WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

use crate::machine::until;

/// What has not changed for so long is drawn; without a graphics card a map takes some tenths for each picture.
const RESTS: Duration = Duration::from_millis(1500);

/// Where a window stands and how large it is, pixels.
pub(crate) type Frame = (i32, i32, u32, u32);

/// One display. Without a window manager, what a story does here is what a manager would have done; with one, see `managed`.
pub(crate) struct Screen {
    name: String,
    pub(crate) display: RustConnection,
    pub(crate) root: Window,
    /// Another program's window.
    elsewhere: Window,
}

impl Screen {
    pub(crate) fn of(name: &str) -> Self {
        let (display, number) = x11rb::connect(Some(name)).expect("the display answers");
        let root = display.setup().roots[number].root;
        let elsewhere = display.generate_id().expect("an id");
        let (kind, look) = (WindowClass::INPUT_OUTPUT, CreateWindowAux::new().background_pixel(0x0044_4444));
        display
            .create_window(0, elsewhere, root, 0, 0, 300, 200, 0, kind, 0, &look)
            .and_then(|_| display.map_window(elsewhere))
            .expect("a window");
        display.sync().expect("the display answers");
        Self { name: name.to_owned(), display, root, elsewhere }
    }

    /// Waits until a window of this title is there.
    pub(crate) async fn shows(&self, title: &str) {
        until(&format!("a window is called {title:?}"), || self.find(title).is_some()).await;
    }

    /// Waits until no window of this title is there.
    pub(crate) async fn shows_no(&self, title: &str) {
        until(&format!("no window is called {title:?}"), || self.find(title).is_none()).await;
    }

    /// Presses the button of the frame that closes a window.
    pub(crate) fn presses_the_close_button_of(&self, title: &str) {
        let window = self.window(title);
        let message = [self.atom("WM_DELETE_WINDOW"), CURRENT_TIME, 0, 0, 0];
        let event = ClientMessageEvent::new(32, window, self.atom("WM_PROTOCOLS"), message);
        self.display.send_event(false, window, EventMask::NO_EVENT, event).expect("it is sent");
        self.display.sync().expect("the display answers");
    }

    /// Looks at the window of this title.
    pub(crate) async fn goes_to(&self, title: &str) {
        self.focus(self.window(title));
        self.is_at(title).await;
    }

    /// Looks at another program's window.
    pub(crate) fn goes_elsewhere(&self) {
        self.focus(self.elsewhere);
    }

    /// Waits until the keyboard belongs to the window of this title.
    pub(crate) async fn is_at(&self, title: &str) {
        until(&format!("{title:?} is in front"), || self.find(title).is_some_and(|own| self.is_focused(own)))
            .await;
    }

    /// Where a window stands.
    pub(crate) fn frame(&self, title: &str) -> Frame {
        let window = self.window(title);
        let shape = self.display.get_geometry(window).expect("asked").reply().expect("its shape");
        (shape.x.into(), shape.y.into(), shape.width.into(), shape.height.into())
    }

    /// Moves and sizes a window.
    pub(crate) async fn puts(&self, title: &str, frame: Frame) {
        let (x, y, width, height) = frame;
        let place = ConfigureWindowAux::new().x(x).y(y).width(width).height(height);
        self.display.configure_window(self.window(title), &place).expect("it is sent");
        self.stands(title, frame).await;
    }

    /// Waits until a window stands there.
    pub(crate) async fn stands(&self, title: &str, frame: Frame) {
        until(&format!("{title:?} stands at {frame:?}"), || self.frame(title) == frame).await;
    }

    /// Types into whatever window has the keyboard, as the system's own dialogs are typed into.
    pub(crate) fn types(&self, text: &str) {
        self.xdotool(&["type", "--delay", "20", text]);
    }

    /// Presses a key there, by its X name.
    pub(crate) fn presses(&self, key: &str) {
        self.xdotool(&["key", key]);
    }

    /// Presses a key until a dialog is gone: the first one may have closed a list of suggestions in it.
    pub(crate) async fn sends_away(&self, dialog: &str, key: &str) {
        let mut pressed: Option<Instant> = None;
        until(&format!("{key} closes {dialog:?}"), || {
            let shown = self.find(dialog).is_some();
            if shown && pressed.is_none_or(|at| at.elapsed() > RESTS) {
                self.presses(key);
                pressed = Some(Instant::now());
            }
            !shown
        })
        .await;
    }

    fn xdotool(&self, what: &[&str]) {
        let done = std::process::Command::new("xdotool").args(what).env("DISPLAY", &self.name).status();
        assert!(done.expect("`make setup` installs it").success(), "{what:?}");
    }

    /// What a window shows, once that is always the same: all that was to be drawn is.
    pub(crate) async fn rests(&self, title: &str) -> Vec<u8> {
        let (mut shown, mut since) = (self.picture(title), Instant::now());
        until(&format!("{title:?} rests"), || {
            let now = self.picture(title);
            if now != shown {
                (shown, since) = (now, Instant::now());
            }
            since.elapsed() > RESTS
        })
        .await;
        shown
    }

    /// Waits until a window shows something else than it did.
    pub(crate) async fn changes(&self, title: &str, what: &str, before: &[u8]) {
        until(&format!("{title:?} shows {what}"), || self.picture(title) != before).await;
    }

    fn picture(&self, title: &str) -> Vec<u8> {
        let window = self.window(title);
        let (_, _, width, height) = self.frame(title);
        let (width, height) = (width.try_into().expect("a size"), height.try_into().expect("a size"));
        let image = self.display.get_image(ImageFormat::Z_PIXMAP, window, 0, 0, width, height, !0);
        image.expect("asked").reply().expect("a picture").data
    }

    fn focus(&self, window: Window) {
        self.display
            .set_input_focus(InputFocus::POINTER_ROOT, window, CURRENT_TIME)
            .expect("it is sent")
            .check()
            .expect("a window that can be looked at");
    }

    fn is_focused(&self, window: Window) -> bool {
        let focus =
            self.display.get_input_focus().expect("asked").reply().expect("who has the keyboard").focus;
        focus == window || self.parent(focus) == Some(window)
    }

    fn parent(&self, window: Window) -> Option<Window> {
        Some(self.display.query_tree(window).ok()?.reply().ok()?.parent)
    }

    pub(crate) fn window(&self, title: &str) -> Window {
        self.find(title).unwrap_or_else(|| panic!("no window is called {title:?}"))
    }

    /// A window that is shown; a manager puts each into a frame of its own.
    pub(crate) fn find(&self, title: &str) -> Option<Window> {
        let named = |own: &Window| self.is_shown(*own) && self.title(*own) == title;
        let outer = self.children(self.root);
        outer.iter().copied().find(named).or_else(|| {
            let mut framed = outer.iter().flat_map(|&frame| self.children(frame));
            framed.find(named)
        })
    }

    fn children(&self, window: Window) -> Vec<Window> {
        // It may have gone meanwhile.
        let known = self.display.query_tree(window).expect("asked").reply();
        known.map(|own| own.children).unwrap_or_default()
    }

    fn is_shown(&self, window: Window) -> bool {
        // It may have gone meanwhile.
        let known = self.display.get_window_attributes(window).expect("asked").reply();
        known.is_ok_and(|own| own.map_state == MapState::VIEWABLE)
    }

    fn title(&self, window: Window) -> String {
        let name = self.atom("_NET_WM_NAME");
        let known =
            self.display.get_property(false, window, name, AtomEnum::ANY, 0, 256).expect("asked").reply();
        known.map(|own| String::from_utf8_lossy(&own.value).into_owned()).unwrap_or_default()
    }

    pub(crate) fn atom(&self, name: &str) -> u32 {
        self.display.intern_atom(false, name.as_bytes()).expect("asked").reply().expect("an atom").atom
    }
}
