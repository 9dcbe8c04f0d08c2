//! The two kinds of "it did not happen": a refusal, which is the product, and a fault, which is a bug or an outage.

use domain::refusal::{Code, Fact, Refusal};
use sea_orm::{ConnAcquireErr, DbErr};

use database::Meaning;

pub mod database;

/// Why something did not happen.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Expected: shown to the person with its code and facts.
    #[error("{0}")]
    Refused(#[from] Refusal),
    /// Several refusals at once, as a form or a file collects them.
    #[error("{} refusals", .0.len())]
    RefusedMany(Vec<Refusal>),
    /// Unexpected: logged once with its cause, shown as a reference number.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Something that should not happen; the text is for the log, never for a page.
#[derive(Debug, thiserror::Error)]
#[error("{what}")]
pub struct Fault {
    what: String,
    trouble: Trouble,
    #[source]
    cause: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// Why a file or an address cannot be used, by what the system says; its own words are English and speak of numbers.
pub fn why(error: &std::io::Error) -> Fact {
    use std::io::ErrorKind::{
        AddrInUse, AddrNotAvailable, AlreadyExists, IsADirectory, NotADirectory, NotFound, PermissionDenied,
        ReadOnlyFilesystem, StorageFull,
    };
    let key = match error.kind() {
        NotFound => "file-not-there",
        PermissionDenied => "file-not-allowed",
        IsADirectory => "file-is-folder",
        AlreadyExists => "file-is-there",
        NotADirectory => "file-is-no-folder",
        ReadOnlyFilesystem => "file-read-only",
        StorageFull => "file-disk-full",
        AddrInUse => "address-in-use",
        AddrNotAvailable => "address-not-here",
        _ => "file-other",
    };
    match error.raw_os_error() {
        Some(number) if key == "file-other" => Fact::About(key.to_owned(), number.to_string()),
        None if key == "file-other" => Fact::Message("file-other-unnumbered".to_owned()),
        _ => Fact::Message(key.to_owned()),
    }
}

/// What a fault means for the act that met it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The program or its data are at fault.
    Broken,
    /// The whole command may simply be tried again: serialization failure, deadlock, busy.
    Again,
    /// Only somebody else's long act stood in the way: the same act in a moment will do.
    Busy,
    /// The disk of the database is full. Nothing was changed.
    Full,
    /// The database cannot be reached or cannot write. Nothing was changed.
    Away,
    /// The database went away while it was told to keep the act: it may be kept or not.
    Unknown,
}

impl Fault {
    /// A fault described by `what`.
    pub fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), trouble: Trouble::Broken, cause: None }
    }

    /// A fault after which nobody knows whether the act was kept.
    pub fn unknown(what: impl Into<String>) -> Self {
        Self { trouble: Trouble::Unknown, ..Self::new(what) }
    }

    /// A fault of a file that the program keeps for itself; a full disk is told as one.
    pub fn of_file(what: impl Into<String>, cause: std::io::Error) -> Self {
        let full = cause.kind() == std::io::ErrorKind::StorageFull;
        let trouble = if full { Trouble::Full } else { Trouble::Broken };
        Self { trouble, ..Self::from_cause(what, cause) }
    }

    /// A fault with its cause.
    pub fn from_cause(what: impl Into<String>, cause: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self { what: what.into(), trouble: Trouble::Broken, cause: Some(Box::new(cause)) }
    }
}

impl Error {
    /// Whether the whole command may be tried again.
    pub const fn is_transient(&self) -> bool {
        matches!(self.trouble(), Some(Trouble::Again))
    }

    /// Others are writing, and nothing is broken: told in words, never as a fault.
    pub fn busy(cause: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::Fault(Fault { trouble: Trouble::Busy, ..Fault::from_cause("the writer is not free", cause) })
    }

    /// The database gives no connection.
    pub fn away(cause: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::Fault(Fault { trouble: Trouble::Away, ..Fault::from_cause("the database gives no connection", cause) })
    }

    /// Whether the connection was cut or the server only reads: on another connection the same may do at once.
    pub fn is_lost(&self) -> bool {
        let Self::Fault(Fault { trouble: Trouble::Away, cause: Some(cause), .. }) = self else { return false };
        cause.downcast_ref::<DbErr>().is_some_and(database::lost)
    }

    /// Whether pages of the database do not hold together.
    pub fn is_damaged(&self) -> bool {
        let Self::Fault(Fault { cause: Some(cause), .. }) = self else { return false };
        cause.downcast_ref::<DbErr>().is_some_and(database::damaged)
    }

    /// A fault of an act of which an earlier try may have been kept.
    #[must_use]
    pub fn after_unknown(self) -> Self {
        Self::Fault(Fault { trouble: Trouble::Unknown, ..Fault::from_cause("an earlier try may have been kept", self) })
    }

    /// Whether only somebody else's long act stood in the way.
    pub const fn is_busy(&self) -> bool {
        matches!(self.trouble(), Some(Trouble::Busy))
    }

    /// What the fault means; none for a refusal.
    pub const fn trouble(&self) -> Option<Trouble> {
        match self {
            Self::Fault(fault) => Some(fault.trouble),
            Self::Refused(_) | Self::RefusedMany(_) => None,
        }
    }

    /// A fault of the moment in which the database was told to keep an act: where it went away, nobody knows whether it did.
    #[must_use]
    pub fn at_commit(self) -> Self {
        match self {
            Self::Fault(Fault { trouble: Trouble::Away, what, cause }) => {
                Self::Fault(Fault { trouble: Trouble::Unknown, what, cause })
            }
            other => other,
        }
    }

    /// Nothing is there by the name that a person gave.
    pub fn nothing_named(name: &str) -> Self {
        Refusal::new(Code::NothingNamed).with("value", Fact::Text(name.to_owned())).into()
    }

    /// Says by which name nothing was found, where a person gave one.
    #[must_use]
    pub fn about(self, name: &str) -> Self {
        if self.code() == Some(Code::NotFound) { Self::nothing_named(name) } else { self }
    }

    /// The code, when it is one refusal.
    pub const fn code(&self) -> Option<Code> {
        match self {
            Self::Refused(refusal) => Some(refusal.code),
            Self::RefusedMany(_) | Self::Fault(_) => None,
        }
    }
}

impl From<Code> for Error {
    fn from(code: Code) -> Self {
        Self::Refused(Refusal::new(code))
    }
}

impl From<serde_json::Error> for Error {
    fn from(cause: serde_json::Error) -> Self {
        Self::Fault(Fault::from_cause("stored JSON could not be read or written", cause))
    }
}

impl From<DbErr> for Error {
    fn from(cause: DbErr) -> Self {
        if let DbErr::ConnectionAcquire(ConnAcquireErr::Timeout) = cause {
            // Somebody else holds the writer: nothing is broken, and nothing was changed.
            return Self::busy(cause);
        }
        let meaning = database::meaning(&cause);
        if let Some(Meaning::Refuse(code)) = meaning {
            return code.into();
        }
        let trouble = match meaning {
            Some(Meaning::Again) => Trouble::Again,
            _ => database::trouble(&cause).unwrap_or(Trouble::Broken),
        };
        Self::Fault(Fault { what: "the database refused".to_owned(), trouble, cause: Some(Box::new(cause)) })
    }
}
