//! `xinbu cluster`: what a cluster of servers needs decided by two administrators, and which acknowledged acts the database
//! does not have.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use domain::refusal::{Code, Fact, Refusal};

use super::call::{Who, office};
use super::output::Out;
use super::{Database, block_on, unreadable};
use crate::clock::Clock;
use crate::config::ZONE;
use crate::error::Error;
use crate::service::App;
use crate::service::acknowledged;
use crate::service::cluster::Missing;
use crate::service::cluster::acceptance::{Accept, Decide, End, in_force};
use crate::service::command::execute;

/// What can be decided and told.
#[derive(Debug, Subcommand)]
pub(super) enum Cluster {
    /// Which acts that were acknowledged the database does not have, after a fail-over or a restore
    Missing(Looking),
    /// Propose to pay although a fail-over may lose what was acknowledged (asynchronous standbys)
    Accept(Accepting),
    /// Confirm it, as another administrator
    Confirm(Who),
    /// End it before its last day
    End(Who),
}

/// Arguments of `xinbu cluster missing`.
#[derive(Debug, Args)]
pub(super) struct Looking {
    /// The folder of XINBU_ACKNOWLEDGED, with the files of all processes
    folder: PathBuf,
    #[command(flatten)]
    database: Database,
}

/// Arguments of `xinbu cluster accept`.
#[derive(Debug, Args)]
pub(super) struct Accepting {
    /// The last day
    #[arg(long)]
    until: NaiveDate,
    /// Why
    #[arg(long)]
    reason: String,
    #[command(flatten)]
    who: Who,
}

pub(super) fn run(out: Out, command: Cluster) -> Result<bool, Error> {
    match command {
        Cluster::Missing(missing) => lost(out, &missing),
        Cluster::Accept(accept) => {
            block_on(async {
                let (app, actor) = office(&accept.who).await?;
                execute(&app, &actor, None, &Accept { until: accept.until, reason: accept.reason }).await
            })?;
            out.line(&out.lang.t("cli-cluster-proposed"));
            Ok(true)
        }
        Cluster::Confirm(who) => {
            let terms = block_on(async {
                let (app, actor) = office(&who).await?;
                execute(&app, &actor, None, &Decide { agreed: true, note: String::new() }).await?;
                in_force(&app).await
            })?;
            if let Some(terms) = &terms {
                out.line(&super::doctor::accepted_words(out.lang, terms));
            }
            Ok(true)
        }
        Cluster::End(who) => {
            block_on(async {
                let (app, actor) = office(&who).await?;
                execute(&app, &actor, None, &End {}).await
            })?;
            out.line(&out.lang.t("cli-cluster-ended"));
            Ok(true)
        }
    }
}

fn lost(out: Out, missing: &Looking) -> Result<bool, Error> {
    // No file says nothing about what was acknowledged; it would read as if nothing were missing.
    let files = acknowledged::files(&missing.folder).map_err(|e| unreadable(&missing.folder, &e))?;
    if files.is_empty() {
        let path = Fact::Text(missing.folder.display().to_string());
        return Err(Refusal::new(Code::AcknowledgedNone).with("path", path).into());
    }
    let (acts, unread) = acknowledged::read(&files).map_err(|e| unreadable(&missing.folder, &e))?;
    let gone = block_on(async {
        let store = missing.database.open_to_look().await?;
        let app = App::new(store, Clock::system(ZONE), false);
        crate::service::cluster::missing(&app, &acts).await
    })?;
    let lang = out.lang;
    for Missing { act, who, number } in &gone {
        let at = act.at.format("%Y-%m-%d %H:%M:%S UTC");
        let who = who.as_ref().map_or(act.person.as_str(), |name| lang.words(name));
        let number = number.as_deref().unwrap_or(&act.about.1);
        out.line(&format!("✗ {at}  {}  {} {number}  {who}", act.command, act.about.0));
    }
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX).into();
    let facts = [("acts", count(acts.len())), ("missing", count(gone.len())), ("unread", count(unread))];
    out.line(&lang.tv("cli-cluster-missing", &facts));
    Ok(gone.is_empty() && unread == 0)
}
