//! The set-up link (开局链接): with it an empty installation gets its authority and its first two administrators over a page. The
//! program prints it as it starts, it is short-lived and used once, and of its token only the hash is kept. There is no account
//! that is there by default: each of the two sets a password with a link of one's own.

use chrono::TimeDelta;
use domain::addition::LEVELS;
use domain::identifier::place_code;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use entity::{first_link, setup_link};
use kernel::error::Error;
use kernel::id::{new_token, sha256};

use super::provision::{Person, Setup, Unit, complete, put};
use crate::App;
use crate::addition::filled;
use crate::person::link;
use crate::person::propose::at_its_field;
use store::audit::NewEvent;

/// How long a set-up link may be used.
pub const ENDS_AFTER: TimeDelta = TimeDelta::minutes(60);

/// Whether an installation has no people yet.
///
/// # Errors
/// A fault of the database.
pub async fn is_empty(app: &App) -> Result<bool, Error> {
    Ok(!store::set_up::is_begun(app.store.read()).await?)
}

/// Makes a set-up link while nobody is there, and gives its token; it takes the place of one that was made before.
///
/// # Errors
/// Faults.
pub async fn offer(app: &App) -> Result<Option<String>, Error> {
    if !is_empty(app).await? {
        return Ok(None);
    }
    let (token, now) = (new_token()?, app.clock.now());
    let row = setup_link::Model {
        token_sha256: sha256(&token),
        made_at: now,
        ends_at: now + ENDS_AFTER,
        used_at: None,
        installation: 1,
    };
    let payload = serde_json::json!({ "ends_at": row.ends_at });
    let tx = store::tx::begin(&app.store).await?;
    match store::set_up::insert(&tx, row).await {
        Err(error) if error.code() == Some(Code::SetupOver) => return Ok(None),
        done => done?,
    }
    let times = (now, app.clock.business_date(now));
    store::audit::append(&tx, NewEvent::of_program(SETUP, "installation.offer", &payload, times)).await?;
    tx.commit().await?;
    Ok(Some(token))
}

const SETUP: (&str, &str) = ("installation", "setup");

/// Refuses a token with which nothing can be set up, without a word about why.
///
/// # Errors
/// [`Code::SetupOver`].
pub async fn must_be_open(app: &App, token: &str) -> Result<(), Error> {
    let open = store::set_up::is_open(app.store.read(), &sha256(token), app.clock.now()).await?;
    if open { Ok(()) } else { Err(Code::SetupOver.into()) }
}

/// The authority and its first two administrators.
#[derive(Debug)]
pub struct Office {
    /// Administrative code of the place (GB/T 2260).
    pub code: String,
    /// Name in Chinese.
    pub zh: String,
    /// Name in English.
    pub en: String,
    /// The first two people.
    pub people: [FirstPerson; 2],
}

/// One of the first people.
#[derive(Debug, Clone)]
pub struct FirstPerson {
    /// Sign-in name.
    pub login: String,
    /// Name in Chinese.
    pub zh: String,
    /// Name in English.
    pub en: String,
}

/// How the fields of each of the two begin.
pub const PLACES: [&str; 2] = ["first", "second"];

/// Sets an empty installation up, once; gives the token of the link with which each of the two sets a password.
///
/// # Errors
/// [`Code::SetupOver`]; [`Code::FieldRequired`], [`Code::PlaceCode`], [`Code::PersonIncomplete`], [`Code::LoginTaken`] at their
/// fields.
pub async fn set_up(app: &App, token: &str, office: &Office) -> Result<[String; 2], Error> {
    must_be_open(app, token).await?;
    let setup = described(office)?;
    let (now, hash) = (app.clock.now(), sha256(token));
    let times = (now, app.clock.business_date(now));
    let tx = store::tx::begin(&app.store).await?;
    store::set_up::use_up(&tx, &hash, now).await?;
    put(&tx, &setup, times).await?;
    let tokens = [new_token()?, new_token()?];
    for (person, token) in setup.people.iter().zip(&tokens) {
        let person = store::person::by_login(&tx, &person.login).await?.ok_or(Code::NotFound)?;
        let row = first_link::Model {
            token_sha256: sha256(token),
            person_id: person.id,
            setup_sha256: hash.clone(),
            made_at: now,
            ends_at: now + link::ENDS_AFTER,
            used_at: None,
        };
        store::set_up::insert_first(&tx, row).await?;
    }
    let payload =
        serde_json::json!({ "unit": office.code, "people": setup.people.iter().map(|p| &p.login).collect::<Vec<_>>() });
    store::audit::append(&tx, NewEvent::of_program(SETUP, "installation.set_up", &payload, times)).await?;
    tx.commit().await?;
    Ok(tokens)
}

/// What is wrong is told all at once, each at its field.
fn described(office: &Office) -> Result<Setup, Error> {
    let mut wrong: Vec<Refusal> = Vec::new();
    let mut filled = |text, field| {
        filled(text, field).unwrap_or_else(|refusal| {
            wrong.push(refusal);
            String::new()
        })
    };
    let (zh, en) = (filled(&office.zh, "zh"), filled(&office.en, "en"));
    let code = place_code(&office.code).unwrap_or_else(|refusal| {
        wrong.push(refusal.at_field("code"));
        String::new()
    });
    let mut people = Vec::new();
    for (place, of) in PLACES.iter().zip(&office.people) {
        let person = Person {
            login: of.login.trim().to_owned(),
            zh: of.zh.trim().to_owned(),
            en: of.en.trim().to_owned(),
            unit: Some(code.clone()),
            firm: None,
            roles: vec![Role::Administrator],
            password: None,
        };
        if let Err(refusal) = complete(&person).map_err(at_its_field) {
            let field = format!("{place}_{}", refusal.field.as_deref().unwrap_or("login"));
            wrong.push(refusal.at_field(&field));
        }
        people.push(person);
    }
    if let [first, second] = &people[..]
        && first.login == second.login
        && !first.login.is_empty()
    {
        let taken = Refusal::new(Code::LoginTaken).with("value", Fact::Text(second.login.clone()));
        wrong.push(taken.at_field("second_login"));
    }
    if !wrong.is_empty() {
        return Err(Error::RefusedMany(wrong));
    }
    let unit = Unit { code, parent: None, level: LEVELS[0].to_owned(), zh, en };
    Ok(Setup { units: vec![unit], people, ..Setup::default() })
}
