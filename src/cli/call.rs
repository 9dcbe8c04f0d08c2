//! `xinbu call open`: opens a call for applications from a TOML file, as an administrator of the installation.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use domain::refusal::{Code, Fact, Refusal};

use super::output::Out;
use super::{Database, block_on, file_name, read_file};
use crate::clock::Clock;
use crate::config::zone;
use crate::error::{Error, Fault};
use crate::service::App;
use crate::service::account::actor_by_login;
use crate::service::command::execute;
use crate::service::scheme::OpenCall;
use crate::store::Store;

/// What can be done with calls.
#[derive(Debug, Subcommand)]
pub(super) enum Call {
    /// Open a call from a TOML file: scheme, budget_line, title, firm_kind, window, period, notice, declaration
    Open(Open),
}

/// Arguments of `xinbu call open`.
#[derive(Debug, Args)]
pub(super) struct Open {
    /// The TOML file
    file: PathBuf,
    /// Sign-in name of the administrator who opens it; stands in the audit log
    #[arg(long)]
    by: String,
    #[command(flatten)]
    database: Database,
    /// Zone of business dates
    #[arg(long, env = "XINBU_ZONE", default_value = "Asia/Shanghai")]
    zone: String,
}

pub(super) fn open(out: Out, command: &Open) -> Result<bool, Error> {
    let text =
        String::from_utf8(read_file(&command.file)?).map_err(|e| Fault::from_cause(file_name(&command.file), e))?;
    let malformed = |e: toml::de::Error| {
        Refusal::new(Code::SetupMalformed)
            .with("path", Fact::Text(file_name(&command.file)))
            .with("what", Fact::Text(e.to_string().trim_end().to_owned()))
    };
    let call: OpenCall = toml::from_str(&text).map_err(malformed)?;
    let zone = zone(&command.zone)?;
    let number = block_on(async {
        let store = Store::open(&command.database.database).await?;
        store.migrate().await?;
        let app = App::new(store, Clock::system(zone), false);
        crate::service::bring_along(&app).await?;
        let administrator = actor_by_login(&app, &command.by).await?;
        execute(&app, &administrator, None, &call).await
    })?;
    out.line(&out.lang.tv("cli-call-opened", &[("number", number.into())]));
    Ok(true)
}
