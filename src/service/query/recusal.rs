//! What officers see of conflicts of interest: the own ones; administrators and auditors those of everybody below, with what is proposed
//! to end, and in which roles nobody else works on a firm.

use chrono::{NaiveDate, TimeDelta};
use domain::recusal::Standing;
use domain::role::Role;
use domain::workflow::call::ProposalEvent;
use kernel::error::Error;

use super::proposal::{Proposed, proposed};
use crate::App;
use crate::reader::{People, Reader, Recusals};
use crate::recusal::keeps;
use kernel::clock::Clock;
pub use store::recusal::Listed;

/// Declarations and proposals on a page, the latest first.
const SHOWN: u64 = 200;

/// A declaration.
pub struct Recusal {
    /// As it was declared.
    pub listed: Listed,
    /// How it stands now.
    pub standing: Standing,
    /// Whether it is the reader's own.
    pub own: bool,
    /// Whether the reader may propose its end, which nobody has.
    pub can_end: bool,
    /// Roles of its person in which nobody else works on the firm: what waits there waits for a new appointment. Told to those
    /// who look after people.
    pub alone: Vec<Role>,
}

/// The last day of a declaration; none as long as nobody ends it.
pub fn last_day(of: &Listed, clock: &Clock) -> Option<NaiveDate> {
    of.counts_until.map(|until| clock.business_date(until - TimeDelta::seconds(1)))
}

/// A proposal to end a declaration.
pub struct End {
    /// The proposal.
    pub proposed: Proposed,
    /// The declaration, where it is on the page.
    pub of: Option<Listed>,
    /// The reader's acts.
    pub offers: Vec<ProposalEvent>,
}

/// What a reader sees.
pub struct Overview {
    /// Whether the reader sees everybody of the own unit and below.
    pub whole: bool,
    /// The declarations, the latest first.
    pub recusals: Vec<Recusal>,
    /// The proposals to end one, the open ones first.
    pub ends: Vec<End>,
}

/// The declarations that a reader sees, and what is proposed to end.
///
/// # Errors
/// A fault of the database.
pub async fn overview(app: &App, reader: &Reader<'_, Recusals>) -> Result<Overview, Error> {
    let (db, now, me) = (app.store.read(), app.clock.now(), reader.person);
    let whole = reader.reads::<People>();
    let of = (me, whole.then_some(reader.scope()));
    let listed = store::recusal::page(db, of, SHOWN).await?;
    let rows = store::recusal::ends(db, of, SHOWN).await?;
    let may = keeps(reader);
    let alone = if whole { store::recusal::without_another(db, reader.scope(), now).await? } else { Vec::new() };
    let works = |role: &Role| !matches!(role, Role::Administrator | Role::Auditor);
    let open: Vec<_> = rows.iter().filter(|row| row.decided_by.is_none()).map(|row| row.recusal_id).collect();
    let recusals = listed.iter().map(|one| {
        let standing = Standing::of(one.span(), one.ended_at.is_some(), now);
        let own = one.person_id == me;
        Recusal {
            can_end: standing.can_end() && (own || may) && !open.contains(&one.id),
            alone: alone.iter().filter(|(id, role)| *id == one.id && works(role)).map(|(_, role)| *role).collect(),
            listed: one.clone(),
            standing,
            own,
        }
    });
    let recusals = recusals.collect();
    let ends = proposed(app, me, rows).await?.map(|(proposed, row)| {
        let of = listed.iter().find(|one| one.id == row.recusal_id).cloned();
        let party = of.as_ref().is_none_or(|one| [one.person_id, one.declared_by].contains(&me));
        let mut offers = domain::workflow::Machine::offers(proposed.state, &reader.roles);
        offers.retain(|event| event.is_for(proposed.own).is_ok() && (*event == ProposalEvent::TakeBack || !party));
        End { proposed, of, offers }
    });
    Ok(Overview { whole, recusals, ends: ends.collect() })
}
