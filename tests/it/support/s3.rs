//! An S3 server of the tests, over a folder: signed requests, conditional writes, its own port.

use std::path::{Path, PathBuf};

use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use s3s_fs::FileSystem;
use tokio::net::TcpListener;
use xinbu::store::storage::Keys;

const BUCKET: &str = "papers";
const KEY: &str = "an-office";
const SECRET: &str = "what-only-the-office-knows";

/// A server; it ends with the value.
pub struct S3 {
    /// Its address and bucket, as a setting names them.
    pub address: String,
    folder: PathBuf,
    task: tokio::task::JoinHandle<()>,
}

impl Drop for S3 {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl S3 {
    pub async fn start(folder: &Path) -> Self {
        std::fs::create_dir(folder.join(BUCKET)).unwrap();
        Self::over(folder, "127.0.0.1:0").await
    }

    /// It answers nobody any more.
    pub fn stop(&mut self) {
        self.task.abort();
    }

    /// It answers again, at the same address.
    pub async fn start_again(&mut self) {
        let place = self.address.trim_start_matches("s3:http://").split('/').next().unwrap();
        *self = Self::over(&self.folder, place).await;
    }

    async fn over(folder: &Path, place: &str) -> Self {
        let mut service = S3ServiceBuilder::new(FileSystem::new(folder).unwrap());
        service.set_auth(SimpleAuth::from_single(KEY, SECRET));
        let service = service.build();
        let listener = TcpListener::bind(place).await.unwrap();
        let address = format!("s3:http://{}/{BUCKET}", listener.local_addr().unwrap());
        let task = tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                let service = service.clone();
                tokio::spawn(async move {
                    let _ = Builder::new(TokioExecutor::new()).serve_connection(TokioIo::new(socket), service).await;
                });
            }
        });
        Self { address, folder: folder.to_owned(), task }
    }

    /// Who may ask it.
    pub fn keys() -> Keys {
        Keys { id: KEY.to_owned(), secret: SECRET.to_owned() }
    }

    /// Where its bucket lies.
    pub fn bucket(&self, folder: &Path) -> PathBuf {
        folder.join(BUCKET).join("office")
    }
}
