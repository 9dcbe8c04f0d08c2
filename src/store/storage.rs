//! Where the content of documents is kept: in the database, in a folder, or in a bucket of an S3 server.
//!
//! The database is what an office has unless it says otherwise: content is kept there with the row that counts it, by one
//! COMMIT; standbys have it, copies hold it, and no second thing has to be looked after. A folder has none of that on a
//! cluster, where the server that takes over would know documents of which the folder stayed on the other machine. Outside
//! of the database every guarantee is kept by order: content is durable before a row counts it, is written once and never
//! again, is held against the hash in its row whenever it is read, and is taken away before the row of its way is.

use std::io::ErrorKind::StorageFull;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use domain::id::DocumentId;
use domain::refusal::{Code, Fact, Refusal};
use object_store::aws::AmazonS3Builder;
use object_store::client::{ClientOptions, HttpClient, HttpConnector};
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt as _, PutMode, PutPayload, RetryConfig};

use kernel::error::{Error, Fault};
use kernel::id::new_uuid;

/// Bytes of a piece outside of the database: most documents are one piece, and no reader holds more of one in memory.
const PIECE: i64 = 4 << 20;

/// Where the content of documents is kept.
#[derive(Debug, Clone, Default)]
pub enum Storage {
    /// In the database.
    #[default]
    Database,
    /// Outside of it.
    Outside(Outside),
}

/// A folder or a bucket. A piece of a document is a file of its own, named by the document and its place in it.
#[derive(Clone)]
pub struct Outside {
    objects: Arc<dyn ObjectStore>,
    /// The folder, where it is one: one that went, as a disk of the network does, is not made anew beside the content.
    folder: Option<PathBuf>,
    /// What a person calls it.
    place: Arc<str>,
}

/// Who asks an S3 server.
#[derive(Clone, Default)]
pub struct Keys {
    /// The name of the key.
    pub id: String,
    /// The key.
    pub secret: String,
}

/// The client of a server knows its keys, which are not shown.
impl std::fmt::Debug for Outside {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Outside").field("place", &self.place).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keys").field("id", &self.id).finish_non_exhaustive()
    }
}

impl Storage {
    /// Reads what `XINBU_DOCUMENTS` says: `database`, `folder:PATH`, or `s3:https://SERVER/BUCKET` with a folder in the bucket
    /// behind it and `?region=…` where the server wants one.
    ///
    /// # Errors
    /// [`Code::StorageAddress`]; [`Code::StorageUnusable`] for a folder that is not there.
    pub fn parse(setting: &str, keys: &Keys) -> Result<Self, Refusal> {
        match setting.split_once(':') {
            None if setting == "database" => Ok(Self::Database),
            Some(("folder", path)) => Outside::folder(std::path::Path::new(path)).map(Self::Outside),
            Some(("s3", address)) => Outside::s3(address, keys).map(Self::Outside),
            _ => Err(malformed(setting, "storage-form")),
        }
    }

    /// Where it is, if it is outside of the database.
    pub const fn outside(&self) -> Option<&Outside> {
        match self {
            Self::Database => None,
            Self::Outside(outside) => Some(outside),
        }
    }
}

fn malformed(setting: &str, why: &str) -> Refusal {
    let shown = setting.split(['?', '@']).next().unwrap_or_default();
    Refusal::new(Code::StorageAddress)
        .with("address", Fact::Text(shown.chars().take(120).collect()))
        .with("why", Fact::Message(why.to_owned()))
}

impl Outside {
    /// A folder that is there.
    ///
    /// # Errors
    /// [`Code::StorageUnusable`].
    pub fn folder(path: &std::path::Path) -> Result<Self, Refusal> {
        let place = format!("folder:{}", path.display());
        let missing = || unusable(&place, Fact::Message("storage-folder-missing".to_owned()));
        if !path.is_dir() {
            return Err(missing());
        }
        let objects = LocalFileSystem::new_with_prefix(path).map_err(|_| missing())?.with_fsync(true);
        Ok(Self { objects: Arc::new(objects), folder: Some(path.to_owned()), place: place.into() })
    }

    fn s3(address: &str, keys: &Keys) -> Result<Self, Refusal> {
        let setting = format!("s3:{address}");
        let url = url::Url::parse(address).map_err(|_| malformed(&setting, "storage-form"))?;
        let mut parts = url.path_segments().into_iter().flatten().filter(|part| !part.is_empty());
        let (Some(bucket), true) = (parts.next(), matches!(url.scheme(), "http" | "https")) else {
            return Err(malformed(&setting, "storage-form"));
        };
        if keys.id.is_empty() || keys.secret.is_empty() {
            return Err(malformed(&setting, "storage-keys"));
        }
        let within: Vec<&str> = parts.collect();
        let region = url
            .query_pairs()
            .find(|(name, _)| name == "region")
            .map_or_else(|| "us-east-1".to_owned(), |(_, region)| region.into_owned());
        let server = url.origin().ascii_serialization();
        let place: Arc<str> = format!("s3:{server}{}", url.path()).into();
        let patience = RetryConfig { max_retries: 3, retry_timeout: Duration::from_secs(20), ..RetryConfig::default() };
        let objects = AmazonS3Builder::new()
            .with_endpoint(server)
            .with_bucket_name(bucket)
            .with_region(region)
            .with_access_key_id(&keys.id)
            .with_secret_access_key(&keys.secret)
            .with_allow_http(url.scheme() == "http")
            .with_retry(patience)
            // Not every server knows it, and a document has few pieces.
            .with_disable_bulk_delete(true)
            .with_http_connector(Client)
            .build()
            .map_err(|_| malformed(&setting, "storage-form"))?;
        let objects: Arc<dyn ObjectStore> = if within.is_empty() {
            Arc::new(objects)
        } else {
            Arc::new(object_store::prefix::PrefixStore::new(objects, within.join("/")))
        };
        Ok(Self { objects, folder: None, place })
    }

    /// What a person calls it.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// Bytes of a piece.
    pub fn piece_bytes() -> usize {
        usize::try_from(PIECE).unwrap_or(usize::MAX)
    }

    /// Writes a piece, once; known to be durable when it returns.
    ///
    /// # Errors
    /// [`Code::StorageAway`]; a fault when it cannot be written, or when something else stands there.
    pub async fn write(&self, id: DocumentId, ordinal: i64, bytes: Vec<u8>) -> Result<(), Error> {
        self.create(&name(id, ordinal), bytes).await
    }

    async fn create(&self, name: &Path, bytes: Vec<u8>) -> Result<(), Error> {
        self.is_there()?;
        let payload = PutPayload::from(bytes);
        match self.objects.put_opts(name, payload.clone(), PutMode::Create.into()).await {
            Ok(_) => Ok(()),
            Err(error @ object_store::Error::AlreadyExists { .. }) => {
                // The answer to an earlier try may have been lost.
                let there = self.read(name).await?.unwrap_or_default();
                let same = payload.iter().flatten().eq(there.iter());
                if same { Ok(()) } else { Err(self.failed(error)) }
            }
            Err(error) => Err(self.failed(error)),
        }
    }

    /// A piece of a document of so many bytes, from 0 on; none behind the last.
    ///
    /// # Errors
    /// [`Code::StorageAway`]; a fault when it cannot be read or is missing.
    pub async fn piece(&self, id: DocumentId, size: i64, ordinal: i64) -> Result<Option<Vec<u8>>, Error> {
        if ordinal >= pieces(size) {
            return Ok(None);
        }
        match self.stored(id, ordinal).await? {
            Some(bytes) => Ok(Some(bytes)),
            None => Err(Fault::new(format!("the content of document {id} is missing in {}", self.place)).into()),
        }
    }

    /// What stands in the place of a piece; nothing where it is missing.
    ///
    /// # Errors
    /// [`Code::StorageAway`] when the place does not answer.
    pub async fn stored(&self, id: DocumentId, ordinal: i64) -> Result<Option<Vec<u8>>, Error> {
        self.read(&name(id, ordinal)).await
    }

    /// How long that is.
    ///
    /// # Errors
    /// As for [`Outside::stored`].
    pub async fn length(&self, id: DocumentId, ordinal: i64) -> Result<Option<u64>, Error> {
        match self.objects.head(&name(id, ordinal)).await {
            Ok(found) => Ok(Some(found.size)),
            Err(object_store::Error::NotFound { .. }) => self.is_there().map(|()| None),
            Err(error) => Err(self.failed(error)),
        }
    }

    async fn read(&self, name: &Path) -> Result<Option<Vec<u8>>, Error> {
        let found = match self.objects.get(name).await {
            Ok(found) => found.bytes().await,
            Err(error) => Err(error),
        };
        match found {
            Ok(bytes) => Ok(Some(bytes.into())),
            Err(object_store::Error::NotFound { .. }) => self.is_there().map(|()| None),
            Err(error) => Err(self.failed(error)),
        }
    }

    /// Takes the pieces of a document of so many bytes away; what is not there is gone already.
    ///
    /// # Errors
    /// [`Code::StorageAway`] when the place does not answer.
    pub async fn remove(&self, id: DocumentId, size: i64) -> Result<(), Error> {
        for ordinal in 0..pieces(size) {
            self.take_away(&name(id, ordinal)).await?;
        }
        Ok(())
    }

    async fn take_away(&self, name: &Path) -> Result<(), Error> {
        match self.objects.delete(name).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => self.is_there(),
            Err(error) => Err(self.failed(error)),
        }
    }

    /// Tries it: what is written is read again, and is not written over.
    ///
    /// # Errors
    /// [`Code::StorageUnusable`] where a document could be written over; [`Code::StorageAway`] when the place does not answer.
    pub async fn takes_what_is_written(&self, now: DateTime<Utc>) -> Result<(), Error> {
        let name = Path::from(format!("probe/{}", new_uuid(now)));
        let tried = async {
            self.create(&name, b"probe".to_vec()).await?;
            let again = self.objects.put_opts(&name, PutPayload::from_static(b"other"), PutMode::Create.into()).await;
            Ok::<_, Error>(again.is_err() && self.read(&name).await?.as_deref() == Some(&b"probe"[..]))
        };
        let tried = tried.await?;
        self.take_away(&name).await?;
        if tried { Ok(()) } else { Err(unusable(&self.place, Fact::Message("storage-overwrites".to_owned())).into()) }
    }

    /// Where a piece is below the folder.
    pub fn path(id: DocumentId, ordinal: i64) -> String {
        name(id, ordinal).to_string()
    }

    /// Refuses where the folder went.
    fn is_there(&self) -> Result<(), Error> {
        if self.folder.as_ref().is_none_or(|folder| folder.is_dir()) { Ok(()) } else { Err(self.away("storage-gone")) }
    }

    /// People read what to do, and nothing of the inside; the log says which place it is.
    fn away(&self, why: &str) -> Error {
        tracing::error!(place = %self.place, why, "documents can neither be kept nor read");
        Refusal::new(Code::StorageAway).with("why", Fact::Message(why.to_owned())).into()
    }

    fn failed(&self, error: object_store::Error) -> Error {
        use object_store::Error::{Generic, PermissionDenied, Unauthenticated};
        let what = format!("{} does not keep documents", self.place);
        let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(&error);
        while let Some(inner) = cause {
            if let Some(io) = inner.downcast_ref::<std::io::Error>().filter(|io| io.kind() == StorageFull) {
                return Fault::of_file(what, std::io::Error::new(io.kind(), error.to_string())).into();
            }
            cause = inner.source();
        }
        match error {
            PermissionDenied { .. } | Unauthenticated { .. } | Generic { .. } => {
                tracing::error!(place = %self.place, ?error, "a request failed");
                let denied = !matches!(error, Generic { .. });
                self.away(if denied { "storage-denied" } else { "storage-silent" })
            }
            // What is wrong with one document is no fault of the place.
            error => Fault::from_cause(what, error).into(),
        }
    }
}

fn unusable(place: &str, why: Fact) -> Refusal {
    Refusal::new(Code::StorageUnusable).with("place", Fact::Text(place.to_owned())).with("why", why)
}

/// How many pieces a document of so many bytes has.
pub const fn pieces(size: i64) -> i64 {
    (size + PIECE - 1) / PIECE
}

/// What a piece is called. Ids begin with the time: their last digits spread documents over folders.
fn name(id: DocumentId, ordinal: i64) -> Path {
    let id = id.to_string();
    let shard = id.get(id.len().saturating_sub(2)..).unwrap_or_default();
    Path::from(format!("{shard}/{id}.{ordinal}"))
}

/// The way to an S3 server: the TLS of this program, no proxy, nothing followed.
#[derive(Debug)]
struct Client;

impl HttpConnector for Client {
    fn connect(&self, _: &ClientOptions) -> object_store::Result<HttpClient> {
        let generic =
            |source: Box<dyn std::error::Error + Send + Sync>| object_store::Error::Generic { store: "S3", source };
        let tls = kernel::tls::client().map_err(|e| generic(Box::new(e)))?;
        let client = reqwest::Client::builder()
            .tls_backend_preconfigured(tls)
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            // A connection that was kept may be closed by the server while a piece is sent on it, and a piece that must be
            // new is not sent twice: each request has its own.
            .pool_max_idle_per_host(0)
            .connect_timeout(Duration::from_secs(5))
            .read_timeout(Duration::from_secs(30))
            .user_agent(concat!("xinbu/", env!("CARGO_PKG_VERSION")))
            .build();
        Ok(HttpClient::new(client.map_err(|e| generic(Box::new(e)))?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(setting: &str, keys: &Keys) -> Code {
        Storage::parse(setting, keys).unwrap_err().code
    }

    #[test]
    fn a_setting_is_one_of_three_kinds() {
        let keys = Keys { id: "k".into(), secret: "s".into() };
        assert!(Storage::parse("database", &keys).unwrap().outside().is_none());
        let folder = tempfile::tempdir().unwrap();
        let named = format!("folder:{}", folder.path().display());
        assert_eq!(Storage::parse(&named, &keys).unwrap().outside().unwrap().place(), named);
        let s3 = Storage::parse("s3:https://oss.example.cn:9000/papers/office-1?region=cn-east-1", &keys).unwrap();
        assert_eq!(s3.outside().unwrap().place(), "s3:https://oss.example.cn:9000/papers/office-1");
        for wrong in ["", "folder", "disk:/x", "s3:", "s3:papers", "s3:https://oss.example.cn", "s3:ftp://x/y"] {
            assert_eq!(refused(wrong, &keys), Code::StorageAddress, "{wrong}");
        }
        assert_eq!(refused("s3:https://oss.example.cn/papers", &Keys::default()), Code::StorageAddress);
        assert_eq!(refused("folder:/nowhere/at/all", &keys), Code::StorageUnusable);
        assert!(!format!("{:?}", Keys { id: "k".into(), secret: "hidden".into() }).contains("hidden"));
    }

    #[test]
    fn a_document_has_as_many_pieces_as_it_needs() {
        assert_eq!([0, 1, PIECE, PIECE + 1, 3 * PIECE].map(pieces), [0, 1, 1, 2, 3]);
    }
}
