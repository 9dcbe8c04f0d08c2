//! What a person finds by following every link: addresses, and forms as they stand on the pages, filled in.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io::Read as _;

use reqwest::StatusCode;

use crate::bank_acts::PDF;
use crate::support::client::Browser;

/// Cases that are looked at: one in each state. Of other things a few tell as much as all of them.
const CASES: usize = 16;
const FILES: usize = 2;

/// Pages of one address with other queries that are looked at.
const QUERIES: usize = 4;

/// Other things of one kind that are looked at.
fn things() -> usize {
    if super::long() { 5 } else { 3 }
}

/// A form as it stands on a page, filled in; without its token and its key.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Form {
    pub action: String,
    pub fields: Vec<(String, String)>,
    pub with_file: bool,
}

impl Form {
    /// Sends it as a person, with the person's own token.
    pub async fn send(&self, browser: &Browser) -> reqwest::Response {
        let fields: Vec<(&str, &str)> = self.fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        if self.with_file {
            browser.try_upload(&self.action, "证明.pdf", PDF.to_vec(), &fields).await
        } else {
            browser.post(&self.action, &fields).await
        }
    }

    /// The same with every text changed.
    pub fn mapped(&self, map: impl Fn(&str) -> String) -> Self {
        Self {
            action: map(&self.action),
            fields: self.fields.iter().map(|(n, v)| (n.clone(), map(v))).collect(),
            with_file: self.with_file,
        }
    }

    /// Everything that it sends, for finding what it names.
    pub fn text(&self) -> String {
        let fields: Vec<String> = self.fields.iter().map(|(n, v)| format!("{n}={v}")).collect();
        format!("{} {}", self.action, fields.join(" "))
    }
}

/// What a person found.
#[derive(Debug, Default)]
pub struct Found {
    /// Addresses with what was answered, text and unpacked files.
    pub pages: BTreeMap<String, String>,
    /// Forms that change something.
    pub forms: BTreeSet<Form>,
    /// What answered with a failure of the program.
    pub broken: Vec<String>,
}

/// Follows every link of a person's pages.
pub async fn crawl(browser: &Browser, kind: impl Fn(&str) -> Option<&'static str>) -> Found {
    let most_things = things();
    let mut found = Found::default();
    let mut asked: BTreeMap<String, usize> = BTreeMap::new();
    let mut kinds: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut known = BTreeSet::from(["/".to_owned()]);
    let mut waiting = VecDeque::from(["/".to_owned()]);
    while let Some(address) = waiting.pop_front() {
        let path = address.split('?').next().unwrap_or_default().to_owned();

        // A thing's page says the same whatever is asked of it; a list or a desk does not.
        let queries = if path.bytes().any(|b| b.is_ascii_digit()) { 2 } else { QUERIES };
        let times = asked.entry(path).or_default();
        *times += 1;
        if *times > queries {
            continue;
        }
        let first = *times == 1;
        if let Some(kind) = kind(&address).filter(|_| first) {
            let things = kinds.entry(kind).or_default();
            *things += 1;
            let limit = match kind {
                "/review/{number}" | "/applications/{number}" => CASES,
                kind if kind.ends_with('}') && !kind.starts_with("/schemes") => most_things,
                kind if kind.contains('{') => FILES,
                _ => usize::MAX,
            };
            if *things > limit {
                continue;
            }
        }
        let answer = browser.get(&address).await;
        let status = answer.status();
        if status.is_server_error() {
            found.broken.push(format!("GET {address}: {status}"));
            continue;
        }
        let text = text_of(answer).await;
        for next in links(&text) {
            if known.insert(next.clone()) {
                waiting.push_back(next);
            }
        }
        if status == StatusCode::OK {
            let (forms, asks) = forms(&text, &address);
            found.forms.extend(forms);
            for next in asks {
                if known.insert(next.clone()) {
                    waiting.push_back(next);
                }
            }
            found.pages.insert(address, text);
        }
    }
    found
}

/// An answer as text: a page as it is, a workbook or an archive as the text of its members; where it leads to at the end.
pub async fn text_of(answer: reqwest::Response) -> String {
    let to = answer.headers().get("location").map(|l| l.to_str().unwrap_or_default().to_owned());
    let name = answer.headers().get("content-disposition").map(|l| format!("{l:?}")).unwrap_or_default();
    let bytes = answer.bytes().await.unwrap_or_default();
    let mut text =
        if bytes.starts_with(b"PK") { unpacked(&bytes) } else { String::from_utf8_lossy(&bytes).into_owned() };
    text.push_str(&name);
    if let Some(to) = to {
        text.push_str(&format!("<a href=\"{to}\"></a>"));
    }
    text
}

fn unpacked(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    for place in 0..archive.len() {
        let mut member = archive.by_index(place).unwrap();
        let mut content = Vec::new();
        member.read_to_end(&mut content).unwrap();
        text.push_str(&String::from_utf8_lossy(&content));
    }
    text
}

/// Links to pages of the program; help, languages and signing out lead nowhere new.
fn links(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for part in text.split("href=\"").skip(1) {
        let Some((address, _)) = part.split_once('"') else { continue };
        let address = unescaped(address);
        let address = address.split('#').next().unwrap_or_default().to_owned();
        let outside = ["/assets", "/help", "/style", "/sign-in"].iter().any(|p| address.starts_with(p));
        if address.starts_with('/') && !outside && !address.contains("lang=") {
            found.push(address);
        }
    }
    found
}

fn unescaped(text: &str) -> String {
    text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// A tag with its attributes.
struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }
}

fn tag(text: &str) -> Tag {
    let name: String = text.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '/').collect();
    let mut attributes = Vec::new();
    let mut rest = text[name.len()..].trim_start();
    while !rest.is_empty() {
        let key: String = rest.chars().take_while(|c| *c != '=' && !c.is_whitespace()).collect();
        rest = rest[key.len()..].trim_start();
        if let Some(value) = rest.strip_prefix("=\"") {
            let (value, after) = value.split_once('"').unwrap_or((value, ""));
            attributes.push((key, unescaped(value)));
            rest = after.trim_start();
        } else if key.is_empty() {
            break;
        } else {
            attributes.push((key, String::new()));
        }
    }
    Tag { name, attributes }
}

/// The forms of a page: those that change something, and the addresses of those that ask.
fn forms(page: &str, address: &str) -> (Vec<Form>, Vec<String>) {
    let (mut changing, mut asking) = (Vec::new(), Vec::new());
    for part in page.split("<form ").skip(1) {
        let body = part.split("</form>").next().unwrap_or_default();
        let Some((head, inside)) = body.split_once('>') else { continue };
        let head = tag(&format!("form {head}"));
        let here = address.split('?').next().unwrap_or_default();
        let action = head.get("action").filter(|a| !a.is_empty()).unwrap_or(here).to_owned();
        let (fields, with_file) = filled(inside);
        if head.get("method") == Some("post") {
            let fields = fields.into_iter().filter(|(n, _)| n != "csrf" && n != "key").collect();
            let with_file = with_file || head.get("enctype").is_some();
            changing.push(Form { action, fields, with_file });
        } else {
            let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(&fields).finish();
            asking.push(format!("{action}?{query}"));
        }
    }
    (changing, asking)
}

/// The fields of a form with what stands in them, or else something that fits.
fn filled(form: &str) -> (Vec<(String, String)>, bool) {
    let mut fields: Vec<(String, String)> = Vec::new();
    let (mut with_file, mut select, mut pressed) = (false, None::<(String, Option<String>)>, false);
    for part in form.split('<').skip(1) {
        let Some((head, after)) = part.split_once('>') else { continue };
        let tag = tag(head);
        let name = tag.get("name").unwrap_or_default().to_owned();
        let value = tag.get("value").unwrap_or_default().to_owned();
        match tag.name.as_str() {
            "input" if !name.is_empty() => match tag.get("type").unwrap_or("text") {
                "file" => with_file = true,
                "radio" if fields.iter().any(|(n, _)| *n == name) => {}
                "hidden" | "checkbox" | "radio" => fields.push((name, value)),
                "date" => fields.push((name, or(value, "2026-03-10"))),
                "number" => fields.push((name, or(value, "1"))),
                "submit" if pressed => {}
                "submit" => {
                    pressed = true;
                    fields.push((name, value));
                }
                _ => fields.push((name, or(value, "x"))),
            },
            "button" if !name.is_empty() && !pressed => {
                pressed = true;
                fields.push((name, value));
            }
            "textarea" => fields.push((name, or(unescaped(after.trim()), "x"))),
            "select" => select = Some((name, None)),
            "option" => {
                if let Some((_, chosen)) = &mut select
                    && !value.is_empty()
                    && (chosen.is_none() || tag.get("selected").is_some())
                {
                    *chosen = Some(value);
                }
            }
            "/select" => {
                if let Some((name, chosen)) = select.take() {
                    fields.push((name, chosen.unwrap_or_default()));
                }
            }
            _ => {}
        }
    }
    (fields, with_file)
}

fn or(value: String, else_: &str) -> String {
    if value.is_empty() { else_.to_owned() } else { value }
}
