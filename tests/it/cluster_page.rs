//! That a fail-over may lose what was acknowledged is accepted by two administrators of the whole installation, on a page, for
//! some days; the database holds it past the program too.

use domain::refusal::Code;
use reqwest::StatusCode;
use xinbu::service::cluster::acceptance::{Accept, Decide, in_force};

use crate::support::client::visible;
use crate::support::{TestApp, both_databases};

fn accept(app: &TestApp, days: i64) -> Accept {
    let until = app.app.clock.today() + chrono::TimeDelta::days(days);
    Accept { until, reason: "旧集群，本月底更换".into() }
}

both_databases! {
    async fn two_administrators_accept_a_loss_on_a_page_and_one_ends_it(app: TestApp) {
        let server = app.serve().await;
        let (one, other) = (server.sign_in("administrator").await, server.sign_in("administrator_2").await);
        let until = (app.app.clock.today() + chrono::TimeDelta::days(20)).to_string();
        // What is wrong stands at its field, and what was typed is kept.
        let past = one.post("/cluster", &[("until", "2020-01-01"), ("reason", "换集群之前")]).await;
        assert_eq!(past.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let page = past.text().await.unwrap();
        assert!(page.contains("2020-01-01") && page.contains("换集群之前") && page.contains("31"), "{}", visible(&page));
        assert_eq!(one.post("/cluster", &[("until", &until), ("reason", "")]).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(one.post("/cluster", &[("until", ""), ("reason", "x")]).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
        one.go("/cluster", &[("until", &until), ("reason", "换集群之前")]).await;
        assert!(in_force(&app.app).await.unwrap().is_none(), "one is not enough");
        for (lang, words) in [("zh", "待您决定是否接受丢失风险"), ("en", "A loss of what was acknowledged, to be accepted or not")] {
            assert!(visible(&other.page(&format!("/?lang={lang}")).await).contains(words), "{lang}");
        }
        let own = one.page("/cluster").await;
        assert!(!own.contains("value=\"yes\"") && own.contains("换集群之前"), "{}", visible(&own));
        assert!(one.post("/cluster/decide", &[("agreed", "yes")]).await.status().is_client_error(), "not by who proposed it");
        assert_eq!(other.post("/cluster/decide", &[]).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(other.post("/cluster/decide", &[("agreed", "no")]).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
        other.go("/cluster/decide", &[("agreed", "yes")]).await;
        assert_eq!(in_force(&app.app).await.unwrap().unwrap().until.to_string(), until);
        assert!(other.post("/cluster/decide", &[("agreed", "yes")]).await.status().is_client_error(), "decided is decided");
        one.go("/cluster/end", &[]).await;
        assert!(in_force(&app.app).await.unwrap().is_none());
        let page = visible(&one.page("/cluster?lang=en").await);
        assert!(page.contains("Accepted") && page.contains("Ended"), "{page}");
        app.is_sound().await;
    }
}

both_databases! {
    async fn an_administrator_of_one_office_among_several_does_not_decide_about_the_cluster_of_all(app: TestApp) {
        app.add_province().await;
        let refused = app.run("administrator", &accept(&app, 3)).await.unwrap_err();
        assert_eq!(refused.code(), Some(Code::ClusterOfAll), "{refused:?}");
        let server = app.serve().await;
        let page = server.sign_in("administrator").await.get("/cluster").await;
        assert!(page.status().is_client_error(), "{}", page.status());
        assert_eq!(server.sign_in("finance_maker").await.get("/cluster").await.status(), StatusCode::FORBIDDEN);
    }
}

both_databases! {
    async fn the_database_holds_that_a_loss_is_accepted_by_two_for_a_month_at_most(app: TestApp) {
        app.run("administrator", &accept(&app, 31)).await.unwrap();
        let direct = async |sql: &str| app.sql(sql).await.unwrap_err().to_string();
        let set = |what: &str| format!("UPDATE cluster_acceptance SET {what}");
        let by = |login: &str| format!("(SELECT id FROM person WHERE login = '{login}')");
        let stamp = |event: &str, who: &str| format!("moved_event = '{event}', moved_role = 'administrator', moved_by = {who}");
        let decided =
            |who: String| format!("agreed = TRUE, decided_at = proposed_at, decided_by = {who}, {}", stamp("agree", &who));
        for (what, says) in [
            (set(&decided("proposed_by".into())), "two_people"),
            (set(&decided(by("finance_maker"))), "not-your-role"),
            (set("until_on = proposed_on"), "append-only"),
            (set("reason = 'x'"), "append-only"),
            (
                set(&format!(
                    "ended_at = proposed_at, ended_by = {0}, {1}",
                    by("administrator"),
                    stamp("end", &by("administrator"))
                )),
                "not-in-this-state",
            ),
            ("DELETE FROM cluster_acceptance".to_owned(), "append-only"),
        ] {
            let refused = direct(&what).await;
            assert!(refused.contains(says), "{what}: {refused}");
        }
        app.run("administrator_2", &Decide { agreed: true, note: String::new() }).await.unwrap();
        for (what, says) in [
            ("agreed = FALSE", "not-in-this-state"),
            ("note = 'x'", "append-only"),
            ("decided_by = proposed_by", "append-only"),
            ("moved_event = 'decline'", "append-only"),
        ] {
            let refused = direct(&set(what)).await;
            assert!(refused.contains(says), "{what}: {refused}");
        }
        // None comes with its agreement, and none for longer.
        let day = |days: i64| (app.app.clock.today() + chrono::TimeDelta::days(days)).to_string();
        let copy = |until: &str, agreed: &str, by: &str| {
            format!(
                "INSERT INTO cluster_acceptance (id, subject, until_on, reason, proposed_by, proposed_at, proposed_on, agreed, decided_by, decided_at) \
                 SELECT d.id, a.subject, {until}, 'x', a.proposed_by, a.proposed_at, a.proposed_on, {agreed}, {by} FROM cluster_acceptance a \
                 CROSS JOIN (SELECT id FROM person WHERE login = 'administrator') d"
            )
        };
        let long = format!("CAST('{}' AS {})", day(32), if app.url().starts_with("sqlite") { "TEXT" } else { "date" });
        for sql in [copy(&long, "NULL", "NULL, NULL"), copy("a.until_on", "TRUE", "a.decided_by, a.decided_at")] {
            let refused = direct(&sql).await;
            assert!(refused.contains("not-in-this-state"), "{sql}: {refused}");
        }
        app.is_sound().await;
    }
}
