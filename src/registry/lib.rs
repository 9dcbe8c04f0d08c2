//! Asks credit registries over HTTP. Whatever happens is a [`Reply`]; only one with a well-formed answer is good, and
//! nobody mistakes silence, an error page or a broken list for a clean firm.
//!
//! Basis: credit.md C6 "HTTP JSON" and finding 9. The contract of a registry and the reading of its answer are in
//! [`domain::credit::registry`].

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use domain::credit::registry::{Malformed, Registry, read};
use domain::credit::{AnswerStatus, Record};
use sha2::{Digest as _, Sha256};

use circuit::Circuit;
use request::{Heard, Question};

mod address;
mod circuit;
mod request;

/// How long and how often is asked.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Time to find the host, and again to connect to it.
    pub connect: Duration,
    /// Time of one request from its first step to the last byte of the answer.
    pub total: Duration,
    /// How often a question is asked again, after a timeout, "too many requests" or an error of the server.
    pub retries: u32,
    /// The shortest wait before asking again; up to as much again is added at random.
    pub pause: Duration,
    /// The largest answer, in bytes.
    pub body: usize,
    /// After so many questions in a row without an answer a source is left alone …
    pub failures: u32,
    /// … for so long.
    pub rest: TimeDelta,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(2),
            total: Duration::from_secs(5),
            retries: 2,
            pause: Duration::from_millis(250),
            body: 5_000_000,
            failures: 5,
            rest: TimeDelta::seconds(60),
        }
    }
}

/// What became of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// Whether it was answered. Only [`AnswerStatus::Ok`] is an answer.
    pub status: AnswerStatus,
    /// Status of the last response, if there was one.
    pub http_status: Option<u16>,
    /// Body of the last response as it came; empty when it did not come whole.
    pub body: Vec<u8>,
    /// SHA-256 of the body in hexadecimal.
    pub body_sha256: String,
    /// The records; none means that the registry said so.
    pub records: Vec<Record>,
    /// Why it was not answered, for the log and the page of sources; empty after an answer.
    pub detail: String,
}

/// Why a question was not answered.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("the firm's code or name does not fit into the registry's address")]
    Url,
    #[error("the environment variable {0} holds no usable secret")]
    Secret(String),
    #[error("the source failed several times and is left alone until {0}")]
    Resting(DateTime<Utc>),
    #[error("{host} is at {address}, which is not a public address and not allowed by the contract")]
    Private { host: String, address: IpAddr },
    #[error("the host {0} was not found")]
    UnknownHost(String),
    #[error("no answer in time")]
    Timeout,
    #[error("the connection failed: {0}")]
    Connection(String),
    #[error("the registry refused to answer (HTTP {0})")]
    Denied(u16),
    #[error("HTTP {0} is not an answer")]
    Status(u16),
    #[error("the content type \"{0}\" is not JSON in UTF-8")]
    ContentType(String),
    #[error("the answer is encoded as \"{0}\"")]
    Encoding(String),
    #[error("the answer is larger than {0} bytes")]
    TooLarge(usize),
    #[error(transparent)]
    Malformed(#[from] Malformed),
}

impl Failure {
    fn of(error: reqwest::Error) -> Self {
        if error.is_timeout() {
            return Self::Timeout;
        }
        // The address may hold a firm's name; the innermost cause says the most.
        let error = error.without_url();
        let mut cause: &dyn std::error::Error = &error;
        while let Some(inner) = cause.source() {
            cause = inner;
        }
        Self::Connection(cause.to_string())
    }

    const fn status(&self) -> AnswerStatus {
        match self {
            Self::Url | Self::Resting(_) => AnswerStatus::NotAsked,
            Self::Secret(_) | Self::Private { .. } | Self::Denied(_) => AnswerStatus::Denied,
            Self::Timeout => AnswerStatus::Timeout,
            Self::UnknownHost(_) | Self::Connection(_) | Self::Status(_) => AnswerStatus::HttpError,
            Self::ContentType(_) | Self::Encoding(_) | Self::TooLarge(_) | Self::Malformed(_) => {
                AnswerStatus::Malformed
            }
        }
    }

    /// Whether the same question may be answered a moment later.
    const fn passes(&self) -> bool {
        matches!(self, Self::Timeout | Self::Status(429 | 500..=599))
    }
}

/// The way to all registries, with what is remembered of each.
pub struct Registries {
    limits: Limits,
    tls: rustls::ClientConfig,
    circuits: Mutex<HashMap<String, Circuit>>,
}

impl Registries {
    /// Trusts the certificates that the system trusts. Where it has none, no registry can be asked over HTTPS.
    ///
    /// # Errors
    /// When the TLS library supports no version of the protocol.
    pub fn new(limits: Limits) -> Result<Self, rustls::Error> {
        Ok(Self { limits, tls: kernel::tls::client()?, circuits: Mutex::default() })
    }

    /// Asks `source`, whose contract is `registry`, about the firm with a code and a name.
    pub async fn ask(
        &self,
        source: &str,
        registry: &Registry,
        (code, name): (&str, &str),
        now: DateTime<Utc>,
    ) -> Reply {
        let question = match Question::about(registry, code, name) {
            Ok(question) => question,
            Err(failure) => return Reply::new(None, Err(failure)),
        };
        if let Err(until) = self.circuit(source, |circuit| circuit.admit(&self.limits, now)) {
            return Reply::new(None, Err(Failure::Resting(until)));
        }
        let (heard, outcome) = match self.until_answered(&question).await {
            Ok(Heard { failure: Some(failure), status, body }) => (Some((status, body)), Err(failure)),
            Ok(Heard { failure: None, status, body }) => {
                let records = read(registry, source, &body, code, now);
                (Some((status, body)), records.map_err(Failure::from))
            }
            Err(failure) => (None, Err(failure)),
        };
        self.circuit(source, |circuit| circuit.settle(&self.limits, outcome.is_ok(), now));
        Reply::new(heard, outcome)
    }

    /// Sends a question, and again where that may help.
    async fn until_answered(&self, question: &Question<'_>) -> Result<Heard, Failure> {
        let mut left = self.limits.retries;
        loop {
            let heard = question.send(&self.tls, &self.limits).await;
            let passes = match &heard {
                Ok(heard) => heard.failure.as_ref().is_some_and(Failure::passes),
                Err(failure) => failure.passes(),
            };
            if !passes || left == 0 {
                return heard;
            }
            left = left.saturating_sub(1);
            tokio::time::sleep(jittered(self.limits.pause)).await;
        }
    }

    fn circuit<T>(&self, source: &str, with: impl FnOnce(&mut Circuit) -> T) -> T {
        let mut circuits = self.circuits.lock().unwrap_or_else(PoisonError::into_inner);
        with(circuits.entry(source.to_owned()).or_default())
    }
}

/// A wait of once to twice as long, so that many askers do not come back all at once.
fn jittered(pause: Duration) -> Duration {
    let mut random = [0u8; 1];
    // Without randomness the wait is the shortest one.
    let _ = getrandom::fill(&mut random);
    let [share] = random;
    let more = pause.saturating_mul(u32::from(share)).checked_div(256).unwrap_or_default();
    pause.saturating_add(more)
}

impl Reply {
    fn new(heard: Option<(u16, Vec<u8>)>, outcome: Result<Vec<Record>, Failure>) -> Self {
        let (http_status, body) = heard.map_or((None, Vec::new()), |(status, body)| (Some(status), body));
        let body_sha256 = hex::encode(Sha256::digest(&body));
        let (status, records, detail) = match outcome {
            Ok(records) => (AnswerStatus::Ok, records, String::new()),
            Err(failure) => (failure.status(), Vec::new(), failure.to_string()),
        };
        Self { status, http_status, body, body_sha256, records, detail }
    }
}
