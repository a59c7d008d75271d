//! Closing the window: never without a question while a caller or another desk would lose by it.

use crate::machine::{Machine, until};
use crate::{DESK, SCREEN, takes_a_call};

const QUESTION: &str = "Tutup meja ini?";

#[tokio::test(flavor = "multi_thread")]
async fn a_desk_with_an_open_call_asks_before_it_closes_and_nothing_is_lost() {
    let _alone = SCREEN.lock().await;
    let machine = Machine::new();
    let screen = machine.screen();
    let desk = machine.opens_the_desk().await;
    takes_a_call(&desk).await;
    desk.types("laki-laki 60 tahun").await;
    desk.sees("Panggilan ini", "tersimpan #").await;

    // Enter keeps it open: whoever types on while the question comes up loses nothing.
    screen.presses_the_close_button_of(DESK);
    desk.sees(QUESTION, "1 panggilan sedang berjalan").await;
    desk.sees_no(QUESTION, "meja lain").await;
    desk.sees_no(QUESTION, "halaman unit").await;
    desk.presses("Enter").await;
    desk.sees_no("", QUESTION).await;
    desk.is_in("Catatan").await;
    assert_eq!(desk.value_of("Catatan").await, "laki-laki 60 tahun");

    // So does Escape, however often it is asked.
    for _ in 0..2 {
        screen.presses_the_close_button_of(DESK);
        desk.sees(QUESTION, "Semua yang dicatat tetap tersimpan").await;
        desk.presses("Escape").await;
        desk.sees_no("", QUESTION).await;
    }
    desk.is_in("Catatan").await;
    desk.types(", sadar").await;
    desk.sees("Panggilan ini", "tersimpan #").await;

    screen.presses_the_close_button_of(DESK);
    desk.ends_by("Tutup meja", QUESTION).await;
    until("the desk has ended", || machine.desks() == 0).await;
    drop(desk);
    machine.log_is_whole();

    let desk = machine.opens_the_desk().await;
    desk.clicks("Sesak napas", "Panggilan").await;
    desk.sees("Panggilan ini", "Bahnhofstrasse").await;
    assert_eq!(desk.value_of("Catatan").await, "laki-laki 60 tahun, sadar");

    // A call that is over holds nobody.
    desk.presses("Shift+F9").await;
    desk.sees_no("Panggilan", "Sesak napas").await;
    screen.presses_the_close_button_of(DESK);
    until("the desk has ended", || machine.desks() == 0).await;
    machine.log_is_whole();
}
