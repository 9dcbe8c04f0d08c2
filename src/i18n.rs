//! Words for people: the message catalogues in Chinese and English, and amounts, dates and refusals as text.
//!
//! The catalogues are Fluent files, one folder per language, one file per area. They are parsed once. A key that is
//! missing at run time is shown as its name, a variable as a missing value, and both are logged; the tests below keep
//! both catalogues complete and compare the variables with what the program gives.

use std::borrow::Cow;
use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use domain::money::{Currency, Exact, Fen, Money, Sums, text, words, yuan};
use domain::refusal::{Fact, Refusal};
use domain::template::Words;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::resolver::ResolverError;
use fluent_bundle::resolver::errors::ReferenceKind;
use fluent_bundle::{FluentArgs, FluentError, FluentResource};
use rust_embed::RustEmbed;
use unic_langid::LanguageIdentifier;

/// A value for a variable of a message: text or a whole number, made with `.into()`.
pub use fluent_bundle::FluentValue as Value;

/// A language of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize)]
pub enum Lang {
    /// 简体中文, the first language.
    #[default]
    #[serde(rename = "zh-CN")]
    ZhCn,
    /// English.
    #[serde(rename = "en")]
    En,
}

impl Lang {
    /// Both languages.
    pub const ALL: [Self; 2] = [Self::ZhCn, Self::En];

    /// The language tag, as in `lang=` of a page and in `?lang=`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::ZhCn => "zh-CN",
            Self::En => "en",
        }
    }

    /// The language of a tag: `zh`, `zh-CN`, `zh-Hans-CN`, `en`, `en-GB`, …
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or("");
        match primary.to_ascii_lowercase().as_str() {
            "zh" => Some(Self::ZhCn),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// The first known language of an `Accept-Language` header whose weight is the highest.
    pub fn accepted(header: &str) -> Option<Self> {
        let mut best: Option<(u32, Self)> = None;
        for part in header.split(',') {
            let mut pieces = part.split(';').map(str::trim);
            let Some(lang) = pieces.next().and_then(Self::from_tag) else { continue };
            let weight = pieces.find_map(|p| p.strip_prefix("q=")).map_or(1000, thousandths);
            if weight > 0 && best.is_none_or(|(w, _)| weight > w) {
                best = Some((weight, lang));
            }
        }
        best.map(|(_, lang)| lang)
    }

    /// The other language, for the switch.
    pub const fn other(self) -> Self {
        match self {
            Self::ZhCn => Self::En,
            Self::En => Self::ZhCn,
        }
    }

    /// The name of the language in itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::ZhCn => "简体中文",
            Self::En => "English",
        }
    }

    /// The text of a scheme or template in this language.
    pub fn words(self, words: &Words) -> &str {
        words.pick(self == Self::ZhCn)
    }

    /// The Chinese or the English text.
    pub fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        if self == Self::ZhCn { zh } else { en }
    }

    /// Words one after the other, with the sign between them that the language has.
    pub fn list<S: AsRef<str>>(self, words: &[S]) -> String {
        let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
        words.join(if self == Self::ZhCn { "、" } else { ", " })
    }

    /// The message `key`, which has no variables.
    pub fn t(self, key: &str) -> Cow<'static, str> {
        let catalogue = self.catalogue();
        let Some(pattern) = catalogue.get_message(key).and_then(|m| m.value()) else {
            return Cow::Owned(self.missing(key));
        };
        let mut errors = Vec::new();
        let text = catalogue.format_pattern(pattern, None, &mut errors);
        if errors.is_empty() { text } else { Cow::Owned(self.tv(key, &[])) }
    }

    /// The message `key` with its variables.
    pub fn tv(self, key: &str, variables: &[(&str, Value<'_>)]) -> String {
        let catalogue = self.catalogue();
        let Some(pattern) = catalogue.get_message(key).and_then(|m| m.value()) else {
            return self.missing(key);
        };
        let mut arguments = FluentArgs::with_capacity(variables.len());
        for (name, value) in variables {
            arguments.set(*name, value.clone());
        }
        let mut errors = Vec::new();
        let text = catalogue.format_pattern(pattern, Some(&arguments), &mut errors).into_owned();
        self.report(key, &errors);
        if errors.is_empty() {
            return text;
        }
        // Nobody is shown the name of a variable: what was not given reads like any other missing value.
        for name in errors.iter().filter_map(variable) {
            arguments.set(name, self.t("missing-value"));
        }
        catalogue.format_pattern(pattern, Some(&arguments), &mut Vec::new()).into_owned()
    }

    /// Whether the catalogue has the message `key`.
    pub fn has(self, key: &str) -> bool {
        self.catalogue().has_message(key)
    }

    /// A refusal in words, with its facts as this language writes them.
    pub fn refusal(self, refusal: &Refusal) -> String {
        let key = format!("refusal-{}", refusal.code.key());
        // The database refuses without facts; its refusals have words of their own where the usual ones name some.
        let bare = format!("{key}-bare");
        self.with_facts(if refusal.facts.is_empty() && self.has(&bare) { &bare } else { &key }, &refusal.facts)
    }

    /// A message with facts, as refusals, quarantine and matching give them.
    pub fn with_facts(self, key: &str, facts: &[(String, Fact)]) -> String {
        let facts: Vec<(&str, Value<'_>)> = facts.iter().map(|(name, fact)| (name.as_str(), self.fact(fact))).collect();
        self.tv(key, &facts)
    }

    /// A fact of a refusal as this language writes it.
    pub fn fact(self, fact: &Fact) -> Value<'_> {
        match fact {
            Fact::Text(text) => text.as_str().into(),
            Fact::Message(key) => self.t(key).into(),
            Fact::Amount(amount) => self.number(Currency::Cny.of(*amount)).into(),
            Fact::Money(money) => self.money(*money).into(),
            Fact::Count(count) => (*count).into(),
            Fact::Date(date) => self.date(*date).into(),
            Fact::Words(zh, en) => self.pick(zh, en).into(),
            Fact::About(..) | Fact::List(_) | Fact::Because(_) => self.fact_words(fact).into(),
        }
    }

    /// A fact as plain words.
    pub fn fact_words(self, fact: &Fact) -> String {
        match fact {
            Fact::Text(text) => text.clone(),
            Fact::Message(key) => self.t(key).into_owned(),
            Fact::Amount(amount) => self.number(Currency::Cny.of(*amount)),
            Fact::Money(money) => self.money(*money),
            Fact::Count(count) => self.count(*count),
            Fact::Date(date) => self.date(*date),
            Fact::Words(zh, en) => self.pick(zh, en).to_owned(),
            Fact::About(key, text) if text.is_empty() => self.t(key).into_owned(),
            Fact::About(key, text) => {
                self.tv("fact-about", &[("words", self.t(key).into()), ("text", text.as_str().into())])
            }
            Fact::Because(refusal) => self.refusal(refusal),
            Fact::List(facts) => self.list(&facts.iter().map(|f| self.fact_words(f)).collect::<Vec<_>>()),
        }
    }

    /// `1,312,845.52`, `JPY 123,456`: an amount in a table, whose head or foot says yuan. Yuan stand bare; every other
    /// currency is named beside its amount, so that nothing is taken for yuan that is not.
    pub fn number(self, money: Money) -> String {
        if money.currency == Currency::Cny { self.digits(money) } else { self.money(money) }
    }

    /// `1,312,845.52 元`, `CNY 1,312,845.52`, `JPY 123,456`: an amount beside a label or inside a sentence.
    pub fn money(self, money: Money) -> String {
        let amount = self.digits(money);
        if money.currency == Currency::Cny {
            return self.tv("amount-yuan", &[("amount", amount.into())]);
        }
        self.tv("amount-money", &[("code", money.currency.code().into()), ("amount", amount.into())])
    }

    /// `123,456`: the digits of an amount, without its unit.
    pub fn digits(self, money: Money) -> String {
        text::grouped(money.amount, money.currency)
    }

    /// `1,312,845.52`, `1,312,845.52 + JPY 123,456`: sums, currency by currency.
    pub fn sums(self, sums: &Sums) -> String {
        let each: Vec<String> = sums.iter().map(|money| self.number(money)).collect();
        if each.is_empty() { self.number(yuan(Fen::ZERO)) } else { each.join(" + ") }
    }

    /// What stands beside an amount as its unit: `元` or `CNY`, `JPY`.
    pub fn unit(self, currency: Currency) -> Cow<'static, str> {
        if currency == Currency::Cny { self.t("unit-yuan") } else { Cow::Borrowed(currency.code()) }
    }

    /// `人民币壹佰元整`: capital numerals, which are Chinese in both languages; nothing for another currency, which has none
    /// on a Chinese voucher.
    pub fn in_words(self, money: Money) -> Option<String> {
        (money.currency == Currency::Cny).then(|| words::capital(money.amount))
    }

    /// `1.20%`: a rate as per cent, with two to four decimals.
    pub fn rate(self, rate: Exact) -> String {
        text::percent(rate, 4)
    }

    /// `1,284`: a number of things.
    pub fn count(self, count: i64) -> String {
        group_thousands(&count.to_string())
    }

    /// `2026-07-27`, in tables and beside labels.
    pub fn date(self, date: NaiveDate) -> String {
        date.format("%Y-%m-%d").to_string()
    }

    /// `2026年7月27日` or `27 July 2026`, in sentences and letters.
    pub fn long_date(self, date: NaiveDate) -> String {
        match self {
            Self::ZhCn => date.format("%Y年%-m月%-d日").to_string(),
            Self::En => date.format("%-d %B %Y").to_string(),
        }
    }

    /// `2026-07-27 16:42` in the authority's zone.
    pub fn instant(self, instant: DateTime<Utc>, zone: Tz) -> String {
        instant.with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string()
    }

    fn catalogue(self) -> &'static Catalogue {
        match self {
            Self::ZhCn => &ZH_CN,
            Self::En => &EN,
        }
    }

    fn missing(self, key: &str) -> String {
        tracing::error!(key, lang = self.tag(), "message missing from the catalogue");
        key.to_owned()
    }

    fn report(self, key: &str, errors: &[FluentError]) {
        for error in errors {
            tracing::error!(key, lang = self.tag(), %error, "message cannot be completed");
        }
    }
}

/// The variable that a message could not find.
fn variable(error: &FluentError) -> Option<String> {
    match error {
        FluentError::ResolverError(ResolverError::Reference(ReferenceKind::Variable { id })) => Some(id.clone()),
        _ => None,
    }
}

type Catalogue = FluentBundle<FluentResource>;

static ZH_CN: LazyLock<Catalogue> = LazyLock::new(|| load::<ZhCnFiles>(Lang::ZhCn));
static EN: LazyLock<Catalogue> = LazyLock::new(|| load::<EnFiles>(Lang::En));

#[derive(RustEmbed)]
#[folder = "src/i18n/zh-CN"]
struct ZhCnFiles;

#[derive(RustEmbed)]
#[folder = "src/i18n/en"]
struct EnFiles;

/// Parses the files of one language. A message with a fault is left out and logged, as if it were missing.
fn load<Files: RustEmbed>(lang: Lang) -> Catalogue {
    let locale: LanguageIdentifier = lang.tag().parse().unwrap_or_default();
    let mut catalogue = FluentBundle::new_concurrent(vec![locale]);
    // Isolating marks (U+2068/2069) would stand in copied text and in tests; no text here runs right to left.
    catalogue.set_use_isolating(false);
    catalogue.set_formatter(Some(|value, _| grouped_number(value)));
    if let Err(error) = catalogue.add_builtins() {
        tracing::error!(%error, "functions of the catalogue");
    }
    for name in Files::iter() {
        let Some(file) = Files::get(&name) else { continue };
        let source = String::from_utf8_lossy(&file.data).into_owned();
        let resource = FluentResource::try_new(source).unwrap_or_else(|(rest, errors)| {
            tracing::error!(file = %name, ?errors, "catalogue file has faults");
            rest
        });
        if let Err(errors) = catalogue.add_resource(resource) {
            tracing::error!(file = %name, ?errors, "message defined twice");
        }
    }
    catalogue
}

/// Numbers of messages with thousands separators, unless the message says `NUMBER($n, useGrouping: 0)`.
fn grouped_number(value: &Value<'_>) -> Option<String> {
    match value {
        Value::Number(number) if number.options.use_grouping => Some(group_thousands(&number.as_string())),
        _ => None,
    }
}

fn group_thousands(number: &str) -> String {
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |rest| ("−", rest));
    let (whole, fraction) = digits.split_once('.').map_or((digits, ""), |(w, f)| (w, f));
    let mut out = String::from(sign);
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// The weight of a language, `0.8` as 800; what is not a weight counts as nothing.
fn thousandths(weight: &str) -> u32 {
    let (whole, fraction) = weight.split_once('.').unwrap_or((weight, ""));
    let fraction: String = fraction.chars().chain("000".chars()).take(3).collect();
    let parts = whole.parse::<u32>().ok().zip(fraction.parse::<u32>().ok());
    parts.map_or(0, |(w, f)| w.saturating_mul(1000).saturating_add(f))
}

#[cfg(test)]
mod tests;
