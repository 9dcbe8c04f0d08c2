//! What must be true after each act, worked out from the states alone and not from the postings: an act moves only what it
//! may, every budget line has exactly what its cases, awards and payments leave it, an award is paid once, and nobody takes
//! two steps of one case that do not go together.

use std::collections::{BTreeMap, BTreeSet};

use domain::workflow::{BatchState, EntryState, PaymentState, QuarantineState, RequestState, Table};

use super::seen::{Seen, Thing};
use crate::support::procedure::standard;

pub struct Model {
    /// What was given to each budget line.
    pub allocated: BTreeMap<String, i64>,
    /// Which moves were seen.
    pub moves: BTreeSet<String>,
}

/// Which steps of a case never meet in one person, in the words of the rule.
const APART: [(&[&str], &[&str]); 7] = [
    (&["prepared"], &["signed"]),
    (
        &["prepared", "signed"],
        &[
            "received",
            "credit_checked",
            "reviewed",
            "confirmed",
            "approved",
            "batch_made",
            "batch_approved",
            "batch_sent",
            "reconciled",
        ],
    ),
    (&["received", "credit_checked"], &["reviewed", "confirmed", "approved"]),
    (&["reviewed"], &["confirmed", "approved"]),
    (&["confirmed", "batch_approved"], &["approved"]),
    (&["batch_made"], &["batch_approved", "reconciled"]),
    (&["batch_sent", "reconciled"], &["batch_approved"]),
];

/// What follows from lines of the bank, whoever took them.
const BANK: &str = "payment instructed>paid, payment paid>returned, payment instructed>returned, batch sent>completed, \
    batch completed>sent, application approved>settled, application settled>approved, application approved>given_up, \
    entry unmatched>matched, quarantine waiting>none";

/// What an act may move.
fn may(name: &str) -> String {
    let own = match name {
        "application.discard" => "application draft>discarded",
        "application.submit" => "application draft>submitted, application correction_requested>accepted",
        "application.withdraw" => "application submitted>withdrawn",
        "application.accept" => "application submitted>accepted",
        "application.reject_receipt" => "application submitted>not_accepted",
        "application.check" => "application accepted>checked",
        "application.start_review" => "application checked>in_review",
        "application.request_correction" => {
            "application accepted>correction_requested, application checked>correction_requested, application in_review>correction_requested"
        }
        "application.lapse" => "application correction_requested>lapsed",
        "application.recommend" => "application in_review>reviewed",
        "application.confirm" => "application reviewed>confirmed",
        "application.send_back" => "application reviewed>in_review",
        "application.recheck" => "application confirmed>accepted",
        "application.approve" => "application confirmed>approved_provisional",
        "application.refuse" => {
            "application confirmed>refused, application suspended>refused, application accepted>refused, application checked>refused, \
             application in_review>refused, application correction_requested>refused, application reviewed>refused, \
             application approved_provisional>refused, application published>refused, application undo_asked>refused"
        }
        "application.ask_undo" => "application approved_provisional>undo_asked",
        "application.undo_approval" => "application undo_asked>in_review",
        "application.keep_approval" => "application undo_asked>approved_provisional",
        "application.suspend" => {
            "application accepted>suspended, application checked>suspended, application in_review>suspended, \
             application reviewed>suspended, application confirmed>suspended"
        }
        "application.resume" => "application suspended>accepted",
        "notice.publish" => "application approved_provisional>published",
        "notice.end" => "application published>approved",
        "batch.build" => "payment ready>batched",
        "batch.submit" => "batch draft>submitted",
        "batch.approve" => "batch submitted>approved, payment batched>ready",
        "batch.seal" => "batch approved>sealed, batch approved>void, payment batched>instructed, payment batched>ready",
        "batch.send" => "batch sealed>sent",
        "batch.recall" => "batch draft>void, batch submitted>void, batch approved>void, payment batched>ready",
        "payment.hold" => "payment ready>held",
        "payment.release" => "payment held>ready",
        "request.ask" => "quarantine waiting>asked",
        "request.decide" => {
            "request asked>confirmed, request asked>declined, quarantine asked>none, quarantine asked>waiting, \
             payment instructed>rejected, payment rejected>instructed, payment rejected>paid, payment ready>cancelled, \
             payment held>cancelled, payment instructed>ready, batch sealed>void"
        }
        "statement.give_up" => "quarantine waiting>given_up",
        "entry.decide" => "entry unmatched>explained",
        "entry.unmatch" => {
            "entry matched>unmatched, entry explained>unmatched, payment paid>instructed, payment returned>paid"
        }
        _ => "",
    };
    let by_bank = matches!(name, "statement.import" | "entry.decide" | "entry.unmatch" | "request.decide");
    if by_bank { format!("{own}, {BANK}") } else { own.to_owned() }
}

/// In which states things begin.
const FIRST: [(&str, &[&str]); 6] = [
    ("application", &["draft"]),
    ("payment", &["ready"]),
    ("batch", &["draft"]),
    ("request", &["asked"]),
    ("entry", &["unmatched", "matched"]),
    ("quarantine", &["none", "waiting"]),
];

impl Model {
    pub fn new(seen: &Seen) -> Self {
        let available =
            seen.balances.iter().filter_map(|(key, fen)| Some((key.strip_suffix(" available")?.to_owned(), *fen)));
        Self { allocated: available.collect(), moves: BTreeSet::new() }
    }

    /// Checks what an act that was done has changed.
    pub fn follow(&mut self, name: &str, before: &Seen, after: &Seen, told: &str) {
        // A file that says nothing else than the one in force changes nothing.
        let may_be_silent = name == "application.import_schedule";
        assert!(after.events > before.events || may_be_silent, "{told}: nothing stands in the log");
        let allowed = may(name);
        for (machine, old, new) in machines(before, after) {
            for (number, thing) in new {
                let Some(was) = old.get(number) else {
                    let first = FIRST.iter().find(|(m, _)| *m == machine).unwrap().1;
                    assert!(
                        first.contains(&thing.state.as_str()),
                        "{told}: {machine} {number} begins as {}",
                        thing.state
                    );
                    continue;
                };
                if was.state != thing.state {
                    let gone = format!("{machine} {}>{}", was.state, thing.state);
                    assert!(allowed.split(", ").any(|one| one.trim() == gone), "{told}: moved {number}: {gone}");
                    self.moves.insert(gone);
                }
            }
            assert!(old.keys().all(|number| new.contains_key(number)), "{told}: {machine} lost something");
        }
        self.money_is_right(after, told);
        segregated(after, told);
    }

    /// Every figure of every line, from the states.
    fn money_is_right(&self, seen: &Seen, told: &str) {
        let mut figures: BTreeMap<String, i64> = BTreeMap::new();
        let mut add = |line: &str, kind: &str, fen: i64| *figures.entry(format!("{line} {kind}")).or_default() += fen;
        for (line, fen) in &self.allocated {
            add(line, "available", *fen);
        }
        for case in seen.cases.values() {
            if ["approved_provisional", "undo_asked", "published"].contains(&case.state.as_str()) {
                add(&case.of, "reserved", case.fen);
                add(&case.of, "available", -case.fen);
            }
        }
        for (key, award) in &seen.awards {
            let line = &seen.cases[&award.of].of;
            let given_up: i64 = award.state.parse().unwrap();
            add(line, "available", given_up - award.fen);
            let mut left = award.fen - given_up;
            let (mut live, mut paid) = (0, 0);
            for payment in seen.payments.values().filter(|p| p.of == *key) {
                let kind = match payment.state.as_str() {
                    "batched" => "payable",
                    "instructed" => "in_transit",
                    "paid" => "spent",
                    _ => "",
                };
                live += i32::from(matches!(payment.state.as_str(), "ready" | "held" | "batched" | "instructed"));
                paid += if kind == "spent" { payment.fen } else { 0 };
                if !kind.is_empty() {
                    add(line, kind, payment.fen);
                    left -= payment.fen;
                }
            }
            assert!(live <= 1, "{told}: {live} payments of the award {key} are alive");
            assert!(paid <= award.fen - given_up, "{told}: {paid} of {} are paid to {key}", award.fen);
            add(line, "committed", left);
        }
        for (key, fen) in &seen.balances {
            let kind = key.rsplit(' ').next().unwrap();
            if ["available", "reserved", "committed", "payable", "in_transit", "spent"].contains(&kind) {
                assert_eq!(*fen, figures.remove(key).unwrap_or_default(), "{told}: {key}");
            }
        }
        assert!(figures.values().all(|fen| *fen == 0), "{told}: not in the books: {figures:?}");
    }
}

fn segregated(seen: &Seen, told: &str) {
    let mut taken: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
    for step in &seen.steps {
        let words: Vec<&str> = step.split(' ').collect();
        taken.entry((words[0], words[2])).or_default().insert(words[1]);
    }
    for ((case, person), steps) in taken {
        for (one, other) in APART {
            let both = one.iter().any(|s| steps.contains(s)) && other.iter().any(|s| steps.contains(s));
            assert!(!both, "{told}: {person} took {steps:?} of {case}");
        }
    }
}

type Things = BTreeMap<String, Thing>;

fn machines<'a>(before: &'a Seen, after: &'a Seen) -> [(&'static str, &'a Things, &'a Things); 6] {
    [
        ("application", &before.cases, &after.cases),
        ("payment", &before.payments, &after.payments),
        ("batch", &before.batches, &after.batches),
        ("request", &before.requests, &after.requests),
        ("entry", &before.entries, &after.entries),
        ("quarantine", &before.statements, &after.statements),
    ]
}

/// Every move of the tables that leads to another state.
pub fn all_moves() -> BTreeSet<String> {
    fn of<S: Table>() -> Vec<String> {
        let rows = S::TRANSITIONS.iter().filter(|row| row.from != row.to);
        rows.map(|row| format!("{} {}>{}", S::NAME, row.from.state_key(), row.to.state_key())).collect()
    }
    let cases = standard();
    let cases = cases.moves().iter().filter(|m| m.from != m.to);
    let all = [
        cases.map(|m| format!("application {}>{}", m.from, m.to)).collect(),
        of::<PaymentState>(),
        of::<BatchState>(),
        of::<RequestState>(),
        of::<EntryState>(),
        of::<QuarantineState>(),
    ];
    all.concat().into_iter().collect()
}
