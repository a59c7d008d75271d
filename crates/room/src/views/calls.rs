//! A call as desks show it, with all that is known beside it.

use dispatch::call::{CallDisposition, CallStage};
use dispatch::{Call, Personal, TypeId};

use super::Views;
use crate::api::{CallView, EarlierCall, NumberHistory};

/// How much of a number's history a call shows.
const EARLIER_CALLS: usize = 10;

impl Views<'_> {
    pub(super) fn call(&self, call: &Call) -> CallView {
        let state = &self.live.state;
        let number = call.caller();
        let of_number: Vec<&Call> = number.into_iter().flat_map(|number| state.calls_from(number)).collect();
        let before: Vec<&Call> = of_number.iter().copied().filter(|own| own.number < call.number).collect();
        let location = call.location();
        let again = of_number.iter().filter(|own| own.number > call.number).map(|own| own.rang_at).max();
        let limit_s = self.inner.settings.alarms.call_back_s;
        CallView {
            registered: number.and_then(|number| state.registered(number)).cloned(),
            earlier: before.iter().take(EARLIER_CALLS).map(|own| self.earlier(own)).collect(),
            history: history(&before),
            premises: location
                .map_or_else(Vec::new, |place| state.premises_at(place))
                .into_iter()
                .cloned()
                .collect(),
            suggested: self.suggested(call),
            news_apart_m: news_apart_m(call),
            call_back_at: call.call_back_since().map(|since| since.plus_seconds(limit_s)),
            rang_again_at: again.filter(|_| call.call_back_due),
            location: location.cloned(),
            call: call.clone(),
        }
    }

    fn earlier(&self, call: &Call) -> EarlierCall {
        let incident = call.incident.and_then(|id| self.live.state.incidents.get(&id));
        EarlierCall {
            call: call.id,
            rang_at: call.rang_at,
            disposition: ended(call),
            kind: call.draft.kind.clone(),
            incident: incident.map(|incident| incident.number),
            abusive: call.abusive,
        }
    }

    /// What the written words suggest. Whoever has picked a type has decided.
    fn suggested(&self, call: &Call) -> Vec<TypeId> {
        if call.is_closed() || call.draft.kind.is_some() {
            return Vec::new();
        }
        let answers = call.draft.answers.values().map(Personal::text);
        let said = [call.draft.note.text(), call.draft.place.text()].into_iter().chain(answers);
        let said = said.collect::<Vec<_>>().join(" . ");
        self.catalogue().suggested_by(&said).into_iter().map(|kind| kind.key.clone()).collect()
    }
}

fn ended(call: &Call) -> Option<CallDisposition> {
    match call.stage {
        CallStage::Closed { disposition, .. } => Some(disposition),
        _ => None,
    }
}

fn history(calls: &[&Call]) -> NumberHistory {
    let count = |counts: &dyn Fn(&Call) -> bool| {
        u32::try_from(calls.iter().filter(|call| counts(call)).count()).unwrap_or(u32::MAX)
    };
    NumberHistory {
        calls: count(&|_| true),
        incidents: count(&|call| call.incident.is_some()),
        pranks: count(&|call| ended(call) == Some(CallDisposition::Prank)),
        silent: count(&|call| ended(call) == Some(CallDisposition::Silent)),
        abusive: count(&|call| call.abusive),
    }
}

fn news_apart_m(call: &Call) -> Option<u32> {
    let news = call.news?;
    let (fix, before) = (call.fixes.get(news.fix)?, call.fixes.get(news.before?)?);
    Some(fix.position.metres_to(before.position).round() as u32)
}
