//! A firm attaches papers to its application (申报材料), takes such of earlier applications again, and takes them away. Only while it may
//! change the application: what was signed carries what it carried. Whoever attaches prepares a part, and does not sign.

use std::collections::BTreeSet;

use boxed::boxed;
use domain::calculation::Calculation;
use domain::document::Look;
use domain::id::{ApplicationId, AttachmentId, DocumentId};
use domain::material::{self, MOST_FILES, Material, NOTE};
use domain::money::Fen;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use domain::workflow::ApplicationEvent;
use entity::{application, attachment, call};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use validator::Validate;

use super::create::prepared;
use super::{Case, PREPARERS};
use crate::attached::Attached;
use crate::call::materials_of;
use crate::command::{Command, Context};
use crate::document::{Filed, show};
use crate::upload::Incoming;
use kernel::error::Error;
use kernel::id::new_uuid;
use store::application::Change;
use store::attachment::Carried;

/// Attaches a file under an entry of the call's list; gives the paper's id.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Attach {
    /// The application.
    pub number: String,
    /// The key of the entry.
    pub material: String,
    /// What the firm says of the file.
    #[serde(default)]
    #[validate(length(max = 300))]
    pub note: String,
    /// The file.
    pub file: Attached,
}

#[boxed]
impl Command for Attach {
    const NAME: &'static str = "application.attach";
    const ROLES: &'static [Role] = PREPARERS;
    type Output = AttachmentId;

    fn brings(&self) -> Option<&Incoming> {
        Some(self.file.file())
    }

    async fn run(&self, cx: &mut Context<'_>) -> Result<AttachmentId, Error> {
        let open = Open::lock(cx, &self.number).await?;
        let material = open.material(&self.material)?;
        let note = note(&self.note)?;
        if self.file.is_none() {
            return Err(Refusal::new(Code::FieldRequired).at_field("file").into());
        }
        let file = self.file.file();
        let media = format::media::paper(material.kind, &self.file.file_name, file.source())?;
        // What the firm filed before is not kept twice.
        let scope = cx.actor.scope()?;
        let document = match store::attachment::known(cx.tx, &scope, material.kind, &file.sha256).await? {
            Some(known) => {
                // The same bytes are not looked at twice: what was found in them is in them.
                if store::scan::of(cx.tx, known).await? == Look::Infected {
                    return Err(Code::DocumentInfected.into());
                }
                known
            }
            None => {
                let application = Some(open.case.application.id);
                Filed { kind: material.kind, media, file, application }.keep(cx, cx.kept).await?
            }
        };
        open.carry(
            cx,
            (material.key.as_str(), document),
            note,
            (Self::NAME, self.file.file_name.as_str(), file.sha256.as_str()),
        )
        .await
    }
}

/// Attaches a paper that the firm filed for another of its applications; gives the new paper's id.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct AttachAgain {
    /// The application.
    pub number: String,
    /// The key of the entry.
    pub material: String,
    /// The document.
    pub document: DocumentId,
    /// What the firm says of it.
    #[serde(default)]
    #[validate(length(max = 300))]
    pub note: String,
}

#[boxed]
impl Command for AttachAgain {
    const NAME: &'static str = "application.attach_again";
    const ROLES: &'static [Role] = PREPARERS;
    type Output = AttachmentId;

    async fn run(&self, cx: &mut Context<'_>) -> Result<AttachmentId, Error> {
        let open = Open::lock(cx, &self.number).await?;
        let material = open.material(&self.material)?;
        let note = note(&self.note)?;
        let head = store::attachment::filed(cx.tx, &cx.actor.scope()?, self.document).await?;
        show(cx.actor, head.clone())?;
        if head.kind != material.kind {
            // Whoever sees it, how long it is kept: all of that was said when it was filed.
            return Err(material.kind.refuses(&head.kind.message()).into());
        }
        if let Some(cleared) = head.cleared() {
            return Err(cleared.refuses(head.kind, &head.file_name).into());
        }
        if store::scan::of(cx.tx, head.id).await? == Look::Infected {
            return Err(Code::DocumentInfected.into());
        }
        open.carry(
            cx,
            (material.key.as_str(), head.id),
            note,
            (Self::NAME, head.file_name.as_str(), head.sha256.as_str()),
        )
        .await
    }
}

/// Takes a paper away. What a signature carried is told still.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Detach {
    /// The application.
    pub number: String,
    /// The paper.
    pub attachment: AttachmentId,
}

#[boxed]
impl Command for Detach {
    const NAME: &'static str = "application.detach";
    const ROLES: &'static [Role] = PREPARERS;
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let open = Open::lock(cx, &self.number).await?;
        let paper = open.papers.iter().find(|paper| paper.id == self.attachment).ok_or(Code::NotFound)?;
        store::attachment::remove(cx.tx, paper.id, (cx.actor.person, cx.now)).await?;
        let head = paper.head();
        let told = json!({
            "attachment": paper.id, "material": paper.material, "document": head.id, "file": head.file_name, "sha256": head.sha256,
        });
        open.changed(cx, Self::NAME, told).await
    }
}

/// An application that may be changed, with what it carries.
struct Open {
    case: Case,
    list: Vec<Material>,
    papers: Vec<Carried>,
}

impl Open {
    /// Locks it. Adding a paper, and taking away one that is named, undoes nothing that somebody else did meanwhile; so nobody is asked
    /// which version was seen. Who signs is: every change makes a new one.
    async fn lock(cx: &mut Context<'_>, number: &str) -> Result<Self, Error> {
        let application = store::application::lock(cx.tx, &cx.actor.scope()?, number).await?;
        let case = Case::around(cx, application).await?;
        case.may(cx, ApplicationEvent::Edit)?;
        let list = materials_of(&case.call)?;
        let papers = carried(cx.tx, case.application.id).await?;
        Ok(Self { case, list, papers })
    }

    fn material(&self, key: &str) -> Result<Material, Refusal> {
        let found = self.list.iter().find(|material| material.key == key);
        found.cloned().ok_or_else(|| Refusal::new(Code::MaterialUnknown).at_field("material"))
    }

    async fn carry(
        &self,
        cx: &mut Context<'_>,
        (material, document): (&str, DocumentId),
        note: &str,
        (action, file, sha256): (&str, &str, &str),
    ) -> Result<AttachmentId, Error> {
        if self.papers.iter().any(|paper| paper.material == material && paper.document_id == document) {
            return Err(Refusal::new(Code::AttachmentThere).at_field("file").into());
        }
        if self.papers.len() >= MOST_FILES {
            let most = i64::try_from(MOST_FILES).unwrap_or(i64::MAX);
            return Err(Refusal::new(Code::AttachmentsTooMany).with("max", Fact::Count(most)).into());
        }
        let id = AttachmentId::from_uuid(new_uuid(cx.now));
        let row = attachment::Model {
            id,
            application_id: self.case.application.id,
            material: material.to_owned(),
            document_id: document,
            note: note.to_owned(),
            attached_by: cx.actor.person,
            attached_at: cx.now,
            removed_by: None,
            removed_at: None,
        };
        store::attachment::insert(cx.tx, row).await?;
        let told = json!({
            "attachment": id, "material": material, "document": document, "file": file, "sha256": sha256, "note": note,
        });
        self.changed(cx, action, told).await?;
        Ok(id)
    }

    /// The application is another version from here on, and whoever changed it prepared a part of it.
    async fn changed(&self, cx: &mut Context<'_>, action: &str, told: serde_json::Value) -> Result<(), Error> {
        let id = self.case.application.id;
        // The step is called as the act is in the log, which the verification compares.
        let step = action.trim_start_matches("application.");
        prepared(cx, id, step).await?;
        store::application::advance(cx.tx, &self.case.application, Change::default(), cx.now).await?;
        cx.record("application", id, action, told);
        Ok(())
    }
}

fn note(text: &str) -> Result<&str, Refusal> {
    let text = text.trim();
    if text.chars().count() > NOTE {
        let most = i64::try_from(NOTE).unwrap_or(i64::MAX);
        return Err(Refusal::new(Code::TextTooLong).with("max", Fact::Count(most)).at_field("note"));
    }
    Ok(text)
}

/// The papers that an application carries now.
///
/// # Errors
/// A fault of the database.
pub(crate) async fn carried(db: &store::Connection, application: ApplicationId) -> Result<Vec<Carried>, Error> {
    let mut papers = store::attachment::of_application(db, application).await?;
    papers.retain(|paper| paper.removed_at.is_none());
    Ok(papers)
}

/// The papers that a case carried when it was signed last.
///
/// # Errors
/// A fault of the database.
pub(crate) async fn when_signed(db: &store::Connection, case: &application::Model) -> Result<Vec<Carried>, Error> {
    let Some(signed) = case.submitted_at else { return Ok(Vec::new()) };
    let mut papers = store::attachment::of_application(db, case.id).await?;
    papers.retain(|paper| material::carried_at(signed, paper.attached_at, paper.removed_at));
    Ok(papers)
}

/// By which parts of the programme a calculation earns something.
pub fn earning(calculation: &Calculation) -> Vec<&str> {
    let earns = calculation.components.iter().filter(|component| component.amount > Fen::ZERO);
    earns.map(|component| component.id.as_str()).collect()
}

/// Refuses an application without what its call demands of it, naming each, and one with papers that nobody may open.
///
/// # Errors
/// [`Code::MaterialMissing`]; [`Code::PapersHeld`]; [`Code::PapersInfected`]; a fault when the list cannot be read.
pub(super) fn complete(call: &call::Model, papers: &[Carried], calculation: &Calculation) -> Result<(), Error> {
    let list = materials_of(call)?;
    let there: BTreeSet<&str> = papers.iter().map(|paper| paper.material.as_str()).collect();
    let missing = material::missing(&list, &there, &earning(calculation));
    let mut wrong: Vec<Refusal> = missing.into_iter().map(Material::missing).collect();
    for (look, code) in [(Look::Waiting, Code::PapersHeld), (Look::Infected, Code::PapersInfected)] {
        let count = papers.iter().filter(|paper| paper.look == look).count();
        let fact = Fact::Count(i64::try_from(count).unwrap_or(i64::MAX));
        wrong.extend((count > 0).then(|| Refusal::new(code).with("count", fact)));
    }
    if wrong.is_empty() {
        return Ok(());
    }
    Err(Error::RefusedMany(wrong.into_iter().map(|refusal| refusal.at_field("materials")).collect()))
}

/// Somebody of the authority opens a paper of a case. Nothing is shown before the log says so.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct OpenPaper {
    /// The application.
    pub number: String,
    /// The paper.
    pub attachment: AttachmentId,
    /// Whether to look at it, and not to take it away.
    #[serde(default)]
    pub look: bool,
}

#[boxed]
impl Command for OpenPaper {
    const NAME: &'static str = "application.open_paper";
    const ROLES: &'static [Role] = crate::reader::CASES;
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let application = store::application::find(cx.tx, &cx.actor.scope()?, &self.number).await?;
        let paper = signed(cx.tx, &application, self.attachment).await?;
        let head = paper.head();
        show(cx.actor, head.clone())?;
        let told = json!({
            "attachment": paper.id, "document": head.id, "file": head.file_name, "sha256": head.sha256, "look": self.look,
        });
        cx.record("application", application.id, Self::NAME, told);
        Ok(())
    }
}

/// A paper of a case as the authority sees it: one that a signature carried.
///
/// # Errors
/// [`Code::NotFound`], also for what the firm never signed.
pub(crate) async fn signed(
    db: &store::Connection,
    application: &application::Model,
    id: AttachmentId,
) -> Result<Carried, Error> {
    let papers = store::attachment::of_application(db, application.id).await?;
    let signings = signings(&store::step::of_case(db, application.id).await?);
    let paper = papers.into_iter().find(|paper| paper.id == id).ok_or(Code::NotFound)?;
    let known = signings.iter().any(|at| material::carried_at(*at, paper.attached_at, paper.removed_at));
    if known { Ok(paper) } else { Err(Code::NotFound.into()) }
}

/// When a case was signed.
fn signings(steps: &[entity::case_step::Model]) -> Vec<chrono::DateTime<chrono::Utc>> {
    let signs = |step: &&entity::case_step::Model| {
        ApplicationEvent::from_key(&step.event).is_some_and(|event| ApplicationEvent::SIGNINGS.contains(&event))
    };
    steps.iter().filter(signs).map(|step| step.at).collect()
}
