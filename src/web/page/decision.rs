//! What a second person says of what another one asked for: agreed or not, and why. The same fields wherever two people act.

use chrono::{DateTime, Utc};
use domain::refusal::{Code, Refusal};
use domain::template::Words;
use domain::workflow::call::ProposalEvent;
use maud::{Markup, html};
use serde::Deserialize;

use crate::i18n::Lang;
use crate::service::query::proposal::Proposed;
use crate::web::component::{Button, Choice, Field, Problems, details, post_form, proposal_tag};
use crate::web::path::Path;
use crate::web::visit::Visit;

/// What was said.
#[derive(Debug, Default, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    #[serde(default)]
    agreed: String,
    /// Why not, or a remark.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub(super) reason: String,
}

impl Decision {
    /// Whether the person agrees.
    ///
    /// # Errors
    /// [`Code::FieldRequired`] where neither was chosen.
    pub(super) fn agreed(&self) -> Result<bool, Refusal> {
        match self.agreed.as_str() {
            "yes" => Ok(true),
            "no" => Ok(false),
            _ => Err(Refusal::new(Code::FieldRequired).at_field("agreed")),
        }
    }

    /// The fields, with what was said.
    pub(super) fn fields(&self, lang: Lang, problems: &Problems) -> Markup {
        let choices = vec![
            Choice::new("yes", lang.t("request-event-confirm")),
            Choice::new("no", lang.t("request-event-decline")),
        ];
        let mut agreed = Field::radios(lang, "agreed", lang.t("finance-request-agreed"), choices);
        if !self.agreed.is_empty() {
            agreed = agreed.value(&self.agreed);
        }
        let reason = Field::area(lang, "reason", lang.t("finance-note")).hint(lang.t("finance-request-note-hint"));
        html! {
            (agreed.check(problems))
            (reason.optional().value(&self.reason).check(problems))
        }
    }
}

/// The cells of a proposal: who proposed it and when, who decided it, when and with which words, and how it stands.
pub(super) fn cells(visit: &Visit, proposed: &Proposed) -> Markup {
    let (lang, zone) = (visit.lang, visit.web.app.clock.zone());
    let when = |at: Option<DateTime<Utc>>| {
        html! { @if let Some(at) = at { span.sub.nowrap { (lang.instant(at, zone)) } } }
    };
    html! {
        td { (who(lang, proposed.by.as_ref())) (when(proposed.at)) }
        td {
            (who(lang, proposed.decided_by.as_ref()))
            (when(proposed.decided_at))
            @if !proposed.answer.is_empty() { span.sub { (proposed.answer) } }
        }
        td { (proposal_tag(lang, proposed.state)) }
    }
}

/// The name of somebody; nothing where nobody is known.
pub(super) fn who(lang: Lang, person: Option<&Words>) -> &str {
    person.map_or("", |name| lang.words(name))
}

/// What a person may do about a proposal by its number, each at its address, and that it waits for somebody else where that is not
/// to agree: with the words of the button that agrees, and of the waiting.
pub(super) fn offered(
    visit: &Visit,
    (number, offers): (&str, &[ProposalEvent]),
    at: impl Fn(ProposalEvent) -> Path,
    (confirm, waits): (&str, &str),
) -> Markup {
    let act = |event: &ProposalEvent| match event {
        ProposalEvent::Confirm => post_form(at(*event), &visit.token(), Button::primary(visit.t(confirm))),
        ProposalEvent::Decline => {
            let why = Field::area(visit.lang, "reason", visit.t("call-answer")).id(format!("{number}-reason"));
            let text = visit.t("call_proposal-event-decline");
            let form = html! { div.stack { (why) p { (Button::danger(text.clone())) } } };
            details(&text, post_form(at(*event), &visit.token(), form))
        }
        ProposalEvent::TakeBack => {
            let back = Button::plain(visit.t("call_proposal-event-take_back"));
            post_form(at(*event), &visit.token(), back)
        }
    };
    html! {
        @if !offers.contains(&ProposalEvent::Confirm) { p.hint { (visit.t(waits)) } }
        @for event in offers { (act(event)) }
    }
}
