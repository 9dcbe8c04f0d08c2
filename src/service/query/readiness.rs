//! Whether an office can work: what its day needs, what of it is there, and what is still missing.

use std::collections::BTreeSet;

use chrono::Datelike as _;
use domain::id::PersonId;
use domain::role::Role;
use domain::staffing::suffices;
use domain::workflow::list;

use crate::App;
use crate::procedure;
use crate::reader::{Reader, Readiness};
use kernel::error::Error;

/// From this month on the holidays of the next year are announced, or soon will be: calls may end in it.
const ANNOUNCED_FROM: u32 = 11;

/// What an office needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Matter {
    /// Two administrators: what one proposes another confirms.
    Administrators,
    /// Somebody who holds a role.
    Holder(Role),
    /// A person of its own for each step of a procedure; by its name.
    Chain(String),
    /// A person who orders payments and another one who approves them.
    Payments,
    /// A password of everybody who holds a role; of so many it is missing.
    Passwords(i64),
    /// The holidays of a year.
    Holidays(i32),
    /// A budget line of a year.
    BudgetLine(i32),
    /// A call that takes applications now.
    Call,
    /// A way for mail.
    Mail,
}

/// Whether it is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It is missing, and something cannot be done.
    Missing,
    /// It will be missing soon.
    Soon,
    /// It is not set up, and everything goes without it.
    Off,
    /// It is there.
    There,
}

/// A thing that an office needs, and whether it is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// What.
    pub matter: Matter,
    /// Whether it is there.
    pub standing: Standing,
}

/// How much of what the reader's office needs is missing.
///
/// # Errors
/// A fault of the database.
pub async fn missing(app: &App, reader: &Reader<'_, Readiness>) -> Result<usize, Error> {
    Ok(points(app, reader).await?.iter().filter(|point| point.standing == Standing::Missing).count())
}

/// What the reader's office needs, what is missing first.
///
/// # Errors
/// A fault of the database.
pub async fn points(app: &App, reader: &Reader<'_, Readiness>) -> Result<Vec<Point>, Error> {
    let (db, scope, today) = (app.store.read(), reader.scope(), app.clock.today());
    let staff = store::person::staff(db, scope).await?;
    let holders: Vec<(Role, PersonId)> = staff.iter().map(|one| (one.role, one.person)).collect();
    let procedures = procedure::in_force(app, db).await?;
    let mut points = Vec::new();
    let mut needs = |matter, there| {
        points.push(Point { matter, standing: if there { Standing::There } else { Standing::Missing } });
    };
    needs(Matter::Administrators, suffices(&[Role::Administrator; 2], &holders));
    let of_cases = procedures.iter().flat_map(|procedure| procedure.moves()).flat_map(|step| step.who.iter().copied());
    let of_others = list::all().into_iter().flat_map(|machine| machine.moves).flat_map(|step| step.who);
    let needed: BTreeSet<Role> = of_cases.chain(of_others).filter(|role| !role.is_firm()).collect();
    for role in needed.into_iter().filter(|role| *role != Role::Administrator) {
        needs(Matter::Holder(role), holders.iter().any(|(held, _)| *held == role));
    }
    for procedure in &procedures {
        needs(Matter::Chain(procedure.name()), suffices(&procedure.opinions(), &holders));
    }
    needs(Matter::Payments, suffices(&[Role::FinanceMaker, Role::FinanceApprover], &holders));
    // In the demonstration nobody needs one.
    if !app.demo {
        let without: BTreeSet<PersonId> = staff.iter().filter(|one| !one.has_password).map(|one| one.person).collect();
        let count = i64::try_from(without.len()).unwrap_or(i64::MAX);
        needs(Matter::Passwords(count), count == 0);
    }
    let years = store::calendar::years(db).await?;
    let known = |year: i32| years.iter().any(|known| known.year == i64::from(year));
    needs(Matter::Holidays(today.year()), known(today.year()));
    let lines = store::budget::lines(db, scope).await?;
    needs(Matter::BudgetLine(today.year()), lines.iter().any(|line| line.fiscal_year == i64::from(today.year())));
    let calls = store::call::of_scope(db, scope).await?;
    needs(Matter::Call, calls.iter().any(|call| !call.withdrawn && (call.opens_on..=call.closes_on).contains(&today)));
    // Mail is tried and shown nowhere in the demonstration.
    if !app.demo {
        let standing = if app.post.is_some() { Standing::There } else { Standing::Off };
        points.push(Point { matter: Matter::Mail, standing });
    }
    let next = today.year().saturating_add(1);
    if today.month() >= ANNOUNCED_FROM && !known(next) {
        points.push(Point { matter: Matter::Holidays(next), standing: Standing::Soon });
    }
    points.sort_by_key(|point| point.standing);
    Ok(points)
}
