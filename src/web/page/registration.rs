//! A firm registers itself (单位注册): the form for everybody, and the page of the firm's own on which it reads what became of it.

use axum::response::Response;
use domain::document::Kind;
use domain::workflow::registration::RegistrationState;
use maud::{Markup, Render as _, html};

use crate::i18n::Lang;
use crate::service::attached::Attached;
use crate::service::call::FIRM_KINDS;
use crate::service::query::registration::{self as query, Own};
use crate::service::registration::file::{self, FileRegistration};
use crate::web::address::Path;
use crate::web::component::{Button, Card, Choice, Field, Note, PageHead, Tone, stack, summary, tag, upload_form};
use crate::web::fault::WebError;
use crate::web::form::Upload;
use crate::web::path::{self, to};
use crate::web::session::go;
use crate::web::visit::Visit;

pub mod desk;

const HERE: path::Path = to!("/register");

/// The form.
///
/// # Errors
/// A fault of the database.
pub async fn ask(visit: Visit) -> Result<Response, WebError> {
    let (lang, title) = (visit.lang, visit.t("register-title"));
    let units = query::units(&visit.web.app).await?;
    let units = units.iter().map(|unit| Choice::new(unit.code.clone(), lang.words(&unit.name)));
    let kinds = FIRM_KINDS.iter().map(|kind| Choice::new(*kind, lang.t(&format!("firm-kind-{kind}"))));
    let licence = Field::file(lang, "file", visit.t("register-licence"), Kind::FirmLicence.accept(), false);
    let hint = [("formats", Kind::FirmLicence.formats().into()), ("max", (Kind::FirmLicence.largest() >> 20).into())];
    let fields = html! {
        div.stack {
            (Field::select(lang, "unit", visit.t("register-unit"), units.collect()))
            (Field::radios(lang, "kind", visit.t("firm-kind"), kinds.collect()))
            (Field::text(lang, "name", visit.t("register-name")).autocomplete("organization"))
            (Field::text(lang, "uscc", visit.t("register-uscc")).hint(visit.t("register-uscc-hint")))
            (licence.hint(lang.tv("register-licence-hint", &hint)))
            div.grid2 {
                (Field::text(lang, "contact", visit.t("register-contact")).autocomplete("name"))
                (Field::text(lang, "phone", visit.t("register-phone")).autocomplete("tel"))
            }
            div.grid2 {
                (Field::text(lang, "zh", visit.t("register-person")))
                (Field::text(lang, "en", visit.t("register-person-en")).optional())
            }
            (Field::text(lang, "login", visit.t("register-login")).hint(visit.t("person-login-hint")).autocomplete("off"))
            p.row { (Button::primary(visit.t("register-send"))) }
        }
    };
    let body = html! {
        (PageHead::new(title.clone()).lead(visit.t("register-lead")))
        (Card::new(title.clone()).body(upload_form(HERE, &visit.token(), fields)))
    };
    visit.show(title, None, Vec::new(), body).await
}

/// Files a registration; the answer is the firm's own page.
///
/// # Errors
/// Faults; what refuses it stands on the form.
pub async fn file(visit: Visit, sent: Upload) -> Result<Response, WebError> {
    sent.only(&["unit", "kind", "name", "uscc", "contact", "phone", "login", "zh", "en"])?;
    let typed = |name: &str| sent.field(name).trim().to_owned();
    let new = FileRegistration {
        unit: typed("unit"),
        kind: typed("kind"),
        name: typed("name"),
        uscc: typed("uscc"),
        contact: typed("contact"),
        phone: typed("phone"),
        login: typed("login"),
        zh: typed("zh"),
        en: typed("en"),
        licence: Attached::from(&sent.file),
        token: FileRegistration::token_of(&sent.key),
    };
    file::file(&visit.web.app, visit.place.as_deref(), &new).await?;
    Ok(go(to!("/register/{token}", new.token)))
}

/// The state of a registration.
fn state_tag(lang: Lang, state: RegistrationState) -> Markup {
    let tone = match state {
        RegistrationState::Filed => Tone::Amber,
        RegistrationState::Admitted => Tone::Green,
        RegistrationState::Declined => Tone::Red,
    };
    tag(tone, &lang.t(&format!("registration-state-{state}")))
}

/// The firm's own page.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`].
pub async fn own(visit: Visit, Path(token): Path<String>) -> Result<Response, WebError> {
    let own = query::own(&visit.web.app, &token).await?;
    let (lang, zone, row) = (visit.lang, visit.web.app.clock.zone(), &own.row);
    let title = visit.t("register-own-title");
    let facts = [
        (visit.t("head-number"), html! { span.code { (row.number) } }),
        (visit.t("register-name"), html! { (row.name) }),
        (visit.t("register-uscc"), html! { span.mono { (row.uscc) } }),
        (visit.t("register-unit"), html! { (lang.words(&own.unit.name)) }),
        (visit.t("register-filed-at"), html! { (lang.instant(row.filed_at, zone)) }),
    ];
    let facts = Card::new(visit.t("register-facts")).body(summary(2, &facts)).render();
    let parts = stack([standing(&visit, &own, &token), facts]);
    let body = html! { (PageHead::new(title.clone()).tag(state_tag(lang, row.state))) (parts) };
    visit.show(title, None, Vec::new(), body).await
}

/// What the firm does next.
fn standing(visit: &Visit, own: &Own, token: &str) -> Markup {
    let (lang, zone) = (visit.lang, visit.web.app.clock.zone());
    match own.row.state {
        RegistrationState::Filed => Note::Info(html! {
            p { b { (visit.t("register-keep")) } }
            p { (visit.t("register-keep-why")) }
        })
        .render(),
        RegistrationState::Declined => Note::Fail(html! {
            p { (visit.t("register-declined")) }
            p { (own.row.answer) }
            p { a href=(HERE) { (visit.t("register-again")) } }
        })
        .render(),
        RegistrationState::Admitted => {
            let login = own.login.clone().unwrap_or_default();
            match own.welcomes_until {
                Some(until) => Note::Ok(html! {
                    p { (lang.tv("register-admitted", &[("login", login.into()), ("until", lang.instant(until, zone).into())])) }
                    p.row { (Button::primary(visit.t("welcome-title")).to(to!("/welcome/{token}", token))) }
                })
                .render(),
                None => Note::Ok(html! {
                    p { (lang.tv("register-welcomed", &[("login", login.into())])) }
                    p { a href=(to!("/sign-in")) { (visit.t("act-sign-in")) } }
                })
                .render(),
            }
        }
    }
}
