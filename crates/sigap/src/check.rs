//! `sigap check`: whether a room's log is what was written.

use std::path::Path;

use room::VerifyError;
use serde_json::json;

use crate::args::Check;
use crate::failure::Failure;
use crate::said::{Said, bar, count, say};

pub(crate) async fn check(args: Check, said: Said) -> Result<(), Failure> {
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
            said.put(&json!({
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

fn verify(folder: &Path) -> Result<room::Verified, VerifyError> {
    let bar = bar(0).with_message("Verifying events");
    let verified = room::verify(folder, |done, total| {
        bar.set_length(total);
        bar.set_position(done);
    });
    bar.finish_and_clear();
    verified
}
