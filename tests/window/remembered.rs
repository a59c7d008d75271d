//! What a desk's window is the next time: where it stood, as large, in the same light and under the same name.

use crate::machine::{Machine, until};
use crate::{DESK, SCREEN};

#[tokio::test(flavor = "multi_thread")]
async fn a_window_fits_a_small_screen_and_is_next_time_as_it_was_left() {
    let _alone = SCREEN.lock().await;
    let machine = Machine::with_a_screen_of("1366x768");
    let screen = machine.screen();
    let desk = machine.opens_the_desk().await;
    let (x, y, width, height) = screen.frame(DESK);
    assert!(
        x >= 0 && y >= 0 && x as u32 + width <= 1366 && y as u32 + height <= 768,
        "{:?}",
        screen.frame(DESK)
    );
    desk.fits().await;

    let left = (40, 30, 1200, 700);
    screen.puts(DESK, left).await;
    desk.clicks("Meja 1", "").await;
    desk.is_in("Meja").await;
    desk.types("Ambulans").await;
    desk.presses("Enter").await;
    desk.sees("", "Meja Ambulans").await;
    desk.presses("Alt+T").await;
    desk.looks("theme", "light").await;
    desk.presses("Alt+0").await;
    desk.looks("type", "large").await;
    desk.presses("Alt+L").await;
    desk.sees("", "Log safe").await;
    screen.presses_the_close_button_of(DESK);
    until("the desk has ended", || machine.desks() == 0).await;
    drop(desk);

    let desk = machine.starts_the_desk(&[]).await;
    desk.sees("", "Log safe").await;
    desk.sees("", "Desk Ambulans").await;
    desk.looks("theme", "light").await;
    desk.looks("type", "large").await;
    screen.stands(DESK, left).await;
    desk.closes().await;
}
