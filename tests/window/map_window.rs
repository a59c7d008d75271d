//! The map torn off to a window of its own, kept in step with its desk.

use crate::machine::{Machine, until};
use crate::screen::Screen;
use crate::window::Window;
use crate::{DESK, SCREEN, takes_a_call};

const MAP: &str = "Peta terpisah · Sigap 112";
/// The scale of a small map that shows all of the region.
const WHOLE_REGION: &str = "5\u{a0}km";
/// Two places in the region that are far from each other and from any station.
const STEG: (f64, f64) = (47.1120, 9.5770);
const MALBUN: (f64, f64) = (47.1020, 9.6100);

/// Side by side, so that each can be looked at; small, because both are drawn without a graphics card.
async fn tears_off_beside(screen: &Screen, desk: &Window) {
    screen.puts(DESK, (0, 0, 1000, 700)).await;
    desk.presses("Ctrl+M").await;
    screen.shows(MAP).await;
    desk.sees("", "2 layar").await;
    screen.puts(MAP, (1020, 0, 640, 480)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_room_and_the_desk_do_is_seen_in_the_maps_own_window() {
    let _alone = SCREEN.lock().await;
    let machine = Machine::with_a_screen_of("1680x700");
    let screen = machine.screen();
    let (desk, port) = machine.opens_the_desk_to_feeds().await;
    tears_off_beside(&screen, &desk).await;

    // A unit that the room hears of stands there, and elsewhere once it has moved.
    desk.turns_to_the_map().await;
    desk.sees("", WHOLE_REGION).await;
    let empty = screen.rests(MAP).await;
    machine.tracks(port, "DMK-13", STEG);
    screen.changes(MAP, "a unit", &empty).await;
    let there = screen.rests(MAP).await;
    machine.tracks(port, "DMK-13", MALBUN);
    screen.changes(MAP, "it elsewhere", &there).await;

    // What is switched off there is gone, counted, and off at the desk too once the map is back.
    desk.turns_to_the_desk().await;
    desk.presses("Alt+Z").await;
    screen.is_at(MAP).await;
    desk.turns_to_the_map().await;
    desk.is_in("Unit").await;
    let with_units = screen.rests(MAP).await;
    desk.presses("Space").await;
    screen.changes(MAP, "no units", &with_units).await;
    desk.presses("Escape").await;
    desk.sees("", "Disembunyikan di peta: Unit (20)").await;
    let without = screen.rests(MAP).await;
    machine.tracks(port, "DMK-13", STEG);
    assert_eq!(screen.rests(MAP).await, without, "nothing of a hidden layer moves");
    desk.clicks("Tampilkan semua", "").await;
    screen.changes(MAP, "the units", &without).await;

    // An incident chosen at the desk is gone to there.
    desk.turns_to_the_desk().await;
    takes_a_call(&desk).await;
    desk.presses("Enter").await;
    desk.sees("AMB-1", "diberi tahu").await;
    desk.turns_to_the_map().await;
    desk.sees_no("", WHOLE_REGION).await;
    desk.clicks("Seluruh wilayah", "").await;
    desk.sees("", WHOLE_REGION).await;
    desk.turns_to_the_desk().await;
    desk.clicks("Sesak napas", "Kejadian terbuka").await;
    desk.turns_to_the_map().await;
    desk.sees_no("", WHOLE_REGION).await;
    desk.turns_to_the_desk().await;
    machine.kills_the_desk().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_switched_off_in_the_maps_window_is_off_when_the_map_is_back() {
    let _alone = SCREEN.lock().await;
    let machine = Machine::with_a_screen_of("1680x700");
    let screen = machine.screen();
    let desk = machine.opens_the_desk().await;
    tears_off_beside(&screen, &desk).await;
    desk.presses("Alt+Z").await;
    desk.turns_to_the_map().await;
    desk.is_in("Unit").await;
    desk.presses("Space").await;
    desk.presses("Escape").await;
    desk.sees("", "Disembunyikan di peta: Unit (20)").await;
    desk.turns_to_the_desk().await;
    desk.presses("Ctrl+M").await;
    screen.shows_no(MAP).await;
    desk.sees("", "Disembunyikan di peta: Unit (20)").await;
    desk.closes().await;
}

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
