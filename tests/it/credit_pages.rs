//! A day at the credit desk through its pages: a firm reads why, objects and files a repair; officers answer; a check is
//! shown with its evidence and made again; doubtful matches, statements and rules are decided where they are shown.

use reqwest::StatusCode;

use crate::support::app::{FIRM_A, code};
use crate::support::client::{hidden, visible};
use crate::support::schedule::Row;
use crate::support::{TestApp, both_databases};

const HEAD: &str =
    "行政相对人名称,统一社会信用代码,行政处罚决定书文号,处罚类别,处罚内容,处罚决定日期,处罚机关,失信严重程度";
const NAME_A: &str = "江临市甲担保有限公司";

fn code_a() -> String {
    code(FIRM_A).as_str().to_owned()
}

impl TestApp {
    /// A submitted case of firm A that a penalty, imported after it, blocks; accepted and checked.
    async fn blocked_case(&self) -> String {
        let number = self.submitted("a", &[Row::contract(1)]).await;
        self.app.clock.advance(chrono::TimeDelta::seconds(1));
        let row = format!(
            "{NAME_A},{},江罚〔2026〕7号,吊销许可证件,吊销许可证,2026-01-10,江临市市场监督管理局,严重",
            code_a()
        );
        self.import_penalties(&format!("{HEAD}\n{row}\n")).await;
        self.app.clock.advance(chrono::TimeDelta::seconds(1));
        let version = self.version(&number).await;
        let accept = xinbu::service::application::receive::Accept { number: number.clone(), version };
        self.run("receiving_officer", &accept).await.unwrap();
        let version = self.version(&number).await;
        let checks = xinbu::service::application::check::RunChecks { number: number.clone(), version };
        self.run("credit_checker", &checks).await.unwrap();
        number
    }
}

/// The value of the first link of a page that begins so.
fn link(page: &str, begins: &str) -> String {
    let (_, rest) = page.split_once(&format!("href=\"{begins}")).unwrap_or_else(|| panic!("{}", visible(page)));
    let (tail, _) = rest.split_once('"').unwrap();
    format!("{begins}{tail}").replace("&amp;", "&")
}

both_databases! {
    async fn a_firm_reads_why_and_objects_and_officers_answer_in_time(app: TestApp) {
        let number = app.blocked_case().await;
        let server = app.serve().await;
        let firm = server.sign_in("a.signatory").await;
        let page = firm.page("/firm/credit").await;
        for words in ["严重行政处罚在公示期内", "江罚〔2026〕7号", "可向信用中国申请信用修复", "来源单位未参与本决定", "2026-05-01", &number] {
            assert!(page.contains(words), "{words}: {}", visible(&page));
        }
        let record = link(&page, "/firm/credit?object=");
        let form = firm.page(record.split('#').next().unwrap()).await;
        let key = hidden(&form, "record").unwrap();
        let bare = firm.post("/firm/credit/objections", &[("record", &key), ("words", " ")]).await;
        assert_eq!(bare.status(), StatusCode::UNPROCESSABLE_ENTITY);
        firm.go("/firm/credit/objections", &[("record", &key), ("words", "决定书已被复议撤销")]).await;
        assert!(firm.page("/firm/credit").await.contains("有异议"));
        // Another firm sees nothing of it.
        assert!(!server.sign_in("b.signatory").await.page("/firm/credit").await.contains("江罚〔2026〕7号"));

        let handler = server.sign_in("objection_handler").await;
        let desk = handler.page("/credit/desk").await;
        let open = link(&desk, "/credit/desk?open=");
        let id = open.split("open=").nth(1).unwrap().split('#').next().unwrap().to_owned();
        let action = format!("/credit/objections/{id}");
        assert!(handler.page(open.split('#').next().unwrap()).await.contains("决定书已被复议撤销"));
        let nothing = handler.post(&action, &[("reason", "好")]).await;
        assert_eq!(nothing.status(), StatusCode::UNPROCESSABLE_ENTITY, "what is done must be said");
        handler.go(&action, &[("act", "accept"), ("reason", "")]).await;
        handler.go(&action, &[("act", "upheld"), ("reason", "复议决定书已核实")]).await;
        let page = firm.page("/firm/credit").await;
        assert!(page.contains("异议成立") && page.contains("复议决定书已核实"), "{}", visible(&page));
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_check_shows_reasons_beside_evidence_and_is_made_again(app: TestApp) {
        let number = app.blocked_case().await;
        let server = app.serve().await;
        let reviewer = server.sign_in("first_reviewer").await;
        let case = reviewer.page(&format!("/review/{number}")).await;
        let check = link(&case, "/credit/checks/");
        let page = reviewer.page(&check).await;
        // Who opened it and for which case stands in the log.
        let opened = format!("credit_query_log WHERE what = 'check' AND purpose = '{number}'");
        assert_eq!(app.count(&opened).await, 1);
        assert!(server.sign_in("auditor").await.page("/credit/queries").await.contains(&number));
        for words in ["证据：记录原文", "严重行政处罚在公示期内", "法律依据", "吊销许可证", "已答复", "RS-2024.1"] {
            assert!(page.contains(words), "{words}: {}", visible(&page));
        }
        assert!(reviewer.page(&format!("{check}?again=1")).await.contains("逐字节一致"));
        let snapshot = reviewer.get(&format!("{check}/snapshot.json")).await.text().await.unwrap();
        let id = check.rsplit('/').next().unwrap().parse().unwrap();
        let stored = xinbu::store::credit::checks::by_id(app.app.store.read(), id).await.unwrap();
        assert_eq!(snapshot, stored.snapshot);
        // A veto asks nobody: there is no form to decide it away.
        assert!(!server.sign_in("credit_checker").await.page(&check).await.contains("name=\"decision\""));
        // The file opens with a purpose only, and says who read it.
        let file = format!("/credit/subjects/{}", code_a());
        assert_eq!(reviewer.get(&file).await.status(), StatusCode::SEE_OTHER);
        let bare = reviewer.post("/credit/subjects", &[("code", &code_a()), ("purpose", "")]).await;
        assert_eq!(bare.status(), StatusCode::UNPROCESSABLE_ENTITY);
        reviewer.go("/credit/subjects", &[("code", &code_a()), ("purpose", "审核本件")]).await;
        let page = reviewer.page(&file).await;
        assert!(page.contains("江罚〔2026〕7号") && page.contains("审核本件"), "{}", visible(&page));
        assert!(server.sign_in("auditor").await.page("/credit/queries").await.contains("审核本件"));
    }
}

both_databases! {
    async fn doubts_and_statements_are_decided_where_they_are_shown(app: TestApp) {
        let row = format!("{NAME_A},,江罚〔2026〕8号,吊销许可证件,吊销许可证,2026-01-10,江临市市场监督管理局,严重");
        app.import_penalties(&format!("{HEAD}\n{row}\n")).await;
        app.app.clock.advance(chrono::TimeDelta::seconds(1));
        let number = app.submitted("a", &[Row::contract(1)]).await;
        let server = app.serve().await;
        let officer = server.sign_in("credit_checker").await;
        let queue = officer.page("/credit/matches").await;
        assert!(queue.contains("江罚〔2026〕8号") && queue.contains(&number), "{}", visible(&queue));
        let field = |name: &str| hidden(&queue, name).unwrap();
        let (record, subject) = (field("record"), field("subject"));
        let answer = [("record", record.as_str()), ("subject", &subject), ("seen", "0"), ("confirmed", "no"), ("reason", "住所不同")];
        officer.go("/credit/matches", &answer).await;
        let late = server.sign_in("credit_checker_2").await.post("/credit/matches", &answer).await;
        assert_eq!(late.status(), StatusCode::CONFLICT, "two officers never both decide the same match");
        assert!(officer.page("/credit/matches").await.contains("没有待认定的匹配"));

        for kind in ["former_name", "former_code", "branch", "predecessor", "legal_representative", "registration", "code_accepted", "evidence", "record", "record_ended"] {
            officer.page(&format!("/credit/statements/new?kind={kind}")).await;
        }
        let (code, pdf) = (code_a(), b"%PDF-1.4 paper".to_vec());
        let typed = [("kind", "record"), ("code", code.as_str()), ("name", NAME_A), ("source", "OWN_FUND"), ("record_kind", "FUND_MISUSE"),
            ("authority", "东岭省地方金融管理局"), ("decision_no", "东财监〔2026〕2号"), ("event_date", "2026-02-02"), ("misuse", "diverted"), ("reason", "检查结论")];
        let bad: Vec<_> = typed.iter().map(|(k, v)| (*k, if *k == "event_date" { "二月" } else { *v })).collect();
        let refused = officer.try_upload("/credit/statements", "结论.pdf", pdf.clone(), &bad).await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().await.unwrap().contains("东财监〔2026〕2号"), "what was typed is still there");
        for (name, bytes) in [("结论.exe", &b"MZ\x90\x00"[..]), ("结论.pdf", b"<html><script>x</script></html>"), ("结论.html", &pdf)] {
            let refused = officer.try_upload("/credit/statements", name, bytes.to_vec(), &typed).await;
            assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY, "{name} is no evidence");
            let consent = [("source", "GSXT"), ("purpose", "补贴审核"), ("given_on", "2026-03-01"), ("valid_to", "2026-12-31")];
            let firm = server.sign_in("a.signatory").await;
            let refused = firm.try_upload("/firm/credit/consents", name, bytes.to_vec(), &consent).await;
            assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY, "{name} is no evidence");
            let page = refused.text().await.unwrap();
            assert!(page.contains("依据材料应为 PDF") || page.contains("内容却是PDF 文件"), "{}", visible(&page));
        }
        officer.upload("/credit/statements", "结论.pdf", pdf, &typed).await;
        let open = link(&officer.page("/credit/statements").await, "/credit/statements?open=");
        let id = open.split("open=").nth(1).unwrap().split('#').next().unwrap().to_owned();
        let second = server.sign_in("credit_checker_2").await;
        let page = second.page(open.split('#').next().unwrap()).await;
        assert!(page.contains("挪用"), "{}", visible(&page));
        let file = second.get(&link(&page, "/credit/evidence/")).await;
        assert_eq!(file.bytes().await.unwrap().as_ref(), b"%PDF-1.4 paper");
        let own = officer.post(&format!("/credit/statements/{id}"), &[("accept", "yes"), ("reason", "")]).await;
        assert_eq!(own.status(), StatusCode::UNPROCESSABLE_ENTITY, "not the one who entered it");
        second.go(&format!("/credit/statements/{id}"), &[("accept", "yes"), ("reason", "")]).await;
        assert!(server.sign_in("a.preparer").await.page("/firm/credit").await.contains("违规使用财政资金"));
        app.is_sound().await;
    }
}

both_databases! {
    async fn rules_and_sources_change_through_two_administrators(app: TestApp) {
        let server = app.serve().await;
        let writer = server.sign_in("administrator").await;
        let form = writer.page("/credit/rules/new?from=RS-2026.1").await;
        assert!(form.contains("RS-2026.1"));
        let view = xinbu::service::query::credit::rule_set::rule_set(&app.app, &app.actor("credit_checker").await.reader().unwrap(), "RS-2026.1").await.unwrap();
        let mut set = view.set;
        set.id = "RS-2026.2".into();
        set.effective_from = "2026-04-15".parse().unwrap();
        let text = serde_json::to_string(&set).unwrap();
        let wrong = writer.post("/credit/rules", &[("text", "{"), ("why", "试")]).await;
        assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let here = writer.go("/credit/rules", &[("text", &text), ("why", "收紧")]).await;
        writer.go(&format!("{here}/try"), &[]).await;
        let seen = server.sign_in("administrator_2").await;
        let page = seen.page(&here).await;
        let content = hidden(&page, "content").unwrap();
        seen.go(&format!("{here}/approve"), &[("content", &content)]).await;
        server.sign_in("administrator_3").await.go(&format!("{here}/approve"), &[("content", &content)]).await;
        assert!(writer.page("/credit/rules").await.contains("已审定"));

        let typed = [("id", "PBOC"), ("zh", "人民银行征信"), ("en", "PBOC"), ("rank", "5"), ("adapter", "manual"), ("required", "approval"),
            ("age_approval", "24"), ("needs_consent", "yes"), ("reason", "省里要求")];
        let bad = writer.post("/credit/sources", &[("id", "PBOC"), ("rank", "x"), ("adapter", "manual")]).await;
        assert_eq!(bad.status(), StatusCode::UNPROCESSABLE_ENTITY);
        writer.go("/credit/sources", &typed).await;
        let open = link(&seen.page("/credit/statements").await, "/credit/statements?open=");
        let id = open.split("open=").nth(1).unwrap().split('#').next().unwrap().to_owned();
        seen.go(&format!("/credit/statements/{id}"), &[("accept", "yes"), ("reason", "")]).await;
        assert!(seen.page("/credit/sources?open=PBOC").await.contains("24 小时内有效"));
        let officer = server.sign_in("credit_checker").await;
        officer.page("/credit").await;
        officer.page("/credit/recoveries").await;
    }
}
