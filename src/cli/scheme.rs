//! `xinbu scheme`: lists the schemes of the program, shows one, checks a scheme file and runs its cases.

use std::path::{Path, PathBuf};

use clap::Subcommand;
use domain::refusal::{Code, Fact, Refusal};
use domain::scheme::{CapKind, Rule, Scheme, cases};

use super::output::Out;
use super::{file_name, read_file};
use crate::error::{Error, Fault};
use crate::format::columns::{Side, Table};
use crate::service::scheme::{embedded, official_calendar};

#[derive(Debug, Subcommand)]
pub(super) enum Schemes {
    /// 列出: the schemes of the program
    List,
    /// 查看: columns, conditions, rates and caps of a scheme, each with its article
    Show {
        /// Id of a scheme of the program, or a scheme file
        scheme: String,
    },
    /// 检查: check a scheme file; with a cases.json beside it, run the cases
    Check {
        /// A scheme file (TOML), or a folder with `1.toml` and `cases.json`
        path: PathBuf,
    },
}

/// A scheme that was found by name or path.
pub(super) struct Found {
    /// The scheme.
    pub(super) scheme: Scheme,
}

/// The scheme of an id of the program, or of a file.
///
/// # Errors
/// [`Code::SchemeIdUnknown`] naming those there are; every problem of a scheme file.
pub(super) fn find(name: &str) -> Result<Found, Error> {
    let path = Path::new(name);
    if path.is_file() || name.ends_with(".toml") {
        return Ok(Found { scheme: load(&utf8(path)?)? });
    }
    let mut known = Vec::new();
    for text in embedded()? {
        let scheme = load(&text)?;
        if scheme.id == name {
            return Ok(Found { scheme });
        }
        known.push(scheme.id);
    }
    known.sort();
    let refusal = Refusal::new(Code::SchemeIdUnknown)
        .with("value", Fact::Text(name.to_owned()))
        .with("allowed", Fact::Text(known.join(", ")));
    Err(refusal.into())
}

fn utf8(path: &Path) -> Result<String, Error> {
    String::from_utf8(read_file(path)?).map_err(|_| Error::from(Refusal::new(Code::FileEncoding)))
}

fn load(text: &str) -> Result<Scheme, Error> {
    Scheme::load(text).map_err(|problems| Error::RefusedMany(problems.into_iter().map(|p| p.refusal).collect()))
}

pub(super) fn run(out: Out, command: &Schemes) -> Result<bool, Error> {
    match command {
        Schemes::List => list(out),
        Schemes::Show { scheme } => {
            show(out, &find(scheme)?.scheme);
            Ok(true)
        }
        Schemes::Check { path } => check(out, path),
    }
}

fn list(out: Out) -> Result<bool, Error> {
    let lang = out.lang;
    let mut table = Table::new([
        (lang.t("cli-column-scheme"), Side::Left),
        (lang.t("cli-column-version"), Side::Left),
        (lang.t("cli-column-in-force"), Side::Left),
        (lang.t("cli-column-title"), Side::Left),
    ]);
    let mut schemes = embedded()?.iter().map(|text| load(text)).collect::<Result<Vec<_>, _>>()?;
    schemes.sort_by(|a, b| (&a.id, &a.version).cmp(&(&b.id, &b.version)));
    for scheme in schemes {
        let to = scheme.effective_to.map_or_else(String::new, |day| lang.date(day));
        let force = format!("{} – {to}", lang.date(scheme.effective_from));
        table.row([scheme.id.clone(), scheme.version.clone(), force, lang.words(&scheme.title).to_owned()]);
    }
    for line in table.lines() {
        out.line(&line);
    }
    Ok(true)
}

fn show(out: Out, scheme: &Scheme) {
    let lang = out.lang;
    out.line(lang.words(&scheme.title));
    out.line(&format!("{} {}  {}", scheme.id, scheme.version, scheme.basis.document));
    out.line(&scheme.basis.url);
    if let Some(note) = &scheme.basis.note {
        out.line(lang.words(note));
    }
    let section = |key: &str| out.line(&format!("\n{}", lang.t(key)));
    let rule = |rule: &Rule, formula: &str| {
        out.line(&format!("  {} ({})", lang.words(&rule.title), rule.name));
        out.line(&format!("      {formula}"));
        out.line(&format!("      {}", lang.words(&scheme.article(rule.article))));
    };
    section("cli-scheme-columns");
    for column in &scheme.template.columns {
        let mark = if column.required { "*" } else { " " };
        out.line(&format!("  {mark} {} ({})", lang.words(&column.title), column.name));
    }
    if !scheme.facts.is_empty() {
        section("cli-scheme-facts");
    }
    for fact in &scheme.facts {
        out.line(&format!("  {} ({})", lang.words(&fact.title), fact.name));
    }
    section("cli-scheme-gates");
    let only_when = |when: &Option<domain::scheme::formula::Formula>, formula: &str| match when {
        Some(when) => format!("{} ⇒ {formula}", when.text),
        None => formula.to_owned(),
    };
    for gate in &scheme.gates {
        rule(&gate.rule, &only_when(&gate.when, &gate.formula.text));
    }
    section("cli-scheme-steps");
    for step in &scheme.steps {
        rule(&step.rule, &step.formula.text);
    }
    for figure in &scheme.figures {
        rule(&figure.rule, &figure.formula.text);
    }
    section("cli-scheme-components");
    for component in &scheme.components {
        rule(&component.rule, &only_when(&component.when, &component.formula.text));
    }
    if !scheme.caps.is_empty() {
        section("cli-scheme-caps");
    }
    for cap in &scheme.caps {
        let sign = match cap.kind {
            CapKind::Clamp | CapKind::Cliff { inclusive: true } => "≤",
            CapKind::Cliff { inclusive: false } => "<",
            CapKind::Minimum { inclusive: true } => "≥",
            CapKind::Minimum { inclusive: false } => ">",
            CapKind::Deduct => "−",
            CapKind::Round(_) => "≈",
        };
        let limit = cap.limit.as_ref().map_or("", |limit| limit.text.as_str());
        rule(&cap.rule, format!("{sign} {limit}").trim_end());
    }
}

fn check(out: Out, path: &Path) -> Result<bool, Error> {
    let lang = out.lang;
    let file = if path.is_dir() { newest(path)? } else { path.to_owned() };
    let scheme = match Scheme::load(&utf8(&file)?) {
        Ok(scheme) => scheme,
        Err(problems) => {
            for problem in problems {
                out.line(&format!("✗ {}:{}  {}", file_name(&file), problem.line, lang.refusal(&problem.refusal)));
            }
            return Ok(false);
        }
    };
    out.line(&format!("✓ {}  {}", file_name(&file), lang.words(&scheme.title)));
    let beside = file.with_file_name("cases.json");
    if !beside.is_file() {
        out.line(&lang.t("cli-scheme-no-cases"));
        return Ok(true);
    }
    let mut good = true;
    for outcome in cases::run(&scheme, &utf8(&beside)?, &official_calendar()?)? {
        let holds = outcome.differences.is_empty();
        good &= holds;
        out.line(&format!("{} {}", if holds { "✓" } else { "✗" }, outcome.id));
        for difference in outcome.differences {
            let facts = [
                ("what", difference.what.into()),
                ("expected", difference.expected.into()),
                ("found", difference.found.into()),
            ];
            out.line(&format!("    {}", lang.tv("cli-scheme-difference", &facts)));
        }
    }
    Ok(good)
}

/// The scheme file of a folder with the highest version.
fn newest(folder: &Path) -> Result<PathBuf, Error> {
    let entries = std::fs::read_dir(folder).map_err(|e| super::unreadable(folder, &e))?;
    let mut files: Vec<PathBuf> = entries.filter_map(Result::ok).map(|e| e.path()).collect();
    files.retain(|p| p.extension().is_some_and(|e| e == "toml"));
    files.sort_by_key(|p| p.file_stem().and_then(|s| s.to_str()).and_then(|s| s.parse::<u64>().ok()));
    let missing = || Error::from(Fault::new(format!("{} has no scheme file", folder.display())));
    files.pop().ok_or_else(missing)
}
