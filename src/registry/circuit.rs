//! A registry that has failed several times in a row is left alone for a while; then one question tries it again.

use chrono::{DateTime, Utc};

use super::Limits;

/// What is remembered of a source.
#[derive(Debug, Default)]
pub(super) struct Circuit {
    /// Questions in a row without an answer.
    failures: u32,
    /// Until when it is left alone.
    open_until: Option<DateTime<Utc>>,
}

impl Circuit {
    /// Lets a question through, or says until when it may not. After that time the first question is let through and
    /// the others wait for what becomes of it.
    pub(super) fn admit(&mut self, limits: &Limits, now: DateTime<Utc>) -> Result<(), DateTime<Utc>> {
        match self.open_until {
            Some(until) if now < until => Err(until),
            Some(_) => {
                self.open_until = after(limits, now);
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// Takes note of what became of a question.
    pub(super) fn settle(&mut self, limits: &Limits, answered: bool, now: DateTime<Utc>) {
        if answered {
            *self = Self::default();
            return;
        }
        self.failures = self.failures.saturating_add(1);
        if self.failures >= limits.failures {
            self.open_until = after(limits, now);
        }
    }
}

fn after(limits: &Limits, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    Some(now.checked_add_signed(limits.rest).unwrap_or(DateTime::<Utc>::MAX_UTC))
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    #[test]
    fn five_failures_open_it_and_one_question_at_a_time_tries_it_again() {
        let limits = Limits::default();
        let start: DateTime<Utc> = "2026-11-23T04:00:00Z".parse().unwrap();
        let at = |seconds| start + TimeDelta::seconds(seconds);
        let mut circuit = Circuit::default();
        for _ in 0..4 {
            circuit.settle(&limits, false, start);
        }
        circuit.settle(&limits, true, start);
        for second in 0..5 {
            assert_eq!(circuit.admit(&limits, at(second)), Ok(()));
            circuit.settle(&limits, false, at(second));
        }
        assert_eq!(circuit.admit(&limits, at(5)), Err(at(64)));
        assert_eq!(circuit.admit(&limits, at(63)), Err(at(64)));
        assert_eq!(circuit.admit(&limits, at(64)), Ok(()));
        assert_eq!(circuit.admit(&limits, at(64)), Err(at(124)));
        circuit.settle(&limits, false, at(65));
        assert_eq!(circuit.admit(&limits, at(66)), Err(at(125)));
        assert_eq!(circuit.admit(&limits, at(125)), Ok(()));
        circuit.settle(&limits, true, at(125));
        assert_eq!(circuit.admit(&limits, at(126)), Ok(()));
        circuit.settle(&limits, false, at(126));
        assert_eq!(circuit.admit(&limits, at(127)), Ok(()));
    }
}
