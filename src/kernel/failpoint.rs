//! Named places at which a step can be made to fail, for the tests alone: at each of them the program is killed or gets an
//! error, and nothing acknowledged may be lost and nothing done twice.
//!
//! A program built for release has none of them: [`reach`] is nothing there, and there is no way to arm one. They are no
//! feature of the package, so that what is tested and what is run are one build of the sources; and they are an enum, so
//! that the test of them knows them all.

macro_rules! failpoints {
    ($($(#[doc = $doc:literal])* $name:ident,)*) => {
        /// A place at which a step can be made to fail.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Failpoint {
            $($(#[doc = $doc])* $name,)*
        }

        impl Failpoint {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// What it is called.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($name),)*
                }
            }
        }
    };
}

failpoints! {
    /// An act has begun its transaction.
    ActBegun,
    /// It has written what it changes.
    ActDone,
    /// It has written its events.
    ActRecorded,
    /// It has written its answer under its key.
    ActAnswered,
    /// It is kept, and nobody was told.
    ActKept,
    /// It stands in the record outside the database.
    ActToldOutside,
    /// The database is about to be told to keep a transaction.
    CommitAsked,
    /// It has kept it, and the program does not know.
    CommitKept,
    /// A worker has taken a job.
    JobTaken,
    /// What a job does is kept, and perhaps nobody says so yet.
    JobDone,
    /// A server has taken a mail, and nobody noted it yet.
    MailTaken,
    /// The way of a long file has begun.
    UploadBegun,
    /// Some pieces of it are kept.
    UploadPieces,
    /// All of it is kept, and no act counts it.
    UploadWhole,
    /// The way of a list of credit records has begun.
    ListBegun,
    /// A piece of its records is about to be stored.
    ListPiece,
    /// All of it is stored, and nothing of it is in force.
    ListWhole,
    /// The rows of a schedule have begun their way.
    RowsBegun,
    /// All rows of a schedule are stored, and no case has them.
    RowsWhole,
    /// The way of rows that an act makes count has begun.
    BundleBegun,
    /// All of them are stored, and none counts.
    BundleWhole,
    /// A payment file is made, and nothing of it is stored.
    PaymentFileMade,
    /// It is stored with its hash.
    PaymentFileStored,
    /// A statement of the bank is read, and nothing of it is stored.
    StatementRead,
    /// Its lines are stored, and none is matched.
    StatementLines,
    /// The steps of the schema are made.
    SchemaSteps,
    /// The rules are loaded.
    SchemaRules,
    /// What is derived is made anew.
    SchemaDerived,
    /// A database of an earlier version was copied, and the copy not tried.
    UpgradeCopied,
    /// The upgrade was tried on the copy.
    UpgradeTried,
    /// The folder of a copy is there.
    CopyFolder,
    /// The database is copied into it.
    CopyDatabase,
    /// The manifest is written, and the copy has not its name.
    CopyManifest,
    /// The copy has its name.
    CopyNamed,
    /// A copy stands beside the database whose place it will take.
    RestoreBeside,
    /// It is proved.
    RestoreProved,
    /// It is marked as brought back, and its payments are locked.
    RestoreMarked,
    /// What was there is set aside, and the place is empty.
    RestoreAside,
    /// The copy has taken the place.
    RestorePlaced,
}

/// A step reaches a place.
///
/// # Errors
/// What a test armed.
#[cfg(not(debug_assertions))]
#[inline]
pub const fn reach(_: Failpoint) -> Result<(), crate::error::Error> {
    Ok(())
}

#[cfg(debug_assertions)]
pub use armed::{Effect, arm, passed, reach};

#[cfg(debug_assertions)]
mod armed {
    use std::collections::BTreeMap;
    use std::sync::Mutex;

    use super::Failpoint;
    use crate::error::{Error, Fault};

    /// What happens at a place.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Effect {
        /// The process ends there, as by a power cut.
        Kill,
        /// The step gets an error there.
        Fail,
    }

    struct State {
        armed: Option<(Failpoint, u32, Effect)>,
        passed: Option<BTreeMap<Failpoint, u32>>,
    }

    static STATE: Mutex<State> = Mutex::new(State { armed: None, passed: None });

    /// From now on counts what is passed, and lets the effect come when a place is reached for the n-th time; once.
    pub fn arm(what: Option<(Failpoint, u32, Effect)>) {
        if let Ok(mut state) = STATE.lock() {
            *state = State { armed: what, passed: Some(BTreeMap::new()) };
        }
    }

    /// What was passed since it was armed, and how often; whether what was armed is still to come.
    pub fn passed() -> (BTreeMap<Failpoint, u32>, bool) {
        let state = STATE.lock().ok();
        state.map_or_else(Default::default, |s| (s.passed.clone().unwrap_or_default(), s.armed.is_some()))
    }

    /// A step reaches a place.
    ///
    /// # Errors
    /// What a test armed.
    pub fn reach(place: Failpoint) -> Result<(), Error> {
        let Ok(mut state) = STATE.lock() else { return Ok(()) };
        let Some(passed) = &mut state.passed else { return Ok(()) };
        let times = passed.entry(place).or_default();
        *times += 1;
        let times = *times;
        let Some((_, _, effect)) = state.armed.filter(|(point, nth, _)| *point == place && *nth == times) else {
            return Ok(());
        };
        state.armed = None;
        drop(state);
        match effect {
            Effect::Kill => std::process::abort(),
            // What is kept already is kept, whatever is told afterwards.
            Effect::Fail if place == Failpoint::CommitKept => Err(Fault::unknown(place.name()).into()),
            Effect::Fail => Err(Fault::new(place.name()).into()),
        }
    }
}
