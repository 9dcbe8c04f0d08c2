//! Simulation over past applications: their stored answers, lines and decisions under another version of the rules, beside
//! the version they were calculated under. It reads and calculates; nothing of it is stored.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use domain::calculation::call::{Application, calculate_call};
use domain::calculation::context::Shares;
use domain::calculation::{Calculation, Context, Facts, InputRow, calculate};
use domain::id::BudgetLineId;
use domain::ledger::AccountKind;
use domain::line::Line;
use domain::money::Fen;
use domain::refusal::{Code, Fact, Refusal};
use domain::scheme::{Scheme, SchemeProblem};
use domain::simulation::fit::fit;
use domain::simulation::{BudgetRoom, FirmName, LineName, Pair, Report, compare};
use domain::template::Words;
use domain::workflow::phase::{Standing, Station};
use entity::{application, call, firm};
use serde::Serialize;

use super::call::Call;
use crate::App;
use crate::application::recalculate::Inputs;
use crate::reader::{Reader, Simulations};
use kernel::error::{Error, Fault};
use kernel::id::sha256;

/// Where a version of the rules comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// A version in the database, published or not, by scheme and version.
    Published(String, String),
    /// The text of a scheme file.
    Text(String),
}

impl Source {
    /// A published version as addresses and the command line write it: `cq-2022-19/1`.
    pub fn parse(text: &str) -> Option<Self> {
        let (scheme, version) = text.split_once('/')?;
        let good = |part: &str| !part.is_empty() && !part.contains('/');
        (good(scheme) && good(version)).then(|| Self::Published(scheme.to_owned(), version.to_owned()))
    }
}

/// What shall be compared.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The version that is tried.
    pub scheme: Source,
    /// The version that it is compared with; without one, each application's own.
    pub base: Option<Source>,
    /// Numbers of the calls.
    pub calls: Vec<String>,
}

/// An application that cannot be calculated under one of the versions, with everything that stands against it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unfit {
    /// The application.
    pub number: String,
    /// Its firm.
    pub firm: FirmName,
    /// The version that it does not fit, scheme and version.
    pub version: (String, String),
    /// Why.
    pub reasons: Vec<Refusal>,
}

/// Optional columns and questions that an application was never asked; they count as empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeftEmpty {
    /// The application.
    pub number: String,
    /// What was never asked.
    pub columns: Vec<Words>,
}

/// A comparison with what people must know to read it.
#[derive(Debug, Clone)]
pub struct Simulation {
    /// The version that is tried.
    pub scheme: Arc<Scheme>,
    /// The base of each application, in the order of [`Report::cases`].
    pub bases: Vec<Arc<Scheme>>,
    /// Numbers and titles of the calls; none for a file.
    pub calls: Vec<(String, Words)>,
    /// The comparison.
    pub report: Report,
    /// Applications that are not in it.
    pub unfit: Vec<Unfit>,
    /// What was taken as empty.
    pub left_empty: Vec<LeftEmpty>,
    /// Applications without a calculation, or that ended without money.
    pub left_out: usize,
    /// SHA-256 of the versions and the result: two runs that agree in it agree in everything.
    pub sha256: String,
}

impl Simulation {
    /// Whether it compares with one and the same version throughout.
    pub fn base(&self) -> Option<&Arc<Scheme>> {
        let first = self.bases.first()?;
        self.bases.iter().all(|base| base.hash == first.hash).then_some(first)
    }
}

/// The rules of a source: THE place where simulations find a version.
///
/// # Errors
/// [`Code::NotFound`] for a version that is not there; every problem of a text.
pub async fn scheme_for(app: &App, source: &Source) -> Result<Arc<Scheme>, Error> {
    match source {
        Source::Published(scheme, version) => {
            // A draft is tried like a published version: that is what a simulation is for.
            let row = store::scheme::edition_by_name(app.store.read(), scheme, version).await?.ok_or(Code::NotFound)?;
            loaded(Scheme::load_published(&row.source))
        }
        Source::Text(text) => loaded(Scheme::load(text)),
    }
}

fn loaded(read: Result<Scheme, Vec<SchemeProblem>>) -> Result<Arc<Scheme>, Error> {
    match read {
        Ok(scheme) => Ok(Arc::new(scheme)),
        Err(problems) => Err(Error::RefusedMany(problems.into_iter().map(|p| p.refusal).collect())),
    }
}

/// The calls whose applications a person may compare.
///
/// # Errors
/// A fault of the database.
pub async fn calls(app: &App, reader: &Reader<'_, Simulations>) -> Result<Vec<Call>, Error> {
    let calls = store::call::of_scope(app.store.read(), reader.scope()).await?;
    calls.into_iter().map(Call::try_from).collect()
}

/// Runs a version over the applications of some calls.
///
/// # Errors
/// [`Code::NothingSelected`] without a call; [`Code::NotFound`] for a call or a version that is not there; every problem of
/// a scheme's text. What a single application has against it is no error: it is named in the result.
pub async fn simulate(app: &App, reader: &Reader<'_, Simulations>, wanted: &Wanted) -> Result<Simulation, Error> {
    let scheme = scheme_for(app, &wanted.scheme).await?;
    let base = match &wanted.base {
        Some(source) => Some(scheme_for(app, source).await?),
        None => None,
    };
    let known = store::call::of_scope(app.store.read(), reader.scope()).await?;
    let mut chosen: Vec<&call::Model> = Vec::new();
    for number in &wanted.calls {
        let call = known.iter().find(|c| c.number == *number).ok_or(Code::NotFound)?;
        if !chosen.iter().any(|c| c.id == call.id) {
            chosen.push(call);
        }
    }
    if chosen.is_empty() {
        return Err(Refusal::new(Code::NothingSelected).at_field("call").into());
    }
    let mut gathered = Gathered::default();
    for call in &chosen {
        gathered.call(app, reader, call).await?;
    }
    let calls = chosen.iter().map(|c| (c.number.clone(), Words { zh: c.title_zh.clone(), en: c.title_en.clone() }));
    let calls = calls.collect();
    let work = tokio::task::spawn_blocking(move || gathered.compare(scheme, base, calls));
    work.await.map_err(|e| Error::from(Fault::from_cause("the simulation stopped", e)))?
}

/// What the applications bring, before anything is calculated.
#[derive(Default)]
struct Gathered {
    budgets: Vec<(BudgetLineId, BudgetRoom)>,
    cases: Vec<Stored>,
    left_out: usize,
    calls: usize,
}

/// A stored application.
struct Stored {
    number: String,
    firm: FirmName,
    inputs: Inputs,
    /// Place of its budget line.
    budget: usize,
    /// What is set aside for it in the budget line already.
    approved: Fen,
    /// Its call, by place.
    call: usize,
}

impl Gathered {
    async fn call(&mut self, app: &App, reader: &Reader<'_, Simulations>, call: &call::Model) -> Result<(), Error> {
        let db = app.store.read();
        let budget = self.budget(app, call.budget_line_id).await?;
        let applications = store::application::every_of_call(db, reader.scope(), call.id).await?;
        let firms = store::firm::by_ids(db, applications.iter().map(|a| a.firm_id).collect()).await?;
        let firms: HashMap<_, firm::Model> = firms.into_iter().map(|f| (f.id, f)).collect();
        for application in applications {
            let Some(calculation) = application.calculation_id.filter(|_| counts(&application)) else {
                self.left_out = self.left_out.saturating_add(1);
                continue;
            };
            let firm = firms.get(&application.firm_id).ok_or_else(|| Fault::new("an application without its firm"))?;
            let row = store::calculation::by_id(db, calculation).await?;
            self.cases.push(Stored {
                number: application.number,
                firm: FirmName { code: firm.uscc.as_str().to_owned(), name: firm.name.clone() },
                inputs: Inputs::of(app, db, &row).await?,
                budget,
                approved: application.approved_fen.unwrap_or(Fen::ZERO),
                call: self.calls,
            });
        }
        self.calls = self.calls.saturating_add(1);
        Ok(())
    }

    /// The place of a budget line with what is free on it; each line once.
    async fn budget(&mut self, app: &App, id: BudgetLineId) -> Result<usize, Error> {
        if let Some(place) = self.budgets.iter().position(|(known, _)| *known == id) {
            return Ok(place);
        }
        let db = app.store.read();
        let line = store::budget::line(db, id).await?;
        let balances = store::ledger::balances(db, id).await?;
        let free = balances.iter().find(|(kind, _)| *kind == AccountKind::Available).map_or(Fen::ZERO, |(_, b)| *b);
        let title = Words { zh: line.name_zh, en: line.name_en };
        self.budgets.push((id, BudgetRoom { code: line.code, title, year: line.fiscal_year, room: free }));
        Ok(self.budgets.len().saturating_sub(1))
    }

    fn compare(
        self,
        scheme: Arc<Scheme>,
        base: Option<Arc<Scheme>>,
        calls: Vec<(String, Words)>,
    ) -> Result<Simulation, Error> {
        let mut rooms: Vec<BudgetRoom> = self.budgets.into_iter().map(|(_, room)| room).collect();
        let (mut pairs, mut bases, mut unfit, mut left_empty) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let own = |case: &Stored| base.clone().unwrap_or_else(|| Arc::clone(&case.inputs.scheme));
        let before = under(&self.cases, own);
        let after = under(&self.cases, |_| Arc::clone(&scheme));
        for ((case, before), after) in self.cases.into_iter().zip(before).zip(after) {
            let own = base.clone().unwrap_or_else(|| Arc::clone(&case.inputs.scheme));
            match pair(&case, before, after) {
                Ok((pair, columns)) => {
                    if let Some(room) = rooms.get_mut(case.budget) {
                        room.room = room.room.plus(case.approved)?;
                    }
                    if !columns.is_empty() {
                        left_empty.push(LeftEmpty { number: case.number, columns });
                    }
                    pairs.push(pair);
                    bases.push(own);
                }
                Err((version, reasons)) => {
                    unfit.push(Unfit { number: case.number, firm: case.firm, version, reasons });
                }
            }
        }
        let report = compare(&pairs, &rooms)?;
        let sha256 = sha256(serde_json::to_vec(&(&scheme.hash, &report, &unfit, &left_empty))?);
        Ok(Simulation { scheme, bases, calls, report, unfit, left_empty, left_out: self.left_out, sha256 })
    }
}

/// Whether an application still stands for money: one that ended without any would only dilute the comparison.
fn counts(application: &application::Model) -> bool {
    let state = application.state;
    state.station() == Station::Done || (state.station() > Station::Filling && state.standing() != Standing::Ended)
}

/// The version that does not fit, and why.
type Misfit = ((String, String), Vec<Refusal>);

/// A calculation with what was left empty for it, or why there is none.
type Tried = Result<(Calculation, Vec<Words>), Misfit>;

/// Calculates every stored application under a version. Applications of one call are calculated together where the version
/// divides a pool or a budget among them.
fn under(cases: &[Stored], version: impl Fn(&Stored) -> Arc<Scheme>) -> Vec<Tried> {
    let mut out: Vec<Tried> = Vec::new();
    let mut together: BTreeMap<(usize, String), Vec<(usize, Application)>> = BTreeMap::new();
    let mut versions = HashMap::new();
    for (place, case) in cases.iter().enumerate() {
        let scheme = version(case);
        let misfit = |reasons| ((scheme.id.clone(), scheme.version.clone()), reasons);
        let (application, left_empty) = match fitted(case, &scheme) {
            Ok(fitted) => fitted,
            Err(reasons) => {
                out.push(Err(misfit(reasons)));
                continue;
            }
        };
        let Application { facts, rows, context } = &application;
        out.push(match calculate(&scheme, facts, rows, context) {
            Ok(calculation) => Ok((calculation, left_empty)),
            Err(refusal) => Err(misfit(vec![refusal])),
        });
        if out.last().is_some_and(Result::is_ok) && (!scheme.pools.is_empty() || scheme.budget.is_some()) {
            together.entry((case.call, scheme.hash.clone())).or_default().push((place, application));
            versions.insert(scheme.hash.clone(), scheme);
        }
    }
    for ((_, hash), applications) in together {
        let Some(scheme) = versions.get(&hash) else { continue };
        let (places, applications): (Vec<usize>, Vec<Application>) = applications.into_iter().unzip();
        match calculate_call(scheme, &applications) {
            Ok(results) => {
                for (place, result) in places.into_iter().zip(results) {
                    if let Some(Ok((calculation, _))) = out.get_mut(place) {
                        *calculation = result;
                    }
                }
            }
            Err(refusal) => {
                for place in places {
                    if let Some(slot) = out.get_mut(place) {
                        *slot = Err(((scheme.id.clone(), scheme.version.clone()), vec![refusal.clone()]));
                    }
                }
            }
        }
    }
    out
}

/// A stored application as a version reads it, with what the firm was never asked.
fn fitted(case: &Stored, version: &Scheme) -> Result<(Application, Vec<Words>), Vec<Refusal>> {
    let inputs = &case.inputs;
    if version.hash == inputs.scheme.hash {
        let (facts, rows, context) = (inputs.facts.clone(), inputs.rows.clone(), inputs.context.clone());
        return Ok((Application { facts, rows, context }, Vec::new()));
    }
    let fitted = fit(&inputs.scheme, version, &inputs.facts, &inputs.rows)?;
    let context = Context {
        parameters: parameters(version, &inputs.context.parameters)?,
        shares: Shares::default(),
        ..inputs.context.clone()
    };
    Ok((Application { facts: fitted.facts, rows: fitted.rows, context }, fitted.left_empty))
}

/// What the authority fixed, where the other version asks for it too and allows it; its default where it does not.
fn parameters(version: &Scheme, fixed: &Facts) -> Result<Facts, Vec<Refusal>> {
    let mut out = Facts::new();
    let mut missing = Vec::new();
    for parameter in &version.parameters {
        let name = parameter.spec.name.as_str();
        let kept = fixed.get(name).filter(|value| parameter.check(value).is_ok());
        match kept.or(parameter.default.as_ref()) {
            Some(value) => out.insert(name, value.clone()),
            None => missing.push(
                Refusal::new(Code::CalcParameterMissing).with("name", Fact::Text(name.to_owned())).at_field(name),
            ),
        }
    }
    if missing.is_empty() { Ok(out) } else { Err(missing) }
}

/// Both calculations of an application, with what was left empty under the second.
fn pair(case: &Stored, before: Tried, after: Tried) -> Result<(Pair, Vec<Words>), Misfit> {
    let ((before, _), (after, left_empty)) = (before?, after?);
    let pair = Pair {
        number: case.number.clone(),
        firm: case.firm.clone(),
        lines: case.inputs.lines.iter().map(line_name).collect(),
        before,
        after,
        budget: Some(case.budget),
    };
    Ok((pair, left_empty))
}

/// A stored line as people know it.
pub fn line_name(line: &Line) -> LineName {
    LineName { row: line.row, key: line.contract_no.clone(), enterprise: line.enterprise_name.clone() }
}

/// A file's lines as each version reads them.
pub struct FileInputs {
    /// The rules.
    pub scheme: Arc<Scheme>,
    /// The firm's answers under them.
    pub facts: Facts,
    /// The circumstances under them.
    pub context: Context,
    /// The lines under them.
    pub rows: Vec<InputRow>,
}

/// Runs a version over the lines of a file; both sides have the same lines in the same order.
///
/// # Errors
/// What either version has against the lines.
pub fn simulate_file(
    name: &str,
    lines: Vec<LineName>,
    base: FileInputs,
    other: FileInputs,
) -> Result<Simulation, Error> {
    let pair = Pair {
        number: name.to_owned(),
        firm: FirmName { code: String::new(), name: name.to_owned() },
        lines,
        before: calculate(&base.scheme, &base.facts, &base.rows, &base.context)?,
        after: calculate(&other.scheme, &other.facts, &other.rows, &other.context)?,
        budget: None,
    };
    let report = compare(&[pair], &[])?;
    let sha256 = sha256(serde_json::to_vec(&(&other.scheme.hash, &report))?);
    Ok(Simulation {
        scheme: other.scheme,
        bases: vec![base.scheme],
        calls: Vec::new(),
        report,
        unfit: Vec::new(),
        left_empty: Vec::new(),
        left_out: 0,
        sha256,
    })
}
