//! The pages: HTML made on the server, complete without script; and the same acts and views for programs, see [`api`].
//!
//! [`routes`] is the one table that builds the router; [`guard`] checks every request against its row; a handler gets a
//! [`visit::Visit`] and answers with a page or a redirect; [`fault::WebError`] is the only place that knows status codes.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::header::{HeaderName, HeaderValue};
use axum::middleware::{from_fn, from_fn_with_state};
use tokio::net::TcpListener;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::trace::TraceLayer;

use self::metrics::Metrics;
use crate::config::{Config, Uploads};
use crate::service::App;

pub mod address;
pub mod again;
pub mod api;
pub mod asset;
pub mod component;
pub mod desk;
pub mod door;
pub mod fault;
pub mod form;
pub mod guard;
pub mod headers;
pub mod late;
pub mod letter;
pub mod metrics;
pub mod page;
pub mod path;
pub mod proof;
pub mod refused;
pub mod routes;
pub mod session;
pub mod visit;

/// What every handler can reach.
#[derive(Clone)]
pub struct Web {
    /// The services.
    pub app: App,
    /// Whether cookies are for https only.
    pub https: bool,
    /// What is accepted as an upload.
    pub uploads: Arc<Uploads>,
    /// How long a person waits for an act; it goes on behind the answer that says so.
    pub patience: Duration,
    /// Proxies whose word on where a request comes from counts.
    pub proxies: Arc<[IpAddr]>,
}

/// How long a browser is kept waiting for an act: proxies give up soon after.
const PATIENCE: Duration = Duration::from_secs(50);

/// The router with the default settings.
pub fn router(app: App, https: bool) -> Router {
    router_of(Web { app, https, uploads: Arc::default(), patience: PATIENCE, proxies: Arc::default() })
}

/// The whole router, whose answers nobody counts.
pub fn router_of(web: Web) -> Router {
    counted(web, Metrics::default())
}

/// The whole router: the route table with its guards, and the layers that every answer passes.
fn counted(web: Web, metrics: Metrics) -> Router {
    let https = web.https;
    let mut router = Router::new();
    for route in routes::table().into_iter().chain(api::routes()) {
        let row = Arc::new(route.row);
        let guarded = route
            .handler
            .layer(from_fn_with_state((web.clone(), Arc::clone(&row)), guard::check))
            .layer(from_fn_with_state(row, metrics::named));
        #[expect(clippy::disallowed_methods, reason = "the route table builds the router here and nowhere else")]
        {
            router = router.route(route.path, guarded);
        }
    }
    let pages = router
        .fallback(guard::missing)
        .method_not_allowed_fallback(guard::missing)
        .layer(from_fn_with_state(web.clone(), guard::frame))
        // What reads a body counts it itself, so that a person is told the limit in words.
        .layer(DefaultBodyLimit::disable())
        .layer(CatchPanicLayer::new())
        .layer(CompressionLayer::new())
        .layer(from_fn(move |request, next| secure(https, request, next)))
        .layer(TraceLayer::new_for_http())
        .layer(from_fn_with_state(metrics, metrics::count))
        .with_state(web);
    pages.clone().layer(from_fn_with_state(pages, again::bring_back))
}

/// Puts the security headers on every answer, errors included.
async fn secure(
    https: bool,
    request: axum::extract::Request,
    next: axum::middleware::Next,
) -> axum::response::Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in headers::SECURITY {
        // A file of others that is looked at has a policy of its own, narrower than that of pages.
        headers.entry(HeaderName::from_static(name)).or_insert(HeaderValue::from_static(value));
    }
    if https {
        headers.insert("strict-transport-security", HeaderValue::from_static(headers::STRICT_TRANSPORT));
    }
    if !headers.contains_key("cache-control") {
        headers.insert("cache-control", HeaderValue::from_static(headers::PRIVATE));
    }
    response
}

/// Serves the pages until the process is told to stop; requests that run are finished first.
pub async fn serve(app: App, config: &Config, listener: TcpListener, figures: Option<TcpListener>) {
    let metrics = Metrics::default();
    if let Some(figures) = figures {
        tokio::spawn(metrics::serve(app.clone(), metrics.clone(), figures));
    }
    let uploads = Arc::new(config.uploads.clone());
    let router = counted(
        Web { app, https: config.https, uploads, patience: PATIENCE, proxies: config.proxies.clone().into() },
        metrics,
    );
    let (told, heard) = tokio::sync::watch::channel(false);
    let stop = async move {
        asked_to_stop().await;
        tracing::info!("asked to stop; what runs is finished first");
        told.send_replace(true);
    };
    let mut late = heard.clone();
    let limits = door::Limits { proxies: config.proxies.clone().into(), ..door::Limits::default() };
    let served = door::serve(listener, router, limits, stop);
    let limit = async move {
        // The sender goes with the server; then there is nothing left to wait for.
        if late.wait_for(|told| *told).await.is_ok() {
            tokio::time::sleep(LAST).await;
            tracing::warn!("the stop waits no longer; what was not kept by now is not done");
        } else {
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        () = served => {}
        () = limit => {}
    }
}

/// How long a stop waits for what runs. A person waits at most [`PATIENCE`] for an act, and whoever stops the program
/// seldom waits longer than this before it is killed.
pub const LAST: Duration = Duration::from_secs(25);

/// Until the process is told to stop: by Ctrl+C, or by SIGTERM as service managers and containers do.
pub async fn asked_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    // Without a signal handler the process ends at once, which the database survives.
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
        }
        Err(error) => {
            tracing::warn!(%error, "SIGTERM cannot be heard");
            let _ = interrupt.await;
        }
    }
}
