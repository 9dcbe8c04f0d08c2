//! What a call for applications says, in words: the same rows on its page, before it is confirmed and on the command line.

use domain::material::{Demand, Material};
use domain::scheme::Scheme;
use domain::scheme::formula::Name;
use domain::scheme::formula::show::stated;
use domain::template::Words;

use crate::i18n::Lang;
use crate::service::query::call::{Remark, Said};

/// Label and text of everything that a call says.
pub fn in_words(lang: Lang, said: &Said) -> Vec<(String, String)> {
    let (call, scheme, line, procedure) = (&said.call, &said.scheme, &said.line, &said.procedure);
    let t = |key: &str| lang.t(key).into_owned();
    let range = |from, to| format!("{} – {}", lang.date(from), lang.date(to));
    let paid_by = format!("{} · {} · {}", lang.words(&line.name), line.code, line.fiscal_year);
    let mut rows = vec![
        (t("head-scheme"), format!("{} · {} {}", lang.words(&scheme.title), scheme.id, scheme.version)),
        (t("call-procedure"), format!("{} · {}", lang.words(&procedure.title), procedure.name())),
        (t("call-budget-line"), paid_by),
        (t("call-title-zh"), call.title.zh.clone()),
        (t("call-title-en"), call.title.en.clone()),
        (t("call-firm-kind"), t(&format!("firm-kind-{}", call.firm_kind))),
        (t("call-window"), range(call.opens_on, call.closes_on)),
        (t("head-period"), range(call.period_from, call.period_to)),
        (t("call-notice-days"), call.notice_working_days.to_string()),
    ];
    for (place, parameter) in scheme.parameters.iter().enumerate() {
        let own = call.parameters.get(&parameter.spec.name).map(|own| stated(scheme, Name::Parameter(place), own));
        let text = own.map_or_else(String::new, |words| lang.words(&words).to_owned());
        rows.push((lang.words(&parameter.spec.title).to_owned(), text));
    }
    let count = i64::try_from(call.materials.len()).unwrap_or(i64::MAX);
    rows.push((t("call-materials"), lang.tv("call-materials-count", &[("count", count.into())])));
    for (place, material) in (1i64..).zip(&call.materials) {
        rows.push((lang.tv("call-material", &[("place", place.into())]), asked_for(lang, scheme, material)));
    }
    rows.push((t("call-declaration-zh"), call.declaration.zh.clone()));
    rows.push((t("call-declaration-en"), call.declaration.en.clone()));
    if call.withdrawn {
        rows.push((t("head-state"), t("call-state-withdrawn")));
    }
    rows
}

/// An entry of the list of materials, in words: what it is called, and of whom it is demanded.
pub fn asked_for(lang: Lang, scheme: &Scheme, material: &Material) -> String {
    let name = if lang == Lang::ZhCn { &material.zh } else { &material.en };
    format!("{name} · {} · {}", lang.t(&material.kind.message()), when_asked(lang, scheme, material))
}

/// Of whom a material is demanded, in words.
pub fn when_asked(lang: Lang, scheme: &Scheme, material: &Material) -> String {
    match material.demand {
        Demand::Always => lang.t("material-always").into_owned(),
        Demand::Optional => lang.t("material-optional").into_owned(),
        Demand::Parts => {
            let parts = scheme.components.iter().filter(|part| material.parts.contains(&part.rule.name));
            let parts: Vec<&str> = parts.map(|part| lang.words(&part.rule.title)).collect();
            lang.tv("material-parts", &[("parts", lang.list(&parts).into())])
        }
    }
}

/// What a careful person looks at, in words.
pub fn remarked(lang: Lang, remark: &Remark) -> String {
    match remark {
        Remark::NoBudget(people) => format!("{} {}", lang.t("call-remark-no-budget"), who_allocates(lang, people)),
        Remark::SamePeriod(number) => lang.tv("call-remark-same-period", &[("number", number.as_str().into())]),
        Remark::ClosesOnHoliday => lang.t("call-remark-holiday").into_owned(),
    }
}

/// Who allocates budget, and where.
pub fn who_allocates(lang: Lang, people: &[Words]) -> String {
    if people.is_empty() {
        return lang.t("budget-nobody-allocates").into_owned();
    }
    let names: Vec<&str> = people.iter().map(|name| lang.words(name)).collect();
    lang.tv("budget-who-allocates", &[("people", lang.list(&names).into())])
}
