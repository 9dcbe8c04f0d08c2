//! `xinbu scheme`: lists the schemes of the program, shows one, compares two versions, checks a scheme file and runs its
//! cases.

use std::path::{Path, PathBuf};

use clap::Subcommand;
use domain::refusal::{Code, Fact, Refusal};
use domain::scheme::diff::{self, Change};
use domain::scheme::outline::outline;
use domain::scheme::{Scheme, cases};
use domain::template::Words;

use super::output::Out;
use super::{file_name, read_text};
use crate::error::Error;
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
    /// 对比: what the rules of the second version say otherwise; exit status 1 when they differ
    Diff {
        /// The older: a scheme file, an id of the program, or id/version
        older: String,
        /// The newer
        newer: String,
    },
    /// 检查: check a scheme file and run the cases beside it (`<version>.cases.json`, else `cases.json`)
    Check {
        /// A scheme file (TOML), or a folder: then every scheme file in it and below it
        path: PathBuf,
    },
}

/// A scheme that was found by name or path.
pub(super) struct Found {
    /// The scheme.
    pub(super) scheme: Scheme,
}

/// The scheme of an id of the program (the newest version, or `id/version`), or of a file.
///
/// # Errors
/// [`Code::SchemeIdUnknown`] naming those there are; every problem of a scheme file.
pub(super) fn find(name: &str) -> Result<Found, Error> {
    let path = Path::new(name);
    if path.is_file() || name.ends_with(".toml") {
        return Ok(Found { scheme: load(&utf8(path)?)? });
    }
    let (id, version) = name.split_once('/').map_or((name, None), |(id, version)| (id, Some(version)));
    let mut known = Vec::new();
    let mut newest: Option<Scheme> = None;
    for text in embedded()? {
        let scheme = load(&text)?;
        known.push(format!("{}/{}", scheme.id, scheme.version));
        let rank = |scheme: &Scheme| (scheme.effective_from, scheme.version.parse::<u64>().ok());
        if scheme.id == id
            && version.is_none_or(|version| scheme.version == version)
            && newest.as_ref().is_none_or(|so_far| rank(&scheme) > rank(so_far))
        {
            newest = Some(scheme);
        }
    }
    if let Some(scheme) = newest {
        return Ok(Found { scheme });
    }
    known.sort();
    let refusal = Refusal::new(Code::SchemeIdUnknown)
        .with("value", Fact::Text(name.to_owned()))
        .with("allowed", Fact::Text(known.join(", ")));
    Err(refusal.into())
}

pub(super) fn utf8(path: &Path) -> Result<String, Error> {
    Ok(read_text(path)?)
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
        Schemes::Diff { older, newer } => Ok(compare(out, &find(older)?.scheme, &find(newer)?.scheme)),
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
    out.table(&table);
    Ok(true)
}

fn show(out: Out, scheme: &Scheme) {
    let lang = out.lang;
    out.line(&format!("{}  {} {}", lang.words(&scheme.title), scheme.id, scheme.version));
    for section in outline(scheme) {
        out.line(&format!("\n{}", lang.words(&section.title)));
        for item in section.items {
            out.line(&format!("  {} ({})", lang.words(&item.title), item.name));
            for line in &item.lines {
                let label = lang.words(&line.label);
                out.line(&format!("      {label}{}{}", lang.t("colon"), lang.words(&line.text)));
            }
            if let Some(article) = &item.article {
                out.line(&format!("      {}", lang.words(article)));
            }
        }
    }
}

/// Tells what the rules of the second scheme say otherwise than those of the first; `false` when there is something.
fn compare(out: Out, older: &Scheme, newer: &Scheme) -> bool {
    let lang = out.lang;
    let name = |scheme: &Scheme| format!("{} {}", scheme.id, scheme.version);
    let both = [("older", name(older).into()), ("newer", name(newer).into())];
    let changes = diff::compare(older, newer);
    if changes.is_empty() {
        out.line(&lang.tv("cli-scheme-diff-none", &both));
        return true;
    }
    out.line(&lang.tv("cli-scheme-diff-head", &both));
    for section in changes {
        out.line(&format!("\n{}", lang.words(&section.title)));
        if section.reordered {
            out.line(&format!("  {}", lang.t("scheme-diff-reordered")));
        }
        for item in section.items {
            let sign = match item.change {
                Change::Added => '+',
                Change::Removed => '-',
                Change::Changed => '~',
            };
            let change = lang.t(&format!("scheme-diff-{}", item.change.key()));
            out.line(&format!("{sign} {} ({}) {change}", lang.words(&item.title), item.name));
            let say = |words: &Option<Words>| words.as_ref().map_or("—", |words| lang.words(words)).to_owned();
            for line in item.lines {
                let what = match (&line.before, &line.after) {
                    (Some(_), Some(_)) => format!("{} → {}", say(&line.before), say(&line.after)),
                    (None, after) => say(after),
                    (before, None) => say(before),
                };
                out.line(&format!("      {}{}{what}", lang.words(&line.label), lang.t("colon")));
            }
        }
    }
    false
}

fn check(out: Out, path: &Path) -> Result<bool, Error> {
    if !path.is_dir() {
        return check_file(out, path, &file_name(path));
    }
    let files = schemes_below(path)?;
    let mut bad: i64 = 0;
    for file in &files {
        let name = file.strip_prefix(path).unwrap_or(file).display().to_string();
        // One file that cannot be used does not hide what is to be said of the others.
        let good = check_file(out, file, &name).unwrap_or_else(|error| {
            out.line(&format!("✗ {name}"));
            out.error(&error);
            false
        });
        bad = if good { bad } else { bad.saturating_add(1) };
    }
    let count = i64::try_from(files.len()).unwrap_or(i64::MAX);
    out.line(&out.lang.tv("cli-scheme-folder", &[("count", count.into()), ("bad", bad.into())]));
    Ok(bad == 0)
}

fn check_file(out: Out, file: &Path, name: &str) -> Result<bool, Error> {
    let lang = out.lang;
    let scheme = match Scheme::load(&utf8(file)?) {
        Ok(scheme) => scheme,
        Err(problems) => {
            for problem in problems {
                out.line(&format!("✗ {name}:{}  {}", problem.line, lang.refusal(&problem.refusal)));
            }
            return Ok(false);
        }
    };
    out.line(&format!("✓ {name}  {}", lang.words(&scheme.title)));
    let beside = cases::file_names(&scheme.version).map(|name| file.with_file_name(name));
    let Some(beside) = beside.into_iter().find(|path| path.is_file()) else {
        out.line(&lang.t("cli-scheme-no-cases"));
        return Ok(true);
    };
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

/// The scheme files of a folder and of the folders in it, in order of their names.
fn schemes_below(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        let unreadable = |e: std::io::Error| super::unreadable(&next, &e);
        for entry in std::fs::read_dir(&next).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            // A link to a folder is not followed: it may lead back up.
            if entry.file_type().map_err(unreadable)?.is_dir() {
                folders.push(entry.path());
            } else if entry.path().extension().is_some_and(|e| e == "toml") {
                files.push(entry.path());
            }
        }
    }
    files.sort();
    if files.is_empty() {
        let refusal = Refusal::new(Code::SchemeFolderEmpty).with("path", Fact::Text(folder.display().to_string()));
        return Err(refusal.into());
    }
    Ok(files)
}
