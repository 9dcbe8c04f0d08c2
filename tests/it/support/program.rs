//! A program with a token: speaks JSON to the real router.

use domain::role::Role;
use reqwest::{Client, Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};
use uuid::Uuid;
use xinbu::service::person::token::MakeToken;

use super::TestApp;
use super::client::Server;

/// A program.
pub struct Program {
    address: String,
    client: Client,
    pub token: Option<String>,
}

impl TestApp {
    /// A token of a person, for as long as tests go on.
    pub async fn token(&self, login: &str, acts: bool) -> String {
        let last = self.app.clock.today() + chrono::Days::new(300);
        let make = MakeToken::new("test", last, acts).unwrap();
        self.run(login, &make).await.unwrap();
        make.token
    }

    /// A program of a person.
    pub async fn program(&self, server: &Server, login: &str) -> Program {
        Program { token: Some(self.token(login, true).await), ..Program::stranger(server) }
    }

    /// A program for every role.
    pub async fn programs(&self, server: &Server) -> Vec<(Role, Program)> {
        let mut programs = Vec::new();
        for role in Role::ALL {
            let login = match role {
                Role::Preparer => "a.preparer",
                Role::Signatory => "a.signatory",
                other => other.key(),
            };
            programs.push((*role, self.program(server, login).await));
        }
        programs
    }
}

impl Program {
    /// A program without a token.
    pub fn stranger(server: &Server) -> Self {
        let tls = rustls::ClientConfig::builder().with_root_certificates(rustls::RootCertStore::empty());
        let client = Client::builder().tls_backend_preconfigured(tls.with_no_client_auth()).build().unwrap();
        Self { address: server.address.clone(), client, token: None }
    }

    /// The same program with another token.
    pub fn with(&self, token: &str) -> Self {
        Self { address: self.address.clone(), client: self.client.clone(), token: Some(token.to_owned()) }
    }

    /// A request with the token.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.client.request(method, format!("{}{path}", self.address)).header("accept-language", "en");
        match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    /// Sends it; status and JSON, null where there is none.
    pub async fn sent(&self, request: RequestBuilder) -> (StatusCode, Value) {
        let response = request.send().await.unwrap();
        let (status, bytes) = (response.status(), response.bytes().await.unwrap());
        (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
    }

    /// GET.
    pub async fn get(&self, path: &str) -> (StatusCode, Value) {
        self.sent(self.request(Method::GET, path)).await
    }

    /// GET of what must be there.
    pub async fn shown(&self, path: &str) -> Value {
        let (status, shown) = self.get(path).await;
        assert_eq!(status, StatusCode::OK, "{path}: {shown}");
        shown
    }

    /// POST of JSON with a key of its own.
    pub async fn post(&self, path: &str, body: &Value) -> (StatusCode, Value) {
        self.post_with(path, body, Uuid::now_v7()).await
    }

    /// POST of JSON with a key.
    pub async fn post_with(&self, path: &str, body: &Value, key: Uuid) -> (StatusCode, Value) {
        let request = self.request(Method::POST, path).header("idempotency-key", key.to_string()).json(body);
        self.sent(request).await
    }

    /// An act that is refused; status and code.
    pub async fn refused(&self, name: &str, body: &Value) -> (u16, String) {
        let (status, told) = self.post(&format!("/api/v1/acts/{name}"), body).await;
        assert_eq!(told["status"], json!(status.as_u16()), "{name}: {told}");
        (status.as_u16(), told["code"].as_str().unwrap_or_default().to_owned())
    }
}
