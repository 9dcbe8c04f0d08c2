//! `xinbu doctor`: what the database promises, how it is set, and whether it takes what is written.

use clap::Args;

use super::output::Out;
use super::server::RegularCopies;
use super::{Database, block_on};
use crate::clock::Clock;
use crate::config::ZONE;
use crate::error::Error;
use crate::export::cluster::words;
use crate::format::columns::{Side, Table};
use crate::i18n::Lang;
use crate::service::App;
use crate::service::backup::regular::Seen;
use crate::service::cluster::{self, Promise, acceptance};
use crate::service::letter;
use crate::service::scan::seen;

/// What two administrators accept, in words.
pub(super) fn accepted_words(lang: Lang, terms: &acceptance::Accepted) -> String {
    lang.tv(
        "cli-cluster-accepted",
        &[("until", terms.until.to_string().into()), ("reason", terms.reason.clone().into())],
    )
}

/// Arguments of `xinbu doctor`.
#[derive(Debug, Args)]
pub(super) struct Doctor {
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    regular: RegularCopies,
    #[command(flatten)]
    mail: super::mail::Settings,
    #[command(flatten)]
    letters: super::letter::Letters,
    #[command(flatten)]
    scan: super::scan::Scanner,
}

pub(super) fn run(out: Out, command: &Doctor) -> Result<bool, Error> {
    let post = command.mail.post()?;
    let scanner = command.scan.scanner()?;
    let (promise, figures, terms, trouble, standby, documents, copies, scans) = block_on(async {
        let store = command.database.open_to_look().await?;
        let mut app = App::new(store, Clock::system(ZONE), false);
        app.copies = command.regular.of(&command.database.database);
        let copies = app.copies.seen(&app).await?;
        let promise = cluster::promise(&app).await?;
        let figures = cluster::figures(&app).await?;
        let standby = figures.iter().any(|f| f.name == "pg_is_in_recovery" && f.value == "true");
        let trouble = if standby { None } else { app.store.takes_what_is_written().await };
        let documents = match app.store.storage().outside() {
            Some(outside) if !standby => {
                Some((outside.place().to_owned(), outside.takes_what_is_written(app.clock.now()).await.err()))
            }
            outside => outside.map(|outside| (outside.place().to_owned(), None)),
        };
        let scans = seen(&app, scanner.as_ref()).await?;
        Ok((promise, figures, acceptance::in_force(&app).await?, trouble, standby, documents, copies, scans))
    })?;
    let lang = out.lang;
    out.line(&if standby { lang.t("promise-standby").into_owned() } else { words(lang, &promise) });
    if let Some(terms) = &terms {
        out.line(&accepted_words(lang, terms));
    }
    if !standby {
        let key = if trouble.is_none() { "cli-doctor-writes" } else { "cli-doctor-does-not-write" };
        out.line(&lang.t(key));
    }
    let (place, unusable) = documents.map_or((None, None), |(place, trouble)| (Some(place), trouble));
    out.line(&match place {
        Some(place) => lang.tv("cli-doctor-documents", &[("place", place.into())]),
        None => lang.t("cli-doctor-documents-database").into_owned(),
    });
    let usable = unusable.is_none();
    if let Some(error) = unusable {
        out.error(&error);
    }
    let late = copies.as_ref().is_some_and(|copies| copies.late);
    out.line(&match copies {
        None => lang.t("cli-doctor-copies-none").into_owned(),
        Some(Seen { newest: None, folder, .. }) => lang.tv("cli-doctor-copies-empty", &[("folder", folder.into())]),
        Some(Seen { newest: Some(at), folder, late }) => {
            let key = if late { "cli-doctor-copies-late" } else { "cli-doctor-copies" };
            lang.tv(key, &[("folder", folder.into()), ("at", lang.instant(at, ZONE).into())])
        }
    });
    let mail = match &post {
        None => None,
        Some(post) => block_on(async { Ok(post.carrier.answers().await.err()) })?,
    };
    out.line(&match &post {
        None => lang.t("cli-doctor-mail-none").into_owned(),
        Some(post) if mail.is_none() => lang.tv("cli-doctor-mail", &[("place", post.carrier.place().into())]),
        Some(post) => lang.tv("cli-doctor-mail-away", &[("place", post.carrier.place().into())]),
    });
    if let Some(error) = &mail {
        out.error(error);
    }
    match letter::fonts(command.letters.fonts.as_deref()) {
        Ok((fonts, hash)) => {
            for (name, path) in fonts {
                let facts = [("name", name.into()), ("path", path.display().to_string().into())];
                out.line(&lang.tv("cli-doctor-font", &facts));
            }
            let hash = domain::letter::short(&hash).to_owned();
            out.line(&lang.tv("cli-doctor-font-hash", &[("hash", hash.into())]));
        }
        // Nothing but letters needs one.
        Err(error) => out.error(&error),
    }
    let held = [("held", scans.held.into())];
    out.line(&match (&scans.place, &scans.trouble) {
        (None, _) if scans.held > 0 => lang.tv("cli-doctor-scan-none-held", &held),
        (None, _) => lang.t("cli-doctor-scan-none").into_owned(),
        (Some(place), trouble) => {
            let key = if trouble.is_none() { "cli-doctor-scan" } else { "cli-doctor-scan-away" };
            lang.tv(key, &[("place", place.as_str().into()), ("held", scans.held.into())])
        }
    });
    if let Some(trouble) = &scans.trouble {
        out.error(&trouble.clone().into());
    }
    let mut table = Table::bare(vec![Side::Left; 2]);
    for figure in figures {
        table.row([figure.name, figure.value]);
    }
    for line in table.lines() {
        out.line(&format!("  {line}"));
    }
    Ok(usable
        && mail.is_none()
        && scans.trouble.is_none()
        && !late
        && trouble.is_none()
        && (terms.is_some() || !matches!(promise, Promise::Asynchronous { .. })))
}
