//! The lines of a schedule for an act on all of them: each without the values of its row, which stand in the book that the
//! engine takes. So a long schedule is read once and never held whole.

use domain::calculation::{self as engine, Book, BookBuilder, Evaluation, Facts, InputRow, all_threads, evaluate_book};
use domain::credit::Outcome;
use domain::id::ScheduleId;
use domain::line::{FullLine, Line};
use domain::refusal::Refusal;
use domain::scheme::Scheme;

use kernel::error::Error;
use store::{self, Connection};

/// The lines of a schedule, and their values as the rules use them.
pub struct Sheet {
    /// The lines in the order of the file.
    pub lines: Vec<Line>,
    book: Book,
}

impl Sheet {
    /// The lines as they are stored; what a reviewer or the last check took out is struck.
    ///
    /// # Errors
    /// A fault of the database; a line that cannot be read.
    pub async fn read(db: &Connection, scheme: &Scheme, schedule: ScheduleId) -> Result<Self, Error> {
        Self::read_with(db, scheme, schedule, |_| Ok(())).await
    }

    /// The lines as they are stored, of which each is shown with its values to whoever needs more of them.
    ///
    /// # Errors
    /// As for [`Sheet::read`]; what `also` refuses.
    pub async fn read_with(
        db: &Connection,
        scheme: &Scheme,
        schedule: ScheduleId,
        mut also: impl FnMut(&FullLine) -> Result<(), Error> + Send,
    ) -> Result<Self, Error> {
        let mut filling = Filling::new(scheme);
        store::line::each(db, schedule, |full| {
            also(&full)?;
            Ok(filling.push(full)?)
        })
        .await?;
        Ok(filling.finish())
    }

    /// Strikes what a check takes out, and what a reviewer rejected; nothing else.
    pub fn strike(&mut self, credit: impl Fn(&Line) -> Outcome) {
        self.book.strike(self.lines.iter().map(|line| line.is_struck_by(credit(line))));
    }

    /// Calculates it.
    ///
    /// # Errors
    /// What the engine refuses.
    pub fn evaluate<'a>(
        &'a self,
        scheme: &'a Scheme,
        facts: &'a Facts,
        context: &'a engine::Context,
    ) -> Result<Evaluation<'a>, Refusal> {
        evaluate_book(scheme, facts, &self.book, context, all_threads())
    }
}

/// A sheet into which lines are coming.
pub struct Filling<'s> {
    lines: Vec<Line>,
    book: BookBuilder<'s>,
}

impl<'s> Filling<'s> {
    /// A sheet without lines.
    pub fn new(scheme: &'s Scheme) -> Self {
        Self { lines: Vec::new(), book: BookBuilder::new(scheme) }
    }

    /// Adds the next line.
    ///
    /// # Errors
    /// `calc-row-malformed` when it does not fit the scheme.
    pub fn push(&mut self, full: FullLine) -> Result<(), Refusal> {
        let (line, row): (Line, InputRow) = full.into_input();
        self.book.push(&row)?;
        self.lines.push(line);
        Ok(())
    }

    /// The sheet with all its lines.
    pub fn finish(self) -> Sheet {
        Sheet { lines: self.lines, book: self.book.finish() }
    }
}
