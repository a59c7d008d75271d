//! Whose turn it is among the requests of one front: all at once, except that submits wait for one another and so keep their
//! order, and that who should go waits for the submits before it: a desk need not await a receipt to be told what its own doing
//! changes.

use std::sync::{Mutex, PoisonError};

use room::api::Request;
use tokio::sync::watch;

/// One front's. Requests take their turns in the order in which they come.
#[derive(Debug, Default)]
pub struct Turns {
    /// Ends with the last submit that took one.
    last: Mutex<Option<watch::Receiver<()>>>,
}

/// A place in the order. Whoever comes after waits until it is dropped.
#[derive(Debug)]
pub struct Turn {
    before: Option<watch::Receiver<()>>,
    /// Nothing is ever sent: that it is dropped is what the others wait for.
    _own: Option<watch::Sender<()>>,
}

impl Turns {
    /// The next one, for this request.
    pub fn take(&self, request: &Request) -> Turn {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        match request {
            Request::Submit { .. } => {
                let (own, ended) = watch::channel(());
                Turn { before: last.replace(ended), _own: Some(own) }
            }
            Request::Assess { .. } | Request::Reassess { .. } => Turn { before: last.clone(), _own: None },
            _ => Turn { before: None, _own: None },
        }
    }
}

impl Turn {
    /// Waits for those before it. Safe to drop while waiting.
    pub async fn comes(&mut self) {
        if let Some(before) = &mut self.before {
            while before.changed().await.is_ok() {}
        }
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;
    use room::dispatch::{CallId, Command, IncidentId};
    use uuid::Uuid;

    use super::*;

    fn submit() -> Request {
        let call = CallId(Uuid::new_v4());
        Request::Submit { id: Uuid::new_v4(), command: Box::new(Command::Answer { call }) }
    }

    #[test]
    fn submits_keep_their_order_and_who_should_go_waits_for_those_before_it() {
        let assess = Request::Assess { call: CallId(Uuid::new_v4()) };
        let reassess = Request::Reassess { incident: IncidentId(Uuid::new_v4()) };
        let turns = Turns::default();
        let comes = |turn: &mut Turn| turn.comes().now_or_never().is_some();

        let mut before = turns.take(&assess);
        let mut first = turns.take(&submit());
        let mut between = turns.take(&reassess);
        let mut second = turns.take(&submit());
        let mut after = turns.take(&assess);
        let mut aside = turns.take(&Request::Snapshot);

        let free: Vec<bool> = [&mut before, &mut first, &mut aside].into_iter().map(comes).collect();
        assert_eq!(free, [true; 3], "nobody is before these");
        drop(first);
        assert_eq!((comes(&mut between), comes(&mut after)), (true, false));
        drop((before, between));
        assert!(comes(&mut second));
        drop(second);
        assert!(comes(&mut after), "whatever became of the submits, it comes");
    }
}
