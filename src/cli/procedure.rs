//! `xinbu procedure`: lists procedures, proves a file, proposes a version, and confirms what another administrator proposed.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use domain::workflow::procedure::Procedure;

use super::call::{Who, clerk, office};
use super::output::Out;
use super::proposal::decide;
use super::{block_on, read_text};
use crate::error::Error;
use crate::format::columns::{Side, Table};
use crate::service::command::execute;
use crate::service::procedure::decide::{ConfirmProcedure, DeclineProcedure, TakeProcedureBack};
use crate::service::procedure::propose::ProposeProcedure;
use crate::service::query::procedure::versions;

/// What can be done with procedures. One administrator proposes, another confirms.
#[derive(Debug, Subcommand)]
pub(super) enum Procedures {
    /// List the versions, with who decides in which order
    List(Who),
    /// Prove a file: every stage, and every move that holds
    Check {
        /// The TOML file
        file: PathBuf,
    },
    /// Propose a version from a TOML file
    Propose(Proposed),
    /// Confirm a version that another administrator proposed; calls may name it from then on
    Confirm(Named),
    /// Decline a version that another administrator proposed
    Decline(Declined),
    /// Take an own proposal back
    TakeBack(Named),
}

/// Arguments of `xinbu procedure propose`.
#[derive(Debug, Args)]
pub(super) struct Proposed {
    /// The TOML file
    file: PathBuf,
    #[command(flatten)]
    who: Who,
}

/// A version.
#[derive(Debug, Args)]
pub(super) struct Named {
    /// Its id and version, as calls name it: standard/1
    name: String,
    #[command(flatten)]
    who: Who,
}

/// Arguments of `xinbu procedure decline`.
#[derive(Debug, Args)]
pub(super) struct Declined {
    /// Its id and version
    name: String,
    /// Why, for the person who proposed it
    #[arg(long)]
    reason: String,
    #[command(flatten)]
    who: Who,
}

pub(super) fn run(out: Out, command: Procedures) -> Result<bool, Error> {
    let told = |key: &str, name: &str| out.line(&out.lang.tv(key, &[("name", name.into())]));
    match command {
        Procedures::List(who) => list(out, &who)?,
        Procedures::Check { file } => {
            let procedure = Procedure::load(&read_text(&file)?).map_err(Error::RefusedMany)?;
            moves(out, &procedure);
        }
        Procedures::Propose(command) => {
            let source = read_text(&command.file)?;
            let name = block_on(async {
                let (app, actor) = office(&command.who).await?;
                execute(&app, &actor, None, &ProposeProcedure { source }).await
            })?;
            told("done-procedure-proposed", &name);
        }
        Procedures::Confirm(Named { name, who }) => {
            decide(&who, &name, &ConfirmProcedure { name: name.clone() })?;
            told("done-procedure-confirmed", &name);
        }
        Procedures::Decline(Declined { name, reason, who }) => {
            decide(&who, &name, &DeclineProcedure { name: name.clone(), reason })?;
            told("done-procedure-declined", &name);
        }
        Procedures::TakeBack(Named { name, who }) => {
            decide(&who, &name, &TakeProcedureBack { name: name.clone() })?;
            told("done-procedure-taken-back", &name);
        }
    }
    Ok(true)
}

fn list(out: Out, who: &Who) -> Result<(), Error> {
    let lang = out.lang;
    let found = block_on(async {
        let (app, actor) = clerk(who).await?;
        versions(&app, &actor.reader()?).await
    })?;
    let mut table = Table::bare(vec![Side::Left; 4]);
    for version in &found {
        let state = if version.in_force {
            "procedure-in-force".to_owned()
        } else {
            format!("call_proposal-state-{}", version.proposed.state)
        };
        let roles: Vec<_> =
            version.procedure.opinions().iter().map(|role| lang.t(&format!("role-{role}")).into_owned()).collect();
        table.row([
            version.proposed.number.clone(),
            lang.t(&state).into_owned(),
            lang.words(&version.title).to_owned(),
            roles.join(" → "),
        ]);
    }
    out.table(&table);
    Ok(())
}

/// Every move that holds in a procedure.
fn moves(out: Out, procedure: &Procedure) {
    let lang = out.lang;
    let t = |key: String| lang.t(&key).into_owned();
    let mut table = Table::bare(vec![Side::Left; 4]);
    for m in procedure.moves() {
        let mut who: Vec<String> = m.who.iter().map(|role| t(format!("role-{role}"))).collect();
        who.extend(m.guards.iter().map(|guard| t(format!("guard-{guard}"))));
        table.row([
            t(format!("application-state-{}", m.from)),
            t(format!("application-event-{}", m.event)),
            lang.list(&who),
            t(format!("application-state-{}", m.to)),
        ]);
    }
    out.line(&format!("{} · {}", procedure.name(), lang.words(&procedure.title)));
    for line in table.lines() {
        out.line(&format!("  {line}"));
    }
}
