//! A machine as a drawing: its states one below the other as its table lists them, and from each what may happen, who causes it
//! and where it leads; below it its clocks.

use domain::workflow::clock::{self, Clock, Span};
use domain::workflow::list::{Listed, ListedMove};
use maud::{Markup, Render, html};

use super::card::Card;
use super::list::{Table, Th};
use crate::i18n::Lang;

/// The drawing of a machine with its clocks, in a card.
pub fn machine(lang: Lang, machine: &Listed, (id, title): (&str, &str)) -> Markup {
    let card = Card::new(title).id(id).body(drawing(lang, machine));
    let clocks: Vec<&Clock> = clock::of(machine.name).collect();
    if clocks.is_empty() { card.render() } else { card.flush(clocks_of(lang, &clocks)).render() }
}

fn drawing(lang: Lang, machine: &Listed) -> Markup {
    let state = |key: &str| lang.t(&format!("{}-state-{key}", machine.name)).into_owned();
    let place = |key: &str| machine.states.iter().position(|state| *state == key);
    let sign = |m: &ListedMove| match place(m.to).cmp(&place(m.from)) {
        std::cmp::Ordering::Greater => "→",
        std::cmp::Ordering::Equal => "↻",
        std::cmp::Ordering::Less => "↩",
    };
    html! {
        ol.timeline.machine {
            @for here in &machine.states {
                @let public = format!("{}-public-{here}", machine.name);
                li {
                    b { (state(here)) }
                    @if lang.has(&public) { " " span.by { (lang.t("machine-public")) (lang.t("colon")) (lang.t(&public)) } }
                    @let from: Vec<&ListedMove> = machine.moves.iter().filter(|m| m.from == *here).collect();
                    @if from.is_empty() { " " span.by { (lang.t("machine-end")) } }
                    @else {
                        ul {
                            @for m in from {
                                li {
                                    (lang.t(&format!("{}-event-{}", machine.name, m.event)))
                                    " " span.by { (who(lang, m)) }
                                    @if m.to != m.from { span.nowrap { " " (sign(m)) " " b { (state(m.to)) } } }
                                    @else { " " (sign(m)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn who(lang: Lang, m: &ListedMove) -> String {
    let names: Vec<_> = m.who.iter().map(|role| lang.t(&format!("role-{role}")).into_owned()).collect();
    let names = if names.is_empty() { lang.t("procedure-by-itself").into_owned() } else { lang.list(&names) };
    if lang == Lang::ZhCn { format!("（{names}）") } else { format!("({names})") }
}

/// The clocks of a machine: in which state, for which event, how long, on what they rest.
fn clocks_of(lang: Lang, clocks: &[&Clock]) -> Table {
    let heads = ["clock", "procedure-from", "procedure-event", "clock-span", "head-legal-basis"];
    let rows = clocks.iter().map(|clock| {
        html! {
            tr {
                th scope="row" { (lang.t(&format!("clock-{}", clock.key))) }
                td { (lang.t(&format!("{}-state-{}", clock.machine, clock.state))) }
                td {
                    (lang.t(&format!("{}-event-{}", clock.machine, clock.event)))
                    span.sub { (lang.t(&format!("clock-{}", clock.bound.key()))) }
                }
                td { (span(lang, clock.span)) }
                td { (lang.t(&format!("clock-{}-basis", clock.key))) }
            }
        }
    });
    Table::new(lang.t("clock"), heads.map(|key| Th::text(lang.t(key)))).rows(rows)
}

fn span(lang: Lang, span: Span) -> String {
    match span {
        Span::Working { days, first_counts } => {
            let key = if first_counts { "clock-working-first" } else { "clock-working" };
            lang.tv(key, &[("days", i64::from(days).into())])
        }
        Span::Days(days) => lang.tv("clock-days", &[("days", i64::from(days).into())]),
        Span::Said { usual: Some(usual), least, most } => lang.tv(
            "clock-said-usual",
            &[("usual", i64::from(usual).into()), ("least", i64::from(least).into()), ("most", i64::from(most).into())],
        ),
        Span::Said { usual: None, least, most } => {
            lang.tv("clock-said", &[("least", i64::from(least).into()), ("most", i64::from(most).into())])
        }
    }
}
