//! The system's notice of a call that rings while somebody looks at another program.

use crate::machine::Machine;
use crate::{DESK, SCREEN};

#[tokio::test(flavor = "multi_thread")]
async fn a_ring_behind_other_windows_is_one_notice_that_leads_back_to_the_desk() {
    let _alone = SCREEN.lock().await;
    let machine = Machine::new();
    let (screen, notices) = (machine.screen(), machine.notices().await);
    let (desk, port) = machine.opens_the_desk_to_feeds().await;

    // Whoever looks at the desk sees it ring there.
    screen.goes_to(DESK).await;
    machine.rings(port, "first");
    desk.sees("Panggilan", "0812345").await;
    desk.presses("F2").await;
    desk.is_in("Kejadian").await;
    assert_eq!(notices.count(), 0);

    screen.goes_elsewhere();
    machine.rings(port, "second");
    let notice = notices.shown(1).await;
    assert_eq!(notice.title, "112 berdering");
    assert_eq!(notice.text, "Panggilan P-2 belum dijawab.");
    // The exchange tells it again, as exchanges do: it is the same ring.
    machine.rings(port, "second");
    notices.clicks(&notice).await;
    screen.is_at(DESK).await;
    notices.is_taken_back(&notice).await;
    desk.presses("F2").await;
    desk.sees("", "PANGGILAN INI · P-2").await;

    // In the language of the desk; taken back once somebody answers, from wherever.
    desk.presses("Alt+L").await;
    desk.sees("", "Log safe").await;
    screen.goes_elsewhere();
    machine.rings(port, "third");
    let notice = notices.shown(2).await;
    assert_eq!(notice.title, "112 is ringing");
    assert_eq!(notice.text, "Call P-3 has not been answered.");
    assert!(notice.stands, "nobody has answered yet");
    desk.presses("F2").await;
    notices.is_taken_back(&notice).await;
    assert_eq!(notices.count(), 2);
    machine.kills_the_desk().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ring_that_waits_when_the_desk_is_left_is_told_then_and_once() {
    let _alone = SCREEN.lock().await;
    let machine = Machine::new();
    let (screen, notices) = (machine.screen(), machine.notices().await);
    let (desk, port) = machine.opens_the_desk_to_feeds().await;
    screen.goes_to(DESK).await;
    machine.rings(port, "first");
    desk.sees("Panggilan", "0812345").await;
    assert_eq!(notices.count(), 0, "somebody looks");

    screen.goes_elsewhere();
    let notice = notices.shown(1).await;
    assert_eq!(notice.text, "Panggilan P-1 belum dijawab.");
    screen.goes_to(DESK).await;
    notices.is_taken_back(&notice).await;

    // It was told; the next one was not.
    screen.goes_elsewhere();
    machine.rings(port, "second");
    let second = notices.shown(2).await;
    assert_eq!(second.text, "Panggilan P-2 belum dijawab.");
    desk.presses("F2").await;
    desk.sees("", "PANGGILAN INI · P-1").await;
    assert!(notices.stands(&second), "the other still rings");
    desk.presses("F4").await;
    desk.presses("F2").await;
    notices.is_taken_back(&second).await;
    assert_eq!(notices.count(), 2);
    machine.kills_the_desk().await;
}
