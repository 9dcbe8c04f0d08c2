//! `xinbu mail`: how mail leaves the program, and a mail to try it.

use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, Subcommand};
use domain::mail::Address;
use domain::refusal::{Code, Fact, Refusal};
use post::Carrier;

use super::output::Out;
use super::{block_on, read_text};
use crate::clock::Clock;
use crate::config::ZONE;
use crate::error::Error;
use crate::service::mail::{Letter, Post, Says, site};
use crate::web::letter::{tongue, wording};

/// How mail leaves the program: not at all where no place is named.
#[derive(Debug, Args)]
#[command(next_help_heading = "Mail")]
pub(super) struct Settings {
    /// Where mail goes: folder:PATH, smtps://[NAME@]SERVER (TLS), smtp://[NAME@]SERVER (STARTTLS) or smtp+plain://SERVER; without it
    /// none is sent
    #[arg(long, env = "XINBU_MAIL", value_name = "PLACE")]
    mail: Option<String>,
    /// The address that mail is from
    #[arg(long, env = "XINBU_MAIL_FROM", value_name = "ADDRESS")]
    mail_from: Option<String>,
    /// The password for the server; in the environment nobody else sees it
    #[arg(long, env = "XINBU_MAIL_PASSWORD", value_name = "PASSWORD", hide = true, hide_env_values = true)]
    mail_password: Option<String>,
    /// File of the password for the server
    #[arg(long, env = "XINBU_MAIL_PASSWORD_FILE", value_name = "FILE", conflicts_with = "mail_password")]
    mail_password_file: Option<PathBuf>,
    /// The address at which people open the pages, for the links in mail: https://…
    #[arg(long, env = "XINBU_SITE", value_name = "ADDRESS")]
    site: Option<String>,
}

impl Settings {
    /// The way that was set; none where no mail is sent.
    ///
    /// # Errors
    /// [`Code::MailUnset`], [`Code::MailPlace`], [`Code::MailAddress`], [`Code::MailSite`].
    pub(super) fn post(&self) -> Result<Option<Post>, Error> {
        let Some(place) = &self.mail else { return Ok(None) };
        let unset = |name: &str| Refusal::new(Code::MailUnset).with("name", Fact::Text(name.to_owned()));
        let from = Address::parse(self.mail_from.as_deref().ok_or_else(|| unset("XINBU_MAIL_FROM"))?)?;
        let site = site(self.site.as_deref().ok_or_else(|| unset("XINBU_SITE"))?)?;
        let password = match (&self.mail_password, &self.mail_password_file) {
            (Some(password), _) => Some(password.clone()),
            (None, Some(file)) => Some(read_text(file)?.trim_end_matches(['\r', '\n']).to_owned()),
            (None, None) => None,
        };
        let carrier = Arc::new(Carrier::new(place, password.as_deref(), from)?);
        Ok(Some(Post { carrier, site, wording }))
    }
}

/// What can be done about mail.
#[derive(Debug, Subcommand)]
pub(super) enum Mail {
    /// Send one mail, and say what the server answered
    Test(Tried),
}

/// Arguments of `xinbu mail test`.
#[derive(Debug, Args)]
pub(super) struct Tried {
    /// To whom
    address: String,
    #[command(flatten)]
    settings: Settings,
}

pub(super) fn run(out: Out, command: Mail) -> Result<bool, Error> {
    let Mail::Test(Tried { address, settings }) = command;
    let to = Address::parse(&address)?;
    let post = settings
        .post()?
        .ok_or_else(|| Refusal::new(Code::MailUnset).with("name", Fact::Text("XINBU_MAIL".to_owned())))?;
    let lang = out.lang;
    let now = Clock::system(ZONE).now();
    let program = lang.t("mail-program");
    let letter = Letter { tongue: tongue(lang), site: &post.site, authority: &program, says: Says::Try };
    let mail = post.mail(&letter, to, (&format!("try {address} {now}"), now));
    block_on(async { post.carrier.send(&mail).await })?;
    let place = ("place", post.carrier.place().into());
    out.line(&lang.tv("cli-mail-taken", &[place, ("address", mail.to.as_str().into())]));
    Ok(true)
}
