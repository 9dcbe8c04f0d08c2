//! What a second person says of what another one asked for: agreed or not, and why. The same fields wherever two people act.

use domain::refusal::{Code, Refusal};
use maud::{Markup, html};
use serde::Deserialize;

use crate::i18n::Lang;
use crate::web::component::{Choice, Field, Problems};

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
