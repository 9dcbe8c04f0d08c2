//! What a person looks for, wherever the person may see it: cases, contracts in them, payments, batches, statements.

use domain::date::year_of;
use domain::search::Sought;
use domain::series;
use domain::workflow::{ApplicationState, BatchState, PaymentState};

use crate::App;
use crate::reader::{Cases, Filing, Finance, Own, Reader};
use kernel::error::Error;
use store::search::{self, Case};

/// Things of one kind that are shown; whoever meets more looks for less.
const MOST: usize = 20;

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// What it is.
    pub thing: Thing,
    /// Its number.
    pub number: String,
    /// The firm that applied or is paid; empty where it is nobody's.
    pub who: String,
}

/// What can be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Thing {
    /// An application.
    Case(ApplicationState),
    /// A line of an application, by its contract.
    Contract {
        /// The contract as the line writes it.
        contract: String,
        /// The row of the line.
        row: i64,
        /// How the application stands.
        state: ApplicationState,
    },
    /// A payment of an application.
    Payment {
        /// How it stands.
        state: PaymentState,
        /// The number of the application.
        case: String,
    },
    /// A batch of payments.
    Batch(BatchState),
    /// A statement of the bank.
    Statement,
}

/// What was found.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Of each kind at most [`MOST`].
    pub hits: Vec<Hit>,
    /// Whether there was more of a kind.
    pub more: bool,
}

impl Found {
    /// The one thing that a whole number means.
    pub fn only(&self, sought: &Sought) -> Option<&Hit> {
        let whole = sought.whole()?;
        self.hits.iter().find(|hit| hit.number == whole && !matches!(hit.thing, Thing::Contract { .. }))
    }

    /// Takes what fits.
    fn take(&mut self, mut found: Vec<Hit>) {
        self.more |= found.len() > MOST;
        found.truncate(MOST);
        self.hits.append(&mut found);
    }
}

/// Looks for it in everything that the person may see.
///
/// # Errors
/// A fault of the database.
pub async fn search(app: &App, reader: &Reader<'_, Own>, sought: &Sought) -> Result<Found, Error> {
    let (db, scope, year) = (app.store.read(), reader.scope(), year_of(app.clock.today()));
    let one_more = MOST.saturating_add(1);
    let mut found = Found::default();
    let (sees_cases, sees_money) = (reader.reads::<Cases>() || reader.reads::<Filing>(), reader.reads::<Finance>());
    let mut cases = Vec::new();
    if sees_cases || sees_money {
        cases = search::cases_numbered(db, scope, &sought.numbers(series::APPLICATION, year)).await?;
        let of_firms = search::cases_of_firms(db, scope, sought, one_more).await?;
        cases.extend(of_firms.into_iter().filter(|one| !cases.contains(one)).collect::<Vec<_>>());
    }
    if sees_cases {
        let contracts = search::contracts(db, scope, sought, one_more).await?;
        found.take(cases.iter().cloned().map(Hit::from).collect());
        found.take(contracts.into_iter().map(Hit::from).collect());
    }
    if sees_money {
        let of: Vec<_> = cases.iter().map(|case| case.id).collect();
        let numbers = sought.numbers(series::PAYMENT, year);
        let payments = search::payments(db, scope, (sought, &numbers, &of), one_more).await?;
        found.take(payments.into_iter().map(Hit::from).collect());
        let batches = search::batches(db, scope, &sought.numbers(series::BATCH, year)).await?;
        found.take(batches.into_iter().map(|(number, state)| Hit::of(Thing::Batch(state), number)).collect());
        let statements = search::statements(db, scope, &sought.numbers(series::STATEMENT, year)).await?;
        found.take(statements.into_iter().map(|number| Hit::of(Thing::Statement, number)).collect());
    }
    Ok(found)
}

impl Hit {
    const fn of(thing: Thing, number: String) -> Self {
        Self { thing, number, who: String::new() }
    }
}

impl From<Case> for Hit {
    fn from(Case { number, state, firm, .. }: Case) -> Self {
        Self { thing: Thing::Case(state), number, who: firm }
    }
}

impl From<search::Contract> for Hit {
    fn from(search::Contract { contract, row, number, state, firm }: search::Contract) -> Self {
        Self { thing: Thing::Contract { contract, row, state }, number, who: firm }
    }
}

impl From<search::Paid> for Hit {
    fn from(search::Paid { number, state, payee, case }: search::Paid) -> Self {
        Self { thing: Thing::Payment { state, case }, number, who: payee }
    }
}
