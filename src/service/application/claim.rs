//! How an application claims its contracts, those of many lines before it is signed; when an award that is given up sets them
//! free.

use domain::claim::Days;
use domain::id::{ApplicationId, LineId, ScheduleId};
use domain::line::Line;
use domain::payee::same_code;
use domain::scheme::{Payee, Scheme};
use entity::{application, award, call};

use super::{Case, bundle};
use crate::App;
use crate::command::Context;
use kernel::error::Error;
use store::Connection;
use store::bundle::Kind;
use store::claim::{Ahead, Claiming};

/// How an application claims its contracts, by what its scheme says of a second claim.
pub fn claiming<'a>(application: &application::Model, call: &call::Model, scheme: &'a Scheme) -> Claiming<'a> {
    Claiming {
        scheme: &scheme.id,
        rule: scheme.claim.as_ref(),
        period: Days { from: call.period_from, to: call.period_to },
        firm: application.firm_id,
        application: application.id,
    }
}

/// Writes the claims of a long schedule before it is signed; they count when it is. None for a short one, and where the
/// signature will be refused because of them.
///
/// # Errors
/// Busy; faults.
pub async fn ahead(app: &App, case: &Case, schedule: ScheduleId, lines: &[Line]) -> Result<Option<Ahead>, Error> {
    if lines.len() <= bundle::WITHIN {
        return Ok(None);
    }
    let claiming = claiming(&case.application, &case.call, &case.scheme);
    let now = app.clock.now();
    let bundle = bundle::begin(app, case.application.id, Kind::Claims, now).await?;
    let found = async {
        for piece in lines.chunks(bundle::PIECE) {
            let tx = bundle::next(app, bundle).await?;
            store::claim::write(&tx, claiming, (bundle, piece), now).await?;
            tx.commit().await?;
        }
        let tx = bundle::next(app, bundle).await?;
        let looked = store::claim::meet_newer(&tx, bundle).await?;
        tx.commit().await?;
        Ahead::look(app.store.read(), schedule, claiming, (bundle, looked)).await
    };
    let found = found.await;
    bundle::written(app, bundle, found).await
}

/// What an award sets free when it is given up.
pub enum SetFree {
    /// All that the application claims.
    All(ApplicationId),
    /// What some of its lines claim.
    Lines(Vec<LineId>),
}

impl SetFree {
    /// All where the award is the applicant's, otherwise what the lines claim that name its payee. What was awarded never
    /// changes, so that the lines are read before the act.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn by(app: &App, db: &Connection, award: &award::Model) -> Result<Self, Error> {
        let application = store::application::by_id(db, award.application_id).await?;
        let call = store::call::by_id(db, application.call_id).await?;
        let scheme = app.scheme(db, call.scheme_version_id).await?;
        let (Payee::Enterprise(columns), Some(schedule)) = (scheme.payee, application.schedule_id) else {
            return Ok(Self::All(application.id));
        };
        let mut lines = Vec::new();
        store::line::each(db, schedule, |full| {
            if same_code(columns.code(&full.values), &award.payee_code) {
                lines.push(full.line.id);
            }
            Ok(())
        })
        .await?;
        Ok(Self::Lines(lines))
    }

    /// Sets it free: nothing was paid of the award, and nothing will be.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn release(&self, cx: &Context<'_>) -> Result<(), Error> {
        match self {
            Self::All(application) => store::claim::release(cx.tx, *application, cx.now).await,
            Self::Lines(lines) => store::claim::release_lines(cx.tx, lines, cx.now).await,
        }
    }
}
