//! The parts of pages: small structs and functions that become HTML. All text is escaped; nothing carries style or
//! script. Names follow the design: see `page/style.rs` for every one of them in use.

mod amount;
mod card;
mod case;
mod chart;
mod confirm;
mod form;
mod icon;
mod list;
mod machine;
mod matching;
mod qr;
mod spread;
mod tag;

pub use amount::{difference, in_words, money, money_big, number, rate, sums};
pub use card::{Card, KeyFigure, Note, PageHead, Tab, details, empty, key_figures, progress, stack, summary, tabs};
pub use case::{
    Check, Happening, Outcome, Progress, StepMark, Task, TaskState, TraceStep, checks, explained, steps, tasks,
    timeline, trace,
};
pub use chart::{Bar, BarChart};
pub use confirm::Confirm;
pub use form::{Button, Choice, Field, FormToken, Problem, Problems, cell_input, checkbox, post_form, upload_form};
pub use icon::Icon;
pub use list::{Chip, Pager, Sort, Table, Th, chips, filter, filter_field, onward};
pub use machine::machine;
pub use matching::{MatchLine, MatchSide, Reason, match_lines, match_pair, match_reasons};
pub use qr::qr;
pub use spread::{Lean, SpreadBar, SpreadChart};
pub use tag::{
    Tone, application_tag, application_tag_for_firm, batch_tag, count, entry_tag, payment_tag, payment_tag_for_firm,
    proposal_tag, tag,
};

#[cfg(test)]
mod tests;
