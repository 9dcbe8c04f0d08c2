//! Who is checked: a firm with all the names and codes under which records may speak of it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Party;
use crate::role::text_enum;

text_enum! {
    /// What the business register says (登记状态).
    Registration {
        /// Nobody has asked the register; says nothing for or against the firm.
        NotStated = "not_stated",
        /// 存续
        InBusiness = "in_business",
        /// 吊销、注销、迁出
        Ended = "ended",
    }
}

/// A name that the firm had, with the days on which it had it. An open end is not known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormerName {
    /// The name.
    pub name: String,
    /// First day.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// Last day.
    #[serde(default)]
    pub to: Option<NaiveDate>,
}

impl FormerName {
    /// Whether the firm had the name on a day.
    pub fn in_use_on(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// A firm as the check sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Subject {
    /// Unified social credit code, as the firm gives it.
    pub code: String,
    /// Two officers have accepted a code whose check character is wrong, with evidence.
    pub code_accepted: bool,
    /// Registered name.
    pub name: String,
    /// In which part it stands in the case.
    pub party: Party,
    /// What the register says.
    pub registration: Registration,
    /// Names that it had.
    pub former_names: Vec<FormerName>,
    /// Codes that it had.
    pub former_codes: Vec<String>,
    /// Codes of its branches.
    pub branches: Vec<String>,
    /// Codes of firms that it has absorbed or continues.
    pub predecessors: Vec<String>,
    /// Name of its legal representative, where it is known.
    pub legal_representative: Option<String>,
}

impl Subject {
    /// What officers' answers about it are remembered under: its code, else its name.
    pub fn key(&self) -> String {
        if self.code.is_empty() {
            format!("name:{}", super::matching::normalise(&self.name))
        } else {
            self.code.clone()
        }
    }

    /// A firm of which only code and name are known.
    pub fn plain(code: &str, name: &str, party: Party) -> Self {
        Self {
            code: code.to_owned(),
            code_accepted: false,
            name: name.to_owned(),
            party,
            registration: Registration::NotStated,
            former_names: Vec::new(),
            former_codes: Vec::new(),
            branches: Vec::new(),
            predecessors: Vec::new(),
            legal_representative: None,
        }
    }
}
