//! `xinbu token`: makes, lists and ends the tokens with which programs act for a person.

use chrono::{NaiveDate, TimeDelta};
use clap::{Args, Subcommand};
use domain::id::AccessTokenId;
use domain::refusal::Code;

use super::block_on;
use super::call::{Who, clerk};
use super::output::Out;
use super::proposal::decide;
use crate::error::Error;
use crate::format::columns::{Side, Table};
use crate::service::command::execute;
use crate::service::person::token::{EndToken, MakeToken};
use crate::service::query::person::own;

/// What can be done with the tokens of a person.
#[derive(Debug, Subcommand)]
pub(super) enum Token {
    /// Make a token, and print it this once
    New(New),
    /// List the tokens that may be used
    List(Who),
    /// End a token
    End(Ended),
}

/// Arguments of `xinbu token new`.
#[derive(Debug, Args)]
pub(super) struct New {
    /// What it is for
    name: String,
    /// The last day on which it may be used, at most a year from today
    #[arg(long)]
    until: NaiveDate,
    /// It may act, and not only read
    #[arg(long)]
    acts: bool,
    #[command(flatten)]
    who: Who,
}

/// Arguments of `xinbu token end`.
#[derive(Debug, Args)]
pub(super) struct Ended {
    /// The id of the token, as the list names it
    id: String,
    #[command(flatten)]
    who: Who,
}

pub(super) fn run(out: Out, command: Token) -> Result<bool, Error> {
    match command {
        Token::New(New { name, until, acts, who }) => {
            let token = block_on(async {
                let (app, actor) = clerk(&who).await?;
                let make = MakeToken::new(&name, until, acts)?;
                execute(&app, &actor, None, &make).await?;
                Ok(make.token)
            })?;
            out.line(&out.lang.t("token-made"));
            out.line(&token);
            out.line(&out.lang.t("token-once"));
        }
        Token::List(who) => list(out, &who)?,
        Token::End(Ended { id, who }) => {
            let token: AccessTokenId = id.parse().map_err(|_| Error::from(Code::NotFound).about(&id))?;
            decide(&who, &id, &EndToken { token })?;
            out.line(&out.lang.t("done-token-ended"));
        }
    }
    Ok(true)
}

fn list(out: Out, who: &Who) -> Result<(), Error> {
    let lang = out.lang;
    let (clock, tokens) = block_on(async {
        let (app, actor) = clerk(who).await?;
        let tokens = own(&app, &actor.reader()?, None).await?.tokens;
        Ok((app.clock.clone(), tokens))
    })?;
    let mut table = Table::bare(vec![Side::Left; 5]);
    for token in &tokens {
        let used = token.used_at.map(|at| clock.business_date(at).to_string());
        table.row([
            token.id.to_string(),
            token.name.clone(),
            lang.t(if token.acts { "token-acts" } else { "token-reads" }).into_owned(),
            used.unwrap_or_else(|| lang.t("token-unused").into_owned()),
            clock.business_date(token.ends_at - TimeDelta::seconds(1)).to_string(),
        ]);
    }
    out.table(&table);
    Ok(())
}
