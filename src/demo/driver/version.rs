//! The next version of the guarantee scheme, by two administrators: a lower limit of a firm from the next year on.

use domain::role::Role;

use super::{Driver, day};
use crate::demo::generate::GUARANTEE_SCHEME;
use crate::demo::setup::{SECOND_ADMINISTRATOR, officer};
use crate::error::{Error, Fault};
use crate::service::scheme::edition::{PublishEdition, Seen, SubmitEdition, Written, write_draft};
use crate::service::scheme::embedded_with_cases;

/// What the new text says instead of the old one.
const RULES: &[(&str, &str)] =
    &[("version = \"1\"", "version = \"2\""), ("limit = \"3000万元\"", "limit = \"2500万元\"")];
/// What comes out of the cases that reach the limit.
const AMOUNTS: &[(&str, &str)] = &[
    ("\"total\": \"30000000.00\"", "\"total\": \"25000000.00\""),
    ("\"total\": \"30012000.00\"", "\"total\": \"25012000.00\""),
];

impl Driver<'_> {
    /// One administrator writes and submits, the other publishes; calls go on under the version that they have.
    pub(super) async fn next_version(&mut self) -> Result<(), Error> {
        let (text, cases) = embedded_with_cases(GUARANTEE_SCHEME, "1")?;
        let source = replaced(text, RULES)?;
        let cases = replaced(cases, AMOUNTS)?;
        let author = self.person(officer(Role::Administrator)).await?;
        let written = write_draft(&self.app, &author, None, None, (source, cases)).await?;
        let Written::Draft(scheme, version) = written else {
            return Err(Fault::new("the next version of the demonstration's scheme does not load").into());
        };
        let seen = |row_version| Seen { scheme: scheme.clone(), version: version.clone(), row_version };
        self.act(officer(Role::Administrator), &SubmitEdition { seen: seen(1) }).await?;
        let from = day(2027, 1, 1);
        self.act(SECOND_ADMINISTRATOR, &PublishEdition { seen: seen(2), effective_from: from }).await?;
        let second = self.person(SECOND_ADMINISTRATOR).await?;
        let facts = [
            ("author", self.own(&author.name).into()),
            ("second", self.own(&second.name).into()),
            ("version", version.clone().into()),
            ("date", self.lang.date(from).into()),
        ];
        self.tell("version", &facts);
        Ok(())
    }
}

/// A text with other words in some places, each of which must be there once.
fn replaced(text: String, places: &[(&str, &str)]) -> Result<String, Fault> {
    let one = |text: String, (old, new): &(&str, &str)| {
        let found = text.matches(old).count();
        if found == 1 { Ok(text.replacen(old, new, 1)) } else { Err(Fault::new(format!("{old} stands {found} times"))) }
    };
    places.iter().try_fold(text, one)
}
