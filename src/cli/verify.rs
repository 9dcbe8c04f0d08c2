//! `xinbu verify`: every invariant, what it looked at, and what violates it.

use clap::Args;

use super::output::Out;
use super::{Database, block_on};
use crate::clock::Clock;
use crate::config::ZONE;
use crate::error::Error;
use crate::format::columns::{Side, Table};
use crate::i18n::Lang;
use crate::service::App;
use crate::service::verify::{Finding, verify};

/// Arguments of `xinbu verify`.
#[derive(Debug, Args)]
pub(super) struct Verify {
    #[command(flatten)]
    database: Database,
    /// Write JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(out: Out, command: &Verify) -> Result<bool, Error> {
    let findings = block_on(async {
        let store = command.database.open_to_look().await?;
        verify(&App::new(store, Clock::system(ZONE), false)).await
    })?;
    let good = findings.iter().all(Finding::holds);
    if command.json {
        out.json(&serde_json::json!({ "holds": good, "findings": findings }))?;
        return Ok(good);
    }
    for line in lines(out.lang, &findings) {
        out.line(&line);
    }
    let words = if good { out.lang.t("cli-verify-good") } else { out.lang.t("cli-verify-bad") };
    out.line(&words);
    Ok(good)
}

/// The findings as lines: a mark, the name, what it says, how many things were looked at; violations below.
pub(crate) fn lines(lang: Lang, findings: &[Finding]) -> Vec<String> {
    let mut table = Table::bare(vec![Side::Left, Side::Left, Side::Right, Side::Left]);
    for finding in findings {
        let mark = if finding.holds() { "✓" } else { "✗" };
        let key = format!("invariant-{}", finding.invariant.to_lowercase().replace('=', "-"));
        table.row([
            mark.to_owned(),
            finding.invariant.to_owned(),
            lang.count(finding.checked),
            lang.t(&key).into_owned(),
        ]);
    }
    let mut lines = Vec::new();
    for (line, finding) in table.lines().into_iter().zip(findings) {
        lines.push(format!("  {line}"));
        lines.extend(finding.violations.iter().take(20).map(|v| format!("      {v}")));
        if finding.violations.len() > 20 {
            lines.push(format!("      … {}", lang.count(i64::try_from(finding.violations.len() - 20).unwrap_or(0))));
        }
    }
    lines
}
