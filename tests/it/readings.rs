//! How often all lines of a schedule are read between its upload and its approval: what is known of them is kept, and an act
//! that needs them all reads them once for everything that it finds out.

use std::collections::HashMap;
use std::fmt::Debug;
use std::sync::{LazyLock, Mutex, Once};

use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use xinbu::web::path;

use crate::support::client::hidden;
use crate::support::schedule::Row;
use crate::support::{TestApp, both_databases};

/// How often the lines of each schedule were read; other tests read theirs meanwhile.
static READ: LazyLock<Mutex<HashMap<String, usize>>> = LazyLock::new(Mutex::default);

struct Counting;

impl<S: Subscriber> Layer<S> for Counting {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        struct Schedule(String);
        impl Visit for Schedule {
            fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
                if field.name() == "schedule" {
                    self.0 = format!("{value:?}");
                }
            }
        }
        let mut schedule = Schedule(String::new());
        event.record(&mut schedule);
        *READ.lock().unwrap().entry(schedule.0).or_default() += 1;
    }
}

fn count() {
    static BEGUN: Once = Once::new();
    BEGUN.call_once(|| {
        let lines = Targets::new().with_target("xinbu::lines", Level::DEBUG);
        let counting = tracing_subscriber::registry().with(Counting.with_filter(lines));
        tracing::subscriber::set_global_default(counting).unwrap();
    });
}

/// One more than the rows of which the page of a case opens the first by itself.
const ROWS: u32 = 2_001;

/// From the upload to the approval, every act through its page; how often all lines were read in each.
async fn readings(app: &TestApp) -> Vec<(&'static str, usize)> {
    let server = app.serve().await;
    app.allocate("GUARANTEE", "90000000.00", "财预〔2026〕9号").await;
    let number = app.draft("a").await;
    let mut before = 0;
    let mut seen = Vec::new();
    let own = path::application(&number);
    let preparer = server.sign_in("a.preparer").await;
    let rows: Vec<Row> = (1..=ROWS).map(Row::contract).collect();
    let (version, file) = (app.version(&number).await.to_string(), app.schedule_csv(&rows).await);
    preparer.upload(&format!("{own}/schedule"), "明细表.csv", file, &[("version", &version)]).await;
    let schedule = app.application(&number).await.schedule_id.unwrap().to_string();
    let mut note = |what| {
        let now = READ.lock().unwrap().get(&schedule).copied().unwrap_or(0);
        seen.push((what, now - std::mem::replace(&mut before, now)));
    };
    note("upload");
    preparer.page(&format!("{own}/estimate")).await;
    note("estimate");
    let signatory = server.sign_in("a.signatory").await;
    let version = hidden(&signatory.page(&format!("{own}/submit")).await, "version").unwrap();
    note("page to sign");
    signatory.go(&format!("{own}/submit"), &[("version", &version), ("declared", "on")]).await;
    note("submit");
    let steps = [
        ("receiving_officer", "accept", vec![]),
        ("credit_checker", "check", vec![]),
        ("first_reviewer", "start", vec![]),
        ("first_reviewer", "lines/2", vec![("decision", "reject"), ("line_reason", "合同未履行")]),
        ("first_reviewer", "recommend", vec![("opinion", "材料齐全，同意")]),
        ("second_reviewer", "confirm", vec![("remark", "")]),
        ("approver", "approve", vec![("remark", "")]),
    ];
    for (login, act, mut fields) in steps {
        let person = server.sign_in(login).await;
        let page = person.page(&path::review(&number)).await;
        note("page");
        let (version, content) = (hidden(&page, "version").unwrap(), hidden(&page, "content"));
        fields.push(("version", &version));
        fields.extend(content.as_deref().filter(|_| act == "approve").map(|content| ("content", content)));
        person.go(&format!("{}/{act}", path::review(&number)), &fields).await;
        note(act);
    }
    assert_eq!(app.application(&number).await.state.key(), "approved_provisional");
    app.is_sound().await;
    seen
}

both_databases! {
    async fn all_lines_are_read_four_times_at_most_from_the_upload_to_the_approval(app: TestApp) {
        count();
        let seen = readings(&app).await;
        let of = |what: &str| seen.iter().filter(|(at, _)| *at == what).map(|(_, n)| n).sum::<usize>();
        assert!(of("submit") == 1, "nothing is counted: {seen:?}");
        assert!(seen.iter().map(|(_, n)| n).sum::<usize>() <= 4, "{seen:?}");
        assert_eq!(of("page") + of("estimate") + of("page to sign"), 0, "a page reads what it shows: {seen:?}");
    }
}
