//! Who reads what: one list of nouns, each with its readers. A query of a noun is asked by a [`Reader`] of it, and nobody
//! becomes one but by the check; so the pages, the command line and every door to come refuse the same people alike. The
//! routes of pages take their access from here. A query that takes neither a reader nor what one found is public.

use std::marker::PhantomData;
use std::ops::Deref;

use domain::document::Kind;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use kernel::error::Error;
use store::scope::Scope;

use super::actor::Actor;
use super::cluster::acceptance::Accept;
use super::command::Command as _;
use super::job::act::Again;
use super::simulation::RecordRun;

/// Who is let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everybody.
    Public,
    /// Every signed-in person.
    SignedIn,
    /// A person with one of these roles.
    Roles(&'static [Role]),
}

impl Access {
    /// Whether a person with these roles is.
    pub fn includes(self, roles: &[Role]) -> bool {
        match self {
            Self::Public | Self::SignedIn => true,
            Self::Roles(wanted) => wanted.iter().any(|role| roles.contains(role)),
        }
    }

    /// The roles; none where none is needed.
    pub const fn roles(self) -> &'static [Role] {
        match self {
            Self::Public | Self::SignedIn => &[],
            Self::Roles(roles) => roles,
        }
    }

    /// Lets somebody in; none is a person who is not signed in.
    ///
    /// # Errors
    /// [`Code::NotSignedIn`]; [`Code::NotYourRole`].
    pub fn admit(self, actor: Option<&Actor>) -> Result<(), Refusal> {
        match (self, actor) {
            (Self::Public, _) => Ok(()),
            (_, None) => Err(Refusal::new(Code::NotSignedIn)),
            (Self::SignedIn, Some(_)) => Ok(()),
            (Self::Roles(wanted), Some(actor)) => actor.acts_as(wanted).map(|_| ()),
        }
    }
}

/// [`Code::NotYourRole`], with every role that would do.
pub(super) fn not_your_role(wanted: &[Role]) -> Refusal {
    let roles = wanted.iter().map(|role| Fact::Message(format!("role-{}", role.key())));
    Refusal::new(Code::NotYourRole).with("role", Fact::List(roles.collect()))
}

/// What is read by a right of its own.
pub trait Noun {
    /// By whom.
    const ACCESS: Access;
}

/// The nouns with their readers; [`NOUNS`] names them all.
macro_rules! nouns {
    ($($(#[$doc:meta])+ $noun:ident: $access:expr;)+) => {
        $(
            $(#[$doc])+
            #[derive(Debug)]
            pub enum $noun {}

            impl Noun for $noun {
                const ACCESS: Access = $access;
            }
        )+

        /// Every noun with its readers.
        pub const NOUNS: &[(&str, Access)] = &[$((stringify!($noun), $noun::ACCESS)),+];
    };
}

/// Those who work on cases.
pub const CASES: &[Role] = &[
    Role::ReceivingOfficer,
    Role::CreditChecker,
    Role::FirstReviewer,
    Role::SecondReviewer,
    Role::Approver,
    Role::Auditor,
];

/// Everybody of the authority.
pub const OFFICERS: &[Role] = &[
    Role::ReceivingOfficer,
    Role::FirstReviewer,
    Role::SecondReviewer,
    Role::CreditChecker,
    Role::Approver,
    Role::FinanceMaker,
    Role::FinanceApprover,
    Role::Reconciler,
    Role::ObjectionHandler,
    Role::Administrator,
    Role::Auditor,
];

nouns! {
    /// What is a person's own: the desk, the jobs that act for one, the sessions.
    Own: Access::SignedIn;
    /// Versions of schemes that are or were in force; with [`Drafts`] the others too.
    Schemes: Access::SignedIn;
    /// Procedures in force; with [`Drafts`] what is proposed too.
    Procedures: Access::SignedIn;
    /// What a firm files: calls as it meets them, its applications, accounts and credit.
    Filing: Access::Roles(&[Role::Preparer, Role::Signatory]);
    /// Cases, divisions and notices: for those who work on them.
    Cases: Access::Roles(CASES);
    /// The register of credit records, files of subjects, checks, and what is asked about them.
    CreditFiles: Access::Roles(&[
        Role::ReceivingOfficer,
        Role::CreditChecker,
        Role::FirstReviewer,
        Role::SecondReviewer,
        Role::Approver,
        Role::ObjectionHandler,
        Role::Auditor,
    ]);
    /// What governs the checks, its sources, and what two officers stated: for those who see the evidence of it.
    CreditRules: Access::Roles(Kind::CreditEvidence.readers());
    /// Figures about checks.
    CreditFigures: CreditRules::ACCESS;
    /// What is reported outward.
    Exports: Access::Roles(&[Role::CreditChecker, Role::Auditor]);
    /// Who did and who read what, and whether it still is as it was written.
    Log: Access::Roles(&[Role::Auditor, Role::Administrator]);
    /// Accounts of payees and their changes: for those who see the evidence of a change.
    Accounts: Access::Roles(Kind::AccountEvidence.readers());
    /// Budget, payments, batches, statements, and the proof of them: for those who see the evidence.
    Finance: Access::Roles(Kind::FinanceEvidence.readers());
    /// Schemes and procedures that are not in force, their histories and trials.
    Drafts: Access::Roles(&[Role::Administrator, Role::Auditor]);
    /// Calls as they are kept, with what is proposed about them.
    Calls: Drafts::ACCESS;
    /// People of the authority and of firms, with what is proposed about them.
    People: Access::Roles(&[Role::Administrator, Role::Auditor]);
    /// Conflicts of interest: the own ones, and those of the office for those who look after its people.
    Recusals: Access::Roles(OFFICERS);
    /// Firms that ask to be let in: for those who see the licence.
    Registrations: Access::Roles(Kind::FirmLicence.readers());
    /// What an office needs for its day, and what of it is missing.
    Readiness: People::ACCESS;
    /// What an office is made of and adds to itself: years of the calendar, units, bank accounts, budget lines.
    Additions: People::ACCESS;
    /// Up to which amounts units approve.
    Limits: Access::Roles(&[Role::Administrator, Role::Approver, Role::Auditor]);
    /// Jobs of everybody: for those who have one done again.
    Jobs: Access::Roles(Again::ROLES);
    /// What a cluster promises: for those who accept less.
    Cluster: Access::Roles(Accept::ROLES);
    /// Other rules on past applications: for those whose runs are noted.
    Simulations: Access::Roles(RecordRun::ROLES);
}

/// A person who reads a noun, with what of it the person sees.
#[derive(Debug)]
pub struct Reader<'a, N> {
    actor: &'a Actor,
    scope: Scope,
    noun: PhantomData<N>,
}

impl<N> Reader<'_, N> {
    /// What the person sees.
    pub const fn scope(&self) -> &Scope {
        &self.scope
    }
}

impl<N> Deref for Reader<'_, N> {
    type Target = Actor;

    fn deref(&self) -> &Actor {
        self.actor
    }
}

impl Actor {
    /// The person as a reader of a noun.
    ///
    /// # Errors
    /// [`Code::NotYourRole`]; as for [`Actor::scope`].
    pub fn reader<N: Noun>(&self) -> Result<Reader<'_, N>, Error> {
        N::ACCESS.admit(Some(self))?;
        Ok(Reader { actor: self, scope: self.scope()?, noun: PhantomData })
    }

    /// Whether the person reads a noun.
    pub fn reads<N: Noun>(&self) -> bool {
        N::ACCESS.includes(&self.roles)
    }
}
