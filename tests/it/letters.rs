//! Letters of the authority: each event that causes one causes it once, with its facts as they were; its file is made when there is a
//! font, is read by those whom it concerns, and the log says who took it.

use std::process::{Command, Stdio};

use chrono::TimeDelta;
use domain::id::LetterId;
use domain::letter::{Facts, Kind, Value};
use domain::refusal::Code;
use reqwest::StatusCode;
use xinbu::id::sha256;
use xinbu::service::application::correction::{Lapse, RequestCorrection};
use xinbu::service::application::receive::{Accept, RejectReceipt};
use xinbu::service::application::undo::{AskUndo, UndoApproval};
use xinbu::service::job::letter::look;
use xinbu::service::letter::Take;

use crate::support::client::visible;
use crate::support::schedule::Row;
use crate::support::{TestApp, both_databases};

/// The letters about a case, the oldest first.
async fn letters(app: &TestApp, number: &str) -> Vec<entity::letter::Model> {
    let case = app.application(number).await;
    xinbu::store::letter::of_application(app.app.store.read(), case.id).await.unwrap()
}

/// An officer accepts a case and asks for a correction of it.
async fn asked_to_correct(app: &TestApp, number: &str, reason: &str) {
    let version = app.version(number).await;
    app.run("receiving_officer", &Accept { number: number.to_owned(), version }).await.unwrap();
    let version = app.version(number).await;
    let (number, reason) = (number.to_owned(), reason.to_owned());
    app.run("receiving_officer", &RequestCorrection { number, version, reason, working_days: 5 }).await.unwrap();
}

/// What causes letters is looked for, and they are written.
async fn written(app: &TestApp) {
    look(&app.app).await.unwrap();
    app.work_off().await;
}

/// The text of a file, by poppler; nothing where it is not installed, said loudly.
fn text_of(pdf: &[u8]) -> Option<String> {
    if Command::new("pdftotext").arg("-v").stderr(Stdio::null()).status().is_err() {
        eprintln!("SKIPPED: this machine has no pdftotext (Debian: poppler-utils), so nobody reads the letters back");
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("letter.pdf");
    std::fs::write(&file, pdf).unwrap();
    let out = Command::new("pdftotext").args(["-enc", "UTF-8", "-layout"]).arg(&file).arg("-").output().unwrap();
    assert!(out.status.success());
    Some(String::from_utf8(out.stdout).unwrap())
}

both_databases! {
    async fn each_event_causes_its_letter_once_and_the_letter_keeps_what_was_said_then(app: TestApp) {
        let number = app.submitted("a", &[Row::contract(1)]).await;
        asked_to_correct(&app, &number, "合同编号一栏有误：{firm}").await;
        assert_eq!(letters(&app, &number).await.len(), 0, "until it is looked for");
        written(&app).await;
        written(&app).await;
        let all = letters(&app, &number).await;
        let kinds: Vec<Kind> = all.iter().map(|letter| letter.kind).collect();
        assert_eq!(kinds, [Kind::Receipt, Kind::Correction]);
        assert_eq!(all.iter().map(|letter| letter.number.as_str()).collect::<Vec<_>>(), ["WS-2026-0001", "WS-2026-0002"]);
        let facts: Facts = serde_json::from_str(&all[1].facts).unwrap();
        assert_eq!(facts["reason"], Value::Text("合同编号一栏有误：{firm}".into()));
        assert_eq!(facts["due"], Value::Day("2026-03-09".parse().unwrap()));
        let receipt: Facts = serde_json::from_str(&all[0].facts).unwrap();
        let signed = app.application(&number).await;
        assert_eq!(receipt["content"], Value::Text(signed.content_sha256.clone().unwrap()));
        assert_eq!(receipt["lines"], Value::Count(1));
        // What it rests on is answered meanwhile; what was said stays.
        let before: Vec<_> = all.iter().map(|letter| (letter.facts.clone(), letter.sha256.clone())).collect();
        app.submit("a", &number).await.unwrap();
        written(&app).await;
        let all = letters(&app, &number).await;
        assert_eq!(all.iter().map(|letter| letter.kind).collect::<Vec<_>>(), [Kind::Receipt, Kind::Correction, Kind::Receipt]);
        assert_eq!(all[..2].iter().map(|letter| (letter.facts.clone(), letter.sha256.clone())).collect::<Vec<_>>(), before);
        assert_eq!(app.count("letter WHERE document_id IS NULL").await, 0);
        assert_eq!(app.count("document WHERE kind = 'letter' AND media_type = 'application/pdf'").await, 3);
        assert_eq!(app.count("letter_text").await, 2, "each text once");
        assert_eq!(app.count("audit_event WHERE action = 'letter.issue'").await, 3);
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_letter_is_read_by_its_firm_and_its_officers_and_the_log_says_who_took_it(app: TestApp) {
        let (number, foreign) = (app.submitted("a", &[Row::contract(1)]).await, app.submitted("b", &[Row::contract(2)]).await);
        written(&app).await;
        let (letter, other) = (letters(&app, &number).await.remove(0), letters(&app, &foreign).await.remove(0));
        let server = app.serve().await;
        let of_firm = format!("/applications/{number}/letters/{}", letter.number);
        let of_case = format!("/review/{number}/letters/{}", letter.number);
        let mut same = Vec::new();
        for (login, page, path) in [("a.preparer", format!("/applications/{number}"), &of_firm), ("first_reviewer", format!("/review/{number}"), &of_case)] {
            let browser = server.sign_in(login).await;
            let shown = browser.page(&page).await;
            assert!(shown.contains(path.as_str()), "{login} finds it on the page of the case");
            assert!(shown.contains("申报回执") && shown.contains(&letter.sha256[..16]), "{login}");
            let answer = browser.get(path).await;
            assert_eq!((answer.status(), answer.headers()["content-type"].to_str().unwrap()), (StatusCode::OK, "application/pdf"), "{login}");
            same.push(answer.bytes().await.unwrap());
            let english = browser.page(&format!("{page}?lang=en")).await;
            assert!(english.contains("Receipt of an application"), "{login}");
        }
        assert_eq!(same[0], same[1]);
        let document = app.document(&sha256(&same[0])).await;
        assert_eq!(Some(document), letter.document_id);
        let taken = format!("audit_event WHERE action = 'letter.take' AND aggregate_id = '{}'", letter.id);
        assert_eq!(app.count(&taken).await, 2);
        // Another firm's, one of another case, one that is not there: all the same, and nothing is noted.
        let (stranger, own) = (server.sign_in("b.preparer").await, server.sign_in("a.preparer").await);
        assert_eq!(stranger.get(&of_firm).await.status(), StatusCode::NOT_FOUND);
        for path in [format!("/applications/{number}/letters/{}", other.number), format!("/applications/{number}/letters/WS-2026-9999")] {
            assert_eq!(own.get(&path).await.status(), StatusCode::NOT_FOUND, "{path}");
        }
        assert_eq!(own.get(&of_case).await.status(), StatusCode::FORBIDDEN);
        assert_eq!(server.sign_in("reconciler").await.get(&of_case).await.status(), StatusCode::FORBIDDEN);
        let wrong = Take { case: number.clone(), letter: other.number.clone() };
        assert_eq!(app.run("a.preparer", &wrong).await.unwrap_err().code(), Some(Code::NotFound));
        assert_eq!(app.count("audit_event WHERE action = 'letter.take'").await, 2);
        // Its file says what it is, in both languages.
        if let Some(text) = text_of(&same[0]) {
            for said in ["申报回执", "Receipt of an application", &letter.number, &letter.sha256[..16], &number, "第 1 页，共 2 页", "page 2 of 2"] {
                assert!(text.contains(said), "{said}: {text}");
            }
        }
    }
}

both_databases! {
    async fn a_decision_and_a_payment_are_told_with_their_amounts_in_digits_and_capitals(app: TestApp) {
        let number = app.paid("a", &[Row::contract(1)]).await;
        written(&app).await;
        let all = letters(&app, &number).await;
        assert_eq!(all.iter().map(|letter| letter.kind).collect::<Vec<_>>(), [Kind::Receipt, Kind::Decision, Kind::Payment]);
        let approved = domain::money::yuan(app.application(&number).await.approved_fen.unwrap());
        let payment = app.payments(&number).await.remove(0);
        for letter in &all[1..] {
            let facts: Facts = serde_json::from_str(&letter.facts).unwrap();
            assert_eq!(facts["amount"], Value::Money(approved), "{}", letter.kind);
        }
        let decision: Facts = serde_json::from_str(&all[1].facts).unwrap();
        assert_eq!(decision["claimed"], Value::Money(approved));
        let advice: Facts = serde_json::from_str(&all[2].facts).unwrap();
        assert_eq!(advice["account"], Value::Text(payment.account_no.masked()));
        assert_eq!(advice["payment"], Value::Text(payment.number.clone()));
        let server = app.serve().await;
        let browser = server.sign_in("a.signatory").await;
        let pdf = browser.get(&format!("/applications/{number}/letters/{}", all[1].number)).await.bytes().await.unwrap();
        if let Some(text) = text_of(&pdf) {
            let capital = domain::money::words::capital(approved.amount);
            let digits = domain::money::text::grouped(approved.amount, approved.currency);
            assert!(text.contains(&capital) && text.contains(&digits), "{capital} {digits}: {text}");
        }
        app.is_sound().await;
    }
}

both_databases! {
    async fn where_there_is_no_font_the_file_waits_and_nothing_else_does(app: TestApp) {
        let (empty, mut app) = (tempfile::tempdir().unwrap(), app);
        app.app.fonts = Some(empty.path().to_owned());
        let number = app.submitted("a", &[Row::contract(1)]).await;
        written(&app).await;
        let issued = letters(&app, &number).await.remove(0);
        assert_eq!((issued.document_id, issued.font_sha256.as_str()), (None, ""));
        let failure = "job WHERE kind = 'letter' AND state = 'waiting' AND failure LIKE '%letter-font%'";
        let waits = app.count(failure).await + app.count(&failure.replace("letter-font", "LetterFont")).await;
        assert_eq!(waits, 1, "its job says why, and is tried again");
        let server = app.serve().await;
        let browser = server.sign_in("a.preparer").await;
        let page = browser.page(&format!("/applications/{number}")).await;
        let file = format!("/applications/{number}/letters/{}", issued.number);
        assert!(visible(&page).contains("正在制作") && !page.contains(&file), "{}", visible(&page));
        let early = browser.get(&file).await;
        assert_eq!(early.status(), StatusCode::CONFLICT);
        assert!(visible(&early.text().await.unwrap()).contains("正在制作"));
        let version = app.version(&number).await;
        let refuse = RejectReceipt { number: number.clone(), version, reason: "材料不全".into() };
        app.run("receiving_officer", &refuse).await.unwrap();
        // Somebody installs a font.
        app.app.fonts = None;
        app.app.clock.advance(TimeDelta::seconds(10));
        written(&app).await;
        let all = letters(&app, &number).await;
        assert_eq!(all.iter().map(|letter| letter.kind).collect::<Vec<_>>(), [Kind::Receipt, Kind::Refusal]);
        assert!(all.iter().all(|letter| letter.document_id.is_some() && letter.font_sha256.len() == 64));
        let kept = (issued.facts, issued.sha256, issued.number);
        assert_eq!((all[0].facts.clone(), all[0].sha256.clone(), all[0].number.clone()), kept);
        app.is_sound().await;
    }
}

both_databases! {
    async fn an_approval_that_is_taken_back_and_a_correction_that_never_came_are_told_too(app: TestApp) {
        let (number, _) = app.approved("a", &[Row::contract(1)]).await;
        let ask = AskUndo { number: number.clone(), version: app.version(&number).await, reason: "金额有误".into() };
        app.run("receiving_officer", &ask).await.unwrap();
        let undo = UndoApproval { number: number.clone(), version: app.version(&number).await };
        app.run("approver", &undo).await.unwrap();
        let late = app.submitted("b", &[Row::contract(2)]).await;
        asked_to_correct(&app, &late, "补充附件").await;
        app.go_to("2026-03-12");
        let lapse = Lapse { number: late.clone(), version: app.version(&late).await };
        app.run("receiving_officer", &lapse).await.unwrap();
        written(&app).await;
        let told = letters(&app, &number).await;
        assert_eq!(told.iter().map(|letter| letter.kind).collect::<Vec<_>>(), [Kind::Receipt, Kind::Decision, Kind::Revocation]);
        let facts: Facts = serde_json::from_str(&told[2].facts).unwrap();
        assert_eq!(facts["reason"], Value::Text("金额有误".into()));
        let told = letters(&app, &late).await;
        assert_eq!(told.iter().map(|letter| letter.kind).collect::<Vec<_>>(), [Kind::Receipt, Kind::Correction, Kind::Lapse]);
        let facts: Facts = serde_json::from_str(&told[2].facts).unwrap();
        assert_eq!(facts["due"], Value::Day("2026-03-09".parse().unwrap()));
        app.is_sound().await;
    }
}

both_databases! {
    async fn two_processes_that_look_at_once_cause_a_letter_once(app: TestApp) {
        let number = app.submitted("a", &[Row::contract(1)]).await;
        let (one, other) = (app.app.clone(), app.app.clone());
        let (one, other) = tokio::join!(look(&one), look(&other));
        assert!(one.is_ok() && other.is_ok(), "{one:?} {other:?}");
        assert_eq!(app.count("job WHERE kind = 'letter'").await, 1);
        app.work_off().await;
        assert_eq!(letters(&app, &number).await.len(), 1);
        let place = app.number("SELECT told_to AS n FROM letter_place").await;
        assert!(place > 0);
    }
}

both_databases! {
    async fn the_database_keeps_a_letter_as_it_was_issued(app: TestApp) {
        let number = app.submitted("a", &[Row::contract(1)]).await;
        written(&app).await;
        let letter = letters(&app, &number).await.remove(0);
        let other = LetterId::from_uuid(uuid::Uuid::from_u128(7));
        assert_ne!(letter.id, other);
        for change in ["facts = '{}'", "number = 'WS-2026-0009'", "document_id = NULL", "font_sha256 = ''", "issued_at = made_at"] {
            let refused = app.sql(&format!("UPDATE letter SET {change}")).await.unwrap_err().to_string();
            assert!(refused.contains("xinbu:append-only"), "{change}: {refused}");
        }
        for sql in ["DELETE FROM letter", "UPDATE letter_text SET text = ''", "DELETE FROM letter_text"] {
            let refused = app.sql(sql).await.unwrap_err().to_string();
            assert!(refused.contains("xinbu:append-only"), "{sql}: {refused}");
        }
    }
}

both_databases! {
    async fn another_text_counts_once_a_second_administrator_agreed_and_letters_before_it_stay(app: TestApp) {
        let server = app.serve().await;
        let (first, second) = (server.sign_in("administrator").await, server.sign_in("administrator_2").await);
        let before = app.submitted("a", &[Row::contract(1)]).await;
        written(&app).await;
        let page = first.page("/letter-texts").await;
        assert!(page.contains("系统自带") && page.contains("补正通知书"));
        // A word that the letter does not have is refused with its place and what there is; nothing is kept.
        let shipped = Kind::Receipt.shipped();
        let own = shipped.replace("version = \"1\"", "version = \"2\"").replace("已收到。", "本局已经收到。");
        for (wrong, said) in [
            (own.replace("{received}", "{recieved}"), "recieved"),
            (own.replace("version = \"2\"", "version = \"1\""), "版本“1”已经有了"),
            (own.replace("[[block]]", "[[blok]]"), "blok"),
            (String::new(), "文书模板"),
        ] {
            let answer = first.post_from("/letter-texts", "/letter-texts", &[("kind", "receipt"), ("text", &wrong), ("reason", "本局用语")]).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
            let shown = visible(&answer.text().await.unwrap());
            assert!(shown.contains(said), "{said}: {shown}");
        }
        assert_eq!(app.count("addition").await, 0);
        let answer = first.post_from("/letter-texts", "/letter-texts", &[("kind", "receipt"), ("text", &own), ("reason", "本局用语")]).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{}", visible(&answer.text().await.unwrap()));
        let number = "JG-2026-0001";
        let preview = format!("/letter-texts/{number}/preview.pdf");
        let shown = second.page("/letter-texts").await;
        assert!(shown.contains(&preview) && shown.contains("本局已经收到"));
        let pdf = second.get(&preview).await;
        assert_eq!((pdf.status(), pdf.headers()["content-type"].to_str().unwrap()), (StatusCode::OK, "application/pdf"));
        if let Some(text) = text_of(&pdf.bytes().await.unwrap()) {
            assert!(text.contains("本局已经收到") && text.contains("壹拾贰万叁仟肆佰伍拾陆元柒角捌分"), "{text}");
        }
        assert_eq!(server.sign_in("first_reviewer").await.get(&preview).await.status(), StatusCode::FORBIDDEN);
        // Nobody alone.
        let alone = first.post_from(&format!("/additions/{number}/confirm"), "/letter-texts", &[]).await;
        assert_ne!(alone.status(), StatusCode::SEE_OTHER);
        let waiting = app.submitted("b", &[Row::contract(2)]).await;
        written(&app).await;
        let said = second.post_from(&format!("/additions/{number}/confirm"), "/letter-texts", &[]).await;
        assert_eq!(said.status(), StatusCode::SEE_OTHER, "{}", visible(&said.text().await.unwrap()));
        assert!(first.page("/letter-texts").await.contains(number));
        // The firm corrects, and its next receipt is written from the new text.
        asked_to_correct(&app, &before, "补充附件").await;
        app.submit("a", &before).await.unwrap();
        written(&app).await;
        let texts: Vec<String> = letters(&app, &before).await.into_iter().filter(|letter| letter.kind == Kind::Receipt).map(|letter| letter.text_sha256).collect();
        assert_eq!(texts.len(), 2);
        assert_ne!(texts[0], texts[1]);
        assert_eq!(letters(&app, &waiting).await[0].text_sha256, texts[0], "issued before it was confirmed");
        assert_eq!(app.count("letter_text WHERE kind = 'receipt'").await, 2);
        assert_eq!(app.count("letter_text WHERE text LIKE '%本局已经收到%'").await, 1);
        app.is_sound().await;
    }
}
