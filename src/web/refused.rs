//! What a refusal is over HTTP, for every door of the web: its status, and whether the page that asked can show it. No handler
//! decides this for itself, so the same refusal has one status wherever it is met.

use axum::http::StatusCode;
use domain::refusal::{Code, Refusal};

/// The status of a refusal.
pub const fn status(code: Code) -> StatusCode {
    match code {
        Code::NotSignedIn => StatusCode::UNAUTHORIZED,
        Code::NotYourRole
        | Code::SamePerson
        | Code::Recused
        | Code::ForeignRequest
        | Code::HttpsOnly
        | Code::TokenReadsOnly
        | Code::StepOwed => StatusCode::FORBIDDEN,
        Code::NotFound | Code::LineNotFound => StatusCode::NOT_FOUND,
        Code::Stale | Code::NotInThisState | Code::ContentChanged | Code::LetterNotMade => StatusCode::CONFLICT,
        Code::DocumentCleared => StatusCode::GONE,
        Code::SignInLocked | Code::RegistrationOften => StatusCode::TOO_MANY_REQUESTS,
        Code::ClockBehind | Code::StorageAway => StatusCode::SERVICE_UNAVAILABLE,
        Code::FileTooLarge | Code::FormTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// The status of an answer that shows these.
pub fn status_of(refusals: &[Refusal]) -> StatusCode {
    match refusals {
        [] => StatusCode::OK,
        [one] => status(one.code),
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// Whether the page that asked cannot be shown to this person: what was asked for is not there, or it is for others, or too much
/// was sent, so that nothing typed behind the file has come in. Everything else stands on the page that asked, as it is now,
/// beside what was typed.
pub const fn has_its_own_page(code: Code) -> bool {
    matches!(
        code,
        Code::NotSignedIn
            | Code::NotYourRole
            | Code::NotFound
            | Code::LineNotFound
            | Code::ForeignRequest
            | Code::HttpsOnly
            | Code::StepOwed
            | Code::FileTooLarge
            | Code::FormTooLarge
    )
}
