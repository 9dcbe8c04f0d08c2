//! An invented bank: it pays, returns and charges as it likes, leaves statements out and sends them late, and makes mistakes.

use crate::support::bank::{Line, moves, statement, statement_with_closing};
use crate::support::chance::Chance;

/// A payment as the bank knows it: end-to-end id, fen, payee, account.
pub type Order = (String, i64, String, String);

#[derive(Default)]
pub struct Bank {
    closing: i64,
    sequence: u32,
    /// Statements that it has not sent yet.
    kept_back: Vec<String>,
    /// The one that it sent last.
    last: Option<String>,
}

impl Bank {
    /// What the bank sends today.
    pub fn sends(&mut self, chance: &mut Chance, today: &str, sent: &[Order], paid: &[Order]) -> String {
        if let Some(again) = self.last.clone().filter(|_| chance.percent(8)) {
            return again;
        }
        if !self.kept_back.is_empty() && chance.percent(40) {
            return self.kept_back.remove(0);
        }
        let mut lines = Vec::new();
        if self.closing < 100_000_000 {
            lines.push(Line::Funding(1_000_000_000));
        }
        for (id, fen, name, account) in sent {
            if chance.percent(75) {
                // Now and then it pays another amount, or without the reference.
                let wrong = chance.percent(6);
                let id = if chance.percent(5) { "NOTPROVIDED" } else { id.as_str() };
                lines.push(Line::Paid(id, if wrong { fen + 100 } else { *fen }, name, account));
            }
        }
        for (id, fen, ..) in paid {
            if chance.percent(15) {
                lines.push(Line::Returned(id, *fen, "AC03"));
            }
        }
        if chance.percent(30) {
            lines.push(Line::Charge(100 * i64::try_from(1 + chance.below(20)).unwrap()));
        }
        let opening = self.closing;
        self.sequence += 1;
        let id = format!("ICBC-{:04}", self.sequence);
        let days = (today, today);
        if chance.percent(5) {
            // It does not add up, and the right one comes with the next number.
            return statement_with_closing(&id, self.sequence, days, (opening, opening + 7), &lines);
        }
        self.closing = opening + lines.iter().map(moves).sum::<i64>();
        let made = statement(&id, self.sequence, days, opening, &lines);
        if chance.percent(10) {
            self.kept_back.push(made.clone());
            return self.sends(chance, today, &[], &[]);
        }
        self.last = Some(made.clone());
        made
    }
}
