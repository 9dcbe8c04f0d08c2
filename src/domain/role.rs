//! Roles, steps of a case, and which steps one person may never combine (product.md section 3).

macro_rules! text_enum {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $key:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[cfg_attr(feature = "orm", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
        #[cfg_attr(feature = "orm", sea_orm(rs_type = "String", db_type = "Text"))]
        pub enum $name {
            $($(#[$vdoc])* #[serde(rename = $key)] #[cfg_attr(feature = "orm", sea_orm(string_value = $key))] $variant,)+
        }

        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The stable key, as in the database, files and catalogues.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key,)+ }
            }

            /// The value of a key.
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|v| v.key() == key)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.key()) }
        }
    };
}
pub(crate) use text_enum;

text_enum! {
    /// What a person may do; a person can have several, a case never sees two incompatible ones of one person.
    Role {
        /// AP 经办人: prepares the firm's application.
        Preparer = "preparer",
        /// AS 签署人: signs and submits for the firm.
        Signatory = "signatory",
        /// RO 受理人: receives applications and publishes notices.
        ReceivingOfficer = "receiving_officer",
        /// RV1 初审人.
        FirstReviewer = "first_reviewer",
        /// RV2 复审人.
        SecondReviewer = "second_reviewer",
        /// CC 信用核查人: keeps credit records and runs checks.
        CreditChecker = "credit_checker",
        /// AA 审批人.
        Approver = "approver",
        /// FM 支付经办.
        FinanceMaker = "finance_maker",
        /// FA 支付复核.
        FinanceApprover = "finance_approver",
        /// RC 对账员.
        Reconciler = "reconciler",
        /// OB 异议处理人.
        ObjectionHandler = "objection_handler",
        /// AD 项目管理员: calls, rules, users; never on a case.
        Administrator = "administrator",
        /// AU 审计员: reads all, changes nothing.
        Auditor = "auditor",
    }
}

impl Role {
    /// Whether the role belongs to a firm rather than to the authority.
    pub const fn is_firm(self) -> bool {
        matches!(self, Self::Preparer | Self::Signatory)
    }
}

impl Role {
    /// Its place in the list.
    #[expect(clippy::as_conversions, reason = "a fieldless enum's discriminant, needed where constants are made")]
    pub const fn ordinal(self) -> usize {
        self as usize
    }
}

text_enum! {
    /// A step that a person took on an application; kept for ever in `case_step`.
    Step {
        /// Edited any part before signing: facts, schedule, account.
        Prepared = "prepared",
        /// Signed and submitted.
        Signed = "signed",
        /// Accepted or rejected the receipt.
        Received = "received",
        /// Entered credit evidence or ran the check by hand.
        CreditChecked = "credit_checked",
        /// First review.
        Reviewed = "reviewed",
        /// Second review.
        Confirmed = "confirmed",
        /// Approval.
        Approved = "approved",
        /// Handled an objection.
        ObjectionHandled = "objection_handled",
        /// Built or checked the payment batch with this case's payments.
        BatchMade = "batch_made",
        /// Approved that batch.
        BatchApproved = "batch_approved",
        /// Sent its file to the bank.
        BatchSent = "batch_sent",
        /// Matched its statement lines by hand.
        Reconciled = "reconciled",
    }
}

impl Step {
    /// Whether it is a step of paying and reconciling. What happened then is named by the batch's, payment's or statement's own
    /// machine, and several of those names are events of a case too.
    pub const fn is_of_money(self) -> bool {
        matches!(self, Self::BatchMade | Self::BatchApproved | Self::BatchSent | Self::Reconciled)
    }
}

/// Pairs of steps that one person may never both take on one case. Seeds the table `step_conflict`, whose trigger holds
/// the rule in the database; there is no switch and no exempt role.
///
/// Basis: product.md section 3 ("who may never meet in one case").
pub const CONFLICTS: &[(Step, Step)] = &[
    (Step::Prepared, Step::Signed),
    (Step::Prepared, Step::Received),
    (Step::Prepared, Step::CreditChecked),
    (Step::Prepared, Step::Reviewed),
    (Step::Prepared, Step::Confirmed),
    (Step::Prepared, Step::Approved),
    (Step::Prepared, Step::ObjectionHandled),
    (Step::Prepared, Step::BatchMade),
    (Step::Prepared, Step::BatchApproved),
    (Step::Prepared, Step::BatchSent),
    (Step::Prepared, Step::Reconciled),
    (Step::Signed, Step::Received),
    (Step::Signed, Step::CreditChecked),
    (Step::Signed, Step::Reviewed),
    (Step::Signed, Step::Confirmed),
    (Step::Signed, Step::Approved),
    (Step::Signed, Step::ObjectionHandled),
    (Step::Signed, Step::BatchMade),
    (Step::Signed, Step::BatchApproved),
    (Step::Signed, Step::BatchSent),
    (Step::Signed, Step::Reconciled),
    (Step::Received, Step::Reviewed),
    (Step::Received, Step::Confirmed),
    (Step::Received, Step::Approved),
    (Step::CreditChecked, Step::Reviewed),
    (Step::CreditChecked, Step::Confirmed),
    (Step::CreditChecked, Step::Approved),
    (Step::Reviewed, Step::Confirmed),
    (Step::Reviewed, Step::Approved),
    (Step::Confirmed, Step::Approved),
    (Step::ObjectionHandled, Step::Received),
    (Step::ObjectionHandled, Step::CreditChecked),
    (Step::ObjectionHandled, Step::Reviewed),
    (Step::ObjectionHandled, Step::Confirmed),
    (Step::ObjectionHandled, Step::Approved),
    (Step::Approved, Step::BatchApproved),
    (Step::BatchMade, Step::BatchApproved),
    (Step::BatchMade, Step::Reconciled),
    (Step::BatchApproved, Step::BatchSent),
    (Step::BatchApproved, Step::Reconciled),
    (Step::BatchSent, Step::Reconciled),
];

/// Whether one person may take both steps on one case.
pub fn compatible(a: Step, b: Step) -> bool {
    a == b || !CONFLICTS.iter().any(|(x, y)| (*x, *y) == (a, b) || (*x, *y) == (b, a))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_decision_and_the_payment_each_need_different_people() {
        use Step::{Approved, BatchApproved, BatchMade, Confirmed, Reconciled, Reviewed};
        for pair in [
            (Reviewed, Confirmed),
            (Confirmed, Approved),
            (Reviewed, Approved),
            (BatchMade, BatchApproved),
            (BatchMade, Reconciled),
            (Approved, BatchApproved),
        ] {
            assert!(!compatible(pair.0, pair.1), "{pair:?}");
            assert!(!compatible(pair.1, pair.0), "{pair:?}");
        }
    }

    #[test]
    fn no_pair_stands_twice() {
        for (i, (a, b)) in CONFLICTS.iter().enumerate() {
            assert_ne!(a, b);
            assert!(!CONFLICTS.iter().skip(i + 1).any(|(x, y)| (x, y) == (a, b) || (y, x) == (a, b)), "{a} {b}");
        }
    }
}
