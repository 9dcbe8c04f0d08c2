//! The wire between the program and a server: it leads to another server, falls silent, or is cut at a COMMIT.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// What the wire does with a COMMIT that is sent over it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// It never arrives.
    Before,
    /// The server does it, and its answer never arrives.
    After,
}

struct State {
    to: Mutex<SocketAddr>,
    silent: watch::Sender<bool>,
    /// How many connections were cut on purpose: those of before are closed when it moves.
    closed: watch::Sender<u32>,
    cut: Mutex<Option<(Cut, u32)>>,
    commits: AtomicU32,
}

/// A wire; it ends with the test.
pub struct Wire {
    pub port: u16,
    state: Arc<State>,
}

impl Wire {
    pub async fn to(port: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let state = Arc::new(State {
            to: Mutex::new(address(port)),
            silent: watch::channel(false).0,
            closed: watch::channel(0).0,
            cut: Mutex::new(None),
            commits: AtomicU32::new(0),
        });
        let wire = Self { port: listener.local_addr().unwrap().port(), state: state.clone() };
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(carry(client, state.clone()));
            }
        });
        wire
    }

    /// New connections lead to another server, and those that are there are cut.
    pub fn lead_to(&self, port: u16) {
        *self.state.to.lock().unwrap() = address(port);
        self.state.closed.send_modify(|n| *n += 1);
    }

    /// Nothing passes any more, and nobody is told; or everything passes again, but what was sent meanwhile is lost.
    pub fn silent(&self, silent: bool) {
        self.state.silent.send_replace(silent);
    }

    /// The next so many COMMITs are cut.
    pub fn cut(&self, cut: Cut, times: u32) {
        *self.state.cut.lock().unwrap() = Some((cut, times));
    }

    /// How many COMMITs were cut.
    pub fn cuts(&self) -> u32 {
        self.state.commits.load(Ordering::SeqCst)
    }
}

const fn address(port: u16) -> SocketAddr {
    SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), port)
}

async fn carry(mut client: TcpStream, state: Arc<State>) {
    let to = *state.to.lock().unwrap();
    let (silent, mut closed) = (state.silent.subscribe(), state.closed.subscribe());
    let Ok(mut server) = TcpStream::connect(to).await else { return };
    let (mut sent, mut answered) = (vec![0u8; 64 << 10], vec![0u8; 64 << 10]);
    loop {
        tokio::select! {
            biased;
            _ = closed.changed() => return,
            read = client.read(&mut sent) => {
                let Ok(length @ 1..) = read else { return };
                if *silent.borrow() {
                    return swallow(client, server, closed).await;
                }
                let message = &sent[..length];
                match message.ends_with(b"COMMIT\0").then(|| state.take()).flatten() {
                    Some(Cut::Before) => return,
                    Some(Cut::After) => {
                        // It is done when there is an answer.
                        let _ = server.write_all(message).await;
                        let _ = server.read(&mut answered).await;
                        return;
                    }
                    None if server.write_all(message).await.is_err() => return,
                    None => {}
                }
            }
            read = server.read(&mut answered) => {
                let Ok(length @ 1..) = read else { return };
                if *silent.borrow() {
                    return swallow(client, server, closed).await;
                }
                if client.write_all(&answered[..length]).await.is_err() {
                    return;
                }
            }
        }
    }
}

/// Holds both ends and lets nothing through, until one of them goes.
async fn swallow(mut client: TcpStream, server: TcpStream, mut closed: watch::Receiver<u32>) {
    let mut lost = vec![0u8; 64 << 10];
    loop {
        tokio::select! {
            _ = closed.changed() => break,
            read = client.read(&mut lost) => if !matches!(read, Ok(1..)) { break },
        }
    }
    drop(server);
}

impl State {
    fn take(&self) -> Option<Cut> {
        let mut cut = self.cut.lock().unwrap();
        let (kind, left) = cut.take()?;
        if left > 1 {
            *cut = Some((kind, left - 1));
        }
        self.commits.fetch_add(1, Ordering::SeqCst);
        Some(kind)
    }
}
