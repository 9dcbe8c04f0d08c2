//! The order in which the values of a scheme can be found, and the circles that have none.

use super::super::formula::{Formula, Name};
use super::super::{Figure, Gate, Order, Step};

/// Something that has a place in the order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Step(usize),
    Figure(usize),
    /// Whether a line is eligible: all gates together.
    Gates,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    New,
    Open,
    Done(usize),
}

struct Search<'s> {
    steps: &'s [Option<Step>],
    figures: &'s [Option<Figure>],
    gates: &'s [Gate],
    step_marks: Vec<Mark>,
    figure_marks: Vec<Mark>,
    gate_mark: Mark,
    order: Order,
}

/// Orders steps and figures.
///
/// # Errors
/// The name at which a circle closes; `None` when it closes at the gates.
pub(super) fn find(steps: &[Option<Step>], figures: &[Option<Figure>], gates: &[Gate]) -> Result<Order, Option<Name>> {
    let mut search = Search {
        steps,
        figures,
        gates,
        step_marks: vec![Mark::New; steps.len()],
        figure_marks: vec![Mark::New; figures.len()],
        gate_mark: Mark::New,
        order: Order::default(),
    };
    for place in 0..steps.len() {
        search.visit(Item::Step(place))?;
    }
    for place in 0..figures.len() {
        search.visit(Item::Figure(place))?;
    }
    let gates = search.visit(Item::Gates)?;
    search.order.gates = gates;
    search.order.passes = search.order.figures.iter().map(|(_, pass)| *pass).max().unwrap_or(0);
    Ok(search.order)
}

impl Search<'_> {
    fn mark(&mut self, item: Item) -> Option<&mut Mark> {
        match item {
            Item::Step(place) => self.step_marks.get_mut(place),
            Item::Figure(place) => self.figure_marks.get_mut(place),
            Item::Gates => Some(&mut self.gate_mark),
        }
    }

    /// The pass in which the item is found. Recursion is as deep as there are rules, which the file's size limits.
    fn visit(&mut self, item: Item) -> Result<usize, Option<Name>> {
        match self.mark(item).copied_or_done() {
            Mark::Done(pass) => return Ok(pass),
            Mark::Open => {
                return Err(match item {
                    Item::Step(place) => Some(Name::Step(place)),
                    Item::Figure(place) => Some(Name::Figure(place)),
                    Item::Gates => None,
                });
            }
            Mark::New => {}
        }
        self.set(item, Mark::Open);
        let pass = match item {
            Item::Step(place) => {
                let pass = match self.steps.get(place) {
                    Some(Some(step)) => self.formula(&step.formula)?,
                    _ => 0,
                };
                self.order.steps.push((place, pass));
                pass
            }
            Item::Figure(place) => {
                let pass = match self.figures.get(place) {
                    Some(Some(figure)) => self.figure(figure)?,
                    _ => 0,
                };
                self.order.figures.push((place, pass));
                pass
            }
            Item::Gates => {
                let mut pass = 0;
                for gate in self.gates {
                    for formula in gate.when.iter().chain([&gate.formula]) {
                        pass = pass.max(self.formula(formula)?);
                    }
                }
                pass
            }
        };
        self.set(item, Mark::Done(pass));
        Ok(pass)
    }

    fn set(&mut self, item: Item, mark: Mark) {
        if let Some(place) = self.mark(item) {
            *place = mark;
        }
    }

    fn formula(&mut self, formula: &Formula) -> Result<usize, Option<Name>> {
        self.names(formula.names())
    }

    fn figure(&mut self, figure: &Figure) -> Result<usize, Option<Name>> {
        let outside = self.formula(&figure.formula)?;
        if figure.formula.aggregates.is_empty() {
            return Ok(outside);
        }
        let mut inside = self.names(figure.formula.aggregated_names())?;
        if figure.eligible_only {
            inside = inside.max(self.visit(Item::Gates)?);
        }
        Ok(outside.max(inside.saturating_add(1)))
    }

    fn names(&mut self, names: Vec<Name>) -> Result<usize, Option<Name>> {
        let mut pass = 0;
        for name in names {
            pass = pass.max(match name {
                Name::Column(_)
                | Name::Fact(_)
                | Name::Parameter(_)
                | Name::Memory(_)
                | Name::Pool(_)
                | Name::FiledOn => 0,
                Name::Step(place) => self.visit(Item::Step(place))?,
                Name::Figure(place) => self.visit(Item::Figure(place))?,
            });
        }
        Ok(pass)
    }
}

/// A mark that is not there counts as done, so that the search always ends.
trait OrDone {
    fn copied_or_done(self) -> Mark;
}

impl OrDone for Option<&mut Mark> {
    fn copied_or_done(self) -> Mark {
        self.map_or(Mark::Done(0), |mark| *mark)
    }
}
