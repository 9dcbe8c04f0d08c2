//! Finance: payments of one large case, their batches, the lines and statements of the bank, what one person asks for and
//! another decides.

use domain::role::Role;
use domain::workflow::RequestKind;
use xinbu::service::attached::Attached;
use xinbu::service::payment::batch::Build;
use xinbu::service::payment::request::{Ask, Decide};
use xinbu::service::reconcile::import_statement::import_statement;

use super::walk::{Arena, Form, WHY, World, form};
use crate::support::app::{PDF, proposal};
use crate::support::bank::{Line, moves, statement};

/// What each payment of the case comes to, in fen.
const EACH: i64 = 5_000;

/// Asks in the role that may for an act; gives the number of the request, the open one where there is one, none where it is
/// refused.
async fn asked(w: &World, kind: RequestKind, subject: &str) -> Option<String> {
    let open = format!(
        "SELECT number AS s FROM finance_request WHERE kind = '{kind}' AND subject = '{subject}' AND state = 'asked'"
    );
    if let Some(number) = w.text(&open).await {
        return Some(number);
    }
    let evidence = Attached::new("回执.pdf", PDF.to_vec());
    let ask = Ask { kind, subject: subject.to_owned(), reason: "银行回执".into(), evidence };
    w.app.run(kind.asked_by()[0].key(), &ask).await.ok()
}

/// A payment that is ready.
async fn ready(w: &World) -> String {
    let free = "SELECT p.number AS s FROM payment p JOIN application a ON a.id = p.application_id
         WHERE p.state = 'ready' AND a.number = (SELECT MIN(number) FROM application WHERE state = 'approved')
           AND NOT EXISTS (SELECT 1 FROM finance_request r WHERE r.subject = p.number)
         ORDER BY p.number";
    w.text(free).await.expect("a payment that is ready")
}

/// The first line of the bank that nobody has decided, in a direction.
async fn open_line(w: &World, direction: &str) -> Option<i64> {
    let open = format!(
        "SELECT e.ordinal AS n FROM statement_entry e JOIN statement s ON s.id = e.statement_id
         WHERE e.state = 'unmatched' AND e.direction = '{direction}' AND e.amount_fen = {EACH} AND s.number = '{}'
         ORDER BY e.ordinal",
        lines_on(w).await
    );
    w.number(&open).await
}

/// The statement whose lines nothing is known of.
async fn lines_on(w: &World) -> String {
    w.text("SELECT number AS s FROM statement ORDER BY number").await.unwrap()
}

/// The bank's statement of today: what is paid by its references, and lines of the amount of a payment that name none.
pub async fn of_today(w: &World, paid: &[entity::payment::Model], unknown: usize) {
    let mut lines = vec![Line::Funding(100_000_000)];
    for p in paid {
        lines.push(Line::Paid(&p.end_to_end_id, p.amount_fen.minor(), &p.payee_name, p.account_no.as_str()));
    }
    for _ in 0..unknown {
        lines.push(Line::Paid("NOTPROVIDED", EACH, "某某商行", "6228480000000000000"));
        lines.push(Line::Returned("NOTPROVIDED", EACH, "AC03"));
    }
    let today = w.app.app.clock.today().to_string();
    let text = statement("ICBC-0001", 1, (&today, &today), 0, &lines);
    let reconciler = w.app.actor("reconciler").await;
    import_statement(&w.app.app, &reconciler, None, "1.xml", text.into_bytes()).await.unwrap();
}

/// Payments.
pub struct Payments;

impl Payments {
    async fn batch(w: &World, thing: &str) -> Option<String> {
        let sql = format!(
            "SELECT b.number AS s FROM payment p JOIN payment_batch b ON b.id = p.batch_id WHERE p.number = '{thing}'"
        );
        w.text(&sql).await
    }

    /// The line that a payment is matched with in a way.
    async fn line(w: &World, thing: &str, kind: &str) -> Option<i64> {
        let sql = format!(
            "SELECT e.ordinal AS n FROM allocation a JOIN statement_entry e ON e.id = a.entry_id
                 JOIN payment p ON p.id = a.payment_id
             WHERE p.number = '{thing}' AND a.kind = '{kind}' AND a.reverses IS NULL AND e.state = 'matched'"
        );
        w.number(&sql).await
    }
}

impl Arena for Payments {
    const MACHINE: &'static str = "payment";
    const FORMS: &'static [Form] = &[
        form(&["batch"], "/payments/build", &[("payments", "{t}")]),
        form(&["hold"], "/payments/{t}/hold", WHY),
        form(&["release"], "/payments/{t}/release", WHY),
        form(&["cancel"], "/requests", &[("kind", "give_up_award"), ("subject", "{t}"), ("reason", "单位注销")])
            .asks(RequestKind::GiveUpAward),
        form(&["cancel"], "/requests/{give_up}/decide", AGREED).by("request", "confirm"),
        form(&["reject"], "/requests", &[("kind", "reject_payment"), ("subject", "{t}"), ("reason", "银行回执")])
            .asks(RequestKind::RejectPayment),
        form(&["reject"], "/requests/{reject}/decide", AGREED).by("request", "confirm"),
        form(&["unreject"], "/requests", &[("kind", "undo_reject"), ("subject", "{t}"), ("reason", "银行回执")])
            .asks(RequestKind::UndoReject),
        form(&["unreject"], "/requests/{unreject}/decide", AGREED).by("request", "confirm"),
        form(&["settle"], "/statements/{s}/lines/{debit}/match", &[("payment", "{t}"), ("note", "")])
            .by("entry", "match"),
        form(&["return"], "/statements/{s}/lines/{credit}/match", &[("payment", "{t}"), ("note", "")])
            .by("entry", "match"),
        form(&["unsettle"], "/statements/{s}/lines/{settled}/unmatch", WHY).by("entry", "unmatch"),
        form(&["unreturn"], "/statements/{s}/lines/{returned}/unmatch", WHY).by("entry", "unmatch"),
    ];
    // An award can be given up after its payment ended, as long as something of it is not paid.
    const ASIDE: &'static [(&'static str, &'static str)] =
        &[("rejected", "cancel"), ("returned", "cancel"), ("cancelled", "cancel"), ("paid", "cancel")];
    const FOLLOWS: &'static [&'static str] = &["instruct"];

    fn place(&self, _: &World, thing: &str) -> String {
        format!("SELECT state AS s FROM payment WHERE number = '{thing}'")
    }

    async fn begin(&mut self, w: &mut World, _: Option<(&str, Role)>) -> String {
        ready(w).await
    }

    async fn brings(&mut self, w: &mut World, thing: &str, _: &str) {
        w.app.sealed(&Self::batch(w, thing).await.unwrap()).await;
    }

    async fn fill(&mut self, w: &mut World, thing: &str, text: &str) -> Option<String> {
        let mut out = text.replace("{t}", thing);
        for (name, kind) in [
            ("{give_up}", RequestKind::GiveUpAward),
            ("{reject}", RequestKind::RejectPayment),
            ("{unreject}", RequestKind::UndoReject),
        ] {
            if out.contains(name) {
                out = out.replace(name, &asked(w, kind, thing).await?);
            }
        }
        for (name, direction) in [("{debit}", "debit"), ("{credit}", "credit")] {
            if out.contains(name) {
                out = out.replace(name, &open_line(w, direction).await?.to_string());
            }
        }
        for (name, kind) in [("{settled}", "settle"), ("{returned}", "return")] {
            if out.contains(name) {
                out = out.replace(name, &Self::line(w, thing, kind).await?.to_string());
            }
        }
        if out.contains("{s}") {
            out = out.replace("{s}", &lines_on(w).await);
        }
        Some(out)
    }
}

const AGREED: &[(&str, &str)] = &[("agreed", "yes"), ("reason", "")];
const DECLINED: &[(&str, &str)] = &[("agreed", "no"), ("reason", "再核")];

/// Batches of one payment each.
pub struct Batches;

impl Arena for Batches {
    const MACHINE: &'static str = "batch";
    const FORMS: &'static [Form] = &[
        form(&["submit"], "/batches/{t}/submit", &[("version", "{v}")]),
        form(&["approve"], "/batches/{t}/approve", &[("version", "{v}")]),
        form(&["seal"], "/batches/{t}/seal", &[("version", "{v}")]),
        form(&["send"], "/batches/{t}/send", &[("version", "{v}")]),
        form(&["recall"], "/batches/{t}/recall", &[("version", "{v}"), ("reason", "户名有误")]),
        form(&["cancel"], "/requests", &[("kind", "cancel_batch"), ("subject", "{t}"), ("reason", "未发送")])
            .asks(RequestKind::CancelBatch),
        form(&["cancel"], "/requests/{cancel}/decide", AGREED).by("request", "confirm"),
        form(&["complete"], "/requests", &[("kind", "reject_batch"), ("subject", "{t}"), ("reason", "银行拒收")])
            .asks(RequestKind::RejectBatch),
    ];
    const FOLLOWS: &'static [&'static str] = &["complete"];

    fn place(&self, _: &World, thing: &str) -> String {
        format!("SELECT state AS s FROM payment_batch WHERE number = '{thing}'")
    }

    async fn begin(&mut self, w: &mut World, _: Option<(&str, Role)>) -> String {
        let payments = vec![ready(w).await];
        w.app.run("finance_maker", &Build { payments }).await.unwrap()
    }

    async fn brings(&mut self, w: &mut World, thing: &str, _: &str) {
        // The bank refuses the whole file.
        let number = asked(w, RequestKind::RejectBatch, thing).await.unwrap();
        w.app.run("finance_approver", &Decide { number, agreed: true, note: String::new() }).await.unwrap();
    }

    async fn fill(&mut self, w: &mut World, thing: &str, text: &str) -> Option<String> {
        let mut out = text.replace("{t}", thing);
        if out.contains("{cancel}") {
            out = out.replace("{cancel}", &asked(w, RequestKind::CancelBatch, thing).await?);
        }
        let version = format!("SELECT version AS n FROM payment_batch WHERE number = '{thing}'");
        Some(out.replace("{v}", &w.number(&version).await.unwrap().to_string()))
    }
}

/// Lines of the bank.
pub struct Entries;

impl Arena for Entries {
    const MACHINE: &'static str = "entry";
    const FORMS: &'static [Form] = &[
        form(&["match"], "/statements/{s}/lines/{t}/match", &[("payment", "{p}"), ("note", "")]),
        form(&["explain"], "/statements/{s}/lines/{t}/explain", &[("kind", "charge"), ("note", "手续费")]),
        form(&["unmatch"], "/statements/{s}/lines/{t}/unmatch", WHY),
    ];

    fn place(&self, _: &World, thing: &str) -> String {
        format!(
            "SELECT state AS s FROM statement_entry WHERE ordinal = {thing}
                 AND statement_id = (SELECT id FROM statement WHERE number = (SELECT MIN(number) FROM statement))"
        )
    }

    async fn begin(&mut self, w: &mut World, _: Option<(&str, Role)>) -> String {
        open_line(w, "debit").await.expect("a line that nobody decided").to_string()
    }

    async fn fill(&mut self, w: &mut World, thing: &str, text: &str) -> Option<String> {
        let mut out = text.replace("{t}", thing).replace("{s}", &lines_on(w).await);
        if out.contains("{p}") {
            let sent = format!(
                "SELECT number AS s FROM payment WHERE state = 'instructed' AND amount_fen = {EACH} ORDER BY number"
            );
            let payment = match w.text(&sent).await {
                Some(number) => number,
                None => {
                    let number = ready(w).await;
                    let batch = w.app.run("finance_maker", &Build { payments: vec![number.clone()] }).await.unwrap();
                    w.app.out(&batch).await;
                    number
                }
            };
            out = out.replace("{p}", &payment);
        }
        Some(out)
    }
}

/// Statements after a gap, each a day later than the one before.
#[derive(Default)]
pub struct Quarantines(u32);

impl Arena for Quarantines {
    const MACHINE: &'static str = "quarantine";
    const FORMS: &'static [Form] = &[
        form(&["ask"], "/requests", &[("kind", "accept_statement"), ("subject", "{t}"), ("reason", "银行已核实")])
            .with_paper(),
        form(&["accept"], "/requests/{accept}/decide", AGREED).by("request", "confirm"),
        form(&["decline"], "/requests/{accept}/decide", DECLINED).by("request", "decline"),
        form(&["give_up"], "/statements/{t}/give-up", WHY),
    ];

    fn place(&self, _: &World, thing: &str) -> String {
        format!("SELECT quarantine AS s FROM statement WHERE number = '{thing}'")
    }

    async fn begin(&mut self, w: &mut World, _: Option<(&str, Role)>) -> String {
        self.0 += 1;
        let n = self.0;
        let day = format!("2026-04-{n:02}");
        let lines = [Line::Funding(100)];
        let opening = 900_000_000 + i64::from(n) * 1_000 + moves(&lines[0]);
        let text = statement(&format!("ICBC-{:04}", 10 + 2 * n), 10 + 2 * n, (&day, &day), opening, &lines);
        let reconciler = w.app.actor("reconciler").await;
        let taken = import_statement(&w.app.app, &reconciler, None, "gap.xml", text.into_bytes()).await.unwrap();
        assert!(!taken.statements[0].quarantine.is_empty());
        taken.statements[0].number.clone()
    }

    async fn fill(&mut self, w: &mut World, thing: &str, text: &str) -> Option<String> {
        let mut out = text.replace("{t}", thing);
        if out.contains("{accept}") {
            let last = format!(
                "SELECT number AS s FROM finance_request WHERE kind = 'accept_statement' AND subject = '{thing}'
                 ORDER BY number DESC"
            );
            out = out.replace("{accept}", &w.text(&last).await?);
        }
        Some(out)
    }
}

/// What finance asks for: awards to give up.
pub struct Requests;

impl Arena for Requests {
    const MACHINE: &'static str = "request";
    const FORMS: &'static [Form] =
        &[form(&["confirm"], "/requests/{t}/decide", AGREED), form(&["decline"], "/requests/{t}/decide", DECLINED)];

    fn place(&self, _: &World, thing: &str) -> String {
        format!("SELECT state AS s FROM finance_request WHERE number = '{thing}'")
    }

    async fn begin(&mut self, w: &mut World, _: Option<(&str, Role)>) -> String {
        let payment = ready(w).await;
        asked(w, RequestKind::GiveUpAward, &payment).await.unwrap()
    }
}

/// Money for a budget line.
#[derive(Default)]
pub struct Allocations(u32);

impl Arena for Allocations {
    const MACHINE: &'static str = "request";
    const FORMS: &'static [Form] = &[
        form(&["confirm"], "/budget/allocations/{t}/decide", AGREED),
        form(&["decline"], "/budget/allocations/{t}/decide", DECLINED),
    ];

    fn place(&self, w: &World, thing: &str) -> String {
        format!("SELECT state AS s FROM budget_allocation WHERE id = {}", w.id(thing))
    }

    async fn begin(&mut self, w: &mut World, _: Option<(&str, Role)>) -> String {
        self.0 += 1;
        let document = format!("指标〔2026〕行{}", self.0);
        let id = w.app.run("finance_maker", &proposal("GUARANTEE", "1000", &document)).await.unwrap();
        id.to_string()
    }
}
