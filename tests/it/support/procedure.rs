//! The procedures of the program.

use domain::workflow::procedure::Procedure;

pub fn standard() -> Procedure {
    Procedure::load(include_str!("../../../src/procedures/standard.toml")).unwrap()
}

pub fn single() -> Procedure {
    Procedure::load(include_str!("../../../src/procedures/single-review.toml")).unwrap()
}

pub fn both() -> [Procedure; 2] {
    [standard(), single()]
}
