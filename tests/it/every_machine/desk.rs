//! What one person proposes and another decides: calls, procedures, limits, people, scheme versions, the acceptance of a
//! loss; other accounts of a firm and the holds that they put; notices and jobs.

use chrono::TimeDelta;
use domain::id::{ApplicationId, JobId};
use domain::money::Currency;
use domain::role::Role;
use domain::workflow::job::JobKind;
use entity::account_change;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use xinbu::service::account::change;
use xinbu::service::account::provision::Unit;
use xinbu::service::addition::Content;
use xinbu::service::addition::propose::ProposeAddition;
use xinbu::service::call::propose::ProposeCall;
use xinbu::service::cluster::acceptance::{Accept, Decide as DecideLoss, End as EndLoss};
use xinbu::service::credit::statement::Attached;
use xinbu::service::limit::propose::ProposeLimit;
use xinbu::service::person::propose::Invite;
use xinbu::service::procedure::propose::ProposeProcedure;
use xinbu::service::recusal::declare::Declare;
use xinbu::service::recusal::end::ProposeEnd;
use xinbu::service::registration::file::file;
use xinbu::service::scheme::edition::write_draft;
use xinbu::store::job::{Batch, New};

use super::walk::{Arena, Form, WHY, World, form, own, second};
use crate::recusals::with_a;
use crate::registrations::newcomer;
use crate::support::app::PDF;

/// A machine of proposals: where they are decided, and in which table they stand under which name.
macro_rules! proposals {
    ($(#[$doc:meta])* $name:ident at $path:literal in $table:literal by $key:literal, gone $gone:expr,
        |$w:ident, $n:ident| $propose:expr) => {
        $(#[$doc])*
        #[derive(Default)]
        pub struct $name(u32);

        impl Arena for $name {
            const MACHINE: &'static str = "call_proposal";
            const FORMS: &'static [Form] = &[
                form(&["confirm"], concat!($path, "/{t}/confirm"), &[]),
                form(&["decline"], concat!($path, "/{t}/decline"), WHY),
                form(&["take_back"], concat!($path, "/{t}/take-back"), &[]),
            ];
            const GONE: &'static [&'static str] = $gone;

            fn place(&self, _: &World, thing: &str) -> String {
                format!("SELECT state AS s FROM {} WHERE {} = '{thing}'", $table, $key)
            }

            async fn begin(&mut self, w: &mut World, _: Option<(&str, Role)>) -> String {
                self.0 += 1;
                let ($w, $n) = (w, self.0);
                $propose
            }

            fn login(&self, role: Role, event: &str) -> String {
                if event == "take_back" { own(role) } else { second(role) }
            }
        }
    };
}

proposals! {
    /// Proposals to open a call.
    Calls at "/calls/proposals" in "call_proposal" by "number", gone &[], |w, _n| {
        let terms = w.app.terms("cq-2022-19", "GUARANTEE", "guarantor", std::collections::BTreeMap::new()).await;
        w.app.run("administrator", &ProposeCall { terms }).await.unwrap()
    }
}

proposals! {
    /// Versions of procedures.
    Procedures at "/procedures" in "procedure_version" by "name", gone &["declined", "taken_back"], |w, n| {
        let text = include_str!("../../../src/procedures/single-review.toml");
        let source = text.replace("id = \"single-review\"", &format!("id = \"walk-{n}\""));
        w.app.run("administrator", &ProposeProcedure { source }).await.unwrap();
        format!("walk-{n}/1")
    }
}

proposals! {
    /// Limits of approval.
    Limits at "/limits" in "approval_limit" by "number", gone &[], |w, n| {
        let limit = ProposeLimit {
            unit: "430100".to_owned(),
            currency: Currency::Cny,
            limit: "900000".to_owned(),
            valid_from: w.app.app.clock.today() + TimeDelta::days(n.into()),
            reason: "授权〔2026〕1号".to_owned(),
        };
        w.app.run("administrator", &limit).await.unwrap()
    }
}

proposals! {
    /// Changes of people.
    People at "/people/requests" in "person_request" by "number", gone &[], |w, n| {
        let invite = Invite {
            login: format!("walk.{n}"),
            zh: "林小雨".to_owned(),
            en: "Lin Xiaoyu".to_owned(),
            unit: Some("430100".to_owned()),
            firm: None,
            roles: vec![Role::FirstReviewer],
            reason: "新入职".to_owned(),
        };
        w.app.run("administrator", &invite).await.unwrap();
        w.text("SELECT number AS s FROM person_request ORDER BY number DESC").await.unwrap()
    }
}

/// Firms that ask to be let in.
#[derive(Default)]
pub struct Registrations(u32);

impl Arena for Registrations {
    const MACHINE: &'static str = "registration";
    const FORMS: &'static [Form] = &[
        form(&["admit"], "/registrations/{t}/admit", &[("login", "")]),
        form(&["decline"], "/registrations/{t}/decline", WHY),
    ];

    fn place(&self, _: &World, thing: &str) -> String {
        format!("SELECT state AS s FROM registration WHERE number = '{thing}'")
    }

    async fn begin(&mut self, w: &mut World, _: Option<(&str, Role)>) -> String {
        self.0 += 1;
        // From another place each time: nobody files many.
        let place = format!("192.0.2.{}", self.0);
        let new = newcomer(&format!("91430100MA8{:06}", self.0), &format!("walk.firm.{}", self.0));
        file(&w.app.app, Some(&place), &new).await.unwrap();
        w.text("SELECT number AS s FROM registration ORDER BY number DESC").await.unwrap()
    }
}

proposals! {
    /// What an office adds to itself.
    Additions at "/additions" in "addition" by "number", gone &[], |w, n| {
        let unit = Unit {
            code: format!("44{n:04}"),
            parent: Some("430000".to_owned()),
            level: String::new(),
            zh: "林江市".to_owned(),
            en: "Linjiang".to_owned(),
        };
        let act = ProposeAddition { content: Content::Unit(unit), reason: "设立".to_owned() };
        w.app.run("administrator", &act).await.unwrap()
    }
}

proposals! {
    /// Ends of conflicts of interest.
    Recusals at "/recusals/ends" in "recusal_end" by "number", gone &[], |w, n| {
        let day = w.app.app.clock.today() + TimeDelta::days(365 + i64::from(n));
        let declare = Declare { from: day, until: Some(day), ..with_a(None) };
        let number = w.app.run("reconciler", &declare).await.unwrap();
        w.app.run("administrator", &ProposeEnd { number, reason: "已离职".to_owned() }).await.unwrap()
    }
}

/// Scheme versions.
#[derive(Default)]
pub struct Editions(u32);

impl Arena for Editions {
    const MACHINE: &'static str = "edition";
    const FORMS: &'static [Form] = &[
        form(&["submit"], "/schemes/{t}/submit", &[("version", "{v}")]),
        form(&["discard"], "/schemes/{t}/discard", &[("version", "{v}")]),
        form(&["reject"], "/schemes/{t}/reject", &[("version", "{v}"), ("reason", "见附件")]),
        form(&["publish"], "/schemes/{t}/publish", &[("version", "{v}"), ("effective_from", "2026-03-05")]),
        form(&["withdraw"], "/schemes/{t}/withdraw", &[("version", "{v}"), ("reason", "见附件")]),
    ];
    const GONE: &'static [&'static str] = &["discarded"];

    fn place(&self, _: &World, thing: &str) -> String {
        format!("SELECT state AS s FROM scheme_edition WHERE scheme_id || '/' || version = '{thing}'")
    }

    async fn begin(&mut self, w: &mut World, _: Option<(&str, Role)>) -> String {
        self.0 += 1;
        let id = format!("walk-{}", self.0);
        let text = include_str!("../../../src/schemes/cq-2022-19/1.toml");
        let source = text.replacen("id = \"cq-2022-19\"", &format!("id = \"{id}\""), 1);
        let cases = include_str!("../../../src/schemes/cq-2022-19/cases.json").to_owned();
        let author = w.app.actor("administrator").await;
        write_draft(&w.app.app, &author, None, None, (source, cases)).await.unwrap();
        format!("{id}/1")
    }

    async fn fill(&mut self, w: &mut World, thing: &str, text: &str) -> Option<String> {
        let sql = format!("SELECT row_version AS n FROM scheme_edition WHERE scheme_id || '/' || version = '{thing}'");
        let version = w.number(&sql).await.unwrap();
        Some(text.replace("{t}", thing).replace("{v}", &version.to_string()))
    }

    fn login(&self, role: Role, event: &str) -> String {
        if ["reject", "publish"].contains(&event) { second(role) } else { own(role) }
    }
}

/// The acceptance that a fail-over may lose something: one is open at a time.
pub struct Losses;

impl Arena for Losses {
    const MACHINE: &'static str = "acceptance";
    const FORMS: &'static [Form] = &[
        form(&["agree"], "/cluster/decide", &[("agreed", "yes"), ("reason", "")]).about_the_open_one(),
        form(&["decline"], "/cluster/decide", &[("agreed", "no"), ("reason", "再议")]).about_the_open_one(),
        form(&["take_back"], "/cluster/decide", &[("agreed", "no"), ("reason", "")]).about_the_open_one(),
        form(&["end"], "/cluster/end", &[]).about_the_open_one(),
    ];

    fn place(&self, w: &World, thing: &str) -> String {
        format!(
            "SELECT CASE WHEN ended_by IS NOT NULL THEN 'ended' WHEN agreed IS NULL THEN 'proposed'
                 WHEN agreed THEN 'accepted' WHEN decided_by = proposed_by THEN 'taken_back' ELSE 'declined' END AS s
             FROM cluster_acceptance WHERE id = {}",
            w.id(thing)
        )
    }

    async fn begin(&mut self, w: &mut World, _: Option<(&str, Role)>) -> String {
        let last = xinbu::store::cluster_acceptance::last(w.app.app.store.read(), 1).await.unwrap().pop();
        if last.as_ref().is_some_and(|row| row.agreed.is_none()) {
            let back = DecideLoss { agreed: false, note: String::new() };
            w.app.run("administrator", &back).await.unwrap();
        } else if last.is_some_and(|row| row.agreed == Some(true) && row.ended_by.is_none()) {
            w.app.run("administrator", &EndLoss {}).await.unwrap();
        }
        w.app.second_later();
        let until = w.app.app.clock.today() + TimeDelta::days(20);
        w.app.run("administrator", &Accept { until, reason: "旧集群，本月底更换".into() }).await.unwrap();
        let new = xinbu::store::cluster_acceptance::last(w.app.app.store.read(), 1).await.unwrap().remove(0);
        new.id.to_string()
    }

    fn login(&self, role: Role, event: &str) -> String {
        if ["agree", "decline"].contains(&event) { second(role) } else { own(role) }
    }
}

/// Other accounts of firm A.
#[derive(Default)]
pub struct Accounts {
    made: u32,
    last: Option<String>,
}

/// A number of an account that nobody has.
fn account(firm: &str, n: u32) -> change::Request {
    change::Request {
        bank_name: "工商银行江临分行".into(),
        account_no: format!("62220{:02}{n:09}", firm.as_bytes()[0]),
        cnaps: "102100099996".into(),
        why: "原账户销户".into(),
        ..change::Request::default()
    }
}

impl Arena for Accounts {
    const MACHINE: &'static str = "account_change";
    const FORMS: &'static [Form] = &[
        form(&["confirm"], "/firm/account/changes/{t}/confirm", &[]),
        form(&["withdraw"], "/firm/account/changes/{t}/withdraw", &[]),
        form(&["verify"], "/accounts/{t}/verify", &[("call_back", "回拨留存号码，财务张某确认")]).with_paper(),
        form(&["reject"], "/accounts/{t}/reject", WHY),
    ];

    fn place(&self, _: &World, thing: &str) -> String {
        format!("SELECT state AS s FROM account_change WHERE number = '{thing}'")
    }

    async fn begin(&mut self, w: &mut World, next: Option<(&str, Role)>) -> String {
        // One change of an account is open at a time.
        if let Some(number) = self.last.take() {
            let _ = w.app.run("a.preparer", &change::Withdraw { number }).await;
        }
        self.made += 1;
        let by = if next == Some(("confirm", Role::Preparer)) { "a.signatory" } else { "a.preparer" };
        let number = w.app.run(by, &account("a", self.made)).await.unwrap();
        self.last = Some(number.clone());
        number
    }
}

/// Holds on a case of firm B that waits for its payment.
#[derive(Default)]
pub struct Holds(u32);

impl Arena for Holds {
    const MACHINE: &'static str = "account_hold";
    const FORMS: &'static [Form] = &[
        form(&["sign"], "/firm/account/holds/{t}/sign", &[("declared", "yes")]),
        form(&["propose"], "/payments/holds/{t}/propose", &[("pay_to", "signed"), ("reason", "见来函")]),
        form(&["release"], "/payments/holds/{t}/release", &[]),
        form(&["send_back"], "/payments/holds/{t}/send-back", WHY),
    ];
    const OUT_OF_REACH: &'static [&'static str] = &["signed_anew"];

    fn place(&self, w: &World, thing: &str) -> String {
        format!("SELECT state AS s FROM account_hold WHERE id = {}", w.id(thing))
    }

    async fn begin(&mut self, w: &mut World, _: Option<(&str, Role)>) -> String {
        self.0 += 1;
        let number = w.app.run("b.preparer", &account("b", self.0)).await.unwrap();
        w.app.run("b.signatory", &change::Confirm { number: number.clone() }).await.unwrap();
        let evidence = Attached::new("变更函.pdf", PDF.to_vec());
        let verify = change::Verify { number: number.clone(), call_back: "回拨留存号码".into(), evidence };
        w.app.run("receiving_officer", &verify).await.unwrap();
        let scope = w.app.actor("finance_maker").await.scope().unwrap();
        let db = w.app.app.store.read();
        let change = account_change::Entity::find().filter(account_change::Column::Number.eq(&number));
        let change = change.one(&w.app.direct().await).await.unwrap().unwrap();
        let open = xinbu::store::account::open_holds(db, &scope, 100).await.unwrap();
        open.into_iter().find(|hold| hold.change_id == change.id).unwrap().id.to_string()
    }

    fn login(&self, role: Role, _: &str) -> String {
        if role.is_firm() { format!("b.{role}") } else { own(role) }
    }
}

/// Notices whose last day is over.
pub struct Notices(pub Vec<String>);

impl Arena for Notices {
    const MACHINE: &'static str = "notice";
    const FORMS: &'static [Form] = &[form(&["end"], "/notices/{t}/end", &[])];

    fn place(&self, _: &World, thing: &str) -> String {
        format!(
            "SELECT CASE WHEN closed_at IS NULL THEN 'open' ELSE 'closed' END AS s FROM notice WHERE number = '{thing}'"
        )
    }

    async fn begin(&mut self, _: &mut World, _: Option<(&str, Role)>) -> String {
        self.0.pop().expect("a notice that is not ended")
    }
}

/// Jobs about a case that is not there.
pub struct Jobs;

impl Arena for Jobs {
    const MACHINE: &'static str = "job";
    const FORMS: &'static [Form] =
        &[form(&["again"], "/jobs/{t}/again", &[]), form(&["cancel"], "/jobs/{t}/cancel", WHY)];
    const FOLLOWS: &'static [&'static str] = &["start", "complete", "fail"];

    fn place(&self, w: &World, thing: &str) -> String {
        format!("SELECT state AS s FROM job WHERE id = {}", w.id(thing))
    }

    async fn begin(&mut self, w: &mut World, _: Option<(&str, Role)>) -> String {
        let now = w.app.app.clock.now();
        let id = JobId::from_uuid(xinbu::id::new_uuid(now));
        let case = ApplicationId::from_uuid(xinbu::id::new_uuid(now));
        let facts = serde_json::json!({ "kind": "recheck_case", "application": case }).to_string();
        let new = New { id, kind: JobKind::RecheckCase, facts, key: case.to_string() };
        let tx = xinbu::store::tx::begin(&w.app.app.store).await.unwrap();
        // It is not due, so that no worker takes it by itself.
        let due = now + TimeDelta::days(400);
        let batch = Batch { person: None, cause: "test", once: false, due, now };
        xinbu::store::job::add(&tx, &batch, &[new]).await.unwrap();
        tx.commit().await.unwrap();
        id.to_string()
    }

    async fn brings(&mut self, w: &mut World, thing: &str, event: &str) {
        // As a worker would leave it.
        let (to, beside) = match event {
            "start" => ("running", "attempts = attempts + 1, epoch = epoch + 1, lease_until = due_at"),
            "complete" => ("done", "lease_until = NULL, ended_at = queued_at"),
            _ => ("failed", "lease_until = NULL, ended_at = queued_at, failure = 'x'"),
        };
        let id = w.id(thing);
        w.app.without_guards("job", &format!("UPDATE job SET state = '{to}', {beside} WHERE id = {id}")).await;
    }
}
