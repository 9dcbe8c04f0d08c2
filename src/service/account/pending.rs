//! Sign-ins that wait for the writer: nobody is kept from signing in because somebody else's upload is being stored.
//!
//! A session that cannot be written at once is good from memory and written as soon as the writer is free. A restart in
//! between ends it, and the person signs in once more.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Utc};
use domain::sign_in::{Count, Failures};
use entity::session;

/// What is not written yet.
#[derive(Debug, Default)]
pub struct Pending(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    /// Sessions by the hash of their token.
    sessions: HashMap<String, session::Model>,
    /// Sessions that were ended.
    ended: HashSet<String>,
    /// Failed sign-ins.
    failures: Vec<Failed>,
}

/// A failed sign-in.
#[derive(Debug)]
struct Failed {
    login: String,
    place: Option<String>,
    at: DateTime<Utc>,
}

impl Pending {
    fn state(&self) -> MutexGuard<'_, State> {
        // Whoever panicked left whole entries: each change is one insertion or removal.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A session begins.
    pub(super) fn begin(&self, row: session::Model) {
        self.state().sessions.insert(row.token_hash.clone(), row);
    }

    /// A session is written.
    pub(super) fn written(&self, hash: &str) {
        self.state().sessions.remove(hash);
    }

    /// A session that has not ended.
    pub(super) fn session(&self, hash: &str, now: DateTime<Utc>) -> Option<session::Model> {
        self.state().sessions.get(hash).filter(|row| row.expires_at > now).cloned()
    }

    /// A session is ended, whatever the database still says.
    pub(super) fn end(&self, hash: &str) {
        let mut state = self.state();
        state.sessions.remove(hash);
        state.ended.insert(hash.to_owned());
    }

    /// The end of a session is written.
    pub(super) fn forgotten(&self, hash: &str) {
        self.state().ended.remove(hash);
    }

    /// Whether a session was ended.
    pub(super) fn has_ended(&self, hash: &str) -> bool {
        self.state().ended.contains(hash)
    }

    /// A sign-in of a name from a place failed.
    pub(super) fn failed(&self, (login, place): (&str, Option<&str>), at: DateTime<Utc>) {
        self.state().failures.push(Failed { login: login.to_owned(), place: place.map(str::to_owned), at });
    }

    /// A failure is written.
    pub(super) fn noted(&self, (login, place): (&str, Option<&str>), at: DateTime<Utc>) {
        let mut state = self.state();
        let same = |f: &Failed| f.login == login && f.place.as_deref() == place && f.at == at;
        if let Some(index) = state.failures.iter().position(same) {
            state.failures.swap_remove(index);
        }
    }

    /// Adds the failures that are not written yet to what the database knows.
    pub(super) fn add_failures(&self, to: &mut Failures, (login, place): (&str, Option<&str>), since: DateTime<Utc>) {
        let add = |count: &mut Count, at: DateTime<Utc>| {
            count.failures = count.failures.saturating_add(1);
            count.last = count.last.max(Some(at));
        };
        for failed in self.state().failures.iter().filter(|f| f.at > since) {
            let here = place.is_some() && failed.place.as_deref() == place;
            if failed.login == login {
                add(&mut to.of_name, failed.at);
            }
            if here {
                add(&mut to.of_place, failed.at);
            }
            if here && failed.login == login {
                add(&mut to.of_pair, failed.at);
            }
        }
    }
}
