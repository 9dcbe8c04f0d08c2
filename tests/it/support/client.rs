//! A browser without a screen: speaks HTTP to the real router on a real port, keeps cookies, follows no redirect.

use reqwest::{Client, RequestBuilder, Response, StatusCode, redirect::Policy};
use xinbu::web::{self, door};

use super::TestApp;

/// The running server; it ends with the test.
pub struct Server {
    pub address: String,
    _task: Option<tokio::task::JoinHandle<()>>,
}

/// A person at a browser.
pub struct Browser {
    pub address: String,
    client: Client,
    csrf: String,
    pub cookie: String,
}

/// A form of which half is sent.
pub struct Half {
    stream: tokio::net::TcpStream,
    rest: String,
}

impl Half {
    /// Sends the rest; the head of the answer.
    pub async fn finish(mut self) -> String {
        use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
        self.stream.write_all(self.rest.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        self.stream.read_to_end(&mut answer).await.unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }
}

impl TestApp {
    /// Serves the pages on a port of its own.
    pub async fn serve(&self) -> Server {
        self.listen(web::router(self.app.clone(), false)).await
    }

    /// Serves the pages with settings of its own.
    pub async fn serve_as(&self, web: web::Web) -> Server {
        self.listen(web::router_of(web)).await
    }

    async fn listen(&self, router: axum::Router) -> Server {
        self.listen_within(router, door::Limits::default()).await
    }

    /// Serves the pages within limits of its own.
    pub async fn listen_within(&self, router: axum::Router, limits: door::Limits) -> Server {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let task = tokio::spawn(async move { door::serve(listener, router, limits, std::future::pending()).await });
        Server { address, _task: Some(task) }
    }
}

impl Server {
    /// A server that runs in a process of its own.
    pub fn elsewhere(address: &str) -> Self {
        Self { address: address.to_owned(), _task: None }
    }

    /// A browser that nobody has signed in with.
    pub fn stranger(&self) -> Browser {
        // The pages are served without TLS, so nobody needs to be trusted.
        let nobody = rustls::RootCertStore::empty();
        let tls = rustls::ClientConfig::builder().with_root_certificates(nobody).with_no_client_auth();
        let builder = Client::builder().tls_backend_preconfigured(tls);
        let client = builder.cookie_store(true).redirect(Policy::none()).build().unwrap();
        Browser { address: self.address.clone(), client, csrf: "signed-out".to_owned(), cookie: String::new() }
    }

    /// A browser with a person signed in.
    pub async fn sign_in(&self, login: &str) -> Browser {
        let mut browser = self.stranger();
        let response = browser.post("/sign-in/demo", &[("person", login)]).await;
        assert_eq!(response.status(), StatusCode::SEE_OTHER, "signing in as {login}");
        let cookie = response.headers()["set-cookie"].to_str().unwrap();
        browser.cookie = cookie.split(';').next().unwrap().to_owned();
        browser.entered().await
    }

    /// A browser with a person signed in by password, as outside the demonstration.
    pub async fn sign_in_by_password(&self, login: &str, password: &str) -> Browser {
        let mut browser = self.stranger();
        let response = browser.post("/sign-in", &[("account", login), ("password", password)]).await;
        assert_eq!(response.status(), StatusCode::SEE_OTHER, "signing in as {login}");
        let cookie = response.headers()["set-cookie"].to_str().unwrap();
        browser.cookie = cookie.split(';').next().unwrap().to_owned();
        browser.entered().await
    }
}

impl Browser {
    /// Opens the desk, and takes the form's token of the session that was just opened.
    pub async fn entered(self) -> Self {
        self.entered_at("/").await
    }

    /// Opens a page, and takes the form's token of the session that was just opened.
    pub async fn entered_at(mut self, path: &str) -> Self {
        let page = self.page(path).await;
        self.csrf = hidden(&page, "csrf").expect("the page has a form with its token");
        self
    }

    /// POST of a form with parts, as for a file, but without one.
    pub async fn try_form(&self, path: &str, fields: &[(&str, &str)]) -> Response {
        let mut form = reqwest::multipart::Form::new().text("csrf", self.csrf.clone()).text("key", fresh_key());
        for (name, value) in fields {
            form = form.text((*name).to_owned(), (*value).to_owned());
        }
        self.request(self.client.post(format!("{}{path}", self.address)).multipart(form)).await
    }

    /// GET, whatever the answer.
    pub async fn get(&self, path: &str) -> Response {
        self.request(self.client.get(format!("{}{path}", self.address))).await
    }

    /// GET where the connection may not be taken up at all; then none.
    pub async fn get_or_none(&self, path: &str) -> Option<Response> {
        self.client.get(format!("{}{path}", self.address)).send().await.ok()
    }

    /// GET of a file as browsers ask for it; its bytes as they travel, to their end.
    pub async fn get_packed(&self, path: &str) -> Vec<u8> {
        let request = self.client.get(format!("{}{path}", self.address)).header("accept-encoding", "gzip");
        let response = self.request(request).await;
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        assert_eq!(response.headers()["content-encoding"], "gzip");
        response.bytes().await.expect("the file ends where it should").to_vec()
    }

    /// GET of a page that must be there.
    pub async fn page(&self, path: &str) -> String {
        let response = self.get(path).await;
        let status = response.status();
        let text = response.text().await.unwrap();
        assert_eq!(status, StatusCode::OK, "GET {path}: {}", visible(&text));
        text
    }

    /// POST of a form with its token and a key of its own.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Response {
        self.post_with_key(path, fields, &fresh_key()).await
    }

    /// POST of a form from the page that it stood on.
    pub async fn post_from(&self, path: &str, page: &str, fields: &[(&str, &str)]) -> Response {
        let key = fresh_key();
        let mut all = vec![("csrf", self.csrf.as_str()), ("key", &key)];
        all.extend_from_slice(fields);
        let request = self.client.post(format!("{}{path}", self.address)).form(&all);
        self.request(request.header("referer", format!("{}{page}", self.address))).await
    }

    /// As [`Self::post_from`], in a language.
    pub async fn post_in(&self, lang: &str, path: &str, page: &str, fields: &[(&str, &str)]) -> Response {
        let key = fresh_key();
        let mut all = vec![("csrf", self.csrf.as_str()), ("key", &key)];
        all.extend_from_slice(fields);
        let request = self.client.post(format!("{}{path}", self.address)).form(&all);
        let request = request.header("referer", format!("{}{page}", self.address)).header("accept-language", lang);
        request.send().await.unwrap()
    }

    /// The same person at another server of the same installation.
    pub fn at(&self, address: &str) -> Self {
        Self {
            address: address.to_owned(),
            client: self.client.clone(),
            csrf: self.csrf.clone(),
            cookie: self.cookie.clone(),
        }
    }

    /// A form with fields, its token and a key, to which files come.
    pub fn fields(&self, fields: &[(&str, &str)]) -> reqwest::multipart::Form {
        let form = reqwest::multipart::Form::new().text("csrf", self.csrf.clone()).text("key", fresh_key());
        fields.iter().fold(form, |form, (name, value)| form.text((*name).to_owned(), (*value).to_owned()))
    }

    /// A form with a file, its token and a key.
    pub fn form(&self, name: &str, bytes: Vec<u8>, fields: &[(&str, &str)]) -> reqwest::multipart::Form {
        let part = reqwest::multipart::Part::bytes(bytes).file_name(name.to_owned());
        let mut form = reqwest::multipart::Form::new().text("csrf", self.csrf.clone()).text("key", fresh_key());
        for (name, value) in fields {
            form = form.text((*name).to_owned(), (*value).to_owned());
        }
        form.part("file", part)
    }

    /// POST of a form in a language, from the page that it stands on.
    pub async fn send_form(&self, path: &str, form: reqwest::multipart::Form, language: &str) -> Response {
        let address = format!("{}{path}", self.address);
        let request = self.client.post(&address).multipart(form).header("referer", address);
        request.header("accept-language", language).send().await.unwrap()
    }

    /// POST of a file whose length is not told, over a bare connection; the first line of the answer.
    pub async fn send_unmeasured(&self, path: &str, bytes: usize) -> String {
        use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
        let host = self.address.trim_start_matches("http://").to_owned();
        let cookie = &self.cookie;
        let stream = tokio::net::TcpStream::connect(&host).await.unwrap();
        let (mut read, mut write) = stream.into_split();
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: {host}\r\ncookie: {cookie}\r\nconnection: close\r\n\
             content-type: multipart/form-data; boundary=b\r\ntransfer-encoding: chunked\r\n\r\n"
        );
        write.write_all(head.as_bytes()).await.unwrap();
        let mut body = b"--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n".to_vec();
        body.resize(bytes, b'x');
        let sent = tokio::spawn(async move {
            for piece in body.chunks(1 << 16) {
                let mut framed = format!("{:x}\r\n", piece.len()).into_bytes();
                framed.extend_from_slice(piece);
                framed.extend_from_slice(b"\r\n");
                // The server may have heard enough.
                if write.write_all(&framed).await.is_err() {
                    break;
                }
            }
            write
        });
        let mut answer = vec![0; 64];
        let length = read.read(&mut answer).await.unwrap_or(0);
        let _ = sent.await;
        String::from_utf8_lossy(&answer[..length]).lines().next().unwrap_or_default().to_owned()
    }

    /// Begins the POST of a form over a bare connection: the head and half of the body are sent.
    pub async fn begin_slowly(&self, path: &str, fields: &[(&str, &str)]) -> Half {
        use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
        let key = fresh_key();
        let mut all = vec![("csrf", self.csrf.as_str()), ("key", &key)];
        all.extend_from_slice(fields);
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(all).finish();
        let host = self.address.trim_start_matches("http://").to_owned();
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: {host}\r\ncookie: {}\r\nconnection: close\r\nexpect: 100-continue\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n",
            self.cookie,
            body.len()
        );
        let mut stream = tokio::net::TcpStream::connect(&host).await.unwrap();
        let (first, rest) = body.split_at(body.len() / 2);
        stream.write_all(head.as_bytes()).await.unwrap();
        // The program says so once it waits for the body.
        let mut said = [0u8; 25];
        stream.read_exact(&mut said).await.unwrap();
        assert!(said.starts_with(b"HTTP/1.1 100"), "{}", String::from_utf8_lossy(&said));
        stream.write_all(first.as_bytes()).await.unwrap();
        Half { stream, rest: rest.to_owned() }
    }

    /// POST of a form with a given idempotency key.
    pub async fn post_with_key(&self, path: &str, fields: &[(&str, &str)], key: &str) -> Response {
        let mut all = vec![("csrf", self.csrf.as_str()), ("key", key)];
        all.extend_from_slice(fields);
        self.request(self.client.post(format!("{}{path}", self.address)).form(&all)).await
    }

    /// POST without the token, as another site could send it.
    pub async fn post_without_token(&self, path: &str, fields: &[(&str, &str)]) -> Response {
        self.request(self.client.post(format!("{}{path}", self.address)).form(fields)).await
    }

    /// POST that must lead on (303); gives where to.
    pub async fn go(&self, path: &str, fields: &[(&str, &str)]) -> String {
        moved(path, self.post(path, fields).await).await
    }

    /// POST of a file that must lead on (303); gives where to.
    pub async fn upload(&self, path: &str, name: &str, bytes: Vec<u8>, fields: &[(&str, &str)]) -> String {
        moved(path, self.try_upload(path, name, bytes, fields).await).await
    }

    /// POST of a file, whatever the answer.
    pub async fn try_upload(&self, path: &str, name: &str, bytes: Vec<u8>, fields: &[(&str, &str)]) -> Response {
        let part = reqwest::multipart::Part::bytes(bytes).file_name(name.to_owned());
        let mut form = reqwest::multipart::Form::new().text("csrf", self.csrf.clone()).text("key", fresh_key());
        for (name, value) in fields {
            form = form.text((*name).to_owned(), (*value).to_owned());
        }
        let form = form.part("file", part);
        self.request(self.client.post(format!("{}{path}", self.address)).multipart(form)).await
    }

    /// The form that proposes money for a budget line, with its document.
    pub async fn propose_budget(&self, fields: &[(&str, &str)]) -> Response {
        let fields: Vec<(&str, &str)> = [("kind", "allocate")].iter().chain(fields).copied().collect();
        self.try_upload("/budget", "指标文.pdf", super::app::PDF.to_vec(), &fields).await
    }

    async fn request(&self, request: RequestBuilder) -> Response {
        request.header("accept-language", "zh-CN").send().await.unwrap()
    }
}

async fn moved(path: &str, response: Response) -> String {
    let status = response.status();
    let location = response.headers().get("location").map(|l| l.to_str().unwrap().to_owned());
    let text = response.text().await.unwrap();
    assert_eq!(status, StatusCode::SEE_OTHER, "POST {path}: {}", visible(&text));
    location.unwrap()
}

fn fresh_key() -> String {
    xinbu::service::id::new_token().unwrap()[..32].to_owned()
}

/// The value of a hidden field.
pub fn hidden(page: &str, name: &str) -> Option<String> {
    let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\""))?;
    rest.split_once('"').map(|(value, _)| value.to_owned())
}

/// The words of a page, for messages of failing tests.
pub fn visible(page: &str) -> String {
    let main = page.split_once("<main").map_or(page, |(_, rest)| rest);
    let mut text = String::new();
    let mut inside = true;
    for c in main.chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                text.push(' ');
            }
            c if !inside => text.push(c),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(1500).collect()
}
