//! Several people at once: a list is read and shown, proposed as a whole or not at all, agreed to together, and its links are
//! handed over together.

use domain::refusal::Code;
use domain::role::Role;
use reqwest::StatusCode;
use xinbu::service::person::propose::Invite;
use xinbu::service::person::several::{ConfirmSeveral, InviteSeveral, place};

use crate::support::app::{FIRM_A, code};
use crate::support::both_databases;
use crate::support::client::{hidden, visible};

const HEADS: &str = "登录名,中文姓名,英文姓名,机构代码,单位的统一社会信用代码,初审人,复审人,审计员,经办人,工号\n";

fn list(rows: &[&str]) -> Vec<u8> {
    format!("{HEADS}{}\n", rows.join("\n")).into_bytes()
}

fn person(login: &str, unit: &str, roles: &[Role]) -> Invite {
    Invite {
        login: login.to_owned(),
        zh: "林小雨".to_owned(),
        en: "Lin Xiaoyu".to_owned(),
        unit: Some(unit.to_owned()),
        firm: None,
        roles: roles.to_vec(),
        reason: String::new(),
    }
}

both_databases! {
    async fn a_list_is_read_proposed_agreed_to_and_handed_over(app: TestApp) {
        let server = app.serve().await;
        let (first, second) = (server.sign_in("administrator").await, server.sign_in("administrator_2").await);
        let of_the_firm = format!("a.second,周一,Zhou Yi,,{},,,,yes,A-3", code(FIRM_A).as_str());
        let rows = [
            "lin.xiaoyu,林小雨,Lin Xiaoyu,430100,,是,否,,,A-1",
            "he.ming,何明,He Ming,430100,,,是,是,,A-2",
            of_the_firm.as_str(),
        ];
        let empty = first.get("/people/invite/list.xlsx").await;
        assert_eq!(empty.status(), StatusCode::OK);
        let read = first.try_upload("/people/invite/list", "名单.csv", list(&rows), &[]).await;
        assert_eq!(read.status(), StatusCode::OK);
        let read = read.text().await.unwrap();
        let shown = visible(&read);
        assert!(shown.contains("he.ming") && shown.contains("复审人") && shown.contains("审计员"), "{shown}");
        assert!(shown.contains("工号"), "a column that means nothing is named: {shown}");
        assert!(xinbu::store::person_request::open_of(app.app.store.read(), "he.ming").await.unwrap().is_none());
        let people = hidden(&read, "people").unwrap().replace("&quot;", "\"");
        first.go("/people/invite/several", &[("people", &people), ("reason", "新入职")]).await;
        let waiting = second.page("/people").await;
        let numbers: Vec<String> = (1..=3).map(|n| format!("RY-2026-000{n}")).collect();
        assert!(numbers.iter().all(|number| waiting.contains(number)));
        let own: Vec<(&str, &str)> = numbers.iter().map(|number| ("chosen", number.as_str())).collect();
        assert_eq!(first.post("/people/requests/confirm", &own).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(second.post("/people/requests/confirm", &[]).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
        second.go("/people/requests/confirm", &own).await;
        assert_eq!(app.actor("he.ming").await.roles, [Role::SecondReviewer, Role::Auditor]);
        assert_eq!(app.actor("a.second").await.roles, [Role::Preparer]);
        let page = first.page("/people/links").await;
        assert!(["林小雨", "何明", "周一"].iter().all(|name| visible(&page).contains(name)), "{}", visible(&page));
        let ids: Vec<String> = {
            let mut ids = Vec::new();
            for login in ["lin.xiaoyu", "he.ming", "a.second"] {
                ids.push(app.actor(login).await.person.to_string());
            }
            ids
        };
        let chosen: Vec<(&str, &str)> = ids.iter().map(|id| ("chosen", id.as_str())).collect();
        let made = first.post("/people/links", &chosen).await;
        assert_eq!(made.status(), StatusCode::OK);
        let made = made.text().await.unwrap();
        let links: Vec<&str> =
            made.match_indices("href=\"/welcome/").map(|(at, _)| made[at + 6..].split('"').next().unwrap()).collect();
        assert_eq!(links.len(), 3, "{}", visible(&made));
        assert!(visible(&server.stranger().page(links[1]).await).contains("he.ming"));
        app.is_sound().await;
    }
}

both_databases! {
    async fn one_bad_row_keeps_the_whole_list_out_and_every_bad_row_is_told(app: TestApp) {
        let server = app.serve().await;
        let first = server.sign_in("administrator").await;
        let cells = [",林小雨,Lin Xiaoyu,430100,,是,,,,", "he.ming,何明,He Ming,,91430100MA0000101,,,,也许,"];
        let wrong = first.try_upload("/people/invite/list", "名单.csv", list(&cells), &[]).await.text().await.unwrap();
        let shown = visible(&wrong);
        assert!(shown.contains("登录名") && shown.contains("91430100MA0000101") && shown.contains("也许"), "{shown}");
        assert!(hidden(&wrong, "people").is_none(), "what cannot be read is not offered");
        let nobody = first.try_upload("/people/invite/list", "名单.csv", list(&[]), &[]).await.text().await.unwrap();
        assert!(visible(&nobody).contains("没有人员"), "{}", visible(&nobody));
        let good = person("lin.xiaoyu", "430100", &[Role::FirstReviewer]);
        let people = vec![
            good.clone(),
            person("administrator", "430100", &[Role::Auditor]),
            person("he.ming", "999999", &[Role::Auditor]),
            good.clone(),
            person("zhou.yi", "430100", &[]),
        ];
        let act = InviteSeveral { people, reason: "新入职".to_owned() };
        let xinbu::error::Error::RefusedMany(refused) = app.run("administrator", &act).await.unwrap_err() else {
            panic!("all of them are told at once")
        };
        let told: Vec<_> = refused.iter().map(|refusal| (place(refusal).unwrap(), refusal.code)).collect();
        let codes = [(1, Code::LoginTaken), (2, Code::NothingNamed), (3, Code::LoginTaken)];
        assert_eq!(told[..3], codes);
        assert_eq!(told[3].0, 4);
        assert!(xinbu::store::person_request::open_of(app.app.store.read(), "lin.xiaoyu").await.unwrap().is_none());
        // The page says it at the rows of the file.
        let rows: Vec<(u32, &Invite)> = [7, 9, 11, 12, 20].into_iter().zip(&act.people).collect();
        let people = serde_json::to_string(&rows).unwrap();
        let answer = first.post("/people/invite/several", &[("people", &people), ("reason", "新入职")]).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let page = answer.text().await.unwrap();
        assert!(page.contains("href=\"#row-11\"") && page.contains("id=\"row-11\""), "{page}");
        let forged = first.post("/people/invite/several", &[("people", "[[1,{}]]"), ("reason", "x")]).await;
        assert_eq!(forged.status(), StatusCode::UNPROCESSABLE_ENTITY);
        // Of several proposals one that is the own keeps the others waiting too.
        let own = app.run("administrator", &InviteSeveral { people: vec![good], reason: "新入职".to_owned() }).await.unwrap();
        let other = InviteSeveral { people: vec![person("he.ming", "430100", &[Role::Auditor])], reason: "新入职".to_owned() };
        let other = app.run("administrator_2", &other).await.unwrap();
        let both = ConfirmSeveral { numbers: own.iter().chain(&other).cloned().collect() };
        let refused = app.run("administrator_2", &both).await.unwrap_err();
        assert!(matches!(&refused, xinbu::error::Error::RefusedMany(all) if all.len() == 1 && place(&all[0]) == Some(1)), "{refused:?}");
        assert!(xinbu::store::person_request::open_of(app.app.store.read(), "lin.xiaoyu").await.unwrap().is_some());
        app.is_sound().await;
    }
}
