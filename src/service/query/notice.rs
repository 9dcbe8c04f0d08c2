//! Notices: what everybody may read of them, what those who handle them see, and what one would be.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{CallId, NoticeId};
use domain::money::{Currency, Fen, Money};
use domain::refusal::{Code, Refusal};
use domain::role::Role;
use domain::template::Words;
use domain::workflow::ApplicationEvent;
use entity::{application, call, notice};
use kernel::error::Error;
use store::notice::Item;

use super::Page;
use super::application::{Application, Firm};
use super::call::currencies;
use crate::App;
use crate::notice::publish::{one_currency, period};
use crate::reader::{Cases, Reader};

/// A notice with what it lists.
pub struct NoticeView {
    /// Its number.
    pub number: String,
    /// The first day.
    pub starts_on: NaiveDate,
    /// The last day.
    pub ends_on: NaiveDate,
    /// When it was ended.
    pub closed_at: Option<DateTime<Utc>>,
    /// How many working days it runs.
    pub working_days: i64,
    /// The hash of what it lists.
    pub items_sha256: String,
    /// What it lists, by application number.
    pub items: Vec<NoticeItem>,
    /// Working days from the business date to the last day, both counted; 0 when it is over.
    pub days_left: u32,
    /// The sum; a notice has one currency.
    pub total: Money,
}

/// One application on a notice.
pub struct NoticeItem {
    /// The application.
    pub application: Application,
    /// The firm.
    pub firm: Firm,
    /// Title of the call.
    pub call: Words,
    /// How many are paid.
    pub payees: i64,
    /// The amount.
    pub amount: Money,
}

impl NoticeView {
    /// Whether its last day is not over.
    pub fn runs(&self, today: NaiveDate) -> bool {
        self.closed_at.is_none() && today <= self.ends_on
    }
}

/// Notices on a page; each of them with all that it lists.
const PAGE: usize = 20;

/// A page of all notices, newest first, before the one of a number. They are public: there is no scope.
///
/// # Errors
/// [`Code::NotFound`] for a number that no notice bears.
pub async fn all(app: &App, before: Option<&str>) -> Result<Page<NoticeView>, Error> {
    let rows = |limit| store::notice::page(app.store.read(), before, limit);
    page(app, Page::ask(PAGE, rows, |notice| notice.number.clone()).await?).await
}

/// A page of the notices of the person's units, newest first, for those who handle them.
///
/// # Errors
/// [`Code::NotFound`] for a number that no notice bears.
pub async fn own(app: &App, reader: &Reader<'_, Cases>, before: Option<&str>) -> Result<Page<NoticeView>, Error> {
    let rows = |limit| store::notice::page_of(app.store.read(), reader.scope(), before, limit);
    page(app, Page::ask(PAGE, rows, |notice| notice.number.clone()).await?).await
}

async fn page(app: &App, Page { rows, next }: Page<notice::Model>) -> Result<Page<NoticeView>, Error> {
    Ok(Page { rows: views(app, rows).await?, next })
}

/// A notice by its number. It is public: there is no scope.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn one(app: &App, number: &str) -> Result<NoticeView, Error> {
    let notice = store::notice::by_number(app.store.read(), number).await?;
    views(app, vec![notice]).await?.pop().ok_or_else(|| Code::NotFound.into())
}

/// Notices with what they list, all of it asked at once.
async fn views(app: &App, notices: Vec<notice::Model>) -> Result<Vec<NoticeView>, Error> {
    let (db, today) = (app.store.read(), app.clock.today());
    let mut listed: HashMap<NoticeId, Vec<Item>> = HashMap::new();
    for item in store::notice::listed(db, notices.iter().map(|notice| notice.id).collect()).await? {
        listed.entry(item.notice_id).or_default().push(item);
    }
    let runs = |notice: &notice::Model| notice.closed_at.is_none() && today <= notice.ends_on;
    let calendar = if notices.iter().any(runs) { Some(store::calendar::load(db).await?) } else { None };
    let mut views = Vec::with_capacity(notices.len());
    for notice in notices {
        let (mut items, mut currencies) = (Vec::new(), Vec::new());
        for Item { application, firm, call, payees, amount_fen, .. } in listed.remove(&notice.id).unwrap_or_default() {
            let currency = app.scheme(db, call.scheme_version_id).await?.currency;
            currencies.push(currency);
            items.push(NoticeItem {
                application: Application::of(currency, &application),
                firm: firm.into(),
                call: Words { zh: call.title_zh, en: call.title_en },
                payees,
                amount: currency.of(amount_fen),
            });
        }
        let days_left = match calendar.as_ref().filter(|_| runs(&notice)) {
            Some(calendar) => calendar.working_days_left(today, notice.ends_on)?,
            None => 0,
        };
        let total = one_currency(currencies, "applications")?.of(Fen::sum(items.iter().map(|i| i.amount.amount))?);
        views.push(NoticeView {
            number: notice.number,
            starts_on: notice.starts_on,
            ends_on: notice.ends_on,
            closed_at: notice.closed_at,
            working_days: notice.working_days,
            items_sha256: notice.items_sha256,
            items,
            days_left,
            total,
        });
    }
    Ok(views)
}

/// The one currency of the calls of what a notice lists.
///
/// # Errors
/// [`Code::SeveralCurrencies`]; a fault of the database.
async fn currency_of(app: &App, calls: &HashMap<CallId, call::Model>) -> Result<Currency, Error> {
    Ok(one_currency(currencies(app, calls).await?.into_values(), "applications")?)
}

/// What a notice of some approved applications would be.
pub struct Preview {
    /// What it would list, with the versions seen.
    pub items: Vec<Application>,
    /// What the person may not publish, with what refuses it: somebody else does.
    pub left: Vec<(String, Refusal)>,
    /// The sum.
    pub total: Money,
    /// Its first day, last day and length in working days.
    pub period: (NaiveDate, NaiveDate, i64),
}

/// What a notice of these applications would be, if it were published today.
///
/// # Errors
/// [`Code::NotFound`]; [`Code::CalendarMissing`]; [`Code::SamePerson`] where the person may publish none of them.
pub async fn preview(app: &App, reader: &Reader<'_, Cases>, numbers: &[String]) -> Result<Preview, Error> {
    let (db, scope) = (app.store.read(), reader.scope());
    let items = store::application::find_all(db, scope, numbers).await?;
    let step = ApplicationEvent::Publish.step(Role::ReceivingOfficer);
    let hindered = store::step::hindering(db, items.iter().map(|a| a.id), reader.person, step).await?;
    let (left, items): (Vec<_>, Vec<application::Model>) =
        items.into_iter().partition(|a: &application::Model| hindered.contains_key(&a.id));
    let why = |a: &application::Model| hindered.get(&a.id).map(|step| store::step::taken_before(*step));
    let left: Vec<_> = left.iter().filter_map(|a| why(a).map(|why| (a.number.clone(), why))).collect();
    if let ([(_, why), ..], []) = (&left[..], &items[..]) {
        return Err(why.clone().into());
    }
    let calls = store::review::calls(db, items.iter().map(|a| a.call_id).collect()).await?;
    let calendar = store::calendar::load(db).await?;
    let period = period(&calendar, calls.values(), app.clock.today())?;
    let currency = currency_of(app, &calls).await?;
    let total = currency.of(Fen::sum(items.iter().filter_map(|a| a.approved_fen))?);
    let items = items.iter().map(|row| Application::of(currency, row)).collect();
    Ok(Preview { items, left, total, period })
}
