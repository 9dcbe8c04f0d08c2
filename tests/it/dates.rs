//! No pair of dates of the program runs backwards: the database refuses it by itself, whichever door it comes through.

use crate::guards::refused;
use crate::support::both_databases;
use crate::support::schedule::Row;

both_databases! {
    async fn a_line_keeps_its_period_as_dates_and_never_ends_before_it_begins(app: TestApp) {
        let number = app.submitted("a", &[Row::contract(1)]).await;
        let schedule = app.application(&number).await.schedule_id.unwrap();
        let lines = xinbu::store::line::of_schedule(app.app.store.read(), schedule).await.unwrap();
        let day = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
        assert_eq!((lines[0].starts_on, lines[0].ends_on), (Some(day("2025-03-01")), Some(day("2026-02-28"))));
        refused(&app, "UPDATE line SET starts_on = '2025-03-02'", "xinbu:append-only").await;
        let backwards = "INSERT INTO line (id, schedule_id, application_id, row_no, contract_no, contract_key, enterprise_name,
               enterprise_name_norm, enterprise_code, amount_fen, row_values, starts_on, ends_on)
             SELECT document_id, id, application_id, 99, 'X', 'X', 'X', 'X', 'X', 1, '[]', '2025-03-02', '2025-03-01' FROM schedule";
        let error = app.sql(backwards).await.unwrap_err().to_string();
        assert!(error.to_lowercase().contains("check"), "{error}");
        assert!(app.sql(&backwards.replace("2025-03-01", "2025-03-02")).await.is_ok());
    }
}

both_databases! {
    async fn no_pair_of_dates_runs_backwards(app: TestApp) {
        app.paid("a", &[Row::contract(1)]).await;
        // What stays as it was written cannot be turned at all; when it is written, its dates are in order.
        for (guard, table) in [("notice_fixed", "notice"), ("notice_closed_once", "notice"), ("statement_fixed", "statement")] {
            app.take_away(guard, table).await;
        }
        for change in [
            "UPDATE call SET closes_on = '2020-01-01'",
            "UPDATE call SET period_to = '2020-01-01'",
            "UPDATE notice SET ends_on = '2020-01-01'",
            "UPDATE notice SET closed_at = '2020-01-01T00:00:00+00:00'",
            "UPDATE statement SET to_on = '2020-01-01'",
            "UPDATE credit_record SET known_to = '2020-01-01T00:00:00+00:00'",
            "UPDATE role_grant SET revoked_at = '2020-01-01T00:00:00+00:00'",
        ] {
            let error = app.sql(change).await.expect_err(change).to_string();
            // A call changes only as two people agreed, and what they agree on has its days in order.
            let keys = ["xinbu:backwards", "xinbu:call-second-person", "xinbu:call-has-applications"];
            let refused = keys.iter().any(|key| error.contains(key));
            assert!(refused || error.to_lowercase().contains("check"), "{change}: {error}");
        }
    }
}
