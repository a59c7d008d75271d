//! `sigap check`: whether a room's log is what was written, and its settings can be used.

use std::path::Path;

use room::dispatch::alarm::AlarmLimits;
use room::{Settings, VerifyError};
use serde_json::json;

use crate::args::Check;
use crate::failure::Failure;
use crate::said::{Said, bar, count, say};

pub(crate) async fn check(args: Check, said: Said) -> Result<(), Failure> {
    let settings = Settings::read(&args.room)?;
    let verified = tokio::task::spawn_blocking(move || verify(&args.room)).await;
    match verified.map_err(|_| Failure::Interrupted)? {
        Ok(verified) => {
            let (events, kept, erased) =
                (verified.last_seq, verified.personal_kept, verified.personal_erased);
            say(format!(
                "The log is whole: {} events, each as it was written; {} personal texts kept, {} erased.",
                count(events as usize),
                count(kept as usize),
                count(erased as usize)
            ));
            say(limits(&settings));
            said.put(&json!({
                "settings": settings,
                "whole": true, "events": events, "head": verified.head.to_string(),
                "personal_kept": kept, "personal_erased": erased,
            }));
            Ok(())
        }
        Err(error) => {
            if let VerifyError::Damaged(damage) = &error {
                said.put(&json!({ "whole": false, "damage": damage.to_string() }));
            }
            Err(error.into())
        }
    }
}

/// When the room's alarms open, as its settings have it.
fn limits(settings: &Settings) -> String {
    let own = &settings.alarms;
    let shipped = *own == AlarmLimits::default();
    let seconds = [
        ("a ring", own.ring_s),
        ("a call without a type", own.unclassified_s),
        ("a caller on hold", own.hold_s),
        ("a call of which nothing came", own.undecided_s),
        ("an incident without units", own.without_units_s),
        ("a notice not acknowledged", own.notice_s),
        ("a unit not moving", own.not_moving_s),
        ("late", own.late_s),
        ("a silent position", own.stale_s),
        ("a crew on scene", own.on_scene_s),
        ("a call to call back", own.call_back_s),
        ("a zone uncovered", own.uncovered_s),
    ];
    let told = seconds.map(|(what, seconds)| format!("{what} {seconds} s")).join(", ");
    format!(
        "Alarms ({}): {told}; again after {} s, what presses less after {} s; at most {} an hour for a desk.",
        if shipped { "as shipped" } else { "from settings.toml" },
        own.repeat_s,
        own.slow_repeat_s,
        own.budget_per_hour
    )
}

fn verify(folder: &Path) -> Result<room::Verified, VerifyError> {
    let bar = bar(0).with_message("Verifying events");
    let verified = room::verify(folder, |done, total| {
        bar.set_length(total);
        bar.set_position(done);
    });
    bar.finish_and_clear();
    verified
}
