//! Asking the room, so that one request's misfortune stays its own.

use std::future::Future;

use room::Room;
use room::api::{Answer, Caller, Language, Problem, ProblemKind, Request};
use room::dispatch::Actor;
use tokio::task::JoinSet;

use crate::frame::{ClientFrame, ServerFrame};
use crate::turns::{Turn, Turns};

/// Asks the room. A panic on the way is this request's fault alone.
///
/// # Errors
/// The room's [`Problem`], in the language of the caller.
pub async fn ask(room: &Room, caller: Caller, request: Request) -> Result<Answer, Problem> {
    let (room, language) = (room.clone(), caller.language);
    guarded(language, async move { room.ask(&caller, request).await }).await
}

/// Asks the room once it is this request's turn.
///
/// # Errors
/// The room's [`Problem`], in the language of the caller.
pub async fn ask_in_turn(
    room: &Room,
    mut turn: Turn,
    caller: Caller,
    request: Request,
) -> Result<Answer, Problem> {
    turn.comes().await;
    ask(room, caller, request).await
}

/// Runs in a task of its own, which also ends what it began when whoever asked has gone.
async fn guarded<F>(language: Language, asking: F) -> Result<Answer, Problem>
where
    F: Future<Output = Result<Answer, Problem>> + Send + 'static,
{
    tokio::spawn(asking).await.unwrap_or_else(|failure| {
        tracing::error!(%failure, "a request failed");
        Err(fault(language))
    })
}

/// What can't be understood.
pub(crate) fn bad_request(language: Language, detail: &str) -> Problem {
    let message = match language {
        Language::Id => format!("Permintaan tidak dapat dipahami: {detail}"),
        Language::En => format!("The request can't be understood: {detail}"),
    };
    Problem { kind: ProblemKind::Refusal, code: "bad_request".to_owned(), message, retry: false }
}

fn fault(language: Language) -> Problem {
    let message = match language {
        Language::Id => "Ada kesalahan dalam aplikasi. Sudah dicatat.",
        Language::En => "Something is wrong in the application. It has been recorded.",
    };
    Problem { kind: ProblemKind::Fault, code: "fault".to_owned(), message: message.to_owned(), retry: false }
}

/// The requests of one connection, each in its turn.
pub(crate) struct InFlight {
    room: Room,
    actor: Actor,
    most: usize,
    turns: Turns,
    tasks: JoinSet<ServerFrame>,
}

impl InFlight {
    pub(crate) fn new(room: Room, actor: Actor, most: usize) -> Self {
        Self { room, actor, most, turns: Turns::default(), tasks: JoinSet::new() }
    }

    /// Whether one more may come; if not, don't read it yet.
    pub(crate) fn has_room(&self) -> bool {
        self.tasks.len() < self.most
    }

    pub(crate) fn begin(&mut self, asked: ClientFrame) {
        let room = self.room.clone();
        let ClientFrame { id, language, request } = asked;
        let turn = self.turns.take(&request);
        let caller = Caller { actor: self.actor.clone(), language };
        self.tasks.spawn(async move {
            match ask_in_turn(&room, turn, caller, request).await {
                Ok(answer) => ServerFrame::Answer { id, answer },
                Err(problem) => ServerFrame::Problem { id: Some(id), problem },
            }
        });
    }

    /// The next answer; `None` while nothing is in flight. Safe to drop while waiting.
    pub(crate) async fn next(&mut self) -> Option<ServerFrame> {
        // The task itself does not panic: what may is guarded within it.
        self.tasks.join_next().await?.ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_is_one_fault_in_the_askers_language() {
        for (language, word) in [(Language::Id, "kesalahan"), (Language::En, "wrong")] {
            let problem = guarded(language, async { panic!("on purpose") }).await.unwrap_err();
            assert_eq!(problem.kind, ProblemKind::Fault);
            assert!(problem.message.contains(word), "{}", problem.message);
        }
    }
}
