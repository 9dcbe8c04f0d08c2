//! What an application carries beside its schedule: what is demanded, what is taken and what is not, what a signature covers, who sees it.

use chrono::TimeDelta;
use domain::document::Kind;
use domain::id::{AttachmentId, DocumentId};
use domain::material::{Demand, Material};
use domain::refusal::{Code, Fact};
use reqwest::{Method, StatusCode};
use uuid::Uuid;
use xinbu::error::Error;
use xinbu::service::application::attach::{Attach, AttachAgain, Detach, OpenPaper};
use xinbu::service::application::correction::RequestCorrection;
use xinbu::service::application::receive::Accept;
use xinbu::service::attached::Attached;
use xinbu::service::call::Terms;
use xinbu::service::scan::clamd::Clamd;
use xinbu::service::verify::verify;

use crate::support::app::PDF;
use crate::support::client::{Browser, visible};
use crate::support::schedule::Row;
use crate::support::{TestApp, both_databases};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

fn material(key: &str, name: &str, kind: Kind, demand: Demand, parts: &[&str]) -> Material {
    let parts = parts.iter().map(|part| (*part).to_owned()).collect();
    Material { key: key.to_owned(), zh: name.to_owned(), en: key.to_owned(), kind, demand, parts }
}

/// A call that asks for contracts and a declaration, for papers of losses by a part that nobody here earns, and for others if one
/// likes.
async fn call(app: &TestApp) -> String {
    let terms = app.terms("cq-2022-19", "GUARANTEE", "guarantor", std::collections::BTreeMap::new()).await;
    let materials = vec![
        material("contracts", "担保合同扫描件", Kind::ContractPaper, Demand::Always, &[]),
        material("declaration", "盖章承诺书", Kind::DeclarationPaper, Demand::Always, &[]),
        material("reguarantee", "再担保合同", Kind::LossPaper, Demand::Parts, &["reguarantee_aid"]),
        material("other", "其他说明", Kind::OtherPaper, Demand::Optional, &[]),
    ];
    app.open_call_of(Terms { materials, ..terms }).await
}

/// A draft in it with a schedule.
async fn draft(app: &TestApp, firm: &str, call: &str, row: u32) -> String {
    let number = app.draft_in(firm, call).await;
    app.upload(firm, &number, &[Row::contract(row)]).await.unwrap();
    number
}

async fn attach(app: &TestApp, number: &str, key: &str, file: (&str, &[u8])) -> Result<AttachmentId, Error> {
    let file = Attached::new(file.0, file.1.to_vec());
    let act = Attach { number: number.to_owned(), material: key.to_owned(), note: String::new(), file };
    app.run("a.preparer", &act).await
}

/// A PDF of its own bytes.
fn pdf(mark: &str) -> Vec<u8> {
    [PDF, mark.as_bytes()].concat()
}

async fn complete(app: &TestApp, number: &str) -> AttachmentId {
    let first = attach(app, number, "contracts", ("合同.pdf", &pdf(number))).await.unwrap();
    attach(app, number, "declaration", ("承诺书.png", PNG)).await.unwrap();
    first
}

fn codes(error: Error) -> Vec<Code> {
    match error {
        Error::Refused(refusal) => vec![refusal.code],
        Error::RefusedMany(refusals) => refusals.into_iter().map(|refusal| refusal.code).collect(),
        other => panic!("{other}"),
    }
}

/// Files of a form, each under its field.
async fn send(
    browser: &Browser,
    number: &str,
    files: &[(&str, &str, &[u8])],
    notes: &[(&str, &str)],
) -> (StatusCode, String) {
    let mut form = browser.fields(notes);
    for (field, name, bytes) in files {
        let part = reqwest::multipart::Part::bytes(bytes.to_vec()).file_name((*name).to_owned());
        form = form.part((*field).to_owned(), part);
    }
    let answer = browser.send_form(&format!("/applications/{number}/materials"), form, "zh-CN").await;
    (answer.status(), answer.text().await.unwrap())
}

both_databases! {
    async fn nobody_signs_without_what_is_demanded_and_what_is_missing_is_named(app: TestApp) {
        let call = call(&app).await;
        let number = draft(&app, "a", &call, 1).await;
        let Error::RefusedMany(missing) = app.submit("a", &number).await.unwrap_err() else { panic!() };
        let named: Vec<_> = missing.iter().map(|r| (r.code, r.facts.clone())).collect();
        let of = |zh: &str, en: &str| (Code::MaterialMissing, vec![("material".to_owned(), Fact::Words(zh.to_owned(), en.to_owned()))]);
        assert_eq!(named, [of("担保合同扫描件", "contracts"), of("盖章承诺书", "declaration")]);
        let server = app.serve().await;
        let (preparer, signatory) = (server.sign_in("a.preparer").await, server.sign_in("a.signatory").await);
        let hub = visible(&signatory.page(&format!("/applications/{number}")).await);
        assert!(hub.contains("附申报材料") && hub.contains("尚缺 2 项"), "{hub}");
        let list = visible(&preparer.page(&format!("/applications/{number}/materials")).await);
        assert!(list.contains("尚缺 2 项必须提交的材料") && list.contains("按本件申领的事项，不必提交"), "{list}");
        let refused = signatory.post(&format!("/applications/{number}/submit"), &[("version", &app.version(&number).await.to_string()), ("declared", "yes")]).await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(visible(&refused.text().await.unwrap()).contains("缺少必须提交的材料：盖章承诺书"));
        complete(&app, &number).await;
        let hub = visible(&signatory.page(&format!("/applications/{number}")).await);
        assert!(hub.contains("必须提交的材料已齐"), "{hub}");
        assert!(visible(&signatory.page(&format!("/applications/{number}/submit")).await).contains("承诺书.png"));
        app.submit("a", &number).await.unwrap();
        app.is_sound().await;
    }
}

both_databases! {
    async fn several_files_come_at_once_and_the_one_that_lies_is_named_and_the_others_are_kept(app: TestApp) {
        let call = call(&app).await;
        let number = draft(&app, "a", &call, 1).await;
        let server = app.serve().await;
        let preparer = server.sign_in("a.preparer").await;
        let (one, two) = (pdf("1"), pdf("2"));
        let files: [(&str, &str, &[u8]); 5] = [
            ("file.contracts", "合同1.pdf", &one),
            ("file.contracts", "程序.pdf", b"MZ\x90\0\x03"),
            ("file.contracts", "合同2.pdf", &two),
            ("file.declaration", "承诺书.pdf", PNG),
            ("file.other", "", b""),
        ];
        let (status, page) = send(&preparer, &number, &files, &[("note.contracts", "第1至20号"), ("note.other", "")]).await;
        let text = visible(&page);
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{text}");
        for said in ["“程序.pdf”未予接收", "“承诺书.pdf”未予接收", "已接收 2 个文件", "合同1.pdf", "合同2.pdf", "第1至20号"] {
            assert!(text.contains(said), "{said}: {text}");
        }
        assert_eq!(app.count("attachment").await, 2);
        assert_eq!(app.count("document WHERE kind = 'contract_paper'").await, 2);
        assert_eq!(app.count(&format!("case_step WHERE event = 'attach' AND application_id = (SELECT id FROM application WHERE number = '{number}')")).await, 2, "a step of whoever prepared for each file");
        // The same file twice under one entry changes nothing; under another it is not kept twice.
        let (status, page) = send(&preparer, &number, &[("file.contracts", "合同1.pdf", &one)], &[]).await;
        assert_eq!((status, app.count("attachment").await), (StatusCode::UNPROCESSABLE_ENTITY, 2));
        assert!(visible(&page).contains("该文件已在此项材料中"));
        // Nothing chosen, a field that no form has, a note that is too long.
        assert_eq!(send(&preparer, &number, &[], &[]).await.0, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(send(&preparer, &number, &[("file.nothing", "a.pdf", &one)], &[]).await.0, StatusCode::UNPROCESSABLE_ENTITY);
        let long = "长".repeat(301);
        assert_eq!(send(&preparer, &number, &[("file.other", "a.pdf", &two)], &[("note.other", &long)]).await.0, StatusCode::UNPROCESSABLE_ENTITY);
        let (status, _) = send(&preparer, &number, &[("other", "a.pdf", &two)], &[]).await;
        assert!(status.is_client_error(), "{status}");
        assert_eq!(app.count("attachment").await, 2);
        // Only whoever prepares sends; only the firm looks.
        let signatory = server.sign_in("a.signatory").await;
        assert_eq!(send(&signatory, &number, &[("file.other", "a.pdf", &two)], &[]).await.0, StatusCode::FORBIDDEN);
        let other = server.sign_in("b.preparer").await;
        assert_eq!(send(&other, &number, &[("file.other", "a.pdf", &two)], &[]).await.0, StatusCode::NOT_FOUND);
        assert_eq!(other.get(&format!("/applications/{number}/materials")).await.status(), StatusCode::NOT_FOUND);
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_file_is_taken_away_and_taken_again_from_an_earlier_application(app: TestApp) {
        let call = call(&app).await;
        let first = draft(&app, "a", &call, 1).await;
        let paper = complete(&app, &first).await;
        let server = app.serve().await;
        let preparer = server.sign_in("a.preparer").await;
        let file = preparer.get(&format!("/applications/{first}/materials/{paper}")).await;
        assert_eq!(file.bytes().await.unwrap(), pdf(&first));
        let foreign = server.sign_in("b.preparer").await.get(&format!("/applications/{first}/materials/{paper}")).await;
        assert_eq!(foreign.status(), StatusCode::NOT_FOUND);
        app.submit("a", &first).await.unwrap();
        let other = self::call(&app).await;
        let second = draft(&app, "a", &other, 2).await;
        let page = preparer.page(&format!("/applications/{second}/materials")).await;
        assert!(visible(&page).contains("选用以前申报的文件") && page.contains("合同.pdf") && page.contains(&first), "{}", visible(&page));
        let document = crate::support::client::hidden(&page, "document").unwrap();
        // Under an entry of another kind it is none; another firm has nothing of it.
        let known: DocumentId = document.parse().unwrap();
        let again = |material: &str| AttachAgain { number: second.clone(), material: material.to_owned(), document: known, note: String::new() };
        assert_eq!(codes(app.run("a.preparer", &again("other")).await.unwrap_err()), [Code::DocumentKind]);
        assert_eq!(codes(app.run("a.preparer", &again("nothing")).await.unwrap_err()), [Code::MaterialUnknown]);
        let theirs = draft(&app, "b", &other, 3).await;
        let stolen = AttachAgain { number: theirs.clone(), ..again("contracts") };
        assert_eq!(codes(app.run("b.preparer", &stolen).await.unwrap_err()), [Code::NotFound]);
        assert!(!preparer_of(&server, "b").await.page(&format!("/applications/{theirs}/materials")).await.contains("合同.pdf"));
        let documents = app.count("document").await;
        let key = if page_says_kind(&page, &document, "承诺书") { "declaration" } else { "contracts" };
        preparer.go(&format!("/applications/{second}/materials/earlier"), &[("document", &document), ("material", key)]).await;
        assert_eq!(app.count("document").await, documents, "nothing is kept twice");
        assert_eq!(app.count("attachment").await, 3);
        let mine = app.app.store.read();
        let id = app.application(&second).await.id;
        let carried = xinbu::store::attachment::of_application(mine, id).await.unwrap().remove(0);
        preparer.go(&format!("/applications/{second}/materials/{}/remove", carried.id), &[]).await;
        assert_eq!(app.count("attachment WHERE removed_at IS NULL").await, 2);
        let gone = preparer.post(&format!("/applications/{second}/materials/{}/remove", carried.id), &[]).await;
        assert_eq!(gone.status(), StatusCode::NOT_FOUND, "it is there no more");
        app.is_sound().await;
    }
}

async fn preparer_of(server: &crate::support::client::Server, firm: &str) -> Browser {
    server.sign_in(&format!("{firm}.preparer")).await
}

/// Whether the row of a document says a kind.
fn page_says_kind(page: &str, document: &str, kind: &str) -> bool {
    let before = page.split_once(document).map_or("", |(before, _)| before);
    before.rsplit_once("<tr>").map_or(before, |(_, row)| row).contains(kind)
}

both_databases! {
    async fn a_signature_covers_the_papers_and_nothing_of_them_changes_afterwards(app: TestApp) {
        let call = call(&app).await;
        let number = draft(&app, "a", &call, 1).await;
        let paper = complete(&app, &number).await;
        // Who signs has seen what is there: one more file is another version.
        let version = app.version(&number).await;
        attach(&app, &number, "other", ("说明.pdf", &pdf("more"))).await.unwrap();
        let stale = xinbu::service::application::submit::Submit { number: number.clone(), version, declared: true, leave_out_bad_rows: false };
        assert_eq!(codes(app.run("a.signatory", &stale).await.unwrap_err()), [Code::Stale]);
        app.submit("a", &number).await.unwrap();
        app.is_sound().await;
        assert_eq!(codes(attach(&app, &number, "other", ("b.pdf", &pdf("b"))).await.unwrap_err()), [Code::NotInThisState]);
        let detach = Detach { number: number.clone(), attachment: paper };
        assert_eq!(codes(app.run("a.preparer", &detach).await.unwrap_err()), [Code::NotInThisState]);
        // The database says so too.
        let now = "removed_by = attached_by, removed_at = attached_at";
        for (sql, message) in [
            (format!("UPDATE attachment SET {now}"), "xinbu:content-changed"),
            ("UPDATE attachment SET note = 'x'".to_owned(), "xinbu:append-only"),
            ("DELETE FROM attachment".to_owned(), "xinbu:append-only"),
        ] {
            let error = app.sql(&sql).await.unwrap_err().to_string();
            assert!(error.contains(message), "{sql}: {error}");
        }
        // Past its guards, the verification finds it.
        for (table, sql, back) in [
            ("attachment", "UPDATE attachment SET note = 'x' WHERE material = 'other'", "UPDATE attachment SET note = '' WHERE material = 'other'"),
            ("attachment", "UPDATE attachment SET material = 'other2' WHERE material = 'other'", "UPDATE attachment SET material = 'other' WHERE material = 'other2'"),
        ] {
            assert_eq!(app.without_guards(table, sql).await, 1);
            let found: Vec<String> = verify(&app.app).await.unwrap().into_iter().flat_map(|f| f.violations).collect();
            assert!(found.iter().any(|f| f.starts_with(&number) && f.contains("papers")), "{sql}: {found:?}");
            assert_eq!(app.without_guards(table, back).await, 1);
        }
        app.is_sound().await;
    }
}

both_databases! {
    async fn those_who_work_on_the_case_see_what_was_signed_and_each_look_stands_in_the_log(app: TestApp) {
        let call = call(&app).await;
        let number = draft(&app, "a", &call, 1).await;
        let paper = complete(&app, &number).await;
        let never = attach(&app, &number, "other", ("作废.pdf", &pdf("never"))).await.unwrap();
        app.run("a.preparer", &Detach { number: number.clone(), attachment: never }).await.unwrap();
        app.app.clock.advance(TimeDelta::minutes(5));
        app.submit("a", &number).await.unwrap();
        let server = app.serve().await;
        let officer = server.sign_in("receiving_officer").await;
        let page = officer.page(&format!("/review/{number}")).await;
        assert!(page.contains("合同.pdf") && page.contains("承诺书.png") && !page.contains("作废.pdf"), "{page}");
        let opened = "audit_event WHERE action = 'application.open_paper'";
        assert_eq!(app.count(opened).await, 0);
        let file = officer.get(&format!("/review/{number}/materials/{paper}")).await;
        assert!(file.headers()["content-disposition"].to_str().unwrap().starts_with("attachment"));
        assert_eq!(file.bytes().await.unwrap(), pdf(&number));
        assert_eq!(app.count(opened).await, 1);
        let look = officer.get(&format!("/review/{number}/materials/{paper}/look")).await;
        let (policy, kind) = (look.headers()["content-security-policy"].to_str().unwrap().to_owned(), look.headers()["content-type"].clone());
        assert_eq!((kind.to_str().unwrap(), look.headers()["content-disposition"].to_str().unwrap()), ("application/pdf", "inline"));
        assert!(policy.contains("default-src 'none'") && !policy.contains("script-src") && policy.contains("frame-ancestors 'none'"), "{policy}");
        assert_eq!(look.headers()["x-content-type-options"], "nosniff");
        let picture = xinbu::store::attachment::of_application(app.app.store.read(), app.application(&number).await.id).await.unwrap();
        let picture = picture.iter().find(|p| p.material == "declaration").unwrap().id;
        let look = officer.get(&format!("/review/{number}/materials/{picture}/look")).await;
        assert!(look.headers()["content-security-policy"].to_str().unwrap().starts_with("sandbox;"));
        assert_eq!(app.count(opened).await, 3);
        // What the firm never signed is not there for the authority; neither is anything for whoever does not work on cases.
        assert_eq!(officer.get(&format!("/review/{number}/materials/{never}")).await.status(), StatusCode::NOT_FOUND);
        assert_eq!(officer.get(&format!("/review/{number}/materials/{never}/look")).await.status(), StatusCode::NOT_FOUND);
        for login in ["reconciler", "administrator", "a.preparer"] {
            let answer = server.sign_in(login).await.get(&format!("/review/{number}/materials/{paper}")).await;
            assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{login}");
        }
        let open = OpenPaper { number: number.clone(), attachment: paper, look: false };
        assert_eq!(codes(app.run("finance_maker", &open).await.unwrap_err()), [Code::NotYourRole]);
        assert_eq!(app.count(opened).await, 3, "nothing was opened");
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_correction_opens_the_papers_again_and_what_changed_is_marked(app: TestApp) {
        let call = call(&app).await;
        let number = draft(&app, "a", &call, 1).await;
        let old = complete(&app, &number).await;
        app.submit("a", &number).await.unwrap();
        app.app.clock.advance(TimeDelta::minutes(5));
        let accept = Accept { number: number.clone(), version: app.version(&number).await };
        app.run("receiving_officer", &accept).await.unwrap();
        let back = RequestCorrection { number: number.clone(), version: app.version(&number).await, reason: "合同不全".into(), working_days: 10 };
        app.run("receiving_officer", &back).await.unwrap();
        app.app.clock.advance(TimeDelta::minutes(5));
        app.run("a.preparer", &Detach { number: number.clone(), attachment: old }).await.unwrap();
        assert_eq!(codes(app.submit("a", &number).await.unwrap_err()), [Code::MaterialMissing]);
        let new = attach(&app, &number, "contracts", ("合同（全）.pdf", &pdf("all"))).await.unwrap();
        app.is_sound().await;
        let server = app.serve().await;
        let officer = server.sign_in("receiving_officer").await;
        let page = officer.page(&format!("/review/{number}")).await;
        assert!(page.contains("合同.pdf") && !page.contains("合同（全）.pdf"), "what is not signed is the firm's own: {page}");
        assert_eq!(officer.get(&format!("/review/{number}/materials/{new}")).await.status(), StatusCode::NOT_FOUND);
        app.app.clock.advance(TimeDelta::minutes(5));
        app.submit("a", &number).await.unwrap();
        let page = officer.page(&format!("/review/{number}")).await;
        let marked = |file: &str, tag: &str| format!("{file}</a> <span class=\"tag {tag}</span>");
        for said in [marked("合同（全）.pdf", "blue\">新增"), marked("合同.pdf", "amber\">已移除"), "最近一次补正更换了文件".to_owned()] {
            assert!(page.contains(&said), "{said}: {page}");
        }
        assert_eq!(officer.get(&format!("/review/{number}/materials/{old}")).await.status(), StatusCode::OK, "what was signed once is seen");
        app.is_sound().await;
    }
}

both_databases! {
    async fn programs_send_list_and_read_papers_by_the_same_acts(app: TestApp) {
        let call = call(&app).await;
        let number = draft(&app, "a", &call, 1).await;
        let server = app.serve().await;
        let program = app.program(&server, "a.preparer").await;
        let asked = program.shown(&format!("/api/v1/calls/{call}")).await;
        assert_eq!(asked["materials"][0]["key"], "contracts");
        let path = format!("/api/v1/applications/{number}/materials");
        let sent = |query: &str, bytes: Vec<u8>| {
            let key = Uuid::new_v4().to_string();
            program.request(Method::POST, &format!("{path}?{query}")).header("idempotency-key", key).body(bytes)
        };
        let (status, refused) = program.sent(sent("material=contracts&file_name=a.pdf", b"MZ\x90\0".to_vec())).await;
        assert_eq!((status, refused["code"].as_str()), (StatusCode::UNPROCESSABLE_ENTITY, Some("document-kind")), "{refused}");
        let (status, refused) = program.sent(sent("file_name=a.pdf", PDF.to_vec())).await;
        assert_eq!((status, refused["code"].as_str()), (StatusCode::UNPROCESSABLE_ENTITY, Some("field-required")), "{refused}");
        let (status, id) = program.sent(sent("material=contracts&file_name=a.pdf&note=1-20", PDF.to_vec())).await;
        assert_eq!(status, StatusCode::OK, "{id}");
        let list = program.shown(&path).await;
        let entry = &list["items"][0];
        assert_eq!((entry["missing"].as_bool(), entry["papers"][0]["id"].as_str(), entry["papers"][0]["note"].as_str()), (Some(false), id.as_str(), Some("1-20")));
        assert_eq!(list["items"][1]["missing"], true);
        let paper = id.as_str().unwrap();
        let file = program.request(Method::GET, &format!("{path}/{paper}")).send().await.unwrap();
        assert_eq!(file.bytes().await.unwrap(), PDF);
        let body = serde_json::json!({ "number": number, "attachment": paper });
        let (status, told) = program.post("/api/v1/acts/application.detach", &body).await;
        assert_eq!(status, StatusCode::OK, "{told}");
        assert_eq!(program.shown(&path).await["items"][0]["missing"], true);
        complete(&app, &number).await;
        app.submit("a", &number).await.unwrap();
        let officer = app.program(&server, "receiving_officer").await;
        let seen = officer.shown(&format!("/api/v1/cases/{number}/materials")).await;
        let paper = seen["items"][0]["papers"][0]["id"].as_str().unwrap().to_owned();
        let file = officer.request(Method::GET, &format!("/api/v1/cases/{number}/materials/{paper}")).send().await.unwrap();
        assert_eq!(file.bytes().await.unwrap(), pdf(&number));
        assert_eq!(app.count("audit_event WHERE action = 'application.open_paper'").await, 1);
    }
}

both_databases! {
    async fn officers_write_the_list_on_the_form_of_the_call(app: TestApp) {
        let server = app.serve().await;
        let (author, second) = (server.sign_in("administrator").await, server.sign_in("administrator_2").await);
        // The form begins with what the scheme usually asks for.
        let form = author.page("/calls/open?scheme=cq-2022-19/1").await;
        assert!(form.contains("value=\"contracts\"") && form.contains("parts:reguarantee_aid"), "{}", visible(&form));
        let base = [
            ("scheme", "cq-2022-19/1"), ("procedure", "standard/1"), ("budget_line", "GUARANTEE"), ("title_zh", "春季申报"),
            ("title_en", "Spring call"), ("firm_kind", "guarantor"), ("opens", "2026-03-02"), ("closes", "2026-04-30"),
            ("period_from", "2023-01-01"), ("period_to", "2023-12-31"), ("notice_working_days", "5"),
            ("declaration_zh", "承诺属实。"), ("declaration_en", "It is true."),
        ];
        let with = |more: &[(&'static str, &'static str)]| base.iter().chain(more).copied().collect::<Vec<_>>();
        // Places without a word are none; what is wrong is said where it was typed.
        let wrong = with(&[
            ("material.0.key", ""), ("material.0.zh", " "), ("material.0.en", ""), ("material.0.kind", "other_paper"), ("material.0.demand", "always"),
            ("material.2.key", "Contracts"), ("material.2.zh", "合同"), ("material.2.en", "Contracts"), ("material.2.kind", "contract_paper"), ("material.2.demand", "always"),
        ]);
        let answer = author.post("/calls/open", &wrong).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let page = answer.text().await.unwrap();
        assert!(page.contains("id=\"material.2.key-error\"") && !page.contains("material.0.key-error"), "{}", visible(&page));
        let unknown = with(&[("material.0.other", "x")]);
        assert_eq!(author.post("/calls/open", &unknown).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let good = with(&[
            ("material.2.key", "contracts"), ("material.2.zh", "全部合同"), ("material.2.en", "All contracts"), ("material.2.kind", "contract_paper"), ("material.2.demand", "always"),
            ("material.5.key", "losses"), ("material.5.zh", "代偿凭证"), ("material.5.en", "Losses"), ("material.5.kind", "loss_paper"), ("material.5.demand", "parts:reguarantee_aid+first_loan_award"),
        ]);
        let proposal = author.go("/calls/open", &good).await;
        let page = visible(&second.page(&proposal).await);
        assert!(page.contains("全部合同 · 合同材料 · 必须提交") && page.contains("代偿凭证"), "{page}");
        second.go(&format!("{proposal}/confirm"), &[]).await;
        let kept = app.app.store.read();
        let call = xinbu::store::call::by_number(kept, &app.actor("administrator").await.scope().unwrap(), "TZ-2026-0003").await.unwrap();
        let list = xinbu::service::call::materials_of(&call).unwrap();
        assert_eq!(list.iter().map(|m| (m.key.as_str(), m.demand)).collect::<Vec<_>>(), [("contracts", Demand::Always), ("losses", Demand::Parts)]);
        assert_eq!(list[1].parts, ["reguarantee_aid", "first_loan_award"]);
        let firm = server.sign_in("a.preparer").await;
        assert!(visible(&firm.page("/calls/TZ-2026-0003").await).contains("全部合同"));
        // A call that is edited keeps what it says, several parts and all.
        let edit = author.page("/calls/manage/TZ-2026-0003/edit").await;
        assert!(edit.contains("value=\"parts:reguarantee_aid+first_loan_award\" selected"), "{}", visible(&edit));
        // Once somebody has applied, the list stays.
        app.draft_in("a", "TZ-2026-0003").await;
        let error = app.sql("UPDATE call SET materials = '[]' WHERE number = 'TZ-2026-0003'").await.unwrap_err().to_string();
        assert!(error.contains("xinbu:"), "{error}");
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_paper_of_another_firm_is_refused_by_the_database_itself(app: TestApp) {
        let call = call(&app).await;
        let number = draft(&app, "a", &call, 1).await;
        complete(&app, &number).await;
        let theirs = draft(&app, "b", &call, 2).await;
        let id = if app.app.store.backend() == sea_orm::DatabaseBackend::Sqlite { "randomblob(16)" } else { "gen_random_uuid()" };
        let copy = format!(
            "INSERT INTO attachment (id, application_id, material, document_id, note, attached_by, attached_at)
             SELECT {id}, (SELECT id FROM application WHERE number = '{theirs}'), 'other', document_id, '', attached_by, attached_at
             FROM attachment WHERE material = 'contracts'"
        );
        let error = app.sql(&copy).await.unwrap_err().to_string();
        assert!(error.contains("xinbu:not-found"), "{error}");
    }
}

/// A daemon that speaks the protocol of clamd and finds one harmless mark; with it how often it was asked.
fn daemon() -> (String, std::sync::Arc<std::sync::atomic::AtomicUsize>) {
    use std::io::{BufRead as _, Read as _, Write as _};
    use std::sync::atomic::{AtomicUsize, Ordering};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let (address, asked) = (listener.local_addr().unwrap().to_string(), std::sync::Arc::new(AtomicUsize::new(0)));
    let counted = std::sync::Arc::clone(&asked);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut reader = std::io::BufReader::new(stream.unwrap());
            let (mut command, mut file) = (Vec::new(), Vec::new());
            reader.read_until(0, &mut command).unwrap();
            assert_eq!(command, b"zINSTREAM\0");
            loop {
                let mut length = [0; 4];
                reader.read_exact(&mut length).unwrap();
                let length = usize::try_from(u32::from_be_bytes(length)).unwrap();
                if length == 0 {
                    break;
                }
                let mut piece = vec![0; length];
                reader.read_exact(&mut piece).unwrap();
                file.extend(piece);
            }
            counted.fetch_add(1, Ordering::SeqCst);
            let bad = file.windows(MARK.len()).any(|window| window == MARK);
            let said: &[u8] = if bad { b"stream: Own.Mark.UNOFFICIAL FOUND\0" } else { b"stream: OK\0" };
            reader.get_mut().write_all(said).unwrap();
        }
    });
    (address, asked)
}

/// What the daemon of these tests finds.
const MARK: &[u8] = b"harmless mark of these tests";

both_databases! {
    async fn a_paper_is_held_until_it_is_clean_and_an_infected_one_is_shown_to_nobody(app: TestApp) {
        let mut app = app;
        let call = call(&app).await;
        let number = draft(&app, "a", &call, 1).await;
        // The scanner is away: everything is held, and says so.
        let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
        app.app.scanner = Some(Clamd::parse(&nobody).unwrap());
        let clean = complete(&app, &number).await;
        assert_eq!(app.count("scan WHERE verdict = 'waiting'").await, 2);
        assert_eq!(app.count("job WHERE kind = 'scan' AND state = 'waiting'").await, 2, "they are tried again");
        assert_eq!(codes(app.submit("a", &number).await.unwrap_err()), [Code::PapersHeld]);
        let server = app.serve().await;
        let preparer = server.sign_in("a.preparer").await;
        let page = visible(&preparer.page(&format!("/applications/{number}/materials")).await);
        assert!(page.contains("病毒检查中"), "{page}");
        let held = preparer.get(&format!("/applications/{number}/materials/{clean}")).await;
        assert!(held.status().is_client_error() && held.text().await.unwrap().contains("正在进行病毒检查"));
        // It is back.
        let (address, asked) = daemon();
        app.app.scanner = Some(Clamd::parse(&address).unwrap());
        app.app.clock.advance(TimeDelta::minutes(5));
        app.work_off().await;
        assert_eq!((app.count("scan WHERE verdict = 'clean'").await, asked.load(std::sync::atomic::Ordering::SeqCst)), (2, 2));
        assert_eq!(preparer.get(&format!("/applications/{number}/materials/{clean}")).await.status(), StatusCode::OK);
        // One that is infected is nobody's to open, and its name stands nowhere.
        let bad = attach(&app, &number, "other", ("机密发票.pdf", &[PDF, MARK].concat())).await.unwrap();
        assert_eq!(app.count("scan WHERE verdict = 'infected' AND found = 'Own.Mark.UNOFFICIAL'").await, 1);
        for path in [format!("/applications/{number}/materials"), format!("/applications/{number}/submit"), format!("/applications/{number}")] {
            assert!(!preparer.page(&path).await.contains("机密发票"), "{path}");
        }
        assert!(visible(&preparer.page(&format!("/applications/{number}/materials")).await).contains("未通过病毒检查的文件"));
        let refused = preparer.get(&format!("/applications/{number}/materials/{bad}")).await;
        assert!(refused.status().is_client_error() && !refused.text().await.unwrap().contains("机密发票"));
        assert_eq!(codes(app.submit("a", &number).await.unwrap_err()), [Code::PapersInfected]);
        // Nor does it come again, under whatever name, or from here into another application.
        let again = attach(&app, &number, "other", ("别名.pdf", &[PDF, MARK].concat())).await;
        assert_eq!(codes(again.unwrap_err()), [Code::DocumentInfected]);
        let other = draft(&app, "a", &self::call(&app).await, 2).await;
        assert!(!preparer.page(&format!("/applications/{other}/materials")).await.contains("机密发票"));
        app.run("a.preparer", &Detach { number: number.clone(), attachment: bad }).await.unwrap();
        app.submit("a", &number).await.unwrap();
        // Schedules are read by the program alone; where there is no scanner nothing is held.
        app.app.scanner = None;
        let third = draft(&app, "b", &call, 3).await;
        let act = Attach { number: third, material: "other".into(), note: String::new(), file: Attached::new("x.pdf", pdf("x")) };
        app.run("b.preparer", &act).await.unwrap();
        assert_eq!(app.count("scan").await, 3);
        let error = app.sql("UPDATE scan SET verdict = 'clean', found = ''").await.unwrap_err().to_string();
        assert!(error.contains("xinbu:append-only"), "{error}");
        app.is_sound().await;
    }
}
