//! Whatever is read from outside, broken in every way chance finds: never a panic, never a hang, and never a refusal without
//! words in both languages. Valid examples are mutated by seed; `XINBU_FUZZ=…` asks for more inputs of each kind,
//! `XINBU_KIND=…` for one kind alone, `XINBU_SEED=…` for other inputs. An input that fails is printed with its kind, seed and
//! number.

mod files;
mod mutate;
mod workbook;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use domain::credit::matching::normalise_code;
use domain::credit::registry::Registry;
use domain::identifier::{AccountNumber, Cnaps, Uscc};
use domain::money::text::{Unit, parse, parse_rate};
use domain::money::{Currency, Fen};
use domain::refusal::Refusal;
use domain::scheme::Scheme;
use serde_json::json;
use xinbu::i18n::Lang;

use crate::support::chance::{Chance, from_env};
use mutate::mutated;

/// Inputs of a kind, where the environment does not say.
const QUICK: u64 = 2_000;

/// No reader may be slower than this on average: a hang shows, a busy machine does not.
const PATIENCE: Duration = Duration::from_millis(250);

/// How many inputs of a kind are made; a slow reader gets a share of them, unless the kind is asked for alone.
fn inputs_of(kind: &str, share: u64) -> u64 {
    let wanted = from_env("XINBU_FUZZ").unwrap_or(QUICK);
    match std::env::var("XINBU_KIND") {
        Ok(alone) if alone == kind => wanted,
        Ok(_) => 0,
        Err(_) => wanted / share,
    }
}

/// Reads mutated examples of a kind; a refusal must have words.
fn fuzz(kind: &str, examples: &[Vec<u8>], share: u64, mut read: impl FnMut(&[u8]) -> Vec<Refusal>) {
    let seed = from_env("XINBU_SEED").unwrap_or(1);
    let inputs = inputs_of(kind, share);
    if inputs == 0 {
        return;
    }
    let (begun, mut refused) = (Instant::now(), 0u64);
    let mut chance = Chance::new(seed);
    for number in 0..inputs {
        let input = mutated(&mut chance, examples);
        let shown = || {
            let text = String::from_utf8_lossy(&input);
            format!(
                "{kind}: XINBU_SEED={seed}, input {number} of {} bytes: {:?}",
                input.len(),
                text.chars().take(2_000).collect::<String>()
            )
        };
        let one = Instant::now();
        let Ok(refusals) = catch_unwind(AssertUnwindSafe(|| read(&input))) else { panic!("{}", shown()) };
        assert!(one.elapsed() < Duration::from_secs(60), "{}", shown());
        refused += u64::from(!refusals.is_empty());
        for refusal in refusals.iter().take(5) {
            for lang in [Lang::ZhCn, Lang::En] {
                assert!(
                    has_words(&lang.refusal(refusal)),
                    "{}: {refusal:?} reads {:?}",
                    shown(),
                    lang.refusal(refusal)
                );
            }
        }
    }
    let took = begun.elapsed();
    assert!(took < PATIENCE * u32::try_from(inputs.max(200)).unwrap(), "{kind}: {inputs} inputs took {took:?}");
    assert!(refused > inputs / 20, "{kind}: only {refused} of {inputs} were refused");
    #[expect(clippy::print_stdout, reason = "a long run tells what it reached")]
    let () = println!("reached: {kind}: {inputs} inputs, {refused} refused");
}

/// Says how many inputs of a kind were made.
fn made(kind: &str, inputs: u64) {
    eprintln!("reached: {kind}: {inputs} inputs");
}

/// Words for people: not the key of a message that is not there, and no place for a fact left open.
fn has_words(text: &str) -> bool {
    !text.trim().is_empty() && !text.starts_with("refusal-") && !text.contains("{$")
}

/// The examples as bytes.
fn texts(examples: &[&str]) -> Vec<Vec<u8>> {
    examples.iter().map(|text| text.as_bytes().to_vec()).collect()
}

/// A reader of text: what is no text is not its to read.
fn of_text<T>(read: impl Fn(&str) -> Result<T, Refusal>) -> impl Fn(&[u8]) -> Vec<Refusal> {
    move |bytes| read(&String::from_utf8_lossy(bytes)).err().into_iter().collect()
}

#[test]
fn amounts_and_rates() {
    let amounts = texts(&[
        "0",
        "12345.67",
        "1,234,567.89",
        "￥1，000.00",
        "９９９９９９９９９９９９９.99",
        "-0.01",
        "1e5",
        "1_000",
    ]);
    for unit in [Unit::Major, Unit::TenThousand] {
        fuzz(&format!("amounts in {unit:?}"), &amounts, 1, of_text(|text| parse(text, unit, Currency::Cny)));
    }
    fuzz("amounts in yen", &amounts, 1, of_text(|text| parse(text, Unit::Major, Currency::Jpy)));
    fuzz(
        "rates",
        &texts(&["1.5%", "100％", "3‰", "0.0000000001", "9999999999"]),
        1,
        of_text(|text| parse_rate(text, 100)),
    );
}

#[test]
fn what_was_read_as_an_amount_reads_the_same_when_it_is_written() {
    let mut chance = Chance::new(from_env("XINBU_SEED").unwrap_or(1));
    let inputs = inputs_of("written amounts", 1);
    for _ in 0..inputs {
        let fen = i64::try_from(chance.next() % 1_000_000_000_000_000).unwrap();
        let written = format!("{}.{:02}", fen / 100, fen % 100);
        let read = parse(&written, Unit::Major, Currency::Cny);
        assert!(fen >= 100_000_000_000_000 || read.as_ref() == Ok(&Fen::new(fen)), "{written}: {read:?}");
    }
    made("written amounts", inputs);
}

#[test]
fn identifiers_and_dates() {
    let code = Uscc::with_check_digit("91430100MA0000100").unwrap();
    fuzz("codes", &texts(&[code.as_str(), "91430100MA00001007", "MA0000100"]), 1, of_text(Uscc::parse));
    fuzz(
        "accounts",
        &texts(&["6222001111111111", "6222 0011 1111 1111", "6.22200E+15"]),
        1,
        of_text(AccountNumber::parse),
    );
    fuzz("routing codes", &texts(&["102100099996", "105100000017"]), 1, of_text(Cnaps::parse));
    fuzz(
        "dates",
        &texts(&["2026-11-23", "2026年11月23日", "2026/2/29", "20261123", "9999.12.31"]),
        1,
        of_text(domain::date::parse),
    );
    fuzz(
        "days at midnight",
        &texts(&["2026-11-23 00:00:00", "2026-11-23T00:00:00"]),
        1,
        of_text(domain::date::parse_midnight),
    );
}

#[test]
fn reference_keys_stay_as_they_are_when_they_are_made_of_a_key() {
    let mut chance = Chance::new(from_env("XINBU_SEED").unwrap_or(1));
    let examples =
        texts(&["DB-2025-00001", "（2025）担保字第１２号", "ＤＢ—２０２５\u{200b}／０１", "=\"00123\"", "İſß㎜ﬃ"]);
    let inputs = inputs_of("reference keys", 1);
    for _ in 0..inputs {
        let input = mutated(&mut chance, &examples);
        let text = String::from_utf8_lossy(&input);
        let key = domain::reference_key::reference_key(&text);
        assert_eq!(domain::reference_key::reference_key(&key), key, "{text:?}");
        let (code, bare) = (domain::reference_key::code_key(&text), domain::reference_key::bare_key(&key));
        assert_eq!(domain::reference_key::code_key(&code), code, "{text:?}");
        assert_eq!(domain::reference_key::bare_key(&bare), bare, "{text:?}");
        let _ = (domain::reference_key::zeros_lost(&key), domain::reference_key::may_be_one(&key, &bare));
        let _ = (domain::credit::matching::core_name(&text), domain::credit::matching::normalise(&text));
        let _ = (domain::reconciliation::ids_in(&text, &text).len(), domain::credit::outward::mask_numbers(&text));
        let _ = domain::reconciliation::numbers_in(&text).len();
    }
    made("reference keys", inputs);
}

#[test]
fn schemes_and_rule_sets() {
    let schemes = texts(&[
        include_str!("../../src/schemes/cq-2022-19/1.toml"),
        include_str!("../../src/schemes/tci-2009/1.toml"),
        include_str!("../../src/schemes/jp-eiheiji/1.toml"),
    ]);
    fuzz("schemes", &schemes, 4, |bytes| match Scheme::load(&String::from_utf8_lossy(bytes)) {
        Ok(_) => Vec::new(),
        Err(problems) => problems.into_iter().map(|p| p.refusal).collect(),
    });
    let rules = texts(&[include_str!("../../src/domain/credit/default_rules.json")]);
    fuzz("credit rules", &rules, 4, of_text(xinbu::service::credit::rule_set::parse));
}

#[test]
fn answers_of_registries() {
    const CODE: &str = "91350100M000100Y43";
    let contract: Registry = serde_json::from_value(json!({
        "url": "https://registry.example/", "kind": "COURT_DEFAULTER", "list": "/rows", "none": { "at": "/none", "is": true },
        "echo": "/code", "as_of": "/at", "allow": [],
        "fields": {
            "subject_code": "/code", "subject_name": "/name", "authority": "/court", "decision_no": "/no",
            "event_date": "/on", "removed_at": "/off"
        }
    }))
    .unwrap();
    let item =
        json!({ "code": CODE, "name": "某地公司", "court": "某地法院", "no": "（2026）1号", "on": "2026-01-10" });
    let clean = json!({ "code": CODE, "at": "2026-11-23T03:59:58Z", "none": true, "rows": [] }).to_string();
    let listed = json!({ "code": CODE, "at": "2026-11-23T03:59:58Z", "none": false, "rows": [item] }).to_string();
    let now = "2026-11-23T04:00:00Z".parse().unwrap();
    let read = |body: &[u8]| domain::credit::registry::read(&contract, "COURT", body, CODE, now);
    assert!(read(listed.as_bytes()).is_ok_and(|records| records.len() == 1), "the example is read");
    let (mut clean_ones, mut bad) = (0u32, 0u32);
    let mut chance = Chance::new(from_env("XINBU_SEED").unwrap_or(1));
    let inputs = inputs_of("answers of registries", 1);
    for number in 0..inputs {
        let input = mutated(&mut chance, &[clean.clone().into_bytes(), listed.clone().into_bytes()]);
        match read(&input) {
            Ok(records) if records.is_empty() => {
                clean_ones += 1;
                let answer: serde_json::Value = serde_json::from_slice(&input).unwrap();
                let none = (
                    answer["none"] == true,
                    answer["code"].as_str().is_some_and(|code| normalise_code(code) == CODE),
                    answer["rows"].as_array().is_none_or(Vec::is_empty),
                );
                assert_eq!(none, (true, true, true), "input {number} counts as clean: {answer}");
            }
            Ok(_) => {}
            Err(malformed) => {
                bad += 1;
                assert!(!malformed.to_string().is_empty());
            }
        }
    }
    println!("answers of registries: {clean_ones} clean, {bad} refused");
    assert!(bad > 0 || inputs == 0);
    made("answers of registries", inputs);
}

#[test]
fn addresses_of_servers_and_what_a_set_up_says() {
    let addresses = texts(&[
        "postgres://user@host/xinbu",
        "postgres://user:secret%40@one,two:5433,[::1]:5434/xinbu?sslmode=verify-full&connect_timeout=5",
        "postgres://postgres@localhost/name?host=/tmp/folder&port=5432",
    ]);
    fuzz("addresses of servers", &addresses, 1, of_text(xinbu::store::postgres::Address::parse));
    let setup = texts(&[
        include_str!("../../src/demo/data/setup.toml"),
        "year = 2027\nsource = \"x\"\noff_days = [\"2027-01-01\"]\nmakeup_workdays = []",
    ]);
    fuzz("set-ups", &setup, 4, |bytes| {
        let text = String::from_utf8_lossy(bytes);
        let read = toml::from_str::<xinbu::service::account::provision::Setup>(&text);
        let fact = read.err().map(|error| domain::syntax::toml(&text, &error));
        fact.map(|fact| Refusal::new(domain::refusal::Code::SetupMalformed).with("what", fact)).into_iter().collect()
    });
}

#[test]
fn cookies_and_languages() {
    use axum::http::{HeaderMap, HeaderValue, header};
    let token = "a1".repeat(32);
    let examples = texts(&[
        &format!("__Host-xinbu={token}; xinbu_lang=en; xinbu_flash=well%7Cdone"),
        "xinbu_lang=zh-CN;;=;\"",
        "xinbu_flash={\"key\":\"x\"}",
    ]);
    let mut chance = Chance::new(from_env("XINBU_SEED").unwrap_or(1));
    let inputs = inputs_of("cookies", 1);
    for _ in 0..inputs {
        let input = mutated(&mut chance, &examples);
        let Ok(value) = HeaderValue::from_bytes(&input) else { continue };
        let mut headers = HeaderMap::new();
        for name in [header::COOKIE, header::ACCEPT_LANGUAGE, header::REFERER, header::HOST] {
            headers.insert(name, value.clone());
        }
        let found = xinbu::web::session::token(&headers, true);
        assert!(found.is_none_or(|token| token.len() == 64), "{value:?}");
        let lang = xinbu::web::session::language(&headers);
        let _ = (xinbu::web::session::referer(&headers), xinbu::web::session::flash(&headers, lang));
    }
    made("cookies", inputs);
}
