//! What calls under a scheme of the library usually ask for: an offer to whoever writes a call.

use std::collections::BTreeMap;

use domain::material::Material;
use kernel::error::{Error, Fault};
use serde::Deserialize;

const LISTS: &str = include_str!("usual.toml");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    list: Vec<List>,
    /// What lists name.
    material: BTreeMap<String, Material>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    schemes: Vec<String>,
    materials: Vec<String>,
}

fn lists() -> Result<Lists, Error> {
    Ok(toml::from_str(LISTS).map_err(|e| Fault::from_cause("the usual lists of materials cannot be read", e))?)
}

/// The list of a scheme; empty for one that is not of the library.
///
/// # Errors
/// A fault when the lists cannot be read.
pub fn usual(scheme: &str) -> Result<Vec<Material>, Error> {
    let Lists { list, material } = lists()?;
    let found = list.into_iter().find(|list| list.schemes.iter().any(|known| known == scheme));
    let named = found.map(|list| list.materials).unwrap_or_default().into_iter();
    let unknown = |name: &str| Fault::new(format!("no usual material is called {name}"));
    Ok(named.map(|name| material.get(&name).cloned().ok_or_else(|| unknown(&name))).collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use domain::material::{Demand, against};
    use domain::scheme::Scheme;

    use super::*;
    use crate::call::parts_of;
    use crate::scheme::embedded;

    #[test]
    fn every_scheme_of_the_library_has_one_list_that_it_can_carry() {
        let lists = lists().unwrap();
        let mut seen = std::collections::BTreeSet::new();
        for id in lists.list.iter().flat_map(|list| &list.schemes) {
            assert!(seen.insert(id.clone()), "{id} stands in two lists");
        }
        let named: std::collections::BTreeSet<&String> = lists.list.iter().flat_map(|list| &list.materials).collect();
        assert_eq!(named, lists.material.keys().collect(), "each material is named, and each that is named is there");
        let mut known = std::collections::BTreeSet::new();
        for text in embedded().unwrap() {
            let scheme = Scheme::load(&text).unwrap();
            let list = usual(&scheme.id).unwrap();
            assert!(list.iter().any(|material| material.demand == Demand::Always), "{}", scheme.id);
            assert_eq!(against(&list, &parts_of(&scheme)), [], "{} {}", scheme.id, scheme.version);
            known.insert(scheme.id);
        }
        assert_eq!(seen, known);
        assert_eq!(usual("of-nobody").unwrap(), []);
    }
}
