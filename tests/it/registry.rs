//! Registries as they really answer, good and bad, over real connections: whatever goes wrong, no firm looks clean.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use domain::credit::AnswerStatus;
use domain::credit::registry::{Header, Registry};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use xinbu::registry::{Limits, Registries, Reply};

const CODE: &str = "91350100M000100Y43";
const OTHER: &str = "91430100MA4L2GT8X8";
const NAME: &str = "福州星岳融资担保有限公司";

fn now() -> DateTime<Utc> {
    "2026-11-23T04:00:00Z".parse().unwrap()
}

/// One thing that the stub does after it has read a request. Then it hangs up.
#[derive(Clone)]
enum Act {
    Send(Vec<u8>),
    Wait(Duration),
    /// Hangs up at once and throws away what is on its way.
    Reset,
}
use Act::{Reset, Send, Wait};

/// A registry that answers by scripts, one for each request; the last one for all that follow.
struct Stub {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Stub {
    async fn new(scripts: Vec<Vec<Act>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let requests: Arc<Mutex<Vec<String>>> = Arc::default();
        let seen = requests.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let request = head(stream).await;
                let Some((stream, head)) = request else { continue };
                let nth = seen.lock().unwrap().len();
                seen.lock().unwrap().push(head);
                let script = scripts.get(nth).or(scripts.last()).cloned().unwrap_or_default();
                tokio::spawn(act(stream, script));
            }
        });
        Self { address, requests }
    }

    /// A stub that always answers with 200 and this JSON.
    async fn saying(body: &str) -> Self {
        Self::new(vec![vec![Send(json_answer(body))]]).await
    }

    fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }

    fn contract(&self) -> Registry {
        contract(&format!("http://{}/firms/{{code}}?name={{name}}", self.address))
    }
}

/// Reads a request up to its empty line; none when the connection is not HTTP.
async fn head(mut stream: TcpStream) -> Option<(TcpStream, String)> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.ok()?);
    }
    Some((stream, String::from_utf8(head).ok()?))
}

async fn act(mut stream: TcpStream, script: Vec<Act>) {
    for act in script {
        match act {
            Send(bytes) => {
                if stream.write_all(&bytes).await.is_err() {
                    return;
                }
            }
            Wait(time) => tokio::time::sleep(time).await,
            Reset => return stream.set_zero_linger().unwrap(),
        }
    }
    // What the peer has not read yet must arrive although the connection ends.
    let _ = stream.shutdown().await;
    let _ = stream.read(&mut [0]).await;
}

fn http(status: u16, headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 {status} X\r\n{headers}Content-Length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

fn json_answer(body: &str) -> Vec<u8> {
    http(200, "Content-Type: application/json\r\n", body.as_bytes())
}

fn contract(url: &str) -> Registry {
    serde_json::from_value(json!({
        "url": url,
        "kind": "COURT_DEFAULTER",
        "list": "/rows",
        "none": { "at": "/none", "is": true },
        "echo": "/code",
        "as_of": "/at",
        "fields": {
            "subject_code": "/code", "subject_name": "/name", "authority": "/court", "decision_no": "/no",
            "event_date": "/on", "removed_at": "/off"
        },
        "allow": ["127.0.0.1"]
    }))
    .unwrap()
}

fn item() -> Value {
    json!({ "code": CODE, "name": NAME, "court": "福州市中级人民法院", "no": "（2026）闽01执1号", "on": "2026-01-10" })
}

fn answer(rows: &Value, none: bool) -> Value {
    json!({ "code": CODE, "at": "2026-11-23T03:59:58Z", "none": none, "rows": rows })
}

fn clean() -> String {
    answer(&json!([]), true).to_string()
}

fn listed() -> String {
    answer(&json!([item()]), false).to_string()
}

/// The usual limits, without long waits between retries.
fn patient() -> Registries {
    Registries::new(Limits { pause: Duration::from_millis(2), ..Limits::default() }).unwrap()
}

/// Gives up soon, for registries that never answer.
fn hasty() -> Registries {
    let soon = Duration::from_millis(400);
    let limits = Limits { connect: soon, total: soon, pause: Duration::from_millis(2), ..Limits::default() };
    Registries::new(limits).unwrap()
}

async fn ask(registries: &Registries, contract: &Registry) -> Reply {
    registries.ask("COURT", contract, (CODE, NAME), now()).await
}

/// Asks a stub with a script once; what came of it and how many requests it took.
async fn once(registries: Registries, script: Vec<Act>) -> (Reply, usize) {
    let stub = Stub::new(vec![script]).await;
    let reply = ask(&registries, &stub.contract()).await;
    (reply, stub.requests().len())
}

/// A bad answer is never good, has no records, and says what is wrong.
fn assert_bad(what: &str, reply: &Reply, expected: AnswerStatus) {
    assert_eq!(reply.status, expected, "{what}: {reply:?}");
    assert!(!matches!(reply.status, AnswerStatus::Ok | AnswerStatus::NotFoundOk), "{what}");
    assert!(reply.records.is_empty() && !reply.detail.is_empty(), "{what}: {reply:?}");
}

#[tokio::test]
async fn records_are_handed_over_with_the_body_that_proves_them() {
    let stub = Stub::saying(&listed()).await;
    let mut contract = stub.contract();
    // Set by cargo for every test.
    contract.header = Some(Header { name: "X-Api-Key".to_owned(), env: "CARGO_PKG_NAME".to_owned() });
    let reply = ask(&patient(), &contract).await;
    assert_eq!((reply.status, reply.http_status, reply.detail.as_str()), (AnswerStatus::Ok, Some(200), ""));
    let [record] = reply.records.as_slice() else { panic!("{reply:?}") };
    assert_eq!((record.kind.as_str(), record.source.as_str()), ("COURT_DEFAULTER", "COURT"));
    assert_eq!((record.subject_code.as_str(), record.decision_no.as_str()), (CODE, "（2026）闽01执1号"));
    assert_eq!((record.known_from, record.removed_at), (now(), None));
    assert_eq!(reply.body, listed().into_bytes());
    assert_eq!(reply.body_sha256, domain::credit::snapshot::sha256(&listed()));
    let requests = stub.requests();
    let [request] = requests.as_slice() else { panic!("{requests:?}") };
    let line = "GET /firms/91350100M000100Y43?name=%E7%A6%8F%E5%B7%9E%E6%98%9F%E5%B2%B3";
    assert!(request.starts_with(line), "{request}");
    assert!(request.to_lowercase().contains("x-api-key: xinbu\r\n"), "{request}");
    assert!(request.to_lowercase().contains("accept-encoding: identity\r\n"), "{request}");
}

#[tokio::test]
async fn a_positive_none_is_clean() {
    let absent = json!({ "code": CODE, "at": "2026-11-23T04:00:00Z", "none": true }).to_string();
    for body in [clean(), absent] {
        let stub = Stub::saying(&body).await;
        let reply = ask(&patient(), &stub.contract()).await;
        assert_eq!((reply.status, reply.records.len(), stub.requests().len()), (AnswerStatus::Ok, 0, 1), "{reply:?}");
    }
    let kind = "Content-Type: Application/vnd.registry+json; charset=\"UTF-8\"\r\n";
    let stub = Stub::new(vec![vec![Send(http(200, kind, clean().as_bytes()))]]).await;
    assert_eq!(ask(&patient(), &stub.contract()).await.status, AnswerStatus::Ok);
}

#[tokio::test]
async fn bodies_that_are_no_answer() {
    let row = |key: &str, value: Value| {
        let mut item = item();
        item[key] = value;
        answer(&json!([item]), false).to_string()
    };
    let row_without = |key: &str| {
        let mut item = item();
        item.as_object_mut().unwrap().remove(key).unwrap();
        answer(&json!([item]), false).to_string()
    };
    let top = |key: &str, value: Value| {
        let mut whole = answer(&json!([]), true);
        whole[key] = value;
        whole.to_string()
    };
    let top_without = |key: &str| {
        let mut whole = answer(&json!([]), true);
        whole.as_object_mut().unwrap().remove(key).unwrap();
        whole.to_string()
    };
    let cut = &clean()[..clean().len() - 3];
    let cases = [
        ("nothing", String::new()),
        ("blanks", " \r\n".to_owned()),
        ("truncated JSON", cut.to_owned()),
        ("a byte order mark", format!("\u{feff}{}", clean())),
        ("trailing garbage", format!("{}<!-- cached -->", clean())),
        ("two answers", format!("{}\n{}", clean(), listed())),
        ("NaN", clean().replace("true", "NaN")),
        ("a comment", format!("// ok\n{}", clean())),
        ("a JSONP call", format!("callback({})", clean())),
        ("an HTML page that says it is JSON", "<!DOCTYPE html><html>请输入验证码</html>".to_owned()),
        ("a captcha page as a JSON string", json!("<html>请输入验证码</html>").to_string()),
        ("null", "null".to_owned()),
        ("[]", "[]".to_owned()),
        ("{}", "{}".to_owned()),
        ("a list without its envelope", json!([item()]).to_string()),
        ("a list of another type", top("rows", json!("none"))),
        ("a list that is an object", top("rows", json!({}))),
        ("a list that is 0", top("rows", json!(0))),
        ("the mark is false", answer(&json!([]), false).to_string()),
        ("the mark is missing", top_without("none")),
        ("the mark is null", top("none", Value::Null)),
        ("the mark is the text true", top("none", json!("true"))),
        ("the mark stands twice", clean().replace("\"none\":true", "\"none\":false,\"none\":true")),
        ("neither list nor mark", json!({ "code": CODE, "at": "2026-11-23T04:00:00Z" }).to_string()),
        ("an error object", json!({ "code": CODE, "error": "rate limit" }).to_string()),
        ("the echo is another firm's", top("code", json!(OTHER))),
        ("the echo is missing", top_without("code")),
        ("the echo is null", top("code", Value::Null)),
        ("the echo is a number", top("code", json!(913_501_000_001_001_i64))),
        ("the echo is empty", top("code", json!(""))),
        ("the mark beside records", answer(&json!([item()]), true).to_string()),
        ("a clock in the future", top("at", json!("2026-11-23T04:11:00Z"))),
        ("a clock in the past, or an old cache", top("at", json!("2026-11-22T04:00:00Z"))),
        ("a time that is a number", top("at", json!(1_795_406_400))),
        ("no time", top_without("at")),
        ("an item that is null", answer(&json!([item(), null]), false).to_string()),
        ("an item that is text", answer(&json!(["（2026）闽01执1号"]), false).to_string()),
        ("an item without its name", row_without("name")),
        ("an item without its court", row_without("court")),
        ("an item without its number", row_without("no")),
        ("an item without its date", row_without("on")),
        ("an item without its code", row_without("code")),
        ("a code that became a number", row("code", json!(913_501_000_001_001_i64))),
        ("a decision number that became a number", row("no", json!(20_260_101))),
        ("a name that is a number", row("name", json!(7))),
        ("a date that is none", row("on", json!("2026-02-30"))),
        ("a date of a spreadsheet", row("on", json!(46_032))),
        ("a date of a spreadsheet as text", row("on", json!("46032"))),
        ("an event in the future", row("on", json!("2036-01-10"))),
        ("an item of another firm", row("code", json!(OTHER))),
        ("the same decision twice", answer(&json!([item(), item()]), false).to_string()),
        ("deeper than anything reads", "[".repeat(100_000)),
    ];
    let mut asked = JoinSet::new();
    for (what, body) in cases {
        asked.spawn(async move { (what, body.len(), once(patient(), vec![Send(json_answer(&body))]).await) });
    }
    for (what, length, (reply, requests)) in asked.join_all().await {
        assert_bad(what, &reply, AnswerStatus::Malformed);
        assert_eq!((reply.http_status, reply.body.len(), requests), (Some(200), length, 1), "{what}");
    }
}

#[tokio::test]
async fn responses_that_are_no_answer() {
    use AnswerStatus::{Denied, HttpError, Malformed};
    let clean = clean();
    let page = b"<html>System busy</html>";
    let json = "Content-Type: application/json\r\n";
    let with = |status, headers: &str| vec![Send(http(status, headers, clean.as_bytes()))];
    let utf16: Vec<u8> = clean.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let large = format!("{{\"padding\":\"{}\",{}", "x".repeat(6_000_000), &clean[1..]);
    let head = |rest: &str| format!("HTTP/1.1 200 OK\r\n{json}{rest}\r\n\r\n").into_bytes();
    let chunk = vec![b' '; 1_000_000];
    let chunks = [b"F4240\r\n".as_slice(), &chunk, b"\r\n"].concat().repeat(6);
    let claims = |length: usize| [head(&format!("Content-Length: {length}")), clean.clone().into_bytes()].concat();
    let cases = [
        ("500", with(500, json), HttpError, 3),
        ("502", vec![Send(http(502, "Content-Type: text/html\r\n", page))], HttpError, 3),
        ("503", with(503, json), HttpError, 3),
        ("504", with(504, json), HttpError, 3),
        ("429 every time", with(429, json), HttpError, 3),
        ("404 with a clean body", with(404, json), HttpError, 1),
        ("410", with(410, json), HttpError, 1),
        ("400", with(400, json), HttpError, 1),
        ("401", with(401, json), Denied, 1),
        ("403", with(403, json), Denied, 1),
        ("202, not yet", with(202, json), HttpError, 1),
        ("206, a part", with(206, json), HttpError, 1),
        ("204", vec![Send(b"HTTP/1.1 204 No Content\r\n\r\n".to_vec())], HttpError, 1),
        ("304", vec![Send(b"HTTP/1.1 304 Not Modified\r\n\r\n".to_vec())], HttpError, 1),
        ("HTML with 200", vec![Send(http(200, "Content-Type: text/html\r\n", page))], Malformed, 1),
        ("JSON said to be HTML", with(200, "Content-Type: text/html\r\n"), Malformed, 1),
        ("JSON said to be text", with(200, "Content-Type: text/plain\r\n"), Malformed, 1),
        ("JSON said to be text/json", with(200, "Content-Type: text/json\r\n"), Malformed, 1),
        ("a script", with(200, "Content-Type: application/javascript\r\n"), Malformed, 1),
        ("no content type", with(200, ""), Malformed, 1),
        ("GB18030", with(200, "Content-Type: application/json; charset=GB18030\r\n"), Malformed, 1),
        ("UTF-16", vec![Send(http(200, json, &utf16))], Malformed, 1),
        ("said to be gzip", with(200, &format!("{json}Content-Encoding: gzip\r\n")), Malformed, 1),
        ("an unknown encoding", with(200, &format!("{json}Content-Encoding: x-own\r\n")), Malformed, 1),
        ("gzip that nobody mentions", vec![Send(http(200, json, &[0x1f, 0x8b, 8, 0, 0, 0]))], Malformed, 1),
        ("6 MB", vec![Send(json_answer(&large))], Malformed, 1),
        ("6 MB without a length", vec![Send([head("Transfer-Encoding: chunked"), chunks].concat())], Malformed, 1),
        ("6 GB announced", vec![Send(claims(6_000_000_000))], Malformed, 1),
        ("a length that is too long", vec![Send(claims(9_999))], HttpError, 1),
        ("a length that is too short", vec![Send(claims(20))], Malformed, 1),
        (
            "two lengths",
            vec![Send([head("Content-Length: 9\r\nContent-Length: 5"), page.to_vec()].concat())],
            HttpError,
            1,
        ),
        ("a broken chunk", vec![Send([head("Transfer-Encoding: chunked"), b"zz\r\n".to_vec()].concat())], HttpError, 1),
        ("not HTTP", vec![Send(b"SSH-2.0-OpenSSH_9.6\r\n\r\n".to_vec())], HttpError, 1),
        ("hangs up", vec![], HttpError, 1),
        ("resets the connection", vec![Reset], HttpError, 1),
        ("resets within the body", vec![Send(claims(9_999)), Wait(Duration::from_millis(20)), Reset], HttpError, 1),
    ];
    let mut asked = JoinSet::new();
    for (what, script, status, requests) in cases {
        asked.spawn(async move { (what, status, requests, once(patient(), script).await) });
    }
    for (what, status, requests, (reply, made)) in asked.join_all().await {
        assert_bad(what, &reply, status);
        assert_eq!(made, requests, "{what}: {reply:?}");
    }
}

#[tokio::test]
async fn a_registry_that_does_not_answer_in_time_is_asked_three_times() {
    let long = Wait(Duration::from_secs(3));
    let whole = json_answer(&clean());
    let (begin, rest) = whole.split_at(whole.len() - 5);
    let mut dripping = vec![Send(begin.to_vec())];
    for byte in rest {
        dripping.extend([Wait(Duration::from_millis(100)), Send(vec![*byte])]);
    }
    let cases = [
        ("never", vec![long.clone(), Send(whole.clone())]),
        ("only a head", vec![Send(whole[..40].to_vec()), long.clone()]),
        ("half a body", vec![Send(begin.to_vec()), long]),
        ("byte by byte", dripping),
    ];
    let mut asked = JoinSet::new();
    for (what, script) in cases {
        asked.spawn(async move { (what, once(hasty(), script).await) });
    }
    for (what, (reply, made)) in asked.join_all().await {
        assert_bad(what, &reply, AnswerStatus::Timeout);
        assert_eq!((made, reply.http_status), (3, None), "{what}");
    }
}

#[tokio::test]
async fn what_passes_is_asked_again() {
    let good = vec![Send(json_answer(&listed()))];
    let status = |status| vec![Send(http(status, "", b""))];
    for scripts in [vec![status(429), good.clone()], vec![status(503), status(500), good.clone()]] {
        let wanted = scripts.len();
        let stub = Stub::new(scripts).await;
        let reply = ask(&patient(), &stub.contract()).await;
        assert_eq!((reply.status, reply.records.len()), (AnswerStatus::Ok, 1), "{reply:?}");
        assert_eq!(stub.requests().len(), wanted);
    }
    let stub = Stub::new(vec![vec![Wait(Duration::from_secs(2))], good]).await;
    assert_eq!(ask(&hasty(), &stub.contract()).await.status, AnswerStatus::Ok);
    assert_eq!(stub.requests().len(), 2);
}

#[tokio::test]
async fn a_source_that_keeps_failing_is_left_alone_for_a_minute() {
    let broken = vec![Send(http(404, "", b""))];
    let mut scripts = vec![broken; 6];
    scripts.push(vec![Send(json_answer(&clean()))]);
    let stub = Stub::new(scripts).await;
    let registries = patient();
    let contract = stub.contract();
    let at = async |source: &str, seconds| {
        let time = now() + TimeDelta::seconds(seconds);
        let reply = registries.ask(source, &contract, (CODE, NAME), time).await;
        (reply.status, stub.requests().len())
    };
    for asked in 1..=5 {
        assert_eq!(at("COURT", 0).await, (AnswerStatus::HttpError, asked));
    }
    assert_eq!(at("COURT", 1).await, (AnswerStatus::NotAsked, 5));
    assert_eq!(at("COURT", 59).await, (AnswerStatus::NotAsked, 5));
    assert_eq!(at("COURT", 60).await, (AnswerStatus::HttpError, 6), "one try");
    assert_eq!(at("COURT", 61).await, (AnswerStatus::NotAsked, 6));
    assert_eq!(at("TAX", 61).await, (AnswerStatus::Ok, 7), "another source is not concerned");
    assert_eq!(at("COURT", 120).await, (AnswerStatus::Ok, 8));
    assert_eq!(at("COURT", 121).await, (AnswerStatus::Ok, 9));
}

#[tokio::test]
async fn private_addresses_are_refused_unless_the_contract_names_them() {
    let stub = Stub::saying(&clean()).await;
    let port = stub.address.port();
    let hosts = ["127.0.0.1", "2130706433", "0x7f.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"];
    for host in hosts.into_iter().chain(["10.1.1.1", "169.254.169.254", "192.168.1.1", "[fe80::1]"]) {
        let mut contract = contract(&format!("http://{host}:{port}/{{code}}"));
        contract.allow = vec!["registry.example".to_owned(), "127.0.0.2".to_owned()];
        let reply = ask(&patient(), &contract).await;
        assert_bad(host, &reply, AnswerStatus::Denied);
        assert!(reply.detail.contains("public"), "{host}: {reply:?}");
    }
    assert_eq!(stub.requests().len(), 0);
    for (host, allowed) in [("127.0.0.1", "127.0.0.1"), ("localhost", "LOCALHOST"), ("2130706433", "127.0.0.1")] {
        let mut contract = contract(&format!("http://{host}:{port}/{{code}}"));
        contract.allow = vec![allowed.to_owned()];
        assert_eq!(ask(&patient(), &contract).await.status, AnswerStatus::Ok, "{host}");
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let target = Stub::saying(&clean()).await;
    for status in [301, 302, 303, 307, 308] {
        let location = format!("Location: http://{}/\r\nContent-Type: application/json\r\n", target.address);
        let (reply, made) = once(patient(), vec![Send(http(status, &location, clean().as_bytes()))]).await;
        assert_bad("a redirect", &reply, AnswerStatus::HttpError);
        assert_eq!((reply.http_status, made), (Some(status), 1));
    }
    assert_eq!(target.requests().len(), 0);
}

#[tokio::test]
async fn without_its_secret_a_registry_is_not_asked() {
    let stub = Stub::saying(&clean()).await;
    let mut contract = stub.contract();
    contract.header = Some(Header { name: "X-Api-Key".to_owned(), env: "XINBU_TEST_NO_SUCH_SECRET".to_owned() });
    let reply = ask(&patient(), &contract).await;
    assert_bad("no secret", &reply, AnswerStatus::Denied);
    assert!(reply.detail.contains("XINBU_TEST_NO_SUCH_SECRET"));
    assert_eq!(stub.requests().len(), 0);
}

#[tokio::test]
async fn hosts_that_cannot_be_reached() {
    let plain = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let https = contract(&format!("https://{}/{{code}}", plain.local_addr().unwrap()));
    tokio::spawn(async move {
        let (stream, _) = plain.accept().await.unwrap();
        act(stream, vec![Send(json_answer(&clean()))]).await;
    });
    assert_bad("no TLS", &ask(&patient(), &https).await, AnswerStatus::HttpError);

    let gone = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let reply = ask(&patient(), &contract(&format!("http://{gone}/{{code}}"))).await;
    assert_bad("nobody listens", &reply, AnswerStatus::HttpError);

    let reply = ask(&hasty(), &contract("http://registry.invalid/{code}")).await;
    assert!(matches!(reply.status, AnswerStatus::HttpError | AnswerStatus::Timeout), "{reply:?}");

    let stub = Stub::saying(&clean()).await;
    let reply = patient().ask("COURT", &stub.contract(), ("..", NAME), now()).await;
    assert_bad("a code that would change the path", &reply, AnswerStatus::NotAsked);
    assert_eq!(stub.requests().len(), 0);
}
