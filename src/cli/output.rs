//! The only place that writes to the terminal: results to standard output, everything else to standard error.

use std::io::Write as _;

use domain::refusal::Refusal;
use indicatif::{ProgressBar, ProgressStyle};

use crate::error::{Error, Fault, Trouble};
use crate::format::columns::Table;
use crate::i18n::Lang;

/// The terminal, in a language.
#[derive(Debug, Clone, Copy)]
pub struct Out {
    /// The language of every sentence.
    pub lang: Lang,
}

impl Out {
    /// Output in a language.
    pub const fn new(lang: Lang) -> Self {
        Self { lang }
    }

    /// A line of the result.
    pub fn line(self, text: &str) {
        // Whoever closed the pipe (`| head`) has read enough.
        let _ = writeln!(std::io::stdout(), "{text}");
    }

    /// A table of the result.
    pub fn table(self, table: &Table) {
        for line in table.lines() {
            self.line(&line);
        }
    }

    /// A remark beside the result.
    pub fn note(self, text: &str) {
        let _ = writeln!(std::io::stderr(), "{text}");
    }

    /// A value as JSON.
    ///
    /// # Errors
    /// A fault when it cannot be written as JSON.
    pub fn json(self, value: &serde_json::Value) -> Result<(), Error> {
        self.line(&serde_json::to_string_pretty(value)?);
        Ok(())
    }

    /// A value as JSON, written while it is walked: a long list is never held as one.
    ///
    /// # Errors
    /// A fault when it cannot be written as JSON.
    pub fn stream(self, value: &impl serde::Serialize) -> Result<(), Error> {
        let mut writer = std::io::BufWriter::new(std::io::stdout().lock());
        match serde_json::to_writer_pretty(&mut writer, value) {
            // Whoever closed the pipe has read enough.
            Err(error) if error.is_io() => Ok(()),
            Err(error) => Err(error.into()),
            Ok(()) => {
                let _ = writer.write_all(b"\n").and_then(|()| writer.flush());
                Ok(())
            }
        }
    }

    /// Why something did not happen: every refusal in words; a fault with its causes, for the operator.
    pub fn error(self, error: &Error) {
        match error {
            Error::Refused(refusal) => self.refusals(std::slice::from_ref(refusal)),
            Error::RefusedMany(refusals) => self.refusals(refusals),
            error if let Some(trouble @ (Trouble::Busy | Trouble::Full | Trouble::Unknown)) = error.trouble() => {
                self.note(&self.lang.t(crate::web::page::error::words(trouble).1));
            }
            Error::Fault(fault) => {
                let away = error.trouble() == Some(Trouble::Away);
                let words = if away { crate::web::page::error::words(Trouble::Away).1 } else { "cli-fault" };
                self.note(&self.lang.t(words));
                self.note(&format!("  {}", chain(fault)));
            }
        }
    }

    fn refusals(self, refusals: &[Refusal]) {
        for refusal in refusals {
            // What a refusal without facts is about stands in its field: the name of the item in the file.
            let field = refusal.field.as_deref().filter(|_| refusal.facts.is_empty());
            let place = field.map(|field| format!("{field}: ")).unwrap_or_default();
            self.note(&format!("✗ {place}{}", self.lang.refusal(refusal)));
        }
    }

    /// A counter of rows, shown while standard error is a terminal.
    pub fn rows_read(self) -> ProgressBar {
        let bar = ProgressBar::new_spinner();
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {pos}") {
            bar.set_style(style);
        }
        bar.set_message(self.lang.t("cli-rows-read"));
        bar
    }
}

/// A fault and what lies under it.
fn chain(fault: &Fault) -> String {
    let mut text = fault.to_string();
    let mut cause = std::error::Error::source(fault);
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}
