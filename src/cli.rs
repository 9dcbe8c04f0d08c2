//! The command line: one file per command, each a thin door to a service or a pure function.
//!
//! Exit status: 0 good, 1 the input was refused (the reasons are printed) or a proof does not hold, 2 wrong usage.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::process::ExitCode;

use clap::{Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum};
use domain::refusal::{Code, Fact, Refusal};

use crate::config::{Keys, Storage};
use crate::error::{Error, Fault};
use crate::i18n::Lang;
use crate::store::Store;

mod additions;
mod approval_limit;
mod backup;
mod calc;
mod calendar;
mod call;
mod cluster;
mod credit;
mod demo;
mod doctor;
mod jobs;
mod letter;
mod limits;
mod mail;
pub mod output;
mod people;
mod procedure;
mod proposal;
mod ready;
mod recusals;
mod registrations;
mod relocate;
mod scan;
mod schedule;
mod scheme;
mod server;
mod simulate;
mod statement;
mod token;

mod verify;

use output::Out;

/// 信补 Xinbu: guarantee and trade credit insurance subsidies, from the application to the reconciled ledger.
#[derive(Debug, Parser)]
#[command(name = "xinbu", version, arg_required_else_help = true, after_help = "Newcomers: xinbu demo")]
struct Arguments {
    /// Language of the output 输出语言; without it the language of the terminal, or Chinese
    #[arg(long, global = true, value_enum)]
    lang: Option<Language>,
    /// The language of the terminal.
    #[arg(long, global = true, env = "LANG", hide = true)]
    locale: Option<String>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Language {
    Zh,
    En,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// 演示: take invented but realistic data along the whole path, prove the result, then serve the pages
    Demo(demo::Demo),
    /// 启动服务: serve the pages
    Serve(Box<server::Serve>),
    /// 建立或升级数据库: bring the schema up to date
    Migrate(server::Migrate),
    /// 初始化: set up units, people, firms and budget lines from a TOML file
    Setup(server::SetUp),
    /// 申报通知: propose, confirm and change calls for applications, by two administrators
    #[command(subcommand)]
    Call(call::Call),
    /// 审核程序: list, prove, propose and confirm procedures, by two administrators
    #[command(subcommand)]
    Procedure(procedure::Procedures),
    /// 审批限额: propose and confirm up to which amount a unit approves, by two administrators
    #[command(subcommand)]
    Limit(approval_limit::Limits),
    /// 人员: list, propose, confirm and lock people, by two administrators
    #[command(subcommand)]
    People(people::People),
    /// 访问令牌: make, list and end the tokens with which programs act for a person
    #[command(subcommand)]
    Token(token::Token),
    /// 回避: list and declare conflicts of interest, and end one by two people
    #[command(subcommand)]
    Recusals(recusals::Recusals),
    /// 单位注册: list the firms that ask to be let in, admit one, or decline
    #[command(subcommand)]
    Registrations(registrations::Registrations),
    /// 机构事项: units, bank accounts and budget lines, proposed and confirmed by two administrators
    #[command(subcommand)]
    Office(additions::Office),
    /// 工作日历: list the years whose official holidays are loaded, and propose another
    #[command(subcommand)]
    Calendar(calendar::Calendar),
    /// 核算: calculate a schedule under a scheme, without a server
    Calc(calc::Calc),
    /// 政策测算: what another version of the rules would pay, beside a base
    Simulate(simulate::Simulate),
    /// 明细表: look at a schedule file
    #[command(subcommand)]
    Schedule(schedule::Schedule),
    /// 银行流水: look at a bank statement file; list and withdraw what is known of tables
    #[command(subcommand)]
    Statement(statement::Statement),
    /// 补贴办法: list, show and check schemes
    #[command(subcommand)]
    Scheme(scheme::Schemes),
    /// 信用: run rule cases, look a firm up, import records
    #[command(subcommand)]
    Credit(credit::Credit),
    /// 备份: copy the installation while people work
    Backup(backup::Backup),
    /// 恢复: prove a copy, and bring it back
    Restore(backup::Restore),
    /// 恢复演练: copy the installation, bring the copy back beside it, prove it, and report
    Drill(backup::Drill),
    /// 迁移: bring the installation from SQLite to PostgreSQL, and prove it there
    Relocate(relocate::Relocate),
    /// 核验: check every invariant of the money and of the log
    Verify(verify::Verify),
    /// 诊断: what the database promises, how it is set, whether it takes what is written
    Doctor(doctor::Doctor),
    /// 探测: ask the program that serves whether it can do its work; exit status 0 if so
    Ready(ready::Ready),
    /// 集群: accept a risk by two administrators, and tell which acknowledged acts are missing
    #[command(subcommand)]
    Cluster(cluster::Cluster),
    /// 后台任务: list what the program has to do, have it done, give it up
    #[command(subcommand)]
    Jobs(jobs::Jobs),
    /// 邮件: try whether mail is taken
    #[command(subcommand)]
    Mail(mail::Mail),
    /// 程序接口: print the document of the JSON interface (OpenAPI 3.1)
    Api,
    /// Make the demonstration files again
    #[command(hide = true)]
    DemoData {
        /// The folder
        dir: PathBuf,
    },
}

/// Which database.
#[derive(Debug, Args)]
struct Database {
    /// sqlite:path/to/file.db or postgres://…
    #[arg(long, env = "XINBU_DATABASE", hide_env_values = true)]
    database: String,
    #[command(flatten)]
    connections: limits::Connections,
    /// Where the content of documents is kept: database, folder:PATH or s3:https://SERVER/BUCKET
    #[arg(long, env = "XINBU_DOCUMENTS", value_name = "PLACE", default_value = "database", hide_env_values = true)]
    documents: String,
    /// The name of the key for an S3 server
    #[arg(long, env = "XINBU_S3_KEY", value_name = "KEY", default_value = "", hide_env_values = true)]
    s3_key: String,
    /// The key itself; in the environment nobody else sees it
    #[arg(
        long,
        env = "XINBU_S3_SECRET",
        value_name = "SECRET",
        default_value = "",
        hide = true,
        hide_env_values = true
    )]
    s3_secret: String,
}

impl Database {
    /// Where the content of documents is kept.
    fn storage(&self) -> Result<Storage, Error> {
        let keys = Keys { id: self.s3_key.clone(), secret: self.s3_secret.clone() };
        Ok(Storage::parse(&self.documents, &keys)?)
    }

    /// Opens the installation for work.
    async fn open(&self) -> Result<Store, Error> {
        self.with_documents(Store::open_with(&self.database, self.connections.limits()).await?).await
    }

    /// Opens the installation to look only.
    async fn open_to_look(&self) -> Result<Store, Error> {
        self.with_documents(Store::open_to_look_with(&self.database, self.connections.limits()).await?).await
    }

    async fn with_documents(&self, store: Store) -> Result<Store, Error> {
        let store = store.keeping(self.storage()?);
        store.finds_its_documents().await?;
        Ok(store)
    }

    /// Opens the installation, and makes one where there is none.
    async fn create(&self) -> Result<Store, Error> {
        Ok(Store::create_with(&self.database, self.connections.limits()).await?.keeping(self.storage()?))
    }
}

/// A setting that is there and empty, as service files and containers write what they do not set, is none.
fn without_empty_settings(command: clap::Command) -> clap::Command {
    let unset = |arg: clap::Arg| {
        let empty = arg.get_env().and_then(std::env::var_os).is_some_and(|value| value.is_empty());
        if empty { arg.env(clap::builder::Resettable::Reset) } else { arg }
    };
    command.mut_args(unset).mut_subcommands(without_empty_settings)
}

/// Runs the program with its arguments.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments =
        Arguments::from_arg_matches(&without_empty_settings(Arguments::command()).get_matches_from(arguments));
    let arguments = arguments.unwrap_or_else(|error| error.exit());
    let lang = match arguments.lang {
        Some(Language::Zh) => Lang::ZhCn,
        Some(Language::En) => Lang::En,
        None => arguments.locale.as_deref().and_then(Lang::from_tag).unwrap_or_default(),
    };
    let out = Out::new(lang);
    let done = match arguments.command {
        Command::Demo(command) => demo::run(out, &command),
        Command::Serve(command) => server::serve(out, &command),
        Command::Migrate(command) => server::migrate(out, &command),
        Command::Setup(command) => server::set_up(out, &command),
        Command::Call(command) => call::run(out, command),
        Command::Procedure(command) => procedure::run(out, command),
        Command::Limit(command) => approval_limit::run(out, command),
        Command::People(command) => people::run(out, command),
        Command::Token(command) => token::run(out, command),
        Command::Recusals(command) => recusals::run(out, command),
        Command::Registrations(command) => registrations::run(out, command),
        Command::Office(command) => additions::run(out, command),
        Command::Calendar(command) => calendar::run(out, &command),
        Command::Calc(command) => calc::run(out, &command),
        Command::Simulate(command) => simulate::run(out, &command),
        Command::Schedule(schedule::Schedule::Check(command)) => schedule::check(out, &command),
        Command::Statement(command) => statement::run(out, command),
        Command::Scheme(command) => scheme::run(out, &command),
        Command::Credit(command) => credit::run(out, &command),
        Command::Backup(command) => backup::backup(out, &command),
        Command::Restore(command) => backup::restore_copy(out, &command),
        Command::Drill(command) => backup::drill(out, &command),
        Command::Relocate(command) => relocate::run(out, &command),
        Command::Verify(command) => verify::run(out, &command),
        Command::Doctor(command) => doctor::run(out, &command),
        Command::Ready(command) => Ok(ready::run(out, &command)),
        Command::Api => out.json(crate::web::api::openapi()).map(|()| true),
        Command::Cluster(command) => cluster::run(out, command),
        Command::Jobs(command) => jobs::run(out, command),
        Command::Mail(command) => mail::run(out, command),
        Command::DemoData { dir } => demo::data(out, &dir),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            out.error(&error);
            ExitCode::FAILURE
        }
    }
}

/// Runs asynchronous work to its end.
///
/// # Errors
/// What the work refuses; a fault when the machine has no threads.
fn block_on<T>(work: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|e| Fault::from_cause("the runtime did not start", e))?;
    let mut done = None;
    {
        // Boxed, so that the code of the runtime is made once and not for every command.
        let work: Pin<Box<dyn Future<Output = ()> + '_>> = Box::pin(async { done = Some(work.await) });
        runtime.block_on(work);
    }
    done.unwrap_or_else(|| Err(Fault::new("the work stopped before its end").into()))
}

/// Reads a file that a person named.
///
/// # Errors
/// [`Code::FileUnreadable`] with the path and the system's reason.
fn read_file(path: &Path) -> Result<Vec<u8>, Refusal> {
    std::fs::read(path).map_err(|e| unreadable(path, &e))
}

/// Refuses a file that a person named and that cannot be opened; what is read of it later is read piece by piece.
///
/// # Errors
/// As for [`read_file`].
fn is_readable(path: &Path) -> Result<(), Refusal> {
    std::fs::File::open(path).map(|_| ()).map_err(|e| unreadable(path, &e))
}

fn unreadable(path: &Path, error: &std::io::Error) -> Refusal {
    Refusal::new(Code::FileUnreadable)
        .with("path", Fact::Text(path.display().to_string()))
        .with("why", crate::error::why(error))
}

/// Reads a text that a person wrote: TOML, JSON, a list.
///
/// # Errors
/// As for [`read_file`]; [`Code::SetupMalformed`] where it is not UTF-8.
fn read_text(path: &Path) -> Result<String, Refusal> {
    String::from_utf8(read_file(path)?).map_err(|_| {
        let refusal = Refusal::new(Code::SetupMalformed).with("path", Fact::Text(file_name(path)));
        refusal.with("what", Fact::Message("malformed-encoding".to_owned()))
    })
}

/// Reads a TOML file that a person wrote.
///
/// # Errors
/// As for [`read_text`]; [`Code::SetupMalformed`] with the line and what is wrong with it.
fn read_toml<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, Refusal> {
    let text = read_text(path)?;
    toml::from_str(&text).map_err(|e| {
        Refusal::new(Code::SetupMalformed)
            .with("path", Fact::Text(file_name(path)))
            .with("what", domain::syntax::toml(&text, &e))
    })
}

/// Reads the id of a thing that has no number of its own.
fn id_shown_by<Id: std::str::FromStr>(text: &str) -> Result<Id, String> {
    text.parse().map_err(|_| "not an id; copy the first column of the list (jobs list, statement tables)".to_owned())
}

/// The last part of a path, as people call the file.
fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_well_formed() {
        Arguments::command().debug_assert();
    }
}
