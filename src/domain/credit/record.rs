//! A credit record: facts about a subject, with their dates; its state on a day.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{Party, Times};
use crate::date::months_after;
use crate::money::Fen;
use crate::refusal::Refusal;
use crate::role::text_enum;

text_enum! {
    /// 失信严重程度, as the file says it; never guessed.
    Severity {
        /// 轻微
        Minor = "minor",
        /// 一般
        General = "general",
        /// 严重
        Serious = "serious",
        /// Not stated.
        Unknown = "unknown",
    }
}

text_enum! {
    /// What a record is on a day; the first that holds.
    RecordState {
        /// 撤销
        Revoked = "revoked",
        /// 已修复
        Repaired = "repaired",
        /// 已移出
        Removed = "removed",
        /// 期满
        Expired = "expired",
        /// 有效
        Active = "active",
    }
}

/// A record. Facts carry event dates; `known_from` and `known_to` say when the system knew it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Kind: `ADMIN_PENALTY`, `COURT_DEFAULTER`, `SERIOUS_LIST`, …
    pub kind: String,
    /// The source.
    pub source: String,
    /// Severity of a penalty.
    pub severity: Severity,
    /// Field of the authority, where it matters (finance, guarantee, …).
    #[serde(default)]
    pub domain: String,
    /// A grade or result, for kinds that have one.
    #[serde(default)]
    pub value: String,
    /// Which list, for kinds that have several (`WAGE_ARREARS`).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub list_code: String,
    /// 处罚种类, as the source names them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub penalty_types: Vec<String>,
    /// Of whom it speaks: the firm itself, unless it is about its legal representative.
    #[serde(default = "the_firm_itself", skip_serializing_if = "is_the_firm_itself")]
    pub party: Party,
    /// The code as the source gives it.
    pub subject_code: String,
    /// The name as the source gives it.
    pub subject_name: String,
    /// The deciding authority.
    pub authority: String,
    /// Number of the decision.
    pub decision_no: String,
    /// Day of the event.
    pub event_date: NaiveDate,
    /// The fact itself ended on this day (a bad debt was paid).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<NaiveDate>,
    /// Stated end of publication; years from 2090 on mean "not stated".
    pub public_until: Option<NaiveDate>,
    /// Taken off the list on this day.
    pub removed_at: Option<NaiveDate>,
    /// Repaired on this day.
    pub repaired_at: Option<NaiveDate>,
    /// Annulled on this day.
    pub revoked_at: Option<NaiveDate>,
    /// An objection was opened on this day…
    pub objection_opened: Option<NaiveDate>,
    /// …and closed on this one.
    pub objection_closed: Option<NaiveDate>,
    /// The fine, in minor units.
    pub fine: Option<Fen>,
    /// What was confiscated, in minor units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confiscated: Option<Fen>,
    /// What the decision says.
    #[serde(default)]
    pub content: String,
    /// What the source wrote in a field that could not be read, by the field's name. The field is unknown, and unknown
    /// counts as the stricter reading; nothing of the record is dropped for it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub unread: BTreeMap<String, String>,
    /// What tells it from others under the same authority, number and subject: see [`Record::row_of_ground`] and
    /// [`Record::row_of_place`]. Empty for nearly all.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub row: String,
    /// Known to the system from this instant…
    pub known_from: DateTime<Utc>,
    /// …until this one; still known when absent.
    pub known_to: Option<DateTime<Utc>>,
}

const fn the_firm_itself() -> Party {
    Party::Applicant
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_the_firm_itself(party: &Party) -> bool {
    *party == Party::Applicant
}

impl Severity {
    /// The class of a penalty by its types, where the source names types but no class; the heaviest type governs.
    /// A type that the law does not name leaves the class unknown, unless another type alone makes it serious.
    ///
    /// Basis: 行政处罚法 art. 9 (1)-(5) with the three classes of NDRC order 36 (credit.md B3).
    pub fn of_penalty_types(types: &[String]) -> Self {
        let class = |name: &String| {
            let says = |words: &[&str]| words.iter().any(|w| name.contains(w));
            if says(&["停产停业", "吊销", "暂扣", "降低资质", "关闭", "限制从业", "限制开展", "拘留"])
            {
                Self::Serious
            } else if name.starts_with("其他") {
                Self::Unknown
            } else if says(&["罚款", "没收"]) {
                Self::General
            } else if says(&["警告", "通报批评"]) {
                Self::Minor
            } else {
                Self::Unknown
            }
        };
        let found: Vec<Self> = types.iter().map(class).collect();
        let order = [Self::Serious, Self::Unknown, Self::General, Self::Minor];
        order.into_iter().find(|s| found.contains(s)).unwrap_or(Self::Unknown)
    }
}

impl Record {
    /// Whether the check may see it.
    pub fn visible(&self, times: Times) -> bool {
        self.known_from <= times.known_at
            && self.known_to.is_none_or(|to| to > times.known_at)
            && self.event_date <= times.as_of
    }

    /// The last day on which it counts; none for one without an end, or with one that could not be read. For a penalty the
    /// earlier of the stated end and 3, 12 or 36 months by severity.
    ///
    /// Basis: credit.md C3; the last day is included (Civil Code arts. 201-202).
    ///
    /// # Errors
    /// [`crate::refusal::Code::DateMalformed`] for periods beyond the supported years.
    pub fn until(&self) -> Result<Option<NaiveDate>, Refusal> {
        use chrono::Datelike as _;
        if self.unread.contains_key("public_until") {
            return Ok(None);
        }
        let stated = self.public_until.filter(|d| d.year() < 2090);
        if self.kind != "ADMIN_PENALTY" {
            return Ok(stated);
        }
        let months = match self.severity {
            Severity::Minor => 3,
            Severity::General => 12,
            Severity::Serious | Severity::Unknown => 36,
        };
        let by_severity = months_after(self.event_date, months)?;
        Ok(Some(stated.map_or(by_severity, |s| s.min(by_severity))))
    }

    /// The day on which the fact ended: as stated, else the last day on which it counts.
    ///
    /// # Errors
    /// As for [`Record::until`].
    pub fn end(&self) -> Result<Option<NaiveDate>, Refusal> {
        self.ended_at.map_or_else(|| self.until(), |end| Ok(Some(end)))
    }

    /// The state on a day.
    ///
    /// # Errors
    /// As for [`Record::until`].
    pub fn state(&self, day: NaiveDate) -> Result<RecordState, Refusal> {
        let since = |at: Option<NaiveDate>| at.is_some_and(|at| at <= day);
        Ok(if since(self.revoked_at) {
            RecordState::Revoked
        } else if since(self.repaired_at) {
            RecordState::Repaired
        } else if since(self.removed_at) {
            RecordState::Removed
        } else if self.until()?.is_some_and(|until| day > until) {
            RecordState::Expired
        } else {
            RecordState::Active
        })
    }

    /// Whether an objection against it is open on a day.
    pub fn disputed_on(&self, day: NaiveDate) -> bool {
        self.objection_opened.is_some_and(|o| o <= day) && self.objection_closed.is_none_or(|c| c > day)
    }

    /// A record of a kind and a day of the firm itself, and nothing else; known since ever.
    pub fn blank(kind: &str, event_date: NaiveDate) -> Self {
        Self {
            kind: kind.to_owned(),
            source: String::new(),
            severity: Severity::Unknown,
            domain: String::new(),
            value: String::new(),
            list_code: String::new(),
            penalty_types: Vec::new(),
            party: Party::Applicant,
            subject_code: String::new(),
            subject_name: String::new(),
            authority: String::new(),
            decision_no: String::new(),
            event_date,
            ended_at: None,
            public_until: None,
            removed_at: None,
            repaired_at: None,
            revoked_at: None,
            objection_opened: None,
            objection_closed: None,
            fine: None,
            confiscated: None,
            content: String::new(),
            unread: BTreeMap::new(),
            row: String::new(),
            known_from: DateTime::UNIX_EPOCH,
            known_to: None,
        }
    }

    /// Authority and number, as people name it; what tells it from others of the same stands behind in brackets.
    pub fn title(&self) -> String {
        let title = format!("{} {}", self.authority, self.decision_no).trim().to_owned();
        if self.row.is_empty() {
            return title;
        }
        let (ground, place) = self.row.split_once('#').unwrap_or((&self.row, ""));
        let ground: String = ground.trim_start_matches(OF_GROUND).chars().take(SHOWN_DIGITS).collect();
        let parts = [ground.as_str(), place];
        format!("{title}（{}）", parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-"))
    }

    /// Under which records of several sources are one and the same decision; none without a number.
    ///
    /// Basis: credit.md C6: kind, authority, normalised number, part.
    pub fn decision_key(&self) -> Option<(String, String, String, Party)> {
        let number = super::matching::normalise(&self.decision_no);
        (!number.is_empty())
            .then(|| (self.kind.clone(), super::matching::normalise(&self.authority), number, self.party))
    }

    /// What identifies it within its source for ever: authority, number, subject, kind; and its own row where those are
    /// not enough.
    pub fn natural_key(&self) -> String {
        let parts = [&self.authority, &self.decision_no, &self.subject_code, &self.subject_name, &self.kind];
        let mut key = parts.map(|p| super::matching::normalise(p)).join("|");
        if !self.row.is_empty() {
            key.push('|');
            key.push_str(&self.row);
        }
        key
    }

    /// The row of a decision without a number: the hash of its ground, so that two decisions of one authority about one
    /// subject on one day stay two, in whatever file and order they come.
    pub fn row_of_ground(hash: &str) -> String {
        format!("{OF_GROUND}{hash}")
    }

    /// The row of the second, third, … record of one key in a file whose rows are not equal.
    pub fn row_of_place(first: &str, place: usize) -> String {
        format!("{first}#{place}")
    }

    /// Whether it has no number, and is told from others of its day by its ground.
    pub fn is_without_number(&self) -> bool {
        self.row.starts_with(OF_GROUND)
    }
}

/// So many digits of a ground are shown.
const SHOWN_DIGITS: usize = 4;
/// How the row of a decision without a number begins.
const OF_GROUND: char = '~';

/// The key that a decision without a number had before its ground was part of it.
pub fn key_without_ground(natural_key: &str) -> Option<&str> {
    natural_key.rsplit_once('|').filter(|(_, row)| row.starts_with(OF_GROUND)).map(|(before, _)| before)
}
