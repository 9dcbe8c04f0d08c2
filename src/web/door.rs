//! The door of the program: connections are taken up, limited in number and in time, and finished when it is told to stop.

use std::collections::HashMap;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, Once, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request};
use hyper::body::{Bytes, Frame, Incoming, SizeHint};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::time::{Instant, Sleep};
use tower::ServiceExt as _;

use super::routes::PROBES;

/// From where a request comes: the address at the other end of the connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peer(pub IpAddr);

/// What strangers may take of the program.
#[derive(Debug, Clone)]
pub struct Limits {
    /// The longest time until the head of a request is there; also how long a connection may stay idle.
    pub head: Duration,
    /// How long whoever sends a body may send nothing of it.
    pub silence: Duration,
    /// How many bytes of a body have to come in a second beyond that time, on average: a drop from time to time is no sending.
    pub pace: u32,
    /// How many connections there may be at once; others wait to be taken up.
    pub connections: usize,
    /// How many of them from one address; more are not taken up.
    pub of_one: usize,
    /// Addresses from which everybody's connections come.
    pub proxies: Arc<[IpAddr]>,
}

impl Default for Limits {
    fn default() -> Self {
        // Most systems give a process 1,024 files.
        Self {
            head: Duration::from_secs(20),
            silence: Duration::from_secs(60),
            // What the slowest telephone sends many times over.
            pace: 1_024,
            connections: 900,
            // A large office behind one address; the rest stays for everybody else.
            of_one: 600,
            proxies: Arc::default(),
        }
    }
}

/// How long nothing more is said of an address with too many connections.
const TOLD_AGAIN: Duration = Duration::from_secs(60);
/// How long nobody is taken up after the system refused a connection, for example because it has no files left.
const PAUSE: Duration = Duration::from_millis(200);

/// Serves a router until `stop` comes about; what runs then is finished.
pub async fn serve(listener: TcpListener, router: Router, limits: Limits, stop: impl Future<Output = ()>) {
    let places = Arc::new(Semaphore::new(limits.connections));
    let all = Arc::default();
    let (mut told, mut turned_away) = (None::<Instant>, 0u64);
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
        let Some(of_one) = OfOne::enter(&all, from.ip(), &limits) else {
            turned_away = turned_away.saturating_add(1);
            if told.is_none_or(|told| told.elapsed() >= TOLD_AGAIN) {
                tracing::warn!(from = %from.ip(), turned_away, "an address has too many connections; more are not taken up");
                (told, turned_away) = (Some(Instant::now()), 0);
            }
            continue;
        };
        // A short answer goes out at once.
        let _ = stream.set_nodelay(true);
        let router = router.clone();
        let (silence, pace) = (limits.silence, limits.pace);
        let service = tower::service_fn(move |request: Request<Incoming>| {
            let mut request = request.map(|body| Body::new(Paced::new(body, silence, pace)));
            request.extensions_mut().insert(Peer(from.ip()));
            router.clone().oneshot(request)
        });
        let connection = builder.serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
        let connection = graceful.watch(connection.into_owned());
        tokio::spawn(async move {
            // What a browser breaks off is its own matter.
            let _ = connection.await;
            drop((place, of_one));
        });
    }
    drop(listener);
    graceful.shutdown().await;
}

/// How many connections each address has.
type Taken = Arc<Mutex<HashMap<IpAddr, usize>>>;

/// A connection of an address, for as long as it is there.
struct OfOne {
    all: Taken,
    from: IpAddr,
}

impl OfOne {
    /// One more; none when the address has as many as it may.
    fn enter(all: &Taken, from: IpAddr, limits: &Limits) -> Option<Self> {
        let mut taken = all.lock().unwrap_or_else(PoisonError::into_inner);
        let count = taken.entry(from).or_default();
        if *count >= limits.of_one && !limits.proxies.contains(&from) {
            return None;
        }
        *count = count.saturating_add(1);
        Some(Self { all: Arc::clone(all), from })
    }
}

impl Drop for OfOne {
    fn drop(&mut self) {
        let mut taken = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = taken.get_mut(&self.from) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                taken.remove(&self.from);
            }
        }
    }
}

/// The body of a request, whose sender neither falls silent nor sends it drop by drop.
struct Paced {
    body: Incoming,
    begun: Instant,
    /// What has come.
    bytes: u64,
    silence: Duration,
    pace: u32,
    /// When the next of it must be there.
    due: Pin<Box<Sleep>>,
}

impl Paced {
    fn new(body: Incoming, silence: Duration, pace: u32) -> Self {
        let due = Box::pin(tokio::time::sleep(silence));
        Self { body, begun: Instant::now(), bytes: 0, silence, pace, due }
    }

    /// Neither later than a silence from now on, nor than what has come so far pays for.
    fn next_due(&self) -> Instant {
        let paid = Duration::from_secs(self.bytes.checked_div(self.pace.into()).unwrap_or(0));
        let whole = self.begun.checked_add(self.silence.saturating_add(paid));
        let next = Instant::now().checked_add(self.silence);
        whole.into_iter().chain(next).min().unwrap_or(self.begun)
    }
}

impl hyper::body::Body for Paced {
    type Data = Bytes;
    type Error = axum::BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        // What is there counts, also when the program came late to ask for it.
        if let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(cx) {
            if let Some(Ok(frame)) = &frame {
                let more = frame.data_ref().map_or(0, Bytes::len);
                self.bytes = self.bytes.saturating_add(u64::try_from(more).unwrap_or(u64::MAX));
                let due = self.next_due();
                self.due.as_mut().reset(due);
            }
            return Poll::Ready(frame.map(|frame| frame.map_err(Into::into)));
        }
        ready!(self.due.as_mut().poll(cx));
        Poll::Ready(Some(Err("the sender of a body fell silent".into())))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
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

/// What is wrong between a proxy and the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Amiss {
    /// A proxy of ours does not say from where a request comes.
    Silent,
    /// Somebody says it whom nobody named as a proxy.
    Unnamed,
}

/// What is wrong with the way of a request. Who asks whether the program is well comes from nowhere: a proxy that looks, or
/// somebody on this machine.
fn amiss(peer: IpAddr, path: &str, headers: &HeaderMap, proxies: &[IpAddr]) -> Option<Amiss> {
    match (proxies.contains(&peer), headers.contains_key("x-forwarded-for")) {
        (true, false) => (!PROBES.contains(&path)).then_some(Amiss::Silent),
        (false, true) => Some(Amiss::Unnamed),
        _ => None,
    }
}

/// Tells whoever runs the program, once each, of a proxy that does not say from where a request comes, and of one that nobody
/// named: behind both all people are one place, and one who guesses at passwords slows everybody.
pub fn tell_of_proxies(peer: Option<Peer>, path: &str, headers: &HeaderMap, proxies: &[IpAddr]) {
    static SILENT: Once = Once::new();
    static UNNAMED: Once = Once::new();
    let Some(Peer(peer)) = peer else { return };
    match amiss(peer, path, headers, proxies) {
        Some(Amiss::Silent) => SILENT.call_once(|| {
            tracing::warn!(%peer, "a proxy passes requests on without X-Forwarded-For: all people are one place behind it");
        }),
        Some(Amiss::Unnamed) => UNNAMED.call_once(|| {
            tracing::warn!(%peer, "X-Forwarded-For comes from an address that XINBU_PROXY does not name, and is not believed");
        }),
        None => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_asks_whether_the_program_is_well_is_no_silent_proxy() {
        let proxy: IpAddr = "127.0.0.1".parse().unwrap();
        let stranger: IpAddr = "203.0.113.7".parse().unwrap();
        let mut said = HeaderMap::new();
        said.append("x-forwarded-for", "198.51.100.1".parse().unwrap());
        let of = |peer, path, headers: &HeaderMap| amiss(peer, path, headers, &[proxy]);
        assert_eq!(of(proxy, "/sign-in", &HeaderMap::new()), Some(Amiss::Silent));
        assert_eq!(of(proxy, "/readyz", &HeaderMap::new()), None);
        assert_eq!(of(proxy, "/livez", &HeaderMap::new()), None);
        assert_eq!(of(stranger, "/readyz", &said), Some(Amiss::Unnamed));
        assert_eq!(of(proxy, "/sign-in", &said), None);
        assert_eq!(of(stranger, "/sign-in", &HeaderMap::new()), None);
    }

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
