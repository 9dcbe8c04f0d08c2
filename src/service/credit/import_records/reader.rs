//! Reads a list of records row by row on a thread of its own and hands it over in batches; nothing of it is kept but what
//! tells a repeated record.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use domain::credit::list::{LISTS, List, Row, Taken, purge_after};
use domain::credit::{Record, Source};
use domain::id::CreditImportId;
use domain::import_row::{CellProblem, Header, known_headings};
use domain::refusal::{Code, Fact, Refusal};
use domain::template::{Cell, Template};
use entity::credit_record;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use crate::credit::record_row;
use crate::upload::Incoming;
use format::schedule::{Headed, Options};
use format::table::Limits;
use kernel::error::{Error, Fault};
use kernel::id::{Ascending, sha256};
use store::credit::import::Scope;

/// Rows that are handed over together and stored in one short transaction. It takes less than a tenth of a second; smaller
/// ones make a large list wait for the disk more often than for anything else.
const BATCH: usize = 3_000;
/// Problems that are kept with their words; all rows are counted.
const KEPT_PROBLEMS: usize = 10_000;

/// A file and how it is read.
#[derive(Clone)]
pub(super) struct Reader {
    pub(super) source: String,
    pub(super) file: Incoming,
    /// The list that it is; without one, the list whose headings it has.
    pub(super) list: Option<List>,
    /// What its source takes.
    pub(super) takes: Takes,
    pub(super) limits: Limits,
}

/// The lists that a source takes; one that nobody has set up takes none.
#[derive(Clone, Default)]
pub(super) struct Takes(Vec<List>);

impl Takes {
    pub(super) fn of(source: &Source) -> Self {
        Self(LISTS.into_iter().filter(|list| source.takes(*list)).collect())
    }

    /// Refuses a list of a kind that the source does not deliver: it would make the source look fresh.
    fn check(&self, source: &str, list: List) -> Result<(), Refusal> {
        if self.0.contains(&list) {
            return Ok(());
        }
        let words = |list: &List| Fact::Message(format!("credit-list-{list}"));
        let refusal = Refusal::new(Code::CreditListOther).with("source", Fact::Text(source.to_owned()));
        Err(refusal.with("found", words(&list)).with("lists", Fact::List(self.0.iter().map(words).collect())))
    }
}

/// Records that are handed over together, none of them twice in a file.
pub(super) type Batch = Vec<credit_record::Model>;

/// The natural keys that stand in a file, with what tells the rows of one key apart.
#[derive(Default)]
pub(super) struct Keys {
    /// Half the hash of the first row of each key.
    first: HashMap<u128, u128>,
    /// The same of the other rows of the few keys that have several.
    more: HashMap<u128, Vec<u128>>,
}

impl Keys {
    /// Half of a hash is enough to tell keys apart: among a million, two alike are out of the question.
    fn half_hash(key: &str) -> u128 {
        use sha2::Digest as _;
        sha2::Sha256::digest(key).iter().take(16).fold(0, |hash, byte| hash << 8 | u128::from(*byte))
    }

    /// Which record of its key a row is in the file, from 1; none when the same row was there.
    fn place(&mut self, key: &str, row: &str) -> Option<usize> {
        let (key, row) = (Self::half_hash(key), Self::half_hash(row));
        let Some(first) = self.first.get(&key) else {
            self.first.insert(key, row);
            return Some(1);
        };
        let more = self.more.entry(key).or_default();
        if *first == row || more.contains(&row) {
            return None;
        }
        more.push(row);
        Some(more.len().saturating_add(1))
    }

    pub(super) fn contains(&self, key: &str) -> bool {
        self.first.contains_key(&Self::half_hash(key))
    }
}

/// What a file came to.
pub(super) struct Reading {
    pub(super) list: List,
    /// The lists that stand in it.
    pub(super) scopes: BTreeSet<Scope>,
    /// The records that stand in it.
    pub(super) keys: Keys,
    /// Rows with content.
    pub(super) rows: u64,
    /// Rows that were refused.
    pub(super) bad: u64,
    /// Rows that repeat a row of the file: the same row twice is one record.
    pub(super) repeated: u64,
    /// Refused cells, and rows that count but should be looked at.
    pub(super) problems: Vec<CellProblem>,
}

impl Reader {
    /// Starts to read. The batches come through the channel; when it is dropped, the reading stops.
    pub(super) fn start(
        &self,
        import: CreditImportId,
        now: DateTime<Utc>,
    ) -> (mpsc::Receiver<Batch>, JoinHandle<Result<Reading, Error>>) {
        let (send, receive) = mpsc::channel(2);
        let reader = self.clone();
        (receive, tokio::task::spawn_blocking(move || reader.read(import, now, &send)))
    }

    fn read(&self, import: CreditImportId, now: DateTime<Utc>, send: &mpsc::Sender<Batch>) -> Result<Reading, Error> {
        let options = Options { sheet: None, limits: self.limits };
        let templates: Vec<_> = self.list.map_or_else(|| LISTS.to_vec(), |list| vec![list]);
        let known: BTreeSet<String> = templates.iter().flat_map(|list| known_headings(&list.template())).collect();
        let headed = Headed::open(self.file.source(), &self.file.name, known, &options)?;
        let list = self.list.unwrap_or_else(|| List::of_headings(headed.headings()));
        self.takes.check(&self.source, list)?;
        let template = list.template();
        let header = list
            .header(&template, headed.headings(), headed.above())
            .map_err(|problems| Error::RefusedMany(problems.into_iter().map(|p| p.refusal).collect()))?;
        let mut rows = Rows {
            reader: self,
            list,
            layout: (&template, &header),
            import,
            now,
            ids: Ascending::new(now),
            keys: Keys::default(),
            scopes: BTreeSet::new(),
            problems: Vec::new(),
            seen: 0,
            bad: 0,
            repeated: 0,
        };
        let mut batch = Batch::with_capacity(BATCH);
        let gone = || Refusal::new(Code::FileBroken).with("what", Fact::Text(String::new()));
        headed.each_row(|row, cells| {
            if list.is_sum_line(&template, &header, &cells) {
                return Ok(());
            }
            batch.extend(rows.take(row, &cells)?);
            if batch.len() < BATCH {
                return Ok(());
            }
            let full = std::mem::replace(&mut batch, Batch::with_capacity(BATCH));
            // Nobody takes the rows any more: the import has failed and says why itself.
            send.blocking_send(full).map_err(|_| gone())
        })?;
        send.blocking_send(batch).map_err(|_| gone())?;
        let Rows { bad, repeated, problems, keys, scopes, seen, .. } = rows;
        Ok(Reading { list, scopes, keys, rows: seen, bad, repeated, problems })
    }
}

/// Rows on their way to records.
struct Rows<'r> {
    reader: &'r Reader,
    list: List,
    layout: (&'r Template, &'r Header),
    import: CreditImportId,
    now: DateTime<Utc>,
    ids: Ascending,
    /// The natural keys that were there.
    keys: Keys,
    scopes: BTreeSet<Scope>,
    problems: Vec<CellProblem>,
    seen: u64,
    bad: u64,
    repeated: u64,
}

impl Rows<'_> {
    /// The record of a row; none when it is refused or was there before.
    fn take(&mut self, number: u32, cells: &[Cell]) -> Result<Option<credit_record::Model>, Refusal> {
        self.seen = self.seen.saturating_add(1);
        let taken = match self.list.take(&self.reader.source, self.layout, (number, cells), self.now) {
            Ok(taken) => taken,
            Err(why) => {
                self.bad = self.bad.saturating_add(1);
                self.note(why);
                return Ok(None);
            }
        };
        let Taken { row: Row { record, personal, warnings }, unread, values } = taken;
        let unknown = (&values, &record.unread);
        let raw = if record.unread.is_empty() { serde_json::to_vec(&values) } else { serde_json::to_vec(&unknown) };
        let raw = sha256(raw.map_err(|_| Refusal::new(Code::FieldRequired))?);
        let purge_after = if personal { purge_after(&record)? } else { None };
        let (kind, list_code) = (record.kind.clone(), record.list_code.clone());
        let model = record_row::row(self.ids.next_id(), record, self.import, raw, self.now);
        let model = model.map_err(|_| Refusal::new(Code::FieldRequired))?;
        let model = match self.keys.place(&model.natural_key, &model.raw_sha256) {
            None => {
                self.repeated = self.repeated.saturating_add(1);
                return Ok(None);
            }
            Some(1) => model,
            // Another row of the same key is another record: which of the two counts is not for the import to say.
            Some(place) => self.another(model, place)?,
        };
        self.note(unread);
        self.note(warnings.into_iter().map(|refusal| of_row(number, refusal)).collect());
        if !self.scopes.iter().any(|scope| scope.kind == kind && scope.list_code == list_code) {
            self.scopes.insert(Scope { kind, list_code });
        }
        Ok(Some(credit_record::Model { personal, purge_after, ..model }))
    }

    /// A record under a key of its own, beside others of its authority, number and subject.
    fn another(&mut self, model: credit_record::Model, place: usize) -> Result<credit_record::Model, Refusal> {
        let unreadable = |_| Refusal::new(Code::FieldRequired);
        let record = record_row::record(&model).map_err(unreadable)?;
        let record = Record { row: Record::row_of_place(&record.row, place), ..record };
        let model = record_row::row(model.id.uuid(), record, self.import, model.raw_sha256, self.now);
        let model = model.map_err(unreadable)?;
        self.keys.place(&model.natural_key, &model.raw_sha256);
        Ok(model)
    }

    fn note(&mut self, problems: Vec<CellProblem>) {
        let room = KEPT_PROBLEMS.saturating_sub(self.problems.len());
        self.problems.extend(problems.into_iter().take(room));
    }
}

/// What is said about a row as a whole.
fn of_row(row: u32, refusal: Refusal) -> CellProblem {
    let nowhere = String::new;
    CellProblem { row, column: None, letter: nowhere(), heading: nowhere(), name: nowhere(), found: nowhere(), refusal }
}

/// What the thread of the reader came to.
pub(super) async fn finished(reading: JoinHandle<Result<Reading, Error>>) -> Result<Reading, Error> {
    reading.await.map_err(|e| Fault::from_cause("the reader of credit lists stopped", e))?
}
