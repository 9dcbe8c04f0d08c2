//! One id type per table: UUID v7, made by the program, so that swapped arguments do not compile.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident,)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[cfg_attr(feature = "orm", derive(sea_orm::DeriveValueType))]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// The id with this UUID.
            pub const fn from_uuid(uuid: Uuid) -> Self { Self(uuid) }
            /// The UUID of the id.
            pub const fn uuid(self) -> Uuid { self.0 }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { self.0.fmt(f) }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(s: &str) -> Result<Self, Self::Err> { s.parse().map(Self) }
        }

        #[cfg(feature = "orm")]
        impl sea_orm::TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, sea_orm::DbErr> {
                Err(sea_orm::DbErr::ConvertFromU64(stringify!($name)))
            }
        }
    )+};
}

ids! {
    /// An authority unit (省、市、县).
    UnitId,
    /// A person.
    PersonId,
    /// A change of what a person may do (人员变更).
    PersonRequestId,
    /// A form that waits for its person.
    KeptFormId,
    /// A token with which a program acts for a person (访问令牌).
    AccessTokenId,
    /// A firm that applies (申报单位).
    FirmId,
    /// A firm that asks to be let in (单位注册).
    RegistrationId,
    /// A published scheme version (规则版本).
    SchemeVersionId,
    /// A call for applications (申报通知).
    CallId,
    /// A proposal to open or to change a call.
    CallProposalId,
    /// A version of a procedure.
    ProcedureVersionId,
    /// A proposal of what an office adds to itself.
    AdditionId,
    /// A declared conflict of interest (回避申报).
    RecusalId,
    /// A proposal to end one.
    RecusalEndId,
    /// A limit of approval.
    ApprovalLimitId,
    /// An application (申报).
    ApplicationId,
    /// An uploaded schedule (明细表).
    ScheduleId,
    /// A schedule line (明细行).
    LineId,
    /// Rows that one act makes count at once.
    BundleId,
    /// A letter of the authority (文书).
    LetterId,
    /// A stored calculation (核算).
    CalculationId,
    /// A credit record (信用记录).
    CreditRecordId,
    /// One import of credit records.
    CreditImportId,
    /// A credit check (信用核查).
    CreditCheckId,
    /// A credit entry that needs a second person (双人录入).
    CreditEntryId,
    /// An objection against a credit record (信用异议).
    CreditObjectionId,
    /// A repair of a credit record (信用修复).
    CreditRepairId,
    /// A consent to ask a source (查询授权).
    CreditConsentId,
    /// An answer of an interface.
    CreditFetchId,
    /// A proposal to recover what was paid (追回建议).
    CreditRecoveryId,
    /// A file of own records for the credit platform (双公示报送).
    CreditExportId,
    /// A sensitive read (查询记录).
    CreditQueryId,
    /// A budget line (预算指标).
    BudgetLineId,
    /// Money for a budget line that two people decide (指标下达).
    BudgetAllocationId,
    /// A ledger account.
    AccountId,
    /// A ledger transfer.
    TransferId,
    /// A public notice (公示).
    NoticeId,
    /// A request for another payee account (收款账户变更).
    AccountChangeId,
    /// A hold on what a payee of an application is paid (账户变更暂缓).
    AccountHoldId,
    /// An award to one payee (核定).
    AwardId,
    /// A payment (拨付).
    PaymentId,
    /// A payment batch (支付批次).
    BatchId,
    /// A bank account of the authority.
    BankAccountId,
    /// What the columns of a bank's table hold.
    BankTableId,
    /// A bank statement (银行流水).
    StatementId,
    /// A line of a bank statement.
    EntryId,
    /// What a part of a statement line is: a payment, its return, a charge (匹配).
    AllocationId,
    /// An act of finance that one person asks for and another decides (双人办理).
    FinanceRequestId,
    /// A database that was brought back from a copy (恢复).
    RestorationId,
    /// An account from which nothing is paid since a restoration (恢复后停付).
    ReleaseLockId,
    /// That a fail-over may lose what was acknowledged, accepted by two (数据库异步复制风险确认).
    ClusterAcceptanceId,
    /// A job (后台任务).
    JobId,
    /// An uploaded or produced file.
    DocumentId,
    /// A paper that an application carries.
    AttachmentId,
    /// An audit event.
    AuditEventId,
}
