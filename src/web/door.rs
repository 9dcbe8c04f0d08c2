//! The door of the program: connections are taken up, limited in number and in time, and finished when it is told to stop.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tower::ServiceExt as _;
use tower_http::timeout::TimeoutBody;

/// From where a request comes: the address at the other end of the connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peer(pub IpAddr);

/// What strangers may take of the program.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The longest time until the head of a request is there; also how long a connection may stay idle.
    pub head: Duration,
    /// How long whoever sends a body may send nothing of it.
    pub silence: Duration,
    /// How many connections there may be at once; others wait to be taken up.
    pub connections: usize,
}

impl Default for Limits {
    fn default() -> Self {
        // Most systems give a process 1,024 files.
        Self { head: Duration::from_secs(20), silence: Duration::from_secs(60), connections: 900 }
    }
}

/// How long nobody is taken up after the system refused a connection, for example because it has no files left.
const PAUSE: Duration = Duration::from_millis(200);

/// Serves a router until `stop` comes about; what runs then is finished.
pub async fn serve(listener: TcpListener, router: Router, limits: Limits, stop: impl Future<Output = ()>) {
    let places = Arc::new(Semaphore::new(limits.connections));
    let graceful = GracefulShutdown::new();
    let mut builder = Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(limits.head);
    let mut stop = std::pin::pin!(stop);
    loop {
        let place = tokio::select! {
            place = Arc::clone(&places).acquire_owned() => place,
            () = &mut stop => break,
        };
        // The places are never closed.
        let Ok(place) = place else { break };
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        let (stream, from) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::warn!(%error, "a connection was not taken up");
                tokio::time::sleep(PAUSE).await;
                continue;
            }
        };
        // A short answer goes out at once.
        let _ = stream.set_nodelay(true);
        let router = router.clone();
        let service = tower::service_fn(move |request: Request<hyper::body::Incoming>| {
            let mut request = request.map(|body| Body::new(TimeoutBody::new(limits.silence, body)));
            request.extensions_mut().insert(Peer(from.ip()));
            router.clone().oneshot(request)
        });
        let connection = builder.serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
        let connection = graceful.watch(connection.into_owned());
        tokio::spawn(async move {
            // What a browser breaks off is its own matter.
            let _ = connection.await;
            drop(place);
        });
    }
    drop(listener);
    graceful.shutdown().await;
}

/// From which place a person comes, as far as it can be known. What a proxy says of it counts only where the proxy is one of
/// ours; where somebody else says it, the place is not known.
pub fn place(peer: Option<Peer>, headers: &HeaderMap, proxies: &[IpAddr]) -> Option<String> {
    let Peer(peer) = peer?;
    let told = headers.get_all("x-forwarded-for");
    if told.iter().next().is_none() {
        // Without a word of where it comes from, all that a proxy of ours passes on would be one place.
        return (!proxies.contains(&peer)).then(|| peer.to_string());
    }
    if !proxies.contains(&peer) {
        return None;
    }
    let hops = told.iter().filter_map(|v| v.to_str().ok()).flat_map(|v| v.split(','));
    let hops: Vec<Option<IpAddr>> = hops.map(|hop| hop.trim().parse().ok()).collect();
    // From the end, the first that is no proxy of ours: whatever stands before it anybody could have written.
    let first = hops.into_iter().rev().find(|hop| hop.is_none_or(|hop| !proxies.contains(&hop)));
    first.flatten().map(|place| place.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_what_a_proxy_of_ours_says_and_nothing_that_anybody_can_write() {
        let ours: IpAddr = "10.0.0.1".parse().unwrap();
        let headers = |all: &[&str]| {
            let mut headers = HeaderMap::new();
            for one in all {
                headers.append("x-forwarded-for", one.parse().unwrap());
            }
            headers
        };
        let from = |peer: &str, told: &[&str]| place(Some(Peer(peer.parse().unwrap())), &headers(told), &[ours]);
        assert_eq!(from("203.0.113.7", &[]).as_deref(), Some("203.0.113.7"));
        assert_eq!(from("203.0.113.7", &["198.51.100.1"]), None, "said by a stranger");
        assert_eq!(from("10.0.0.1", &["198.51.100.1"]).as_deref(), Some("198.51.100.1"));
        assert_eq!(from("10.0.0.1", &["198.51.100.9, 198.51.100.1"]).as_deref(), Some("198.51.100.1"));
        assert_eq!(from("10.0.0.1", &["198.51.100.1", "10.0.0.1"]).as_deref(), Some("198.51.100.1"));
        assert_eq!(from("10.0.0.1", &["198.51.100.1, nobody"]), None);
        assert_eq!(from("10.0.0.1", &[]), None, "it does not say");
        assert_eq!(place(None, &headers(&[]), &[ours]), None);
    }
}
