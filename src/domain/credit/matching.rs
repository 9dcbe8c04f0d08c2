//! Names.
/// Normalised name.
pub fn normalise(name: &str) -> String {
    name.to_owned()
}
