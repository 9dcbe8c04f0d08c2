//! Figures for those who run the program, as OpenMetrics text at an address of its own: what was asked of which route, how long
//! it took, and what waits for the workers. A route is told by its pattern; nothing of a person or a case is in them.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::workflow::job::JobState;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};
use tokio::net::TcpListener;
use tokio::time::Instant;

use super::routes::Row;
use crate::error::{Error, Fault};
use crate::service::App;
use crate::service::query::job::of_state;

/// What was asked since the program began.
#[derive(Debug, Clone)]
pub struct Metrics {
    requests: Family<Asked, Counter>,
    durations: Family<Of, Histogram, fn() -> Histogram>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Asked {
    method: &'static str,
    route: &'static str,
    status: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Of {
    method: &'static str,
    route: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct In {
    state: &'static str,
}

/// Upper ends of the classes of durations, in milliseconds: what a person does not notice, notices, waits for, gives up on.
const CLASSES: [u64; 9] = [5, 20, 50, 100, 300, 1_000, 3_000, 10_000, 50_000];

/// States of jobs in which somebody should look.
const STATES: [JobState; 3] = [JobState::Waiting, JobState::Running, JobState::Failed];

impl Default for Metrics {
    fn default() -> Self {
        let classes: fn() -> Histogram =
            || Histogram::new(CLASSES.map(|millis| Duration::from_millis(millis).as_secs_f64()));
        Self { requests: Family::default(), durations: Family::new_with_constructor(classes) }
    }
}

impl Metrics {
    fn note(&self, row: Option<&Row>, status: StatusCode, took: Duration) {
        // What matches no route is one, so that nobody makes names.
        let (method, route) = row.map_or(("", ""), |row| (row.method, row.path));
        self.requests.get_or_create(&Asked { method, route, status: status.as_u16().into() }).inc();
        self.durations.get_or_create(&Of { method, route }).observe(took.as_secs_f64());
    }

    /// All of it as text, with how the database and the jobs stand now.
    ///
    /// # Errors
    /// A fault when it cannot be written.
    pub async fn told(&self, app: &App) -> Result<String, Error> {
        let mut all = Registry::with_prefix("xinbu");
        all.register("requests", "Requests that were answered", self.requests.clone());
        all.register_with_unit("request", "How long they took", Unit::Seconds, self.durations.clone());
        let (up, jobs) = (Gauge::<i64>::default(), Family::<In, Gauge>::default());
        all.register("database_up", "Whether the database answers", up.clone());
        all.register("jobs", "Jobs by state", jobs.clone());
        up.set(1);
        for state in STATES {
            match of_state(app, state).await {
                Ok(count) => _ = jobs.get_or_create(&In { state: state.key() }).set(count),
                Err(error) => {
                    tracing::info!(%error, "the jobs were not counted for the figures");
                    up.set(0);
                }
            }
        }
        let mut text = String::new();
        encode(&mut text, &all).map_err(|e| Fault::from_cause("the figures were not written", e))?;
        Ok(text)
    }
}

/// Counts every answer. Around everything.
pub async fn count(State(metrics): State<Metrics>, request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let response = next.run(request).await;
    let row = response.extensions().get::<Arc<Row>>().map(Arc::as_ref);
    metrics.note(row, response.status(), begun.elapsed());
    response
}

/// Notes on an answer which route it is of.
pub async fn named(State(row): State<Arc<Row>>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response.extensions_mut().insert(row);
    response
}

/// Tells the figures to whoever asks at the address; it is for those who run the program and stands behind no sign-in.
pub async fn serve(app: App, metrics: Metrics, listener: TcpListener) {
    #[expect(clippy::disallowed_methods, reason = "the one address that is no page")]
    let router = Router::new().route("/metrics", get(show)).with_state((app, metrics));
    if let Err(error) = axum::serve(listener, router).await {
        tracing::warn!(%error, "the figures are told no more");
    }
}

async fn show(State((app, metrics)): State<(App, Metrics)>) -> Response {
    match metrics.told(&app).await {
        Ok(text) => {
            ([(CONTENT_TYPE, "application/openmetrics-text; version=1.0.0; charset=utf-8")], text).into_response()
        }
        Err(error) => {
            tracing::warn!(%error, "the figures were not told");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
