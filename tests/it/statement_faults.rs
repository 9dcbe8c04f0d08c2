//! Files of banks that other programs answer wrongly, each with its right answer (tests/cases/public-faults), through the
//! door that people use.

use reqwest::StatusCode;
use serde::Deserialize;
use xinbu::service::account::provision;

use crate::support::app::setup;
use crate::support::bank::{self, Line};
use crate::support::client::{Browser, Server, visible};
use crate::support::schedule::Row;
use crate::support::{TestApp, both_databases};

/// The account of all files, and its balance and number before each case.
const ACCOUNT: &str = "8010000000000000001";
const OPENING: i64 = 462_570_320;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    rule: String,
    #[serde(default)]
    payments: bool,
    steps: Vec<Step>,
    open_lines: usize,
    payment: Option<Payment>,
    #[serde(default)]
    allocations: Vec<(String, i64)>,
    suggested: Option<String>,
    remark: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    file: String,
    replace: Option<String>,
    with: Option<i64>,
    #[serde(default)]
    taken: usize,
    #[serde(default)]
    lines: Vec<i64>,
    #[serde(default)]
    released: usize,
    #[serde(default)]
    quarantined: Vec<String>,
    #[serde(default)]
    left_aside: Vec<String>,
    refused: Option<String>,
    names: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Payment {
    fen: i64,
    state: String,
}

fn cases() -> Vec<Case> {
    serde_json::from_str(include_str!("../cases/public-faults/statements.json")).unwrap()
}

fn file(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/cases/public-faults/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// Another paying account with a budget line, and its first statement; with payments of 77 250.00 and 1 500.00 on their way.
async fn prepared(app: &mut TestApp, payments: bool) -> Option<String> {
    let mut more = setup();
    (more.units, more.firms, more.people) = (Vec::new(), Vec::new(), Vec::new());
    more.bank_accounts.truncate(1);
    more.bank_accounts[0].number = domain::identifier::AccountNumber::parse(ACCOUNT).unwrap();
    more.budget_lines.truncate(1);
    more.budget_lines[0].account = more.bank_accounts[0].number.clone();
    more.budget_lines[0].code = "FAULTS".to_owned();
    provision::provision(&app.app, &more).await.unwrap();
    let mut number = None;
    if payments {
        app.allocate("FAULTS", "1000000", "指标〔2026〕F").await;
        app.insurance_call = app.open_call("tci-2009", "FAULTS", "insurer").await;
        let policy = |n: u32, premium: &str| Row::policy(n).with("premium_due", premium).with("premium_paid", premium);
        let case = app.payable("i", &[policy(1, "154500.00"), policy(2, "3000.00")]).await;
        app.sent(&case).await;
        number = Some(case);
    }
    app.go_to("2026-03-20");
    let first = bank::statement("DZD202603130001", 1, ("2026-03-01", "2026-03-13"), 0, &[Line::Funding(OPENING)]);
    let reconciler = app.actor("reconciler").await;
    let bytes = first.replace("4300001234567890", ACCOUNT).into_bytes();
    xinbu::service::reconcile::import_statement::import_statement(&app.app, &reconciler, None, "first.xml", bytes)
        .await
        .unwrap();
    number
}

async fn statements(app: &TestApp) -> Vec<entity::statement::Model> {
    let scope = app.actor("reconciler").await.scope().unwrap();
    let mut all = xinbu::store::statement::all(app.app.store.read(), &scope, 50).await.unwrap();
    all.reverse();
    all
}

/// One file through the page; what became of it must be what the case says.
async fn step(app: &TestApp, person: &Browser, step: &Step, end_to_end: impl Fn(i64) -> String, rule: &str) {
    let before = statements(app).await;
    let mut bytes = file(&step.file);
    if let (Some(what), Some(fen)) = (&step.replace, step.with) {
        bytes = String::from_utf8(bytes).unwrap().replace(what, &end_to_end(fen)).into_bytes();
    }
    let answer = person.try_upload("/statements/import", &step.file, bytes, &[]).await;
    let (status, text) = (answer.status(), answer.text().await.unwrap());
    let after = statements(app).await;
    if let Some(code) = &step.refused {
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{rule}: {}", visible(&text));
        assert_eq!(before, after, "{rule}: {code} leaves nothing behind");
        // The first words of the refusal, before what it names.
        let words = xinbu::i18n::Lang::ZhCn.t(&format!("refusal-{code}")).chars().take(5).collect::<String>();
        assert!(words.chars().count() == 5 && text.contains(&words), "{rule}: {code} in {}", visible(&text));
        assert!(step.names.as_ref().is_none_or(|n| text.contains(n)), "{rule}: {}", visible(&text));
        return;
    }
    assert!(matches!(status, StatusCode::OK | StatusCode::SEE_OTHER), "{rule}: {status} {}", visible(&text));
    let page = person.page("/statements").await;
    for account in &step.left_aside {
        assert!(page.contains(account), "{rule}: {account} is named: {}", visible(&page));
    }
    let new: Vec<_> = after.iter().filter(|s| before.iter().all(|b| b.number != s.number)).collect();
    let taken: Vec<_> = new.iter().filter(|s| s.state.key() == "balanced").collect();
    assert_eq!(taken.len(), step.taken, "{rule}: {new:?}");
    let mut lines = Vec::new();
    for statement in &taken {
        lines.push(
            i64::try_from(xinbu::store::statement::entries(app.app.store.read(), statement.id).await.unwrap().len())
                .unwrap(),
        );
    }
    assert_eq!(lines, step.lines, "{rule}");
    let released = after
        .iter()
        .filter(|s| s.state.key() == "balanced" && before.iter().any(|b| b.id == s.id && b.state.key() != "balanced"));
    assert_eq!(released.count(), step.released, "{rule}");
    for statement in new.iter().filter(|s| s.state.key() != "balanced") {
        let page = person.page(&format!("/statements/{}", statement.number)).await;
        for reason in &step.quarantined {
            assert!(statement.reasons.contains(&reason.replace('-', "_")), "{rule}: {reason} in {}", statement.reasons);
        }
        assert!(!step.quarantined.is_empty() && page.contains("隔离"), "{rule}: {}", visible(&page));
    }
    assert_eq!(new.len() - taken.len(), usize::from(!step.quarantined.is_empty()), "{rule}");
}

async fn run(mut app: TestApp, only: impl Fn(&Case) -> bool) {
    let case = cases().into_iter().find(|c| only(c)).unwrap();
    let rule = case.rule.clone();
    let number = prepared(&mut app, case.payments).await;
    let payments = match &number {
        Some(number) => app.payments(number).await,
        None => Vec::new(),
    };
    let end_to_end = |fen: i64| payments.iter().find(|p| p.amount_fen.minor() == fen).unwrap().end_to_end_id.clone();
    let server: Server = app.serve().await;
    let person = server.sign_in("reconciler").await;
    for one in &case.steps {
        step(&app, &person, one, end_to_end, &rule).await;
    }
    let mut open = Vec::new();
    let mut last = None;
    for statement in statements(&app).await.into_iter().skip(1) {
        for entry in xinbu::store::statement::entries(app.app.store.read(), statement.id).await.unwrap() {
            if entry.state.key() == "unmatched" {
                open.push((statement.number.clone(), entry.clone()));
            }
            last = Some(entry);
        }
    }
    assert_eq!(open.len(), case.open_lines, "{rule}: {open:?}");
    if let Some(wanted) = &case.payment {
        let payments = app.payments(number.as_ref().unwrap()).await;
        let payment = payments.iter().find(|p| p.amount_fen.minor() == wanted.fen).unwrap();
        assert_eq!(payment.state.key(), wanted.state, "{rule}");
    }
    if !case.allocations.is_empty() {
        let parts = xinbu::store::allocation::of_entry(app.app.store.read(), last.as_ref().unwrap().id).await.unwrap();
        let mut parts: Vec<_> = parts.iter().map(|p| (p.kind.key().to_owned(), p.amount_fen.minor())).collect();
        let mut wanted = case.allocations.clone();
        parts.sort();
        wanted.sort();
        assert_eq!(parts, wanted, "{rule}");
    }
    if let Some(reason) = &case.suggested {
        let (number, entry) = &open[0];
        let page = person.page(&format!("/statements/{number}?line={}", entry.ordinal)).await;
        let words = xinbu::i18n::Lang::ZhCn.t(&format!("match-reason-{reason}"));
        assert!(page.contains(&*words), "{rule}: {}", visible(&page));
        let english = person.page(&format!("/statements/{number}?line={}&lang=en", entry.ordinal)).await;
        assert!(english.contains("<html lang=\"en\""));
    }
    if let Some(remark) = &case.remark {
        assert_eq!(last.unwrap().remark, *remark, "{rule}");
    }
    // The proof needs a person for the first statement's funding alone; nothing contradicts.
    app.is_sound().await;
}

macro_rules! faults {
    ($($name:ident: $file:literal;)+) => {$(
        both_databases! {
            async fn $name(app: TestApp) {
                run(app, |case| case.steps[0].file == $file).await;
            }
        }
    )+

        #[test]
        fn every_case_of_the_file_is_run() {
            let named = [$($file),+];
            for case in cases() {
                assert!(named.contains(&case.steps[0].file.as_str()), "{}", case.rule);
            }
            assert_eq!(named.len(), cases().len());
        }
    };
}

faults! {
    equal_entries_of_two_statements_are_two: "st01a-twin-first.xml";
    one_bank_reference_may_stand_for_two_payments: "st02-same-bank-reference-two-payments.xml";
    statements_of_a_file_are_taken_in_the_order_of_their_balances: "st04-newest-first.xml";
    a_statement_that_came_too_early_is_taken_once_the_one_before_is_there: "st04b-wednesday.xml";
    banks_may_use_ids_of_statements_again: "st05b-id-again.xml";
    a_statement_in_another_currency_than_its_account_is_kept_apart: "st06-eur-for-cny-account.xml";
    the_charge_inside_an_entry_is_no_part_of_the_payment: "st07a-charge-inside-one.xml";
    a_return_before_its_debit_is_taken_and_waits_for_a_person: "st08-return-before-debit.tpl.xml";
    an_account_of_others_is_left_aside_by_name: "st09-own-and-other-account.xml";
    blanks_in_an_account_number_are_spelling: "st10-account-in-groups.xml";
    a_message_is_read_in_its_declared_encoding: "st11-gb18030-declared.xml";
    an_mt940_statement_is_read: "st13-mt940.sta";
    mt940_settles_a_payment_and_brings_it_back: "st16-mt940-pays-and-returns.tpl.sta";
    mt940_takes_entries_back_by_their_sign: "st17-mt940-reversals.sta";
    an_id_in_the_words_of_a_line_is_a_suggestion: "st15-id-only-in-words.tpl.xml";
}
