//! Figures for those who run the program: at an address of their own, by patterns of routes, with nothing of anybody in them.

use crate::support::TestApp;
use crate::support::database::{Kind, with};
use crate::support::process::Process;
use crate::support::schedule::Row;

#[test]
fn the_program_tells_what_was_asked_of_it_and_nothing_of_whom() {
    with(Kind::Sqlite, async |database| {
        let url = database.url.clone();
        let app = TestApp::over(database).await;
        let number = app.submitted("a", &[Row::contract(1)]).await;
        app.app.store.clone().close().await.unwrap();
        let place = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let enter = ["env".to_owned(), format!("XINBU_METRICS={place}")];
        let process = Process::serve(&enter, &url).await;
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        let get = async |address: String| client.get(address).send().await.unwrap();
        assert_eq!(get(format!("{}/livez", process.address)).await.status(), 200);
        assert_eq!(get(format!("{}/applications/{number}", process.address)).await.status(), 303);
        assert_eq!(get(format!("{}/nowhere/{number}", process.address)).await.status(), 404);
        let told = get(format!("http://{place}/metrics")).await;
        assert!(told.headers()["content-type"].to_str().unwrap().starts_with("application/openmetrics-text"));
        let text = told.text().await.unwrap();
        for line in [
            "xinbu_requests_total{method=\"GET\",route=\"/livez\",status=\"200\"} 1",
            "xinbu_requests_total{method=\"GET\",route=\"/applications/{number}\",status=\"303\"} 1",
            "xinbu_requests_total{method=\"\",route=\"\",status=\"404\"} 1",
            "xinbu_request_seconds_count{method=\"GET\",route=\"/livez\"} 1",
            "xinbu_database_up 1",
            "xinbu_jobs{state=\"failed\"} 0",
            "# EOF",
        ] {
            assert!(text.contains(line), "{line}:\n{text}");
        }
        assert!(!text.contains(&number), "{text}");
        // The pages do not tell them.
        assert_ne!(get(format!("{}/metrics", process.address)).await.status(), 200);
        process.terminate();
        assert!(process.ended(std::time::Duration::from_secs(30)).await.success());
    });
}
