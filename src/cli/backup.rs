//! `xinbu backup`, `xinbu restore`, `xinbu drill`: copies of an installation.

use std::path::PathBuf;
use std::time::Instant;

use chrono::{DateTime, Utc};
use clap::Args;

use super::output::Out;
use super::{Database, block_on};
use crate::clock::Clock;
use crate::config::{ZONE, zone};
use crate::error::Error;
use crate::service::App;
use crate::service::backup::{Copy, Manifest, Proof, copy, prove, restore, retain};
use crate::service::restoration::mark_own;
use crate::service::verify::{Finding, verify};

/// Arguments of `xinbu backup`.
#[derive(Debug, Args)]
pub(super) struct Backup {
    #[command(flatten)]
    database: Database,
    /// Folder of the copies; each is a folder of its own in it
    #[arg(long, env = "XINBU_BACKUP_DIR", value_name = "DIR")]
    to: PathBuf,
    /// Take away all but the newest copies of the folder afterwards
    #[arg(long, value_name = "COPIES", value_parser = clap::value_parser!(u32).range(1..))]
    keep: Option<u32>,
}

/// Arguments of `xinbu restore`.
#[derive(Debug, Args)]
pub(super) struct Restore {
    /// The folder of the copy
    #[arg(required_unless_present = "by_own_means", conflicts_with = "by_own_means")]
    copy: Option<PathBuf>,
    #[command(flatten)]
    database: Database,
    /// Only prove the copy: bring it back beside the database, look at every row and rule, take it away again
    #[arg(long)]
    verify: bool,
    /// Replace the database that is there; it stays under another name
    #[arg(long, conflicts_with = "verify")]
    replace: bool,
    /// The database was brought back by its own means, to this instant (2026-11-28T08:00:00Z): prove it and lock its payments
    #[arg(long, value_name = "INSTANT", conflicts_with_all = ["verify", "replace"])]
    by_own_means: Option<DateTime<Utc>>,
    /// Zone of business dates
    #[arg(long, env = "XINBU_ZONE", default_value = "Asia/Shanghai")]
    zone: String,
}

/// Arguments of `xinbu drill`.
#[derive(Debug, Args)]
pub(super) struct Drill {
    #[command(flatten)]
    database: Database,
    /// Folder of the copies; the drill's copy stays there
    #[arg(long, env = "XINBU_BACKUP_DIR", value_name = "DIR")]
    to: PathBuf,
    /// Write JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn backup(out: Out, command: &Backup) -> Result<bool, Error> {
    let url = &command.database.database;
    let (made, gone) = block_on(async {
        let app = App::new(command.database.open().await?, Clock::system(ZONE), false);
        let made = copy(&app, url, &command.to).await?;
        let gone = match command.keep {
            Some(keep) => retain(&command.to, usize::try_from(keep).unwrap_or(usize::MAX))?,
            None => Vec::new(),
        };
        app.store.close().await?;
        Ok((made, gone))
    })?;
    told(out, &made);
    if !gone.is_empty() {
        let count = i64::try_from(gone.len()).unwrap_or(i64::MAX);
        out.note(&out.lang.tv("cli-backup-retained", &[("count", count.into())]));
    }
    Ok(true)
}

fn told(out: Out, made: &Copy) {
    left_behind(out, &made.cleared);
    out.line(&made.folder.display().to_string());
    out.note(&about(out, "cli-backup-made", &made.manifest));
    if let Some(documents) = &made.manifest.documents {
        let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX).into();
        let facts = [
            ("count", count(documents.count)),
            ("missing", count(documents.missing)),
            ("fetched", count(documents.fetched >> 10)),
        ];
        out.note(&out.lang.tv("cli-backup-documents", &facts));
    }
    out.note(&out.lang.tv("cli-backup-hash", &[("hash", made.sha256.clone().into())]));
}

/// What was taken away that an earlier run had left.
fn left_behind(out: Out, what: &[String]) {
    for what in what {
        out.note(&out.lang.tv("cli-left-behind", &[("what", what.as_str().into())]));
    }
}

/// What a copy is of, in the words of a message.
fn about(out: Out, message: &str, manifest: &Manifest) -> String {
    let rows: i64 = manifest.contents.tables.values().map(|table| table.rows).sum();
    let tables = i64::try_from(manifest.contents.tables.len()).unwrap_or(i64::MAX);
    let facts = [
        ("at", out.lang.instant(manifest.taken_at, ZONE).into()),
        ("tables", tables.into()),
        ("rows", rows.into()),
        ("size", out.lang.count(i64::try_from(manifest.bytes >> 10).unwrap_or(i64::MAX)).into()),
    ];
    out.lang.tv(message, &facts)
}

pub(super) fn restore_copy(out: Out, command: &Restore) -> Result<bool, Error> {
    let (url, clock) = (&command.database.database, Clock::system(zone(&command.zone)?));
    if let Some(instant) = command.by_own_means {
        return by_own_means(out, &command.database, instant, clock);
    }
    let Some(folder) = &command.copy else { return Ok(false) };
    if command.verify {
        let proof = block_on(prove(folder, url, &clock))?;
        return Ok(shown(out, &proof));
    }
    let restored = block_on(restore(folder, (url, &command.database.storage()?), command.replace, &clock))?;
    shown(out, &restored.proof);
    let Some(epoch) = restored.epoch else {
        out.note(&out.lang.t("cli-restore-unsound"));
        return Ok(false);
    };
    if let Some(aside) = restored.aside {
        out.note(&out.lang.tv("cli-restore-aside", &[("place", aside.into())]));
    }
    out.line(&out.lang.tv("cli-restored", &[("epoch", epoch.into())]));
    out.note(&out.lang.t("cli-restore-locked"));
    Ok(true)
}

/// What the invariants of a copy say; whether all hold.
fn shown(out: Out, proof: &Proof) -> bool {
    left_behind(out, &proof.cleared);
    out.note(&about(out, "cli-backup-is", &proof.manifest));
    findings(out, &proof.findings)
}

pub(super) fn findings(out: Out, found: &[Finding]) -> bool {
    let good = found.iter().all(Finding::holds);
    for line in super::verify::lines(out.lang, found) {
        out.line(&line);
    }
    out.line(&if good { out.lang.t("cli-verify-good") } else { out.lang.t("cli-verify-bad") });
    good
}

fn by_own_means(out: Out, database: &Database, instant: DateTime<Utc>, clock: Clock) -> Result<bool, Error> {
    let (found, epoch) = block_on(async {
        let app = App::new(database.open().await?, clock, false);
        let found = verify(&app).await?;
        let sound = found.iter().all(Finding::holds);
        let epoch = if sound { Some(mark_own(&app, instant).await?) } else { None };
        app.store.close().await?;
        Ok((found, epoch))
    })?;
    findings(out, &found);
    let Some(epoch) = epoch else {
        out.note(&out.lang.t("cli-restore-unsound"));
        return Ok(false);
    };
    out.line(&out.lang.tv("cli-restored", &[("epoch", epoch.into())]));
    out.note(&out.lang.t("cli-restore-locked"));
    Ok(true)
}

pub(super) fn drill(out: Out, command: &Drill) -> Result<bool, Error> {
    let (url, clock) = (&command.database.database, Clock::system(ZONE));
    let (made, copied, proof, whole) = block_on(async {
        let begun = Instant::now();
        let app = App::new(command.database.open().await?, clock.clone(), false);
        let made = copy(&app, url, &command.to).await?;
        app.store.close().await?;
        let copied = begun.elapsed();
        let proof = prove(&made.folder, url, &clock).await?;
        Ok((made, copied, proof, begun.elapsed()))
    })?;
    let good = proof.holds();
    let millis = |time: std::time::Duration| i64::try_from(time.as_millis()).unwrap_or(i64::MAX);
    if command.json {
        out.json(&serde_json::json!({
            "copy": made.folder, "manifest_sha256": made.sha256, "manifest": made.manifest, "holds": good,
            "findings": proof.findings, "differences": 0, "copied_ms": millis(copied), "whole_ms": millis(whole),
        }))?;
        return Ok(good);
    }
    told(out, &made);
    findings(out, &proof.findings);
    let times = [("copied", out.lang.count(millis(copied)).into()), ("whole", out.lang.count(millis(whole)).into())];
    out.line(&out.lang.tv("cli-drill", &times));
    Ok(good)
}
