//! The desk's window with somebody at its keyboard.

use std::path::Path;
use std::time::Duration;

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::error::CmdError;
use fantoccini::key::Key;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::owned::Owned;

/// What people see and hear of the page, for the page itself to find.
const PAGE: &str = include_str!("page.js");

/// The window as it was when a story could not go on.
const PICTURE: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/window-that-failed.png");

/// An open window. Ending the driver ends the desk with it.
pub(crate) struct Window {
    client: Client,
    _driver: Owned,
}

impl Window {
    pub(crate) async fn open(driver: Owned, port: u16, desk: &Path, args: &[String], log: &Path) -> Self {
        let options = json!({ "webkitgtk:browserOptions": { "binary": desk, "args": args } });
        let Value::Object(capabilities) = options else { unreachable!("an object was written") };
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .unwrap_or_else(|error| {
                panic!("no window: {error}\n{}", std::fs::read_to_string(log).unwrap_or_default())
            });
        Self { client, _driver: driver }
    }

    /// Closes the window as its owner would.
    pub(crate) async fn closes(self) {
        self.client.close().await.expect("the session ends");
    }

    /// From now on speaks to the torn-off map's window, once it is there.
    pub(crate) async fn turns_to_the_map(&self) {
        self.turns_to("the map's", |page| page.contains("#map=")).await;
    }

    /// From now on speaks to the desk's own window again.
    pub(crate) async fn turns_to_the_desk(&self) {
        self.turns_to("the desk's", |page| !page.contains("#map=")).await;
    }

    async fn turns_to(&self, whose: &str, is_it: impl Fn(&str) -> bool) {
        let look = async {
            loop {
                for window in self.client.windows().await.expect("the windows") {
                    let turned = self.client.switch_to_window(window).await.is_ok();
                    // One that is just being opened or closed has no page.
                    let page = self.client.current_url().await;
                    if turned && page.is_ok_and(|page| is_it(page.as_str())) {
                        return;
                    }
                }
                tokio::time::sleep(Duration::from_millis(30)).await;
            }
        };
        let found = tokio::time::timeout(Duration::from_secs(30), look).await;
        assert!(found.is_ok(), "waited in vain for {whose} window");
    }

    /// What the window is called.
    pub(crate) async fn title(&self) -> String {
        self.client.title().await.expect("a title")
    }

    /// Presses a key, perhaps with others held: `F3`, `Enter`, `Alt+C`.
    pub(crate) async fn presses(&self, keys: &str) {
        let keys: Vec<char> = keys.split('+').map(key).collect();
        let down = keys.iter().map(|&value| KeyAction::Down { value });
        let up = keys.iter().rev().map(|&value| KeyAction::Up { value });
        self.acts(down.chain(up)).await;
    }

    /// Types where the focus is.
    pub(crate) async fn types(&self, text: &str) {
        self.acts(text.chars().flat_map(|value| [KeyAction::Down { value }, KeyAction::Up { value }])).await;
    }

    async fn acts(&self, actions: impl Iterator<Item = KeyAction>) {
        let keyboard = KeyActions::new("keyboard".to_owned());
        let keyboard = actions.fold(keyboard, InputSource::then);
        self.client.perform_actions(keyboard).await.expect("the keys are pressed");
    }

    /// Waits until the focus is in the field of this name.
    pub(crate) async fn is_in(&self, field: &str) {
        self.waits(&format!("the focus is in {field}"), "return focused() === arguments[0]", field).await;
    }

    /// Waits until the focus is on a button within the part of this name.
    pub(crate) async fn is_in_row(&self, part: &str) {
        let script = "return parts(arguments[0]).some((part) => part.contains(document.activeElement))";
        self.waits(&format!("the focus is within {part}"), script, part).await;
    }

    /// Waits until a part of the page of this name shows this text; the part "" is all of it.
    pub(crate) async fn sees(&self, part: &str, text: &str) {
        let script =
            format!("return parts({part:?}).some((shown) => shown.innerText.includes(arguments[0]))");
        self.waits(&format!("{part:?} shows {text:?}"), &script, text).await;
    }

    /// Waits until a part of the page of this name no longer shows this text.
    pub(crate) async fn sees_no(&self, part: &str, text: &str) {
        let script =
            format!("return !parts({part:?}).some((shown) => shown.innerText.includes(arguments[0]))");
        self.waits(&format!("{part:?} no longer shows {text:?}"), &script, text).await;
    }

    /// Waits until the document's element says this of itself, such as `theme` or `type`.
    pub(crate) async fn looks(&self, what: &str, like: &str) {
        let script = format!("return document.documentElement.dataset.{what} === arguments[0]");
        self.waits(&format!("the {what} is {like}"), &script, like).await;
    }

    /// Waits until nothing of the page is beside the window.
    pub(crate) async fn fits(&self) {
        let script = "const own = document.documentElement;
            return own.scrollWidth <= innerWidth && own.scrollHeight <= innerHeight";
        self.waits("the page fits its window", script, "").await;
    }

    /// Clicks the first button within a part that says this.
    pub(crate) async fn clicks(&self, button: &str, part: &str) {
        self.waits(&format!("{part:?} has a button {button:?}"), &clicking(part), button).await;
    }

    /// Clicks the button that ends the desk, once it is there. The answer may be lost with the page.
    pub(crate) async fn ends_by(&self, button: &str, part: &str) {
        let has = format!("{}; return found !== undefined", finding(part));
        self.waits(&format!("{part:?} has a button {button:?}"), &has, button).await;
        let _may_be_lost = self.asks(&clicking(part), json!(button)).await;
    }

    /// What is written in the field of this name.
    pub(crate) async fn value_of(&self, field: &str) -> String {
        let text = self.asks("return field(arguments[0])?.value ?? ''", json!(field)).await;
        text.ok().and_then(|text| text.as_str().map(str::to_owned)).unwrap_or_default()
    }

    async fn waits(&self, what: &str, script: &str, argument: &str) {
        let look = async {
            while self.asks(script, json!(argument)).await != Ok(json!(true)) {
                tokio::time::sleep(Duration::from_millis(30)).await;
            }
        };
        if tokio::time::timeout(Duration::from_secs(30), look).await.is_err() {
            let page = self.asks("return document.body.innerText", Value::Null).await;
            if let Ok(png) = self.client.screenshot().await {
                let _ = std::fs::write(PICTURE, png);
            }
            panic!("waited in vain until {what}; {PICTURE} shows it; the page:\n{page:?}");
        }
    }

    async fn asks(&self, script: &str, argument: Value) -> Result<Value, String> {
        let answered = self.client.execute(&format!("{PAGE}\n{script}"), vec![argument]).await;
        answered.map_err(|error: CmdError| error.to_string())
    }
}

/// Finds a button in a part of the page.
fn finding(part: &str) -> String {
    format!(
        "const found = parts({part:?}).flatMap((part) => [...part.querySelectorAll('button')])
           .find((button) => button.innerText.includes(arguments[0]) || name(button) === arguments[0])"
    )
}

/// Clicks it, after the answer: the click may be the page's last.
fn clicking(part: &str) -> String {
    format!("{}; if (found) setTimeout(() => found.click()); return found !== undefined", finding(part))
}

fn key(name: &str) -> char {
    let key = match name {
        "Enter" => Key::Enter,
        "Escape" => Key::Escape,
        "Tab" => Key::Tab,
        "Space" => return ' ',
        "Down" => Key::Down,
        "Alt" => Key::Alt,
        "Ctrl" => Key::Control,
        "Shift" => Key::Shift,
        "F1" => Key::F1,
        "F2" => Key::F2,
        "F3" => Key::F3,
        "F9" => Key::F9,
        other => return other.chars().next().map(|letter| letter.to_ascii_lowercase()).expect("a key"),
    };
    key.chars().next().expect("each has a code")
}
