//! The story in the real desktop window, driven through `WebDriver` by the keyboard alone.
//!
//! Each story has a display, a session bus and a room of its own. The programs are built before (`make test` does), so
//! that what is tested is what people start.

#![allow(clippy::expect_used, clippy::panic, reason = "a story that can't go on fails")]

mod closing;
mod machine;
mod managed;
mod map_window;
mod notices;
mod owned;
mod remembered;
mod ringing;
mod screen;
mod starting;
mod window;

use machine::Machine;
use tokio::sync::Mutex;
use window::Window;

/// One window at a time: it draws a map without a graphics card.
static SCREEN: Mutex<()> = Mutex::const_new(());

/// What the desk's window is called.
const DESK: &str = "Sigap 112";

/// Takes a call by hand, and writes down what and where.
async fn takes_a_call(desk: &Window) {
    desk.presses("F3").await;
    desk.is_in("Kejadian").await;
    desk.types("sesak").await;
    desk.sees("Kejadian", "Sesak napas atau nyeri dada").await;
    desk.presses("Enter").await;
    desk.is_in("Lokasi").await;
    desk.types("bahnhofstrasse schaan").await;
    desk.sees("Lokasi", "Bahnhofstrasse").await;
    desk.presses("Enter").await;
    desk.is_in("Catatan").await;
    desk.sees("Usulan", "AMB-1").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_from_ring_to_close() {
    let _alone = SCREEN.lock().await;
    let machine = Machine::new();
    let desk = machine.opens_the_desk().await;
    assert!(desk.title().await.contains("Sigap 112"), "{}", desk.title().await);

    takes_a_call(&desk).await;
    desk.types("laki-laki 60 tahun").await;
    desk.sees("Panggilan ini", "tersimpan #").await;
    desk.presses("Enter").await;
    desk.sees("AMB-1", "diberi tahu").await;

    for status in ["diakui", "menuju", "di lokasi"] {
        desk.is_in_row("AMB-1").await;
        desk.presses("Enter").await;
        desk.sees("AMB-1", status).await;
    }
    desk.clicks("Selesai", "AMB-1").await;
    desk.sees("AMB-1", "selesai").await;
    desk.sees("Unit", "20 siap").await;

    desk.presses("Alt+C").await;
    desk.is_in("Tertangani").await;
    desk.presses("Enter").await;
    desk.sees("Kejadian terbuka", "Tidak ada kejadian terbuka").await;
    desk.closes().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_desk_that_is_killed_while_a_call_is_typed_has_it_all_when_it_is_opened_again() {
    let _alone = SCREEN.lock().await;
    let machine = Machine::new();
    let desk = machine.opens_the_desk().await;
    takes_a_call(&desk).await;
    desk.types("perempuan 35 tahun").await;
    desk.sees("Panggilan ini", "tersimpan #").await;
    desk.types(", hamil").await;
    machine.kills_the_desk().await;
    drop(desk);

    let desk = machine.opens_the_desk().await;
    desk.sees("Panggilan", "Sesak napas atau nyeri dada").await;
    desk.clicks("Sesak napas", "Panggilan").await;
    desk.sees("Panggilan ini", "Bahnhofstrasse").await;
    let note = desk.value_of("Catatan").await;
    assert!(note.starts_with("perempuan 35 tahun"), "what was said to be kept: {note:?}");
    desk.sees("Usulan", "AMB-1").await;
    desk.closes().await;
}
