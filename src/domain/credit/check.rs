//! The decision: what the visible records, the sources and the rules make of a subject. A pure function of its request.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::matching::{self, Match, MatchDecision};
use super::rule::Circumstances;
use super::source::relied_on;
use super::{
    Answer, Consent, Effect, Finding, Outcome, Party, Reason, Record, Registration, RuleSet, Rules, Severity, Stage,
    Subject, Times,
};
use crate::identifier::Uscc;
use crate::refusal::Refusal;

/// All that a check is made from. The same request and the same rules give the same result, byte for byte.
#[derive(Debug, Clone, Serialize)]
pub struct CheckRequest<'a> {
    /// The firm that applies.
    pub subject: &'a Subject,
    /// When the check is made.
    pub stage: Stage,
    /// What was true, and what we knew.
    pub times: Times,
    /// The day on which the application was submitted; the day of the check before that.
    pub submitted_on: NaiveDate,
    /// Records that may concern the firm.
    pub records: &'a [Record],
    /// The enterprises of the schedule that records may concern; one that is not named here passes.
    pub lines: &'a [LineRequest],
    /// What officers have decided about doubtful matches.
    pub decisions: &'a [MatchDecision],
    /// What the sources answered.
    pub answers: &'a [Answer],
    /// Whether non-public sources may be asked.
    pub consent: Consent,
}

/// What is known of a firm and its schedule: all that a check is made from, but for when and at which stage it is made.
#[derive(Debug, Clone)]
pub struct Facts {
    /// The firm.
    pub subject: Subject,
    /// Records that may concern it.
    pub records: Vec<Record>,
    /// Enterprises of the schedule that records may concern.
    pub lines: Vec<LineRequest>,
    /// Officers' answers about doubtful matches.
    pub decisions: Vec<MatchDecision>,
    /// What the sources answered.
    pub answers: Vec<Answer>,
    /// Whether non-public sources may be asked.
    pub consent: Consent,
}

impl Facts {
    /// The request of a check.
    pub fn request(&self, stage: Stage, times: Times, submitted_on: NaiveDate) -> CheckRequest<'_> {
        CheckRequest {
            subject: &self.subject,
            stage,
            times,
            submitted_on,
            records: &self.records,
            lines: &self.lines,
            decisions: &self.decisions,
            answers: &self.answers,
            consent: self.consent,
        }
    }
}

/// A line's enterprise with the records that may concern it.
#[derive(Debug, Clone, Serialize)]
pub struct LineRequest {
    /// Which line.
    pub line: String,
    /// Its enterprise.
    pub subject: Subject,
    /// Records that may concern it.
    pub records: Vec<Record>,
}

/// What a check comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckResult {
    /// The rule set in force on the day.
    pub rule_set: String,
    /// The firm's own finding. Lines never change it.
    pub applicant: Finding,
    /// The finding of each line that was named, by line.
    pub lines: BTreeMap<String, Finding>,
}

impl CheckResult {
    /// What a line comes to.
    pub fn line_outcome(&self, line: &str) -> Outcome {
        self.lines.get(line).map_or(Outcome::Pass, |f| f.outcome)
    }
}

/// Checks a firm and the enterprises of its schedule.
///
/// A record counts when it was known at `known_at` and its event is not after `as_of`. For each, the first rule decides
/// whose conditions all hold. Every source that the stage requires must have answered lately. A case that was begun under
/// milder rules is referred where the newer ones are stricter, unless those are mandatory.
///
/// # Errors
/// [`crate::refusal::Code::CreditRulesMissing`] when no rule set covers the day;
/// [`crate::refusal::Code::DateMalformed`] for periods beyond the supported years.
pub fn check(request: &CheckRequest<'_>, rules: &Rules) -> Result<CheckResult, Refusal> {
    let rule_set = rules.on(request.times.as_of)?;
    let relied =
        relied_on(&rules.sources, request.stage, request.times, request.answers, request.consent, &rule_set.params);
    let applicant = find(request, rules, request.subject, request.records)?;
    let applicant = applicant.noting(relied.by_hand).with(relied.missing);
    let mut lines = BTreeMap::new();
    for line in request.lines {
        lines.insert(line.line.clone(), find(request, rules, &line.subject, &line.records)?);
    }
    Ok(CheckResult { rule_set: rule_set.id.clone(), applicant, lines })
}

/// The finding of one subject, with the rules of the day held against those of the day of submission.
fn find(request: &CheckRequest<'_>, rules: &Rules, subject: &Subject, records: &[Record]) -> Result<Finding, Refusal> {
    let seen = Seen { request, subject, concerned: concerned(request, rules, subject, records) };
    let today = rules.on(request.times.as_of)?;
    let found = seen.judge(today)?;
    // Rules older than the oldest version cannot be compared with.
    let Ok(then) = rules.on(request.submitted_on) else { return Ok(found) };
    if today.mandatory || then.id == today.id {
        return Ok(found);
    }
    let before = seen.judge(then)?;
    if (found.outcome, found.reduce_bp) <= (before.outcome, before.reduce_bp) {
        return Ok(found);
    }
    // What was found under the stricter rules is named behind the fact that they became stricter.
    let stops = |r: &&Reason| matches!(r.effect.as_str(), "block" | "refer" | "reduce");
    let new = found.reasons.iter().filter(stops).filter(|r| !before.reasons.contains(r));
    let mut adverse: Vec<Reason> = new.map(|r| r.clone().referred_as("RULE_CHANGED_ADVERSE")).collect();
    if adverse.is_empty() {
        adverse.push(Reason::plain("RULE_CHANGED_ADVERSE", "refer", &today.id));
    }
    Ok(before.with(adverse))
}

/// The visible records that may be about a subject, each decision once: with the facts of the most official source, and
/// of what that said last. Where a source has several decisions without a number of one authority and day, they are
/// several.
fn concerned<'a>(
    request: &CheckRequest<'_>,
    rules: &Rules,
    subject: &Subject,
    records: &'a [Record],
) -> Vec<(&'a Record, Match)> {
    let mut alone = Vec::new();
    let mut by_decision: BTreeMap<_, Vec<(&Record, Match)>> = BTreeMap::new();
    for record in records.iter().filter(|r| r.visible(request.times)) {
        let matched = matching::compare(record, subject);
        let Some(key) = record.decision_key() else {
            alone.push((record, matched));
            continue;
        };
        if matches!(matched, Match::None | Match::Namesake) {
            alone.push((record, matched));
            continue;
        }
        by_decision.entry(key).or_default().push((record, matched));
    }
    alone.extend(by_decision.into_values().flat_map(|same| decisions_of(rules, &same)));
    alone
}

/// The decisions among records of one authority, number and kind: one, unless a source has several of them without a
/// number; then those of the source that has most. Of equal ones the most official, the newest, the severest counts.
fn decisions_of<'a>(rules: &Rules, same: &[(&'a Record, Match)]) -> Vec<(&'a Record, Match)> {
    let order = |r: &Record| (rules.rank(&r.source), Reverse(r.known_from), r.source.clone(), Reverse(r.severity));
    let certain = same.iter().any(|(_, matched)| *matched == Match::Certain);
    let mut by_source: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (record, _) in same.iter().filter(|(record, _)| record.is_without_number()) {
        by_source.entry(&record.source).or_default().insert(&record.row);
    }
    let most = by_source.into_iter().filter(|(_, rows)| rows.len() > 1);
    let most = most.min_by_key(|(source, rows)| (Reverse(rows.len()), rules.rank(source), *source));
    let rows = most.map_or_else(
        || vec![same.to_vec()],
        |(source, rows)| {
            let of = |row: &&str| same.iter().filter(|(r, _)| r.source == source && r.row == **row).copied().collect();
            rows.iter().map(of).collect()
        },
    );
    let best = |row: Vec<(&'a Record, Match)>| row.into_iter().min_by_key(|(record, _)| order(record));
    let level = |(record, matched)| (record, if certain { Match::Certain } else { matched });
    rows.into_iter().filter_map(best).map(level).collect()
}

/// What is known about one subject in a check.
struct Seen<'a> {
    request: &'a CheckRequest<'a>,
    subject: &'a Subject,
    concerned: Vec<(&'a Record, Match)>,
}

/// What the records of one subject add up to, while they are looked at one by one.
#[derive(Default)]
struct Tally {
    reasons: Vec<Reason>,
    notes: Vec<Reason>,
    titles: Vec<Reason>,
    reduce_bp: i64,
    /// General penalties that each only warn.
    general: usize,
    /// The same, where a person must first say whether they are this firm's.
    doubtful_general: Vec<Reason>,
}

impl Seen<'_> {
    fn judge(&self, rule_set: &RuleSet) -> Result<Finding, Refusal> {
        let mut tally = Tally { reasons: self.about_the_subject(), ..Tally::default() };
        for (record, matched) in &self.concerned {
            match self.decided(record, *matched) {
                Match::None => {}
                Match::Namesake if *matched == Match::Namesake => {
                    tally.notes.push(of_record("MATCH_NAMESAKE", "note", "match", record));
                }
                Match::Namesake => tally.notes.push(of_record("MATCH_REJECTED_BY_HUMAN", "note", "match", record)),
                level @ (Match::Doubtful(_) | Match::Certain) => self.apply(rule_set, record, level, &mut tally)?,
            }
        }
        Ok(tally.add_up(rule_set))
    }

    /// What stands in the way before any record is looked at.
    fn about_the_subject(&self) -> Vec<Reason> {
        let mut reasons = Vec::new();
        if Uscc::parse(&matching::normalise_code(&self.subject.code)).is_err() && !self.subject.code_accepted {
            reasons.push(Reason::plain("SUBJECT_ID_INVALID", "refer", "subject"));
        }
        if self.subject.registration == Registration::Ended {
            reasons.push(Reason::plain("SUBJECT_NOT_IN_BUSINESS", "block", "subject"));
        }
        reasons
    }

    /// The match after an officer's decision about it, which only a doubtful one can have.
    fn decided(&self, record: &Record, matched: Match) -> Match {
        if !matches!(matched, Match::Doubtful(_)) {
            return matched;
        }
        let (key, subject) = (record.natural_key(), self.subject.key());
        let mut decisions = self.request.decisions.iter().rev();
        match decisions.find(|d| d.record == key && d.subject == subject) {
            Some(decision) if decision.confirmed => Match::Certain,
            Some(_) => Match::Namesake,
            None => matched,
        }
    }

    fn apply(&self, rule_set: &RuleSet, record: &Record, matched: Match, tally: &mut Tally) -> Result<(), Refusal> {
        let as_of = self.request.times.as_of;
        let party = if record.party == Party::LegalRepresentative { record.party } else { self.subject.party };
        let at = Circumstances { party, stage: self.request.stage, as_of, submitted_on: self.request.submitted_on };
        let Some(rule) = rule_set.first_match(record, at)? else { return Ok(()) };
        let reason = Reason {
            basis: rule.basis.clone(),
            until: rule.until(record)?,
            ..of_record(&rule.reason, rule.effect.key(), &rule.id, record)
        };
        let general = record.kind == "ADMIN_PENALTY" && record.severity == Severity::General;
        if let Match::Doubtful(doubt) = matched {
            // A person is asked only where the answer could change what the check comes to.
            match rule.effect {
                Effect::Block | Effect::Refer | Effect::Reduce => {
                    tally.reasons.push(reason.referred_as(doubt.reason()));
                }
                Effect::Warn if general => tally.doubtful_general.push(reason.referred_as(doubt.reason())),
                Effect::Warn | Effect::Ignore | Effect::FastLane => {}
            }
            return Ok(());
        }
        match rule.effect {
            Effect::Block if record.disputed_on(as_of) && !rule.hold_even_if_disputed => {
                tally.reasons.push(reason.referred_as("RECORD_DISPUTED"));
            }
            Effect::Block | Effect::Refer => tally.reasons.push(reason),
            Effect::Reduce => {
                tally.reduce_bp = tally.reduce_bp.max(rule.reduce_bp);
                tally.reasons.push(reason);
            }
            Effect::Warn => {
                tally.general = tally.general.saturating_add(usize::from(general));
                tally.notes.push(reason);
            }
            Effect::Ignore if rule.note => tally.notes.push(Reason { effect: "note".to_owned(), ..reason }),
            Effect::Ignore => {}
            Effect::FastLane => tally.titles.push(reason),
        }
        Ok(())
    }
}

impl Tally {
    fn add_up(mut self, rule_set: &RuleSet) -> Finding {
        if let Some(limit) = rule_set.params.general_penalty_refer_count {
            let with_doubtful = self.general.saturating_add(self.doubtful_general.len());
            if self.general >= limit {
                self.reasons.push(Reason::plain("GENERAL_PENALTY_REPEATED", "refer", "params"));
            } else if with_doubtful >= limit {
                self.reasons.append(&mut self.doubtful_general);
            }
        }
        Finding::of(self.reasons, self.notes, self.reduce_bp, self.titles)
    }
}

fn of_record(code: &str, effect: &str, rule: &str, record: &Record) -> Reason {
    Reason {
        source: record.source.clone(),
        record: record.title(),
        event_date: Some(record.event_date),
        ..Reason::plain(code, effect, rule)
    }
}
