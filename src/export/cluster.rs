//! What a cluster promises, in words.

use crate::i18n::Lang;
use crate::service::cluster::Promise;

/// What a promise means for what was acknowledged.
pub fn words(lang: Lang, promise: &Promise) -> String {
    match promise {
        Promise::Alone => lang.t("promise-alone").into_owned(),
        Promise::Asynchronous { standbys } => {
            lang.tv("promise-asynchronous", &[("standbys", lang.count(*standbys).into())])
        }
        Promise::Synchronous { names, confirming } => lang.tv(
            "promise-synchronous",
            &[("names", names.clone().into()), ("confirming", lang.count(*confirming).into())],
        ),
    }
}
