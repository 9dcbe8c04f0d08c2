//! Letters of the authority. The program issues one for each event of the log that causes one, with its facts as they were then;
//! its file is made of those alone, so that it can be made again, and stands as a document.

use boxed::boxed;
use chrono::{DateTime, FixedOffset, Offset as _, Utc};
use domain::document::{Kind as Paper, Media};
use domain::id::{ApplicationId, AuditEventId, CreditRecoveryId, LetterId, PaymentId};
use domain::letter::{self, Block, Facts, Kind, Template, Value, filled, short};
use domain::mail::Tongue;
use domain::money::Fen;
use domain::refusal::Code;
use domain::role::Role;
use domain::template::Words;
use domain::workflow::ApplicationEvent;
use entity::{application, audit_event, letter as rows, letter_text, unit};
use kernel::error::{Error, Fault};
use kernel::id::new_uuid;
use paper::Fonts;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::App;
use crate::addition::Content;
use crate::application::Case;
use crate::command::{Command, Context};
use crate::document::Filed;
use crate::upload::Incoming;

/// Issues the letter that an event of the log causes.
#[derive(Debug, Serialize)]
pub(crate) struct Issue {
    pub(crate) event: AuditEventId,
}

/// What an event of a case or a payment says of itself; each has some of it.
#[derive(Debug, Default, Deserialize)]
struct Said {
    #[serde(default)]
    reason: String,
    #[serde(default)]
    content_sha256: String,
    #[serde(default)]
    amount_fen: Fen,
    #[serde(default)]
    facts: Option<More>,
}

#[derive(Debug, Default, Deserialize)]
struct More {
    lines: Option<i64>,
    total_fen: Option<Fen>,
    approved_fen: Option<Fen>,
    due_on: Option<chrono::NaiveDate>,
}

#[boxed]
impl Command for Issue {
    const NAME: &'static str = "letter.issue";
    const ROLES: &'static [Role] = &[];
    const BY_PROGRAM: bool = true;
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let event = store::letter::cause(cx.tx, self.event).await?;
        let kind =
            Kind::of_act(&event.action).ok_or_else(|| Fault::new(format!("{} causes no letter", event.action)))?;
        let number =
            store::number::next(cx.tx, domain::series::LETTER, domain::date::year_of(event.business_date)).await?;
        let (application, facts, unit) = facts(cx, &event, kind, &number).await?;
        let template = in_force(cx.tx, kind, &unit).await?;
        let facts = serde_json::to_string(&facts)?;
        let (text, frame) = template.sources.clone();
        let row = rows::Model {
            id: LetterId::from_uuid(new_uuid(cx.now)),
            sha256: letter::seal(kind, (&number, &template.sha256), &facts),
            number,
            kind,
            application_id: application.id,
            event_id: self.event,
            text_sha256: template.sha256.clone(),
            facts,
            issued_at: cx.now,
            document_id: None,
            font_sha256: String::new(),
            made_at: None,
        };
        let version = template.text.version;
        let text = letter_text::Model { sha256: template.sha256, kind, version, text, frame };
        store::letter::keep_text(cx.tx, text).await?;
        let payload = json!({
            "number": row.number, "kind": kind, "case": application.number, "event": self.event, "text_sha256": row.text_sha256,
            "sha256": row.sha256,
        });
        cx.record("letter", row.id, Self::NAME, payload);
        store::letter::insert(cx.tx, row).await
    }
}

/// The text of a kind that counts for a unit: what two administrators of it, or of one above it, put in force last; else what
/// comes with the program.
pub(crate) async fn in_force(db: &store::Connection, kind: Kind, unit: &unit::Model) -> Result<Template, Error> {
    let own = store::addition::letter_texts(db, &unit.path).await?.remove(&kind);
    let Some(row) = own else { return Ok(Template::shipped(kind)?) };
    match Content::of(&row)? {
        Content::LetterText(text) => Ok(Template::of(kind, &text.text)?),
        _ => Err(Fault::new(format!("{} is no text of letters", row.number)).into()),
    }
}

/// The case of an event, what a letter about it may name, and the unit that writes it.
async fn facts(
    cx: &Context<'_>,
    event: &audit_event::Model,
    kind: Kind,
    number: &str,
) -> Result<(application::Model, Facts, unit::Model), Error> {
    let said: Said = serde_json::from_str(&event.payload)?;
    let more = said.facts.unwrap_or_default();
    let id = || event.aggregate_id.parse().map_err(|_| Fault::new(format!("{} is no id", event.aggregate_id)));
    let (mut payment, mut recovery) = (None, None);
    let application = match kind {
        Kind::Payment => {
            payment.insert(store::payment::by_id(cx.tx, PaymentId::from_uuid(id()?)).await?).application_id
        }
        Kind::Recovery => {
            let id = CreditRecoveryId::from_uuid(id()?);
            recovery.insert(store::credit::aftermath::recovery_by_id(cx.tx, id).await?).application_id
        }
        _ => ApplicationId::from_uuid(id()?),
    };
    let case = Case::around(cx, store::application::by_id(cx.tx, application).await?).await?;
    let unit = store::person::unit(cx.tx, case.application.unit_id).await?;
    let amount = |amount: Fen| Value::Money(case.scheme.currency.of(amount));
    let text = |text: &str| Value::Text(text.to_owned());
    let none = || Words { zh: "无".to_owned(), en: "none".to_owned() };
    let or_none = |said: &str| if said.is_empty() { Value::Words(none()) } else { text(said) };
    let mut facts = vec![
        ("authority", Value::Words(Words { zh: unit.name_zh.clone(), en: unit.name_en.clone() })),
        ("firm", text(&case.firm.name)),
        ("firm_code", text(case.firm.uscc.as_str())),
        ("case", text(&case.application.number)),
        ("call", Value::Words(Words { zh: case.call.title_zh.clone(), en: case.call.title_en.clone() })),
        ("scheme", text(&case.scheme.basis.document)),
        ("number", text(number)),
        ("issued", Value::Day(event.business_date)),
    ];
    match kind {
        Kind::Receipt => facts.extend([
            ("received", Value::At(event.at.with_timezone(&cx.app.clock.zone()).naive_local())),
            ("lines", Value::Count(more.lines.unwrap_or_default())),
            ("amount", amount(more.total_fen.unwrap_or_default())),
            ("content", text(&said.content_sha256)),
        ]),
        Kind::Correction => facts.extend([
            ("reason", text(&said.reason)),
            ("due", more.due_on.map_or_else(|| Value::Words(none()), Value::Day)),
        ]),
        Kind::Decision => facts.extend([
            ("claimed", amount(claimed(cx, event).await?)),
            ("amount", amount(more.approved_fen.unwrap_or_default())),
            ("content", text(&said.content_sha256)),
            ("remark", or_none(&said.reason)),
        ]),
        Kind::Refusal | Kind::Revocation => facts.push(("reason", or_none(&said.reason))),
        Kind::Lapse => {
            let due = case.application.correction_due_on;
            facts.push(("due", due.map_or_else(|| Value::Words(none()), Value::Day)));
        }
        Kind::Payment => facts.extend(payment.into_iter().flat_map(|payment| {
            [
                ("payment", text(&payment.number)),
                ("payee", text(&payment.payee_name)),
                ("account", text(&payment.account_no.masked())),
                ("amount", amount(said.amount_fen)),
            ]
        })),
        Kind::Recovery => facts.extend(recovery.into_iter().flat_map(|row| {
            [("payee", text(&row.subject_name)), ("amount", amount(row.paid_fen)), ("reason", or_none(&row.why))]
        })),
    }
    Ok((case.application, facts.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(), unit))
}

/// What the firm applied for when it signed last before an event.
async fn claimed(cx: &Context<'_>, event: &audit_event::Model) -> Result<Fen, Error> {
    let signed: Vec<String> =
        ApplicationEvent::SIGNINGS.iter().map(|event| domain::inbox::act_of_case(*event)).collect();
    let all = store::audit::of_aggregate(cx.tx, &event.aggregate_kind, &event.aggregate_id).await?;
    let before = all.iter().filter(|other| other.agg_version < event.agg_version && signed.contains(&other.action));
    let Some(last) = before.max_by_key(|other| other.agg_version) else { return Ok(Fen::ZERO) };
    let said: Said = serde_json::from_str(&last.payload)?;
    Ok(said.facts.and_then(|facts| facts.total_fen).unwrap_or_default())
}

/// Makes the file of a letter a document.
#[derive(Debug, Serialize)]
pub(crate) struct Make {
    letter: LetterId,
    file: Incoming,
    fonts: String,
}

impl Make {
    /// The file of a letter, made of its facts and its text.
    ///
    /// # Errors
    /// [`Code::LetterFont`]; [`Code::LetterGlyph`]; a fault of the database.
    pub(crate) async fn of(app: &App, row: &rows::Model) -> Result<Self, Error> {
        let name = format!("{}.pdf", row.number);
        let (bytes, fonts) = printed(app, paper_of(app, row).await?).await?;
        Ok(Self { letter: row.id, file: Incoming::from((name.as_str(), bytes)), fonts })
    }
}

#[boxed]
impl Command for Make {
    const NAME: &'static str = "letter.make";
    const ROLES: &'static [Role] = &[];
    const BY_PROGRAM: bool = true;
    type Output = ();

    fn brings(&self) -> Option<&Incoming> {
        Some(&self.file)
    }

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let letter = store::letter::lock(cx.tx, self.letter).await?;
        if letter.document_id.is_some() {
            return Err(Code::Stale.into());
        }
        let application = Some(letter.application_id);
        let filed = Filed { kind: Paper::Letter, media: Media::Pdf, file: &self.file, application };
        let document = filed.keep(cx, cx.kept).await?;
        store::letter::made(cx.tx, letter.id, (document, &self.fonts), cx.now).await?;
        let payload = json!({ "number": letter.number, "file_sha256": self.file.sha256, "font_sha256": self.fonts });
        cx.record("letter", letter.id, Self::NAME, payload);
        Ok(())
    }
}

/// A letter as it is put on paper: in Chinese, then in English.
async fn paper_of(app: &App, row: &rows::Model) -> Result<paper::Letter, Error> {
    let text = store::letter::text(app.store.read(), &row.text_sha256).await?;
    let template = Template::read(row.kind, &text.text, &text.frame)?;
    let mut facts: Facts = serde_json::from_str(&row.facts)?;
    facts.insert("hash".to_owned(), Value::Text(short(&row.sha256).to_owned()));
    Ok(on_paper(app, &template, (&row.number, &row.sha256), &facts, row.issued_at))
}

fn on_paper(
    app: &App,
    template: &Template,
    (number, id): (&str, &str),
    facts: &Facts,
    at: DateTime<Utc>,
) -> paper::Letter {
    let said = |text: &str, tongue| filled(text, facts, tongue);
    let at = at.with_timezone(&app.clock.zone());
    let offset: FixedOffset = at.offset().fix();
    paper::Letter {
        title: format!("{} {number}", template.text.title.zh),
        author: said("{authority}", Tongue::ZhCn),
        id: id.to_owned(),
        at: at.with_timezone(&offset),
        parts: Tongue::ALL.iter().map(|tongue| part(template, *tongue, &said)).collect(),
    }
}

/// A text with facts that nobody's letter has, as a file: to be looked at before it is in force.
///
/// # Errors
/// [`Code::LetterFont`]; [`Code::LetterGlyph`].
pub(crate) async fn tried(app: &App, template: &Template, authority: &Words) -> Result<Vec<u8>, Error> {
    let now = app.clock.now();
    let facts = template.kind.sample(authority, app.clock.business_date(now));
    let letter = on_paper(app, template, (&template.text.version, &template.sha256), &facts, now);
    Ok(printed(app, letter).await?.0)
}

/// A letter as a file, with the hash of the fonts of which it was made.
async fn printed(app: &App, letter: paper::Letter) -> Result<(Vec<u8>, String), Error> {
    let folder = app.fonts.clone();
    let made = tokio::task::spawn_blocking(move || {
        let fonts = Fonts::find(folder.as_deref())?;
        Ok::<_, Error>((letter.pdf(&fonts)?, fonts.sha256()))
    });
    made.await.map_err(|e| Fault::from_cause("the writer of letters stopped", e))?
}

fn part(template: &Template, tongue: Tongue, said: &impl Fn(&str, Tongue) -> String) -> paper::Part {
    let chinese = tongue == Tongue::ZhCn;
    let say = |words: &Words| said(words.pick(chinese), tongue);
    let frame = &template.frame;
    let mut blocks = vec![
        paper::Block::Head(said("{authority}", tongue)),
        paper::Block::Number(say(&frame.number)),
        paper::Block::Title(say(&template.text.title)),
    ];
    blocks.extend(template.text.block.iter().map(|block| match block {
        Block::To(words) => paper::Block::Address(say(words)),
        // The first line of a paragraph stands in where Chinese is written.
        Block::Text(words) => paper::Block::Text(say(words), chinese),
        Block::Pairs(pairs) => {
            paper::Block::Pairs(pairs.iter().map(|pair| (say(&pair.name), said(&pair.value, tongue))).collect())
        }
        Block::Note(words) => paper::Block::Note(say(words)),
    }));
    blocks.push(paper::Block::Close(frame.close.iter().map(say).collect()));
    blocks.push(paper::Block::Note(say(&frame.counts)));
    paper::Part { lang: tongue.key(), blocks, foot: (say(&frame.foot.0), say(&frame.foot.1)) }
}

/// Hands the file of a letter out: the log says who took it, and when.
#[derive(Debug, Serialize)]
pub struct Take {
    /// The number of the case.
    pub case: String,
    /// The number of the letter.
    pub letter: String,
}

#[boxed]
impl Command for Take {
    const NAME: &'static str = "letter.take";
    const ROLES: &'static [Role] = Paper::Letter.readers();
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let application = store::application::find(cx.tx, &cx.actor.scope()?, &self.case).await?;
        let letter = store::letter::by_number(cx.tx, application.id, &self.letter).await?.ok_or(Code::NotFound)?;
        letter.document_id.ok_or_else(|| not_made(&letter))?;
        cx.record("letter", letter.id, Self::NAME, json!({ "number": letter.number, "sha256": letter.sha256 }));
        Ok(())
    }
}

/// The refusal of a file that is not there yet.
pub(crate) fn not_made(letter: &rows::Model) -> domain::refusal::Refusal {
    use domain::refusal::{Fact, Refusal};
    Refusal::new(Code::LetterNotMade).with("number", Fact::Text(letter.number.clone()))
}

/// The fonts that letters are made of here, by name and file, and their hash.
///
/// # Errors
/// [`Code::LetterFont`].
pub fn fonts(folder: Option<&std::path::Path>) -> Result<(Vec<(String, std::path::PathBuf)>, String), Error> {
    let fonts = Fonts::find(folder)?;
    Ok((fonts.names(), fonts.sha256()))
}
