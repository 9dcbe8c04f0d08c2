//! Numbers that are one contract in another spelling, through the database.

use domain::refusal::Code;
use xinbu::error::Error;
use xinbu::service::application::create::Create;
use xinbu::service::application::fill_in::FillIn;

use crate::support::schedule::Row;
use crate::support::{TestApp, both_databases};

/// A draft of the same firm in another call of the scheme.
async fn another_draft(app: &TestApp) -> String {
    let call = app.open_call("cq-2022-19", "GUARANTEE", "guarantor").await;
    let number = app.run("a.preparer", &Create { call }).await.unwrap();
    let answers = [("government_owned".to_owned(), "否".to_owned())].into_iter().collect();
    app.run("a.preparer", &FillIn { number: number.clone(), version: 1, answers }).await.unwrap();
    number
}

both_databases! {
    async fn a_contract_in_another_spelling_is_claimed_already(app: TestApp) {
        app.submitted("a", &[Row::contract(1).with("contract_no", "担保〔2025〕1-12号")]).await;
        // Two numbers with other parts are two contracts.
        let second = another_draft(&app).await;
        app.upload("a", &second, &[Row::contract(2).with("contract_no", "担保〔2025〕11-2号")]).await.unwrap();
        app.upload("a", &second, &[Row::contract(2).with("contract_no", "=\"担保[2025] 1–12号\"")]).await.unwrap();
        let refused = app.submit("a", &second).await.unwrap_err();
        assert!(matches!(&refused, Error::Refused(refusal) if refusal.code == Code::ContractClaimed), "{refused}");
    }
}

both_databases! {
    async fn a_contract_claimed_under_an_older_key_is_found_under_todays(app: TestApp) {
        app.submitted("a", &[Row::contract(1).with("contract_no", "DB-2025-00001")]).await;
        // As an earlier version of the program made keys: without any dash.
        assert_eq!(app.sql("UPDATE line SET contract_key = 'DB202500001'").await.unwrap(), 1);
        assert_eq!(app.sql("UPDATE contract_claim SET contract_key = 'DB202500001'").await.unwrap(), 1);
        app.app.store.migrate().await.unwrap();
        let second = another_draft(&app).await;
        app.upload("a", &second, &[Row::contract(2).with("contract_no", "DB-2025-00001")]).await.unwrap();
        let refused = app.submit("a", &second).await.unwrap_err();
        assert!(matches!(&refused, Error::Refused(refusal) if refusal.code == Code::ContractClaimed), "{refused}");
    }
}
