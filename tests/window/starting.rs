//! Starting: twice, and where the room can't be opened. Never without a word.

use std::path::Path;

use crate::machine::Machine;
use crate::{DESK, SCREEN, takes_a_call};

#[tokio::test(flavor = "multi_thread")]
async fn a_desk_that_is_started_twice_is_one_desk_and_comes_to_the_front() {
    let _alone = SCREEN.lock().await;
    let mut machine = Machine::new();
    let screen = machine.screen();
    let desk = machine.opens_the_desk().await;
    takes_a_call(&desk).await;
    screen.goes_elsewhere();
    machine.starts_the_desk_again().await;
    screen.is_at(DESK).await;
    assert_eq!(machine.desks(), 1);
    desk.types("masih di sini").await;
    desk.sees("Panggilan ini", "tersimpan #").await;

    // Another room is another desk, such as one for training beside the one on duty.
    machine.goes_to_another_room();
    let training = machine.opens_the_desk().await;
    assert_eq!(machine.desks(), 1, "of that room");
    desk.sees("Panggilan ini", "Bahnhofstrasse").await;
    training.closes().await;
    desk.closes().await;
}

/// Breaks a region file in one way.
type Breaks = fn(&Path);

#[tokio::test(flavor = "multi_thread")]
async fn a_region_that_cant_be_used_is_told_with_what_to_do_and_tried_again() {
    let _alone = SCREEN.lock().await;
    let mut machine = Machine::new();
    let region = machine.has_a_region_of_its_own();
    let whole = std::fs::read(&region).expect("a region");
    let table: [(Breaks, &str, &str); 3] = [
        (
            |region| std::fs::remove_file(region).expect("it was there"),
            "Berkas wilayah tidak ada",
            "The region file is not there",
        ),
        (
            |region| {
                let file = std::fs::OpenOptions::new().write(true).open(region).expect("it is there");
                file.set_len(200_000).expect("it can be cut");
            },
            "Berkas wilayah rusak",
            "The region file is damaged",
        ),
        (
            |region| {
                let file = rusqlite::Connection::open(region).expect("a region file");
                file.pragma_update(None, "user_version", 1).expect("it is written");
            },
            "Berkas wilayah dari versi lain",
            "The region file is of another version",
        ),
    ];
    for (breaks, id, en) in table {
        breaks(&region);
        let desk = machine.starts_the_desk(&[]).await;
        for part in [id, en, "Catatan ruang kendali tidak tersentuh", "kota.region"] {
            desk.sees("", part).await;
        }
        // Still broken: it says so again.
        desk.presses("Enter").await;
        desk.sees("", id).await;
        std::fs::write(&region, &whole).expect("it is put back");
        desk.presses("Enter").await;
        desk.sees("", "Jurnal aman").await;
        desk.closes().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_room_that_another_program_holds_is_told_and_opened_once_it_is_free() {
    let _alone = SCREEN.lock().await;
    let machine = Machine::new();
    let other = machine.serves_the_room().await;
    let desk = machine.starts_the_desk(&[]).await;
    desk.sees("", "Ruang kendali ini sudah terbuka di tempat lain").await;
    desk.sees("", "This room is open elsewhere already").await;
    drop(other);
    desk.presses("Enter").await;
    desk.sees("", "Jurnal aman").await;
    desk.closes().await;
}

/// What the system's dialog is called.
const REGION_DIALOG: &str = "Pilih berkas wilayah · Choose a region file";

#[tokio::test(flavor = "multi_thread")]
async fn a_first_start_lets_a_region_be_chosen_and_remembers_it() {
    let _alone = SCREEN.lock().await;
    let mut machine = Machine::new();
    let region = machine.has_a_region_of_its_own();
    let other = region.with_file_name("foto.region");
    std::fs::write(&other, "no region").expect("a file");
    let screen = machine.screen();
    let desk = machine.starts_the_desk_without_a_region().await;
    for part in ["Meja ini belum punya ruang kendali", "This desk has no dispatch room yet"] {
        desk.sees("", part).await;
    }
    let is_asked = async || {
        screen.shows(REGION_DIALOG).await;
        screen.goes_to(REGION_DIALOG).await;
        // Keys pressed before it is drawn go nowhere.
        screen.rests(REGION_DIALOG).await
    };
    let chooses = async |file: &Path| {
        let without_a_line = is_asked().await;
        screen.presses("ctrl+l");
        screen.changes(REGION_DIALOG, "a line for the path", &without_a_line).await;
        screen.types(file.to_str().expect("a readable path"));
        screen.sends_away(REGION_DIALOG, "Return").await;
    };

    // Whoever changes their mind is where they were.
    desk.presses("Enter").await;
    is_asked().await;
    screen.sends_away(REGION_DIALOG, "Escape").await;
    desk.sees("", "Meja ini belum punya ruang kendali").await;

    desk.presses("Enter").await;
    chooses(&other).await;
    desk.sees("", "Berkas wilayah rusak").await;
    desk.sees("", "foto.region").await;

    desk.clicks("Pilih berkas wilayah", "").await;
    chooses(&region).await;
    desk.sees("", "Jurnal aman").await;

    // From now on it is the desk of that room: a second start finds it, and the next one needs no telling.
    machine.starts_the_desk_again().await;
    assert_eq!(machine.desks(), 1);
    desk.closes().await;
    let desk = machine.starts_the_desk_without_a_region().await;
    desk.sees("", "Jurnal aman").await;
    desk.closes().await;
}
