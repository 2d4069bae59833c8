//! What the caller may do with attachments now, by the same rules that decide.

use super::{Facts, State, decide::written, may_add, may_read};

/// With the application's attachments as a whole.
pub fn permitted(state: &State, facts: &Facts) -> Vec<&'static str> {
    let add = may_add(state, facts).ok().map(|()| "begin-attachment");
    let explain = written(facts).ok().map(|_| "explain-finding");
    add.into_iter().chain(explain).collect()
}

/// With one of them.
pub fn permitted_on(state: &State, number: u32, facts: &Facts) -> Vec<&'static str> {
    let Some(known) = state.attachment(number) else { return Vec::new() };
    let writes = written(facts).is_ok();
    let read = may_read(state, number, facts).is_ok().then_some("read-attachment-chunk");
    let remove = (writes && known.removed_on.is_none()).then_some("remove-attachment");
    let explain = (writes && known.stands() && known.numbers.count > 0).then_some("explain-finding");
    read.into_iter().chain(remove).chain(explain).collect()
}
