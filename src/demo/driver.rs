//! x
use crate::config::Config;
use crate::error::*;
use crate::i18n::Lang;
use crate::service::App;
/// x
pub struct Ended {
    /// x
    pub app: App,
    /// x
    pub proved: bool,
}
/// x
pub async fn run(_: &std::path::Path, _: &Config, _: &mut dyn FnMut(&str), _: Lang) -> Result<Ended, Error> {
    Err(Fault::new("x").into())
}
