//! A stranger files a registration. Whether the firm is known already is for the officer alone: the stranger gets the same answer.

use boxed::boxed;
use domain::document::{Kind, Media};
use domain::id::{RegistrationId, UnitId};
use domain::identifier::Uscc;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use domain::workflow::registration::RegistrationState;
use entity::registration;
use serde::Serialize;

use crate::App;
use crate::account::provision::{Person, complete};
use crate::account::sign_in::{note_failure, waits};
use crate::actor::Actor;
use crate::attached::Attached;
use crate::call::FIRM_KINDS;
use crate::command::{Act, Context, Key, execute};
use crate::document::Filed;
use crate::person::propose::at_its_field;
use crate::upload::Incoming;
use kernel::error::Error;
use kernel::id::{new_uuid, sha256};

/// No name is longer.
const LONGEST: usize = 100;

/// What a firm says of itself.
#[derive(Debug, Clone, Default, Serialize)]
pub struct FileRegistration {
    /// Code of the unit with which it will file.
    pub unit: String,
    /// guarantor, insurer or enterprise.
    pub kind: String,
    /// Registered name.
    pub name: String,
    /// Unified social credit code as typed.
    pub uscc: String,
    /// Whom to call.
    pub contact: String,
    /// Under which number.
    pub phone: String,
    /// The sign-in name that the first person wishes.
    pub login: String,
    /// The first person's name.
    pub zh: String,
    /// The same in Latin letters; empty where there is none.
    pub en: String,
    /// The licence.
    pub licence: Attached,
    /// The token of the firm's own page: kept by nobody but the firm.
    #[serde(skip)]
    pub token: String,
}

impl FileRegistration {
    /// The token of a form: the same form sent twice leads to one page. It is told from the form's key by nobody who has not the
    /// key, which is not kept.
    pub fn token_of(key: &Key) -> String {
        sha256(format!("a registration, filed with {}", key.text()))
    }
}

/// What was read of it.
#[derive(Debug)]
pub struct Checked {
    unit: UnitId,
    uscc: Uscc,
    media: Media,
    en: String,
}

#[boxed]
impl Act for FileRegistration {
    const NAME: &'static str = "registration.file";
    /// Nobody's: whoever files one is not known yet.
    const ROLES: &'static [Role] = &[];
    const BY_PROGRAM: bool = true;
    type Output = ();
    type Prepared = Checked;

    fn brings(&self) -> Option<&Incoming> {
        Some(self.licence.file())
    }

    /// Everything that is wrong is told at once, before anything of the file is kept.
    async fn prepare(&self, app: &App, _: &Actor) -> Result<Checked, Error> {
        let mut refusals = Vec::new();
        let unit = store::person::unit_by_code(app.store.read(), &self.unit).await?;
        if unit.is_none() {
            let refusal = Refusal::new(Code::NothingNamed).with("value", Fact::Text(self.unit.clone()));
            refusals
                .push(if self.unit.is_empty() { Refusal::new(Code::FieldRequired) } else { refusal }.at_field("unit"));
        }
        if !FIRM_KINDS.contains(&self.kind.as_str()) {
            refusals.push(Refusal::new(Code::FieldRequired).at_field("kind"));
        }
        let texts = [("name", &self.name), ("contact", &self.contact), ("login", &self.login), ("zh", &self.zh)];
        refusals.extend(texts.into_iter().filter_map(|(field, text)| line(text, field).err()));
        if !self.en.is_empty() {
            refusals.extend(line(&self.en, "en").err());
        }
        refusals.extend(number_to_call(&self.phone).err());
        let uscc = Uscc::parse(&self.uscc).map_err(|refusal| refusals.push(refusal.at_field("uscc"))).ok();
        let media = self.media().map_err(|refusal| refusals.push(refusal.at_field("file"))).ok();
        let en = if self.en.is_empty() { self.zh.clone() } else { self.en.clone() };
        if refusals.is_empty() {
            refusals.extend(uscc.clone().and_then(|uscc| must_be_complete(&self.login, (&self.zh, &en), uscc).err()));
        }
        match (unit, uscc, media, refusals.is_empty()) {
            (Some(unit), Some(uscc), Some(media), true) => Ok(Checked { unit: unit.id, uscc, media, en }),
            _ => Err(Error::RefusedMany(refusals)),
        }
    }

    async fn run(&self, cx: &mut Context<'_>, checked: &Checked) -> Result<(), Error> {
        let file =
            Filed { kind: Kind::FirmLicence, media: checked.media, file: self.licence.file(), application: None };
        let document_id = file.keep(cx, cx.kept).await?;
        let row = registration::Model {
            id: RegistrationId::from_uuid(new_uuid(cx.now)),
            number: store::number::next(cx.tx, domain::series::REGISTRATION, domain::date::year_of(cx.today)).await?,
            token_sha256: sha256(&self.token),
            unit_id: checked.unit,
            kind: self.kind.clone(),
            name: self.name.clone(),
            uscc: checked.uscc.clone(),
            contact_name: self.contact.clone(),
            contact_phone: self.phone.clone(),
            document_id,
            login: self.login.clone(),
            person_zh: self.zh.clone(),
            person_en: checked.en.clone(),
            filed_at: cx.now,
            state: RegistrationState::Filed,
            decided_by: None,
            decided_at: None,
            decided_on: None,
            answer: String::new(),
            firm_id: None,
            person_id: None,
            used_at: None,
        };
        let mut payload = told(&row);
        payload["evidence_sha256"] = serde_json::json!(self.licence.sha256);
        cx.record("registration", row.id, Self::NAME, payload);
        store::registration::insert(cx.tx, row).await
    }
}

impl FileRegistration {
    fn media(&self) -> Result<Media, Refusal> {
        if self.licence.sha256.is_empty() {
            return Err(Refusal::new(Code::LicenceMissing));
        }
        format::media::paper(Kind::FirmLicence, &self.licence.file_name, self.licence.file().source())
    }
}

/// A person of a firm can be named, and told apart by a sign-in name.
pub(super) fn must_be_complete(login: &str, (zh, en): (&str, &str), firm: Uscc) -> Result<(), Refusal> {
    let person = Person {
        login: login.to_owned(),
        zh: zh.to_owned(),
        en: en.to_owned(),
        unit: None,
        firm: Some(firm),
        roles: super::decide::FIRST.to_vec(),
        password: None,
    };
    complete(&person).map_err(at_its_field)
}

/// A text of one line that is there.
fn line(text: &str, field: &str) -> Result<(), Refusal> {
    let refuse = |refusal: Refusal| Err(refusal.at_field(field));
    match text.chars().count() {
        0 => refuse(Refusal::new(Code::FieldRequired)),
        _ if text.contains(char::is_control) => refuse(Refusal::new(Code::FormMalformed)),
        n if n > LONGEST => {
            let max = Fact::Count(i64::try_from(LONGEST).unwrap_or(i64::MAX));
            refuse(Refusal::new(Code::TextTooLong).with("max", max))
        }
        _ => Ok(()),
    }
}

/// A telephone number, as people write one.
fn number_to_call(text: &str) -> Result<(), Refusal> {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let others = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | ' ' | '(' | ')' | '（' | '）'));
    if others && (7..=20).contains(&digits) && text.len() <= LONGEST {
        return Ok(());
    }
    let value = Fact::Text(text.chars().take(40).collect());
    Err(Refusal::new(Code::PhoneMalformed).with("value", value).at_field("phone"))
}

/// What is written about a registration in the log.
pub(super) fn told(row: &registration::Model) -> serde_json::Value {
    serde_json::json!({
        "number": row.number, "unit": row.unit_id, "kind": row.kind, "name": row.name, "uscc": row.uscc,
        "login": row.login, "document": row.document_id,
    })
}

/// No sign-in name has a blank: whoever files is counted apart from those who sign in.
fn counted(place: Option<&str>) -> String {
    format!("register {}", place.unwrap_or("-"))
}

/// Files a registration from a place, an address of the network where it is known. The same form sent again is the same
/// registration.
///
/// # Errors
/// [`Code::RegistrationOften`] with the time from which on it may be tried again; [`Code::RegistrationOpen`]; what is wrong with
/// what was typed, each at its field.
pub async fn file(app: &App, place: Option<&str>, new: &FileRegistration) -> Result<(), Error> {
    let filed = async || -> Result<bool, Error> {
        let known = store::registration::by_token(app.store.read(), &sha256(&new.token)).await?;
        Ok(known.is_some_and(|row| row.uscc.as_str() == new.uscc.trim()))
    };
    if filed().await? {
        return Ok(());
    }
    let name = counted(place);
    if let Some(until) = waits(app, (&name, place), None).await? {
        return Err(Refusal::new(Code::RegistrationOften).with("until", until).into());
    }
    let done = execute(app, &Actor::program(), None, new).await;
    match done {
        Ok(()) => {}
        Err(Error::Refused(refusal)) if refusal.code == Code::RegistrationOpen => {
            // Sent twice at once.
            if filed().await? {
                return Ok(());
            }
            note_failure(app, (&name, place), app.clock.now()).await?;
            return Err(refusal.at_field("uscc").into());
        }
        Err(other) => return Err(other),
    }
    note_failure(app, (&name, place), app.clock.now()).await
}
