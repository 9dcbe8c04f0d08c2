//! Outward reporting and what everybody may read: nothing is sent twice unnoticed, refused and changed rows go again,
//! persons are masked, publication ends by itself; and figures that count firms and occurrences apart.

use domain::credit::outward::{FaultyRow, OutwardKind};
use domain::credit::statement::{Ending, OwnRecord};
use domain::credit::{Severity, Statement};
use domain::id::CreditExportId;
use domain::money::Fen;
use domain::refusal::Code;
use reqwest::StatusCode;
use xinbu::error::Error;
use xinbu::service::credit::import_records::{Options, dry_run};
use xinbu::service::credit::outward::{ExportRecords, Exported, ReceiptOf, Resend};
use xinbu::service::credit::statement::{Attached, Decide, Enter};
use xinbu::service::query::Page;
use xinbu::service::query::credit_outward::{PublicList, public};
use xinbu::service::query::credit_statistics::statistics;

use crate::support::app::{FIRM_A, FIRM_B, code};
use crate::support::client::{hidden, visible};
use crate::support::schedule::Row;
use crate::support::{TestApp, both_databases};

const OFFICE: &str = "东岭省地方金融管理局";
const NAME_A: &str = "江临市甲担保有限公司";
const NAME_B: &str = "江临市乙担保有限公司";
const PERSON: &str = "欧阳小明";
const PERSON_ID: &str = "430102199003071234";

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

fn office_code() -> String {
    code("11430000000001234").as_str().to_owned()
}

fn penalty(number: u32, on: &str, severity: Severity) -> OwnRecord {
    OwnRecord {
        source: "OWN_FUND".to_owned(),
        record: "ADMIN_PENALTY".to_owned(),
        authority: OFFICE.to_owned(),
        decision_no: format!("东金罚〔2026〕{number}号"),
        event_date: day(on),
        public_until: None,
        severity,
        domain: "guarantee".to_owned(),
        value: String::new(),
        penalty_types: vec!["罚款".to_owned()],
        fine: Some(Fen::new(200_000)),
        content: "罚款2000元".to_owned(),
    }
}

fn title(until: &str) -> OwnRecord {
    OwnRecord {
        record: "RED_LIST".to_owned(),
        decision_no: "东金红〔2026〕1号".to_owned(),
        public_until: Some(day(until)),
        severity: Severity::Unknown,
        penalty_types: Vec::new(),
        fine: None,
        content: "诚信经营示范企业".to_owned(),
        ..penalty(1, "2026-03-02", Severity::General)
    }
}

fn code_of<T: std::fmt::Debug>(result: Result<T, Error>) -> Option<Code> {
    result.unwrap_err().code()
}

impl TestApp {
    async fn entered(&self, who: (&str, &str), statement: Statement) -> domain::id::CreditEntryId {
        let enter = Enter {
            code: who.0.to_owned(),
            name: who.1.to_owned(),
            application: None,
            statement,
            why: "见附件".to_owned(),
            evidence: Attached::new("决定书.pdf", b"%PDF-1.4 a decision".to_vec()),
        };
        self.run("credit_checker", &enter).await.unwrap()
    }

    /// An own record that two officers have made.
    async fn own(&self, who: (&str, &str), record: OwnRecord) -> String {
        let key = record.record(who.0, who.1, self.app.clock.now()).natural_key();
        let id = self.entered(who, Statement::Record(record)).await;
        self.confirmed_entry(id).await;
        key
    }

    /// An own record that two officers have ended.
    async fn ended(&self, who: (&str, &str), record: &str, on: &str, how: Ending) {
        let statement = Statement::RecordEnded { record: record.to_owned(), on: day(on), how };
        let id = self.entered(who, statement).await;
        self.confirmed_entry(id).await;
    }

    async fn confirmed_entry(&self, id: domain::id::CreditEntryId) {
        self.app.clock.advance(chrono::TimeDelta::seconds(1));
        self.run("credit_checker_2", &Decide { id, accept: true, answer: String::new() }).await.unwrap();
        self.app.clock.advance(chrono::TimeDelta::seconds(1));
    }

    async fn export(&self, kind: OutwardKind, from: &str, to: &str) -> Result<Exported, Error> {
        let command = ExportRecords { kind, from: day(from), to: day(to), office_code: office_code() };
        let made = self.run("credit_checker", &command).await;
        self.app.clock.advance(chrono::TimeDelta::seconds(1));
        made
    }

    async fn resend(&self, export: CreditExportId) -> Result<Exported, Error> {
        let made = self.run("credit_checker", &Resend { export }).await;
        self.app.clock.advance(chrono::TimeDelta::seconds(1));
        made
    }

    async fn receipt(&self, export: CreditExportId, accepted: bool, faulty: &[(i64, &str)]) -> Result<(), Error> {
        let faulty = faulty.iter().map(|(row, why)| FaultyRow { row: *row, why: (*why).to_owned() }).collect();
        let words = if accepted { "" } else { "文件格式有误" }.to_owned();
        let command = ReceiptOf { export, accepted, number: "HZ-2026-001".to_owned(), words, faulty };
        self.run("credit_checker", &command).await
    }

    async fn content(&self, id: CreditExportId) -> String {
        let file = xinbu::store::credit::export::by_id(
            self.app.store.read(),
            &self.actor("credit_checker").await.scope().unwrap(),
            id,
        )
        .await
        .unwrap();
        String::from_utf8(file.content).unwrap()
    }
}

fn a() -> String {
    code(FIRM_A).as_str().to_owned()
}

fn b() -> String {
    code(FIRM_B).as_str().to_owned()
}

both_databases! {
    async fn a_file_holds_what_was_never_sent(app: TestApp) {
        let (a, b) = (a(), b());
        app.own((&a, NAME_A), penalty(1, "2026-02-27", Severity::General)).await;
        app.own((&b, NAME_B), penalty(2, "2026-03-02", Severity::Serious)).await;
        app.own((&b, NAME_B), penalty(3, "2026-01-05", Severity::Minor)).await;
        let first = app.export(OutwardKind::Penalty, "2026-02-01", "2026-03-31").await.unwrap();
        assert_eq!(first.rows, 2, "the one of January is outside the days");
        let text = app.content(first.id).await;
        assert!(text.starts_with("\u{feff}\"CF_XDR_MC\",\"CF_XDR_LB\""), "{text}");
        assert_eq!(text.lines().count(), 3);
        let (one, two) = (text.find("东金罚〔2026〕1号").unwrap(), text.find("东金罚〔2026〕2号").unwrap());
        assert!(one < two, "by day of decision: {text}");
        assert!(text.contains("\"0.2\"") && text.contains(&office_code()), "{text}");
        let file = xinbu::store::credit::export::by_id(app.app.store.read(), &app.actor("credit_checker").await.scope().unwrap(), first.id).await.unwrap();
        assert_eq!(file.sha256, xinbu::service::id::sha256(&file.content));
        // Another department's program of the same kind reads it without a remark.
        let read = dry_run(&app.app, "CREDIT_PLATFORM", ("penalties.csv", file.content), Options::of(app.app.clock.today())).await.unwrap();
        assert_eq!((read.seen, read.bad, read.problems.len()), (2, 0, 0), "{:?}", read.problems);
        // Nothing goes twice; what is new goes alone, and an older one when its days are asked for.
        assert_eq!(code_of(app.export(OutwardKind::Penalty, "2026-02-01", "2026-03-31").await), Some(Code::CreditExportNothing));
        let second = app.export(OutwardKind::Penalty, "2026-01-01", "2026-03-31").await.unwrap();
        assert_eq!(second.rows, 1);
        assert!(app.content(second.id).await.contains("\"轻微\""), "minor ones are reported, though never published");
        assert_eq!(code_of(app.export(OutwardKind::Penalty, "2026-03-02", "2026-03-01").await), Some(Code::CreditStatementMalformed));
        let wrong = ExportRecords { kind: OutwardKind::Penalty, from: day("2026-01-01"), to: day("2026-12-31"), office_code: "12345".to_owned() };
        assert_eq!(app.run("credit_checker", &wrong).await.unwrap_err().code(), domain::identifier::Uscc::parse("12345").err().map(|r| r.code));
        assert_eq!(code_of(app.run("auditor", &Resend { export: first.id }).await), Some(Code::NotYourRole));
        app.is_sound().await;
    }
}

both_databases! {
    async fn refused_and_changed_rows_go_again_and_no_others(app: TestApp) {
        let (a, b) = (a(), b());
        let key = app.own((&a, NAME_A), penalty(1, "2026-02-27", Severity::General)).await;
        app.own((&b, NAME_B), penalty(2, "2026-03-02", Severity::Serious)).await;
        let first = app.export(OutwardKind::Penalty, "2026-01-01", "2026-03-31").await.unwrap();
        assert_eq!(code_of(app.resend(first.id).await), Some(Code::CreditExportNothing), "unanswered is not refused");
        assert_eq!(code_of(app.receipt(first.id, true, &[(3, "没有这一行")]).await), Some(Code::CreditExportRow));
        app.receipt(first.id, true, &[(2, "代码有误")]).await.unwrap();
        assert_eq!(code_of(app.receipt(first.id, true, &[]).await), Some(Code::NotInThisState));
        let second = app.resend(first.id).await.unwrap();
        assert_eq!(second.rows, 1);
        let text = app.content(second.id).await;
        assert!(text.contains("东金罚〔2026〕2号") && !text.contains("东金罚〔2026〕1号"), "{text}");
        assert_eq!(code_of(app.resend(first.id).await), Some(Code::CreditExportNothing));
        assert_eq!(code_of(app.export(OutwardKind::Penalty, "2026-01-01", "2026-03-31").await), Some(Code::CreditExportNothing));
        // Annulled after it was taken: the platform is told, once.
        app.ended((&a, NAME_A), &key, "2026-03-02", Ending::Revoked).await;
        let third = app.resend(first.id).await.unwrap();
        let text = app.content(third.id).await;
        assert!(third.rows == 1 && text.contains("\"撤销\"") && text.contains("2026-03-02 撤销"), "{text}");
        assert_eq!(code_of(app.resend(first.id).await), Some(Code::CreditExportNothing));
        // Refused as a whole: it goes again from whichever file it stands in.
        app.receipt(third.id, false, &[]).await.unwrap();
        let fourth = app.resend(third.id).await.unwrap();
        assert_eq!(fourth.rows, 1);
        assert_eq!(app.content(fourth.id).await, text, "the same rows are the same bytes");
        app.is_sound().await;
    }
}

both_databases! {
    async fn time_alone_changes_no_row_that_was_sent(app: TestApp) {
        let a = a();
        app.own((&a, NAME_A), penalty(1, "2026-03-02", Severity::Minor)).await;
        let first = app.export(OutwardKind::Penalty, "2026-03-01", "2026-03-31").await.unwrap();
        app.go_to("2026-10-09");
        assert_eq!(code_of(app.resend(first.id).await), Some(Code::CreditExportNothing), "that a period is over is no correction");
    }
}

both_databases! {
    async fn the_database_keeps_what_was_sent(app: TestApp) {
        let a = a();
        app.own((&a, NAME_A), penalty(1, "2026-03-02", Severity::General)).await;
        app.export(OutwardKind::Penalty, "2026-03-01", "2026-03-31").await.unwrap();
        for sql in [
            "DELETE FROM credit_export_row",
            "UPDATE credit_export_row SET cells = '[]'",
            "UPDATE credit_export_row SET row_sha256 = 'x', standing = FALSE",
            "DELETE FROM credit_export",
            "UPDATE credit_export SET rows_out = 7",
        ] {
            let refused = app.sql(sql).await.unwrap_err().to_string();
            assert!(refused.contains("append-only"), "{sql}: {refused}");
        }
        let twice = "INSERT INTO credit_export_row SELECT export_id, 2, row_key, row_sha256, cells, standing, fault FROM credit_export_row";
        assert!(app.sql(twice).await.is_err(), "a record stands at most once");
    }
}

both_databases! {
    async fn each_award_is_reported_once(app: TestApp) {
        app.payable("i", &[Row::policy(1), Row::policy(2)]).await;
        let made = app.export(OutwardKind::Subsidy, "2026-03-09", "2026-03-09").await.unwrap();
        assert_eq!(made.rows, 2);
        let text = app.content(made.id).await;
        assert!(text.contains("江临市第1商贸有限公司") && text.contains("\"5\""), "50 000 yuan are 5 times 10 000: {text}");
        assert_eq!(code_of(app.export(OutwardKind::Subsidy, "2026-03-01", "2026-03-31").await), Some(Code::CreditExportNothing));
        assert_eq!(code_of(app.resend(made.id).await), Some(Code::CreditExportNothing));
        app.receipt(made.id, true, &[(1, "名称有误")]).await.unwrap();
        assert_eq!(app.resend(made.id).await.unwrap().rows, 1);
        app.is_sound().await;
    }
}

both_databases! {
    async fn penalties_are_public_with_persons_masked_until_their_last_day(app: TestApp) {
        let (a, b) = (a(), b());
        let general = app.own((&a, NAME_A), penalty(1, "2026-03-02", Severity::General)).await;
        app.own((&b, NAME_B), penalty(2, "2026-03-02", Severity::Minor)).await;
        let of_person = OwnRecord { content: format!("对{PERSON}（{PERSON_ID}，13812345678）罚款2000元"), ..penalty(3, "2026-03-02", Severity::Serious) };
        app.own((PERSON_ID, PERSON), of_person).await;
        let unknown = OwnRecord { penalty_types: vec!["其他行政处罚".to_owned()], ..penalty(4, "2026-03-02", Severity::Unknown) };
        app.own((&b, NAME_B), unknown).await;
        let server = app.serve().await;
        let everybody = server.stranger();
        let page = everybody.page("/public/penalties").await;
        let csv = everybody.page("/public/penalties.csv").await;
        for text in [&page, &csv] {
            assert!(text.contains(NAME_A) && text.contains(&a) && text.contains("欧***"), "{}", visible(text));
            for hidden in [PERSON, PERSON_ID, "小明", "13812345678", NAME_B] {
                assert!(!text.contains(hidden), "{hidden} is on the page: {}", visible(text));
            }
        }
        assert!(page.contains("/public/red-list") && everybody.page("/notices").await.contains("/public/penalties"));
        // Search finds organisations by a part of the name or by the code, and never a person.
        let found = |q: &str| format!("/public/penalties?q={}", form_urlencoded::byte_serialize(q.as_bytes()).collect::<String>());
        for q in ["甲担保", &a] {
            let page = everybody.page(&found(q)).await;
            assert!(page.contains(NAME_A) && !page.contains("欧***"), "{q}: {}", visible(&page));
        }
        for q in [PERSON, PERSON_ID, "欧", "%", "_"] {
            let page = everybody.page(&found(q)).await;
            assert!(!page.contains("欧***") && !page.contains("东金罚"), "{q}: {}", visible(&page));
        }
        // An address that came from nowhere is told so.
        let nowhere = everybody.get("/public/penalties?after=019a0000-0000-7000-8000-000000000000").await;
        assert_eq!(nowhere.status(), StatusCode::NOT_FOUND);
        app.go_to("2027-03-02");
        assert!(everybody.page("/public/penalties").await.contains(NAME_A), "the last day still counts");
        app.go_to("2027-03-03");
        let page = everybody.page("/public/penalties").await;
        assert!(!page.contains(NAME_A) && page.contains("欧***"), "a year is over, three are not: {}", visible(&page));
        assert!(!general.is_empty());
    }
}

both_databases! {
    async fn an_annulled_penalty_leaves_the_public_page_at_once(app: TestApp) {
        let a = a();
        let key = app.own((&a, NAME_A), penalty(1, "2026-03-02", Severity::Serious)).await;
        let server = app.serve().await;
        assert!(server.stranger().page("/public/penalties").await.contains(NAME_A));
        app.ended((&a, NAME_A), &key, "2026-03-02", Ending::Revoked).await;
        assert!(!server.stranger().page("/public/penalties").await.contains(NAME_A));
        assert!(!server.stranger().page("/public/penalties.csv").await.contains(NAME_A));
    }
}

both_databases! {
    async fn public_lists_step_on_by_key_and_show_each_row_once(app: TestApp) {
        let a = a();
        for n in 1..=5 {
            // Three of one day, so that the step falls between rows of the same day.
            let on = if n <= 3 { "2026-03-02" } else { "2026-02-27" };
            let severity = if n == 2 { Severity::Minor } else { Severity::General };
            app.own((&a, NAME_A), penalty(n, on, severity)).await;
        }
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let Page { rows, next } = public(&app.app, PublicList::Penalties, "", after, 2).await.unwrap();
            assert!(rows.len() <= 2 && !rows.is_empty());
            seen.extend(rows.into_iter().map(|r| r.decision_no));
            after = next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(seen.len(), 4, "{seen:?}");
        assert!(seen[..2].iter().all(|n| n.contains("1号") || n.contains("3号")), "the newest day first: {seen:?}");
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 4);
    }
}

both_databases! {
    async fn a_title_is_public_as_a_proposal_then_as_a_title_then_no_more(app: TestApp) {
        let a = a();
        let id = app.entered((&a, NAME_A), Statement::Record(title("2026-12-31"))).await;
        let server = app.serve().await;
        let proposed = server.stranger().page("/public/red-list").await;
        assert!(proposed.contains(NAME_A) && proposed.contains("拟授予"), "{}", visible(&proposed));
        assert!(!server.stranger().page("/public/red-list.csv").await.contains(NAME_A), "a proposal is no title");
        app.go_to("2026-03-10");
        assert!(!server.stranger().page("/public/red-list").await.contains(NAME_A), "its notice is over, nobody has decided");
        app.confirmed_entry(id).await;
        let valid = server.stranger().page("/public/red-list").await;
        assert!(valid.contains(NAME_A) && !valid.contains("拟授予"), "{}", visible(&valid));
        assert!(server.stranger().page("/public/red-list.csv").await.contains(NAME_A));
        assert!(!server.stranger().page("/public/penalties").await.contains(NAME_A));
        app.go_to("2027-01-01");
        assert!(!server.stranger().page("/public/red-list").await.contains(NAME_A));
    }
}

both_databases! {
    async fn the_desk_makes_a_file_enters_its_receipt_and_sends_again(app: TestApp) {
        let a = a();
        app.own((&a, NAME_A), penalty(1, "2026-02-13", Severity::General)).await;
        let server = app.serve().await;
        let checker = server.sign_in("credit_checker").await;
        let page = checker.page("/credit/exports").await;
        // 2026-02-13 and seven working days, with the holidays of the spring festival between.
        assert!(page.contains("02-13") && visible(&page).contains("未报送"), "{}", visible(&page));
        let office = office_code();
        let bad = checker.post("/credit/exports", &[("kind", "penalty"), ("from", "2026-02-30"), ("to", "2026-03-02"), ("office_code", &office)]).await;
        assert_eq!(bad.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let fields = [("kind", "penalty"), ("from", "2026-02-01"), ("to", "2026-03-02"), ("office_code", office.as_str())];
        let file = checker.go("/credit/exports", &fields).await;
        assert!(file.starts_with("/credit/exports/"), "{file}");
        let again = checker.post("/credit/exports", &fields).await;
        assert_eq!(again.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.text().await.unwrap().contains("不会重复报送"));
        let csv = checker.get(&format!("{file}/file.csv")).await;
        assert_eq!(csv.headers()["content-type"], "text/csv; charset=utf-8");
        assert!(csv.text().await.unwrap().contains("CF_WSH"));
        let sheet = checker.get(&format!("{file}/file.xlsx")).await.bytes().await.unwrap();
        assert!(sheet.starts_with(b"PK"));
        let receipt = format!("{file}/receipt");
        let unread = checker.post(&receipt, &[("outcome", "accepted"), ("number", "HZ-1"), ("words", ""), ("faulty", "代码有误")]).await;
        assert_eq!(unread.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let why_missing = checker.post(&receipt, &[("outcome", "rejected"), ("number", "HZ-1"), ("words", " "), ("faulty", "")]).await;
        assert_eq!(why_missing.status(), StatusCode::UNPROCESSABLE_ENTITY);
        checker.go(&receipt, &[("outcome", "accepted"), ("number", "HZ-1"), ("words", ""), ("faulty", "1 代码有误")]).await;
        let page = checker.page(&file).await;
        assert!(page.contains("代码有误") && page.contains("HZ-1"), "{}", visible(&page));
        let auditor = server.sign_in("auditor").await;
        assert!(hidden(&auditor.page(&file).await, "key").is_some(), "signing out is a form too");
        assert!(!auditor.page(&file).await.contains("/resend"), "an auditor reads");
        let next = checker.go(&format!("{file}/resend"), &[]).await;
        assert_ne!(next, file);
        assert!(checker.page(&next).await.contains(&file), "the new file names the one before");
        app.is_sound().await;
    }
}

/// The enterprise of the first contract has lost its permit.
async fn one_bad_enterprise(app: &TestApp) {
    let enterprise = code("91430100MA1000001");
    let list = format!(
        "行政相对人名称,统一社会信用代码,行政处罚决定书文号,处罚类别,处罚内容,处罚决定日期,处罚机关,失信严重程度\n\
         江临市第1机械有限公司,{enterprise},江罚〔2026〕7号,吊销许可证件,吊销许可证,2026-01-10,江临市市场监督管理局,严重\n"
    );
    app.import_penalties(&list).await;
    app.app.clock.advance(chrono::TimeDelta::seconds(1));
}

both_databases! {
    async fn firms_and_occurrences_are_counted_apart(app: TestApp) {
        one_bad_enterprise(&app).await;
        let number = app.submitted("a", &[Row::contract(1), Row::contract(2)]).await;
        app.brought_to_review(&number).await;
        let other = Row::contract(1).with("contract_no", "DB-2025-90001").with("loan_no", "JK-2025-90001");
        app.submitted("b", &[other, Row::contract(3)]).await;
        let days = (day("2026-03-01"), day("2026-03-31"));
        let found = statistics(&app.app, None, days).await.unwrap();
        assert_eq!(found.reasons.len(), 1, "{:?}", found.reasons);
        let reason = &found.reasons[0];
        assert_eq!((reason.code.as_str(), reason.effect.as_str()), ("PENALTY_SERIOUS_PUBLIC", "block"));
        assert_eq!(found.months.len(), 1);
        let month = &found.months[0];
        assert_eq!((month.month.as_str(), month.firms, month.cases), ("2026-03", 2, 2));
        assert!(month.checks > month.cases, "one of the cases was checked at more than one stage");
        assert_eq!(month.checks, month.pass + month.refer + month.block);
        // One enterprise, in the cases of two firms, found by every check of each.
        assert_eq!((reason.firms, reason.times, reason.findings), (1, 2, month.checks));
        assert_eq!(month.lines_block, month.checks);
        assert_eq!((found.withheld.lines, found.withheld.line_firms), (2, 1));
        assert_eq!(found.withheld.line_contracts, Fen::new(200_000_000));
        let platform = found.received.iter().find(|r| r.source == "CREDIT_PLATFORM").unwrap();
        assert_eq!((platform.imports, platform.added), (6, 4));
        // Before and after nothing happened; a unit below sees nothing of the province's cases.
        let before = statistics(&app.app, None, (day("2026-01-01"), day("2026-02-28"))).await.unwrap();
        assert!(before.months.is_empty() && before.reasons.is_empty() && before.received.is_empty());
        let city = app.actor("city_reviewer").await;
        let city = statistics(&app.app, Some(&city.reader().unwrap()), days).await.unwrap();
        assert!(city.months.is_empty() && city.reasons.is_empty() && city.withheld.lines == 0);
        let backwards = statistics(&app.app, None, (days.1, days.0)).await;
        assert_eq!(code_of(backwards), Some(Code::CreditStatementMalformed));
        let server = app.serve().await;
        let reviewer = server.sign_in("first_reviewer").await;
        let page = reviewer.page("/credit/statistics?from=2026-03-01&to=2026-03-31").await;
        assert!(page.contains("家次") && page.contains("严重行政处罚在公示期内"), "{}", visible(&page));
        let csv = reviewer.page("/credit/statistics.csv?from=2026-03-01&to=2026-03-31").await;
        assert!(csv.contains("\"家\",\"1\"") && csv.contains("\"家次\",\"2\""), "{csv}");
        let bad = reviewer.get("/credit/statistics?from=2026-03-31&to=2026-03-01").await;
        assert_eq!(bad.status(), StatusCode::UNPROCESSABLE_ENTITY);
    }
}

both_databases! {
    async fn paid_money_had_all_three_checks(app: TestApp) {
        let number = app.paid("a", &[Row::contract(1)]).await;
        let amount: i64 = app.payments(&number).await.iter().map(|p| p.amount_fen.minor()).sum();
        let found = statistics(&app.app, None, (day("2026-03-01"), day("2026-03-31"))).await.unwrap();
        assert_eq!((found.paid.payments, found.paid.amount, found.paid.covered), (1, Fen::new(amount), Fen::new(amount)));
        assert_eq!(found.paid.share_bp, Some(10_000));
        assert_eq!(found.withheld.cases, 0, "what was awarded is not withheld");
        let later = statistics(&app.app, None, (day("2026-04-01"), day("2026-04-30"))).await.unwrap();
        assert_eq!((later.paid.payments, later.paid.share_bp), (0, None), "nothing was paid: there is no share");
    }
}

both_databases! {
    async fn what_was_reported_is_counted_with_its_receipts(app: TestApp) {
        let (a, b) = (a(), b());
        app.own((&a, NAME_A), penalty(1, "2026-02-27", Severity::General)).await;
        app.own((&b, NAME_B), penalty(2, "2026-03-02", Severity::Serious)).await;
        let first = app.export(OutwardKind::Penalty, "2026-01-01", "2026-03-31").await.unwrap();
        app.receipt(first.id, true, &[(1, "代码有误")]).await.unwrap();
        app.resend(first.id).await.unwrap();
        let found = statistics(&app.app, None, (day("2026-03-02"), day("2026-03-02"))).await.unwrap();
        assert_eq!(found.reported.len(), 1);
        let r = &found.reported[0];
        assert_eq!((r.kind.as_str(), r.files, r.rows, r.taken, r.refused, r.unanswered), ("penalty", 2, 3, 1, 1, 1));
        assert!(found.received.iter().all(|r| r.source != "OWN_FUND"), "own records are not received");
    }
}

#[test]
fn the_command_line_prints_the_figures_of_a_period() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("new.sqlite").display());
    let run = |arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_xinbu"));
        command.args(["--lang", "en"]).args(arguments).args(["--database", &url]).output().unwrap()
    };
    assert!(run(&["migrate"]).status.success());
    let period = ["credit", "statistics", "--from", "2026-01-01", "--to", "2026-12-31"];
    let shown = run(&period);
    let text = String::from_utf8(shown.stdout).unwrap();
    assert!(shown.status.success() && text.contains("Objections") && text.contains("Overdue"), "{text}");
    let json = run(&[&period[..], &["--json"]].concat());
    let value: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(value["objections"]["overdue"], 0);
    assert!(value["paid"]["share_bp"].is_null());
    let backwards = run(&["credit", "statistics", "--from", "2026-12-31", "--to", "2026-01-01"]);
    assert_eq!(backwards.status.code(), Some(1));
}
