//! Tags: a word on a coloured ground. The tone of each state is fixed here, its word in the catalogues.

use domain::workflow::call::ProposalState;
use domain::workflow::{ApplicationState, BatchState, EntryState, PaymentState};
use maud::{Markup, html};

use crate::i18n::Lang;

/// What a colour means, the same on every page. Words always stand beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Ended or not begun.
    Grey,
    /// Moving.
    Blue,
    /// Somebody must act.
    Amber,
    /// Waits for a second person or for finance.
    Purple,
    /// Public or partial.
    Teal,
    /// Agreed or paid.
    Green,
    /// An error or a refusal.
    Red,
}

impl Tone {
    const fn class(self) -> &'static str {
        match self {
            Self::Grey => "tag",
            Self::Blue => "tag blue",
            Self::Amber => "tag amber",
            Self::Purple => "tag purple",
            Self::Teal => "tag teal",
            Self::Green => "tag green",
            Self::Red => "tag red",
        }
    }
}

/// A word on a coloured ground.
pub fn tag(tone: Tone, text: &str) -> Markup {
    html! { span class=(tone.class()) { (text) } }
}

/// A small number on a ground, `hot` when it asks for action.
pub fn count(lang: Lang, number: u64, hot: bool) -> Markup {
    let shown = lang.count(i64::try_from(number).unwrap_or(i64::MAX));
    html! { span.count.hot[hot] { (shown) } }
}

/// The state of an application as the authority's people see it.
pub fn application_tag(lang: Lang, state: ApplicationState) -> Markup {
    tag(application_tone(state), &lang.t(&format!("application-state-{state}")))
}

/// The state of what one person proposes and another decides.
pub fn proposal_tag(lang: Lang, state: ProposalState) -> Markup {
    let tone = match state {
        ProposalState::Proposed => Tone::Amber,
        ProposalState::Confirmed => Tone::Green,
        ProposalState::Declined => Tone::Red,
        ProposalState::TakenBack => Tone::Grey,
    };
    tag(tone, &lang.t(&format!("call_proposal-state-{state}")))
}

/// The state of an application as its firm sees it: what goes on inside the authority is one word.
pub fn application_tag_for_firm(lang: Lang, state: ApplicationState) -> Markup {
    let tone = match state {
        ApplicationState::Checked | ApplicationState::Reviewed | ApplicationState::Confirmed => Tone::Blue,
        other => application_tone(other),
    };
    tag(tone, &lang.t(&format!("application-public-{state}")))
}

const fn application_tone(state: ApplicationState) -> Tone {
    match state {
        ApplicationState::Draft | ApplicationState::Withdrawn | ApplicationState::Discarded => Tone::Grey,
        ApplicationState::Submitted
        | ApplicationState::Accepted
        | ApplicationState::Checked
        | ApplicationState::InReview => Tone::Blue,
        ApplicationState::CorrectionRequested | ApplicationState::Suspended | ApplicationState::UndoAsked => {
            Tone::Amber
        }
        ApplicationState::Reviewed | ApplicationState::Confirmed | ApplicationState::Approved => Tone::Purple,
        ApplicationState::Published => Tone::Teal,
        ApplicationState::ApprovedProvisional | ApplicationState::Settled => Tone::Green,
        ApplicationState::NotAccepted
        | ApplicationState::Refused
        | ApplicationState::Lapsed
        | ApplicationState::GivenUp => Tone::Red,
    }
}

/// The state of a payment as finance sees it.
pub fn payment_tag(lang: Lang, state: PaymentState) -> Markup {
    let tone = match state {
        PaymentState::Ready | PaymentState::Batched => Tone::Purple,
        PaymentState::Held => Tone::Amber,
        PaymentState::Instructed => Tone::Blue,
        PaymentState::Paid => Tone::Green,
        PaymentState::Rejected | PaymentState::Returned => Tone::Red,
        PaymentState::Cancelled => Tone::Grey,
    };
    tag(tone, &lang.t(&format!("payment-state-{state}")))
}

/// The state of a payment as its payee sees it.
pub fn payment_tag_for_firm(lang: Lang, state: PaymentState) -> Markup {
    let tone = match state {
        PaymentState::Ready | PaymentState::Batched | PaymentState::Held => Tone::Purple,
        PaymentState::Instructed | PaymentState::Rejected => Tone::Blue,
        PaymentState::Paid => Tone::Green,
        PaymentState::Returned => Tone::Red,
        PaymentState::Cancelled => Tone::Grey,
    };
    tag(tone, &lang.t(&format!("payment-public-{state}")))
}

/// The state of a payment batch.
pub fn batch_tag(lang: Lang, state: BatchState) -> Markup {
    let tone = match state {
        BatchState::Draft | BatchState::Void => Tone::Grey,
        BatchState::Submitted => Tone::Purple,
        BatchState::Approved | BatchState::Completed => Tone::Green,
        BatchState::Sealed => Tone::Teal,
        BatchState::Sent => Tone::Blue,
    };
    tag(tone, &lang.t(&format!("batch-state-{state}")))
}

/// The state of a statement line.
pub fn entry_tag(lang: Lang, state: EntryState) -> Markup {
    let tone = match state {
        EntryState::Unmatched => Tone::Amber,
        EntryState::Matched => Tone::Green,
        EntryState::Explained => Tone::Grey,
    };
    tag(tone, &lang.t(&format!("entry-state-{state}")))
}
