//! The map torn off to a window of its own, kept in step with its desk.

use crate::machine::{Machine, until};
use crate::{DESK, SCREEN, takes_a_call};

const MAP: &str = "Peta terpisah · Sigap 112";

#[tokio::test(flavor = "multi_thread")]
async fn the_map_is_torn_off_kept_in_step_and_comes_back() {
    let _alone = SCREEN.lock().await;
    let machine = Machine::new();
    let screen = machine.screen();
    let desk = machine.opens_the_desk().await;
    takes_a_call(&desk).await;
    desk.presses("Ctrl+M").await;
    desk.sees("Peta terpisah", "Peta ada di jendela kedua").await;
    desk.sees("", "2 layar").await;
    screen.shows(MAP).await;
    assert_eq!(machine.desks(), 1, "a second window, not a second desk");

    // What is chosen at the desk is chosen there, and so is how it looks.
    desk.presses("Alt+T").await;
    desk.turns_to_the_map().await;
    desk.looks("theme", "light").await;

    // What is pressed there and is no key of the map's is done at the desk.
    desk.presses("Enter").await;
    desk.turns_to_the_desk().await;
    machine.kills_the_desk().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn closing_the_maps_window_brings_the_map_back_and_closing_the_desks_ends_both() {
    let _alone = SCREEN.lock().await;
    let machine = Machine::new();
    let screen = machine.screen();
    let desk = machine.opens_the_desk().await;
    for _ in 0..2 {
        desk.presses("Ctrl+M").await;
        screen.shows(MAP).await;
        desk.sees("", "2 layar").await;
        screen.presses_the_close_button_of(MAP);
        screen.shows_no(MAP).await;
        desk.sees_no("", "Peta ada di jendela kedua").await;
        desk.sees("", "1 layar").await;
    }
    assert_eq!(machine.desks(), 1);

    // A torn-off map is nobody who would lose by it.
    desk.presses("Ctrl+M").await;
    screen.shows(MAP).await;
    desk.sees("", "2 layar").await;
    screen.presses_the_close_button_of(DESK);
    until("the desk has ended", || machine.desks() == 0).await;
    machine.log_is_whole();
}
