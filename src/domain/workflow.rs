//! State machines as data: which event leads from which state to which, and who may cause it.
//!
//! Each table is the only source of who may do what. It is checked for double rows when the program is compiled, gives
//! the commands their roles ([`roles_of`](crate::roles_of)), is the only way to a new state ([`Machine::step`]), decides
//! which buttons a page shows ([`Machine::offers`]), seeds the table `transition_rule`, whose trigger refuses any other
//! change of state in the database, and is walked by the tests, state by state, event by event, role by role. All of them
//! stand in one [`list`].
//!
//! The table of applications names every move that any procedure may use; which of them hold for a case, and where an event
//! leads, its [`procedure`] says, so that an application steps through that alone.

pub mod acceptance;
pub mod attestation;
pub mod call;
pub mod clock;
pub mod consent;
pub mod export;
pub mod job;
pub mod list;
pub mod notice;
pub mod objection;
pub mod phase;
pub mod procedure;
pub mod recovery;
pub mod registration;
pub mod repair;
pub mod rule_set;
pub mod waiting;

use crate::id::PersonId;
use crate::refusal::{Code, Fact, Refusal};
use crate::role::{Role, Step, text_enum};

text_enum! {
    /// States of an application (申报).
    ApplicationState {
        /// 草稿
        Draft = "draft",
        /// 已提交
        Submitted = "submitted",
        /// 已撤回
        Withdrawn = "withdrawn",
        /// 已受理
        Accepted = "accepted",
        /// 不予受理
        NotAccepted = "not_accepted",
        /// 已核查
        Checked = "checked",
        /// 审核中
        InReview = "in_review",
        /// 退回补正
        CorrectionRequested = "correction_requested",
        /// 待复核
        Reviewed = "reviewed",
        /// 待审批
        Confirmed = "confirmed",
        /// 已审定，待公示
        ApprovedProvisional = "approved_provisional",
        /// 不予支持
        Refused = "refused",
        /// 公示中
        Published = "published",
        /// 待拨付
        Approved = "approved",
        /// 已拨付
        Settled = "settled",
        /// 已放弃拨付: every award was given up, and nothing of it was paid.
        GivenUp = "given_up",
        /// 逾期未补正
        Lapsed = "lapsed",
        /// 已删除的草稿
        Discarded = "discarded",
        /// 已中止
        Suspended = "suspended",
        /// 撤销审定待复核
        UndoAsked = "undo_asked",
    }
}

text_enum! {
    /// What can happen to an application.
    ApplicationEvent {
        /// Sign and submit.
        Submit = "submit",
        /// Withdraw before receipt.
        Withdraw = "withdraw",
        /// Accept for review.
        Accept = "accept",
        /// Refuse receipt, with a reason.
        RejectReceipt = "reject_receipt",
        /// All checks have a result.
        Check = "check",
        /// Begin the first review.
        StartReview = "start_review",
        /// Ask the firm for a correction.
        RequestCorrection = "request_correction",
        /// The firm has corrected and signed again.
        Resubmit = "resubmit",
        /// First review: recommend.
        Recommend = "recommend",
        /// Second review: confirm.
        Confirm = "confirm",
        /// Second review: send back.
        SendBack = "send_back",
        /// Back from the approver: what was reviewed no longer holds, and the case is checked and reviewed anew.
        Recheck = "recheck",
        /// Approve; reserves the budget.
        Approve = "approve",
        /// Refuse the subsidy, with a reason.
        Refuse = "refuse",
        /// Publish the notice.
        Publish = "publish",
        /// The notice period is over.
        EndNotice = "end_notice",
        /// Everything is paid and matched.
        Settle = "settle",
        /// Everything that was awarded is given up.
        GiveUp = "give_up",
        /// A settled payment came back.
        Reopen = "reopen",
        /// The firm works on it: answers, schedule.
        Edit = "edit",
        /// The correction was not answered by its last day.
        Lapse = "lapse",
        /// The firm gives up its draft.
        Discard = "discard",
        /// Refuse a firm that the credit check vetoes, at whatever stage; what was reserved is released.
        Veto = "veto",
        /// One person asks to take the approval back before anything is public, with a reason.
        AskUndo = "ask_undo",
        /// Another one agrees; what was reserved is released.
        UndoApproval = "undo_approval",
        /// The approval stays.
        KeepApproval = "keep_approval",
        /// Nothing moves until it is resumed, with a reason.
        Suspend = "suspend",
        /// It goes on from the credit check.
        Resume = "resume",
        /// First review: a line counts or does not.
        DecideLine = "decide_line",
    }
}

text_enum! {
    /// States of a payment (拨付).
    PaymentState {
        /// 待支付
        Ready = "ready",
        /// 暂缓支付
        Held = "held",
        /// 已入批次
        Batched = "batched",
        /// 已发出
        Instructed = "instructed",
        /// 支付成功
        Paid = "paid",
        /// 支付失败
        Rejected = "rejected",
        /// 退汇
        Returned = "returned",
        /// 已取消
        Cancelled = "cancelled",
    }
}

text_enum! {
    /// What can happen to a payment.
    PaymentEvent {
        /// Put into a draft batch.
        Batch = "batch",
        /// Taken out of a batch that is not sealed.
        Unbatch = "unbatch",
        /// Held with a reason.
        Hold = "hold",
        /// Released by a second person.
        Release = "release",
        /// The sealed file orders the bank to pay.
        Instruct = "instruct",
        /// Matched to a booked debit.
        Settle = "settle",
        /// Refused by the bank.
        Reject = "reject",
        /// Sent back by the payee's bank.
        Return = "return",
        /// Given up with its award.
        Cancel = "cancel",
        /// Its batch is cancelled before the file went to the bank.
        Withdraw = "withdraw",
        /// Its match with a debit was wrong.
        Unsettle = "unsettle",
        /// The match of its return was wrong.
        Unreturn = "unreturn",
        /// Given up for another payment of its award: to the account that a released supplement names, or the one before
        /// that the bank made after all.
        Replace = "replace",
        /// The bank made it after all: that it was refused is taken back.
        Unreject = "unreject",
        /// After a restoration: its batch is recalled, and whether it was sent since is not known.
        Restore = "restore",
        /// After a restoration: a debit of the bank shows that it was made in a batch which the copy did not have.
        Find = "find",
        /// That debit was not this payment's.
        Unfind = "unfind",
    }
}

text_enum! {
    /// States of a payment batch (支付批次).
    BatchState {
        /// 草稿
        Draft = "draft",
        /// 待复核
        Submitted = "submitted",
        /// 已审批
        Approved = "approved",
        /// 已封存
        Sealed = "sealed",
        /// 已发送银行
        Sent = "sent",
        /// 已完成
        Completed = "completed",
        /// 已作废
        Void = "void",
    }
}

text_enum! {
    /// What can happen to a batch.
    BatchEvent {
        /// Checked and handed to the second person.
        Submit = "submit",
        /// Approved by the second person.
        Approve = "approve",
        /// Frozen; the file is made, once.
        Seal = "seal",
        /// The file went to the bank.
        Send = "send",
        /// Every payment has an end.
        Complete = "complete",
        /// Recalled before sealing.
        Recall = "recall",
        /// Sealed, and never sent.
        Cancel = "cancel",
        /// A payment of it is on its way again.
        Reopen = "reopen",
        /// After a restoration: recalled where it was not sealed, and taken as sent where it was.
        Restore = "restore",
        /// Taken as sent after a restoration, and the bank never had it.
        NeverSent = "never_sent",
    }
}

text_enum! {
    /// States of a statement line.
    EntryState {
        /// 未匹配
        Unmatched = "unmatched",
        /// 已匹配
        Matched = "matched",
        /// 手续费等，已说明
        Explained = "explained",
    }
}

text_enum! {
    /// What can happen to a statement line.
    EntryEvent {
        /// Matched with a payment or its return.
        Match = "match",
        /// Explained as a charge or interest.
        Explain = "explain",
        /// Matched by the rule when its statement is taken.
        MatchByRule = "match_by_rule",
        /// Explained by the rule when its statement is taken.
        ExplainByRule = "explain_by_rule",
        /// The decision was wrong and is taken back.
        Unmatch = "unmatch",
    }
}

text_enum! {
    /// Whether a statement waits apart (隔离).
    QuarantineState {
        /// 已隔离
        Waiting = "waiting",
        /// 已入账: it is taken.
        None = "none",
        /// 已申请接收
        Asked = "asked",
        /// 已放弃
        GivenUp = "given_up",
    }
}

text_enum! {
    /// What can happen to a statement in quarantine.
    QuarantineEvent {
        /// What it waited for is there.
        Recheck = "recheck",
        /// One person asks to take it as it is.
        Ask = "ask",
        /// Another person takes it.
        Accept = "accept",
        /// Another person does not take it.
        Decline = "decline",
        /// Another file stands for it.
        GiveUp = "give_up",
    }
}

text_enum! {
    /// States of an act of finance that needs two people (双人办理).
    RequestState {
        /// 待复核
        Asked = "asked",
        /// 已同意
        Confirmed = "confirmed",
        /// 未同意
        Declined = "declined",
    }
}

text_enum! {
    /// What can happen to a request.
    RequestEvent {
        /// The second person agrees, and it is done.
        Confirm = "confirm",
        /// The second person does not agree.
        Decline = "decline",
    }
}

text_enum! {
    /// Acts of finance that one person asks for, with evidence, and another decides.
    RequestKind {
        /// 银行未付: the bank refused a payment.
        RejectPayment = "reject_payment",
        /// 撤销银行未付: the bank made a payment after all that was recorded as refused.
        UndoReject = "undo_reject",
        /// 银行拒收批次文件: the bank refused a whole file.
        RejectBatch = "reject_batch",
        /// 取消已封存批次: a sealed file that was never sent.
        CancelBatch = "cancel_batch",
        /// 放弃拨付: an award that can never be paid.
        GiveUpAward = "give_up_award",
        /// 接收隔离流水: a statement is taken although something is odd about it.
        AcceptStatement = "accept_statement",
        /// 解除恢复后停付: the bank's statements show what was paid since the copy that was restored.
        LiftLock = "lift_lock",
        /// 银行未收到批次文件: a file counted as sent after a restoration, and the bank never had it.
        BatchNeverSent = "batch_never_sent",
    }
}

impl RequestKind {
    /// Whether it is asked for only with a document that shows it.
    pub const fn needs_evidence(self) -> bool {
        // The statements that were taken are the evidence for the end of a lock.
        !matches!(self, Self::CancelBatch | Self::LiftLock)
    }

    /// Who may ask for it.
    pub const fn asked_by(self) -> &'static [Role] {
        match self {
            Self::RejectPayment
            | Self::UndoReject
            | Self::RejectBatch
            | Self::AcceptStatement
            | Self::LiftLock
            | Self::BatchNeverSent => RC,
            Self::CancelBatch | Self::GiveUpAward => FM,
        }
    }
}

text_enum! {
    /// States of a scheme version (规则版本). Whether a published one is in force follows from the dates, see
    /// [`crate::scheme::edition`].
    EditionState {
        /// 草稿
        Draft = "draft",
        /// 待审批
        Submitted = "submitted",
        /// 已发布
        Published = "published",
        /// 已停用
        Withdrawn = "withdrawn",
        /// 已作废
        Discarded = "discarded",
    }
}

text_enum! {
    /// What can happen to a scheme version.
    EditionEvent {
        /// Handed to the second person.
        Submit = "submit",
        /// Given back to its author, with a reason.
        Reject = "reject",
        /// Published by the second person.
        Publish = "publish",
        /// No further calls, with a reason.
        Withdraw = "withdraw",
        /// Given up by its author.
        Discard = "discard",
    }
}

impl ApplicationEvent {
    /// Those by which a firm signs.
    pub const SIGNINGS: &[Self] = &[Self::Submit, Self::Resubmit];

    /// The step that a person takes with the event, in a role: what the segregation of duties counts.
    pub const fn step(self, role: Role) -> Step {
        match (self, role) {
            (Self::Submit | Self::Resubmit | Self::Withdraw, _) => Step::Signed,
            (Self::Edit | Self::Discard, _) => Step::Prepared,
            (Self::Check, _) => Step::CreditChecked,
            (Self::StartReview | Self::Recommend | Self::DecideLine, _)
            | (Self::RequestCorrection | Self::Lapse | Self::Suspend | Self::Resume, Role::FirstReviewer) => {
                Step::Reviewed
            }
            (Self::Confirm | Self::SendBack, _)
            | (Self::RequestCorrection | Self::Lapse | Self::Suspend | Self::Resume, Role::SecondReviewer) => {
                Step::Confirmed
            }
            (Self::Approve | Self::Recheck | Self::Refuse | Self::Veto | Self::UndoApproval, _)
            | (Self::AskUndo | Self::KeepApproval, Role::Approver) => Step::Approved,
            _ => Step::Received,
        }
    }
}

text_enum! {
    /// States of a request for another payee account (收款账户变更).
    AccountChangeState {
        /// 待本单位确认
        Requested = "requested",
        /// 待主管部门核实
        Confirmed = "confirmed",
        /// 已核实
        Verified = "verified",
        /// 未通过核实
        Rejected = "rejected",
        /// 已撤回
        Withdrawn = "withdrawn",
    }
}

text_enum! {
    /// What can happen to such a request.
    AccountChangeEvent {
        /// Confirmed by another person of the firm.
        Confirm = "confirm",
        /// Verified by the authority, which called back.
        Verify = "verify",
        /// Rejected by the authority, with a reason.
        Reject = "reject",
        /// Taken back by the firm.
        Withdraw = "withdraw",
    }
}

text_enum! {
    /// States of the hold that such a request puts on an application.
    AccountHoldState {
        /// 暂缓
        Held = "held",
        /// 待第二人解除
        Proposed = "proposed",
        /// 已解除
        Released = "released",
        /// 已随更正后的签署失效
        SignedAnew = "signed_anew",
    }
}

text_enum! {
    /// What can happen to the hold.
    AccountHoldEvent {
        /// The signatory signs the new account for the application.
        Sign = "sign",
        /// A finance person says where the money goes.
        Propose = "propose",
        /// Another one agrees.
        Release = "release",
        /// Another one does not agree.
        SendBack = "send_back",
        /// The application is signed with the verified account: nothing is left to decide.
        Overtake = "overtake",
    }
}

/// One legal move. `who` is empty where only the system acts (a consequence of another command).
#[derive(Debug, Clone, Copy)]
pub struct Transition<S: 'static, E: 'static> {
    /// The state before.
    pub from: S,
    /// What happens.
    pub event: E,
    /// The state after.
    pub to: S,
    /// Roles that may cause it.
    pub who: &'static [Role],
}

pub(crate) const fn row<S, E>(from: S, event: E, to: S, who: &'static [Role]) -> Transition<S, E> {
    Transition { from, event, to, who }
}

/// A move that a table allows, with who makes it; only [`Machine::step`] and [`Machine::follow`] give one, so that no
/// state changes past the table.
#[derive(Debug, Clone, Copy)]
pub struct Moved<S: Table> {
    from: S,
    event: S::Event,
    to: S,
    by: Option<(PersonId, Role)>,
}

impl<S: Table> Moved<S> {
    /// The state before.
    pub const fn from(&self) -> S {
        self.from
    }

    /// What happens.
    pub const fn event(&self) -> S::Event {
        self.event
    }

    /// The state after.
    pub const fn to(&self) -> S {
        self.to
    }

    /// The key of what happens.
    pub fn event_key(&self) -> &'static str {
        S::event_key(self.event)
    }

    /// Who makes it, in which role; none for a consequence of another act.
    pub const fn by(&self) -> Option<(PersonId, Role)> {
        self.by
    }
}

/// A table of moves: states, events, rows.
pub trait Table: Sized + Copy + PartialEq + std::fmt::Debug + Send + Sync + 'static {
    /// Its events.
    type Event: Copy + PartialEq + std::fmt::Debug + Send + Sync + 'static;
    /// The name of the machine in `transition_rule`.
    const NAME: &'static str;
    /// The states.
    const STATES: &'static [Self];
    /// The events.
    const EVENTS: &'static [Self::Event];
    /// The legal moves.
    const TRANSITIONS: &'static [Transition<Self, Self::Event>];

    /// Whether a thing in this state is done with: nothing leads on, or only something that comes back from outside.
    fn is_end(self) -> bool {
        let mut onward = Self::TRANSITIONS.iter().filter(|t| t.from == self && t.to != self);
        onward.all(|t| t.who.is_empty() && Self::TRANSITIONS.iter().any(|back| back.from == t.to && back.to == self))
    }

    /// The key of a state.
    fn state_key(self) -> &'static str;
    /// The key of an event.
    fn event_key(event: Self::Event) -> &'static str;

    /// What refuses an event in this state.
    fn refuses(self, event: Self::Event) -> Refusal {
        Refusal::new(Code::NotInThisState)
            .with("event", Fact::Message(format!("{}-event-{}", Self::NAME, Self::event_key(event))))
            .with("state", Fact::Message(format!("{}-state-{}", Self::NAME, self.state_key())))
    }
}

/// What refuses a move to whoever holds none of the roles of its row.
fn for_others(who: &[Role]) -> Refusal {
    let wanted = who.iter().map(|role| format!("role-{}", role.key()));
    wanted.fold(Refusal::new(Code::NotYourRole), |refusal, key| refusal.with("role", Fact::Message(key)))
}

/// A state machine: a table with one row for each state and event.
pub trait Machine: Table {
    /// The row of `event` in this state.
    ///
    /// # Errors
    /// [`Code::NotInThisState`] when the table has no such row.
    fn row(self, event: Self::Event) -> Result<&'static Transition<Self, Self::Event>, Refusal> {
        Self::TRANSITIONS.iter().find(|t| t.from == self && t.event == event).ok_or_else(|| self.refuses(event))
    }

    /// The move of a person with these roles.
    ///
    /// # Errors
    /// [`Code::NotInThisState`]; [`Code::NotYourRole`] when the row is for other roles, or for nobody.
    fn step(self, event: Self::Event, person: PersonId, held: &[Role]) -> Result<Moved<Self>, Refusal> {
        let row = self.row(event)?;
        let Some(role) = row.who.iter().copied().find(|role| held.contains(role)) else {
            return Err(for_others(row.who));
        };
        Ok(Moved { from: self, event, to: row.to, by: Some((person, role)) })
    }

    /// The move that follows from another act.
    ///
    /// # Errors
    /// [`Code::NotInThisState`]; [`Code::NotYourRole`] when a person has to make it.
    fn follow(self, event: Self::Event) -> Result<Moved<Self>, Refusal> {
        let row = self.row(event)?;
        if row.who.is_empty() {
            return Ok(Moved { from: self, event, to: row.to, by: None });
        }
        Err(for_others(row.who))
    }

    /// The state after `event`.
    ///
    /// # Errors
    /// [`Code::NotInThisState`] when the table has no such row.
    fn after(self, event: Self::Event) -> Result<Self, Refusal> {
        self.row(event).map(|row| row.to)
    }

    /// Whether `event` is possible now.
    fn allows(self, event: Self::Event) -> bool {
        self.row(event).is_ok()
    }

    /// What a person with these roles may do now, in the order of the table.
    fn offers(self, held: &[Role]) -> Vec<Self::Event> {
        let rows = Self::TRANSITIONS.iter().filter(|t| t.from == self);
        rows.filter(|t| t.who.iter().any(|role| held.contains(role))).map(|t| t.event).collect()
    }
}

/// The roles of all rows of an event, each once, in the order of the rows: `ROLES` of the command that causes it.
///
/// `roles_of!(BatchState, BatchEvent::Recall)`; several events may stand after one another.
#[macro_export]
macro_rules! roles_of {
    ($state:ident, $($event:expr),+) => {{
        const EVENTS: &[u32] = &[$($event.ordinal()),+];
        const COUNT: usize = $crate::workflow::count_roles($state::WHO, EVENTS);
        const ROLES: [$crate::role::Role; COUNT] = $crate::workflow::list_roles::<COUNT>($state::WHO, EVENTS);
        &ROLES
    }};
}

/// How many roles [`list_roles`] gives.
#[expect(
    clippy::indexing_slicing,
    reason = "runs when the program is compiled; the place of a role is below its number"
)]
pub const fn count_roles(who: &[(u32, &[Role])], events: &[u32]) -> usize {
    let mut seen = [false; Role::ALL.len()];
    let mut count: usize = 0;
    let mut rest = who;
    while let [(event, roles), others @ ..] = rest {
        let mut roles = *roles;
        while let [role, more @ ..] = roles {
            let at = role.ordinal();
            if among(events, *event) && !seen[at] {
                seen[at] = true;
                count = count.saturating_add(1);
            }
            roles = more;
        }
        rest = others;
    }
    count
}

/// The roles of the rows of some events, each once.
#[expect(clippy::indexing_slicing, reason = "runs when the program is compiled, with the count of `count_roles`")]
pub const fn list_roles<const N: usize>(who: &[(u32, &[Role])], events: &[u32]) -> [Role; N] {
    let mut seen = [false; Role::ALL.len()];
    let mut out = [Role::Auditor; N];
    let mut count: usize = 0;
    let mut rest = who;
    while let [(event, roles), others @ ..] = rest {
        let mut roles = *roles;
        while let [role, more @ ..] = roles {
            let at = role.ordinal();
            if among(events, *event) && !seen[at] {
                seen[at] = true;
                out[count] = *role;
                count = count.saturating_add(1);
            }
            roles = more;
        }
        rest = others;
    }
    out
}

const fn among(events: &[u32], event: u32) -> bool {
    let mut rest = events;
    while let [first, others @ ..] = rest {
        if *first == event {
            return true;
        }
        rest = others;
    }
    false
}

/// A table of moves: its states and events, its name in the database, its rows, none of them twice.
macro_rules! table {
    ($state:ident, $event:ident, $name:literal, [$($from:ident + $ev:ident => $to:ident by $who:expr;)+]) => {
        impl $crate::workflow::Table for $state {
            type Event = $event;
            const NAME: &'static str = $name;
            const STATES: &'static [Self] = Self::ALL;
            const EVENTS: &'static [$event] = $event::ALL;
            const TRANSITIONS: &'static [$crate::workflow::Transition<Self, $event>] =
                &[$($crate::workflow::row($state::$from, $event::$ev, $state::$to, $who),)+];
            fn state_key(self) -> &'static str { self.key() }
            fn event_key(event: $event) -> &'static str { event.key() }
        }

        impl $state {
            /// The roles of each row, with the ordinal of its event: what [`roles_of`](crate::roles_of) reads.
            pub const WHO: &'static [(u32, &'static [$crate::role::Role])] = &[$(($event::$ev.ordinal(), $who),)+];

            /// Its place in the list.
            #[expect(clippy::as_conversions, reason = "a fieldless enum's discriminant, needed in a const assertion")]
            pub const fn ordinal(self) -> u32 { self as u32 }
        }

        impl $event {
            /// Its place in the list.
            #[expect(clippy::as_conversions, reason = "a fieldless enum's discriminant, needed in a const assertion")]
            pub const fn ordinal(self) -> u32 { self as u32 }
        }

        // No row stands twice, or this crate does not compile.
        const _: () = assert!(
            $crate::workflow::differ(&[$((($state::$from.ordinal(), $event::$ev.ordinal()), $state::$to.ordinal()),)+], false),
            "two equal rows"
        );
    };
}
pub(crate) use table;

/// Whether no two rows have the same state and event, and, where they may, not the same end either.
pub(crate) const fn differ(rows: &[((u32, u32), u32)], by_key: bool) -> bool {
    let mut rest = rows;
    while let [first, others @ ..] = rest {
        let mut tail = others;
        while let [other, more @ ..] = tail {
            let key = first.0.0 == other.0.0 && first.0.1 == other.0.1;
            if key && (by_key || first.1 == other.1) {
                return false;
            }
            tail = more;
        }
        rest = others;
    }
    true
}

/// A table with one row for each state and event: what happens decides alone where it leads.
macro_rules! machine {
    ($state:ident, $event:ident, $name:literal, [$($from:ident + $ev:ident => $to:ident by $who:expr;)+]) => {
        $crate::workflow::table!($state, $event, $name, [$($from + $ev => $to by $who;)+]);

        impl $crate::workflow::Machine for $state {}

        const _: () = assert!(
            $crate::workflow::differ(&[$((($state::$from.ordinal(), $event::$ev.ordinal()), $state::$to.ordinal()),)+], true),
            "two rows for one state and event"
        );
    };
}
pub(crate) use machine;

const AP: &[Role] = &[Role::Preparer];
const AS: &[Role] = &[Role::Signatory];
const FIRM: &[Role] = &[Role::Preparer, Role::Signatory];
const RO: &[Role] = &[Role::ReceivingOfficer];
const RV1: &[Role] = &[Role::FirstReviewer];
const RV2: &[Role] = &[Role::SecondReviewer];
const AA: &[Role] = &[Role::Approver];
const CC: &[Role] = &[Role::CreditChecker];
const FM: &[Role] = &[Role::FinanceMaker];
const FA: &[Role] = &[Role::FinanceApprover];
const PAYERS: &[Role] = &[Role::FinanceMaker, Role::FinanceApprover];
const RC: &[Role] = &[Role::Reconciler];
/// The approver who takes a statement out of quarantine, or a refusal back, books what the rule finds in it.
const BOOKERS: &[Role] = &[Role::Reconciler, Role::FinanceApprover];
const OB: &[Role] = &[Role::ObjectionHandler];
const AD: &[Role] = &[Role::Administrator];
/// Who writes credit rules.
const WRITERS: &[Role] = &[Role::CreditChecker, Role::Administrator];
const SYSTEM: &[Role] = &[];
const UNDO: &[Role] = &[Role::Approver, Role::ReceivingOfficer];
const INTAKE: &[Role] = &[Role::ReceivingOfficer, Role::FirstReviewer, Role::SecondReviewer];

// Every move that a procedure may use; where an event leads to several states, a procedure chooses one of them.
table!(ApplicationState, ApplicationEvent, "application", [
    Draft + Submit => Submitted by AS;
    Submitted + Withdraw => Withdrawn by AS;
    Submitted + Accept => Accepted by RO;
    Submitted + RejectReceipt => NotAccepted by RO;
    Accepted + Check => Checked by CC;
    Accepted + RequestCorrection => CorrectionRequested by INTAKE;
    Checked + RequestCorrection => CorrectionRequested by INTAKE;
    InReview + RequestCorrection => CorrectionRequested by INTAKE;
    CorrectionRequested + Resubmit => Accepted by AS;
    Checked + StartReview => InReview by RV1;
    InReview + Recommend => Reviewed by RV1;
    InReview + Recommend => Confirmed by RV1;
    Reviewed + Confirm => Confirmed by RV2;
    Reviewed + SendBack => InReview by RV2;
    Confirmed + Approve => ApprovedProvisional by AA;
    Confirmed + Recheck => Accepted by AA;
    Confirmed + Refuse => Refused by AA;
    ApprovedProvisional + Publish => Published by RO;
    Published + EndNotice => Approved by RO;
    Approved + Settle => Settled by SYSTEM;
    Approved + GiveUp => GivenUp by SYSTEM;
    Settled + Reopen => Approved by SYSTEM;
    CorrectionRequested + Lapse => Lapsed by INTAKE;
    Draft + Discard => Discarded by AP;
    Accepted + Veto => Refused by AA;
    Checked + Veto => Refused by AA;
    InReview + Veto => Refused by AA;
    CorrectionRequested + Veto => Refused by AA;
    Reviewed + Veto => Refused by AA;
    ApprovedProvisional + Veto => Refused by AA;
    Published + Veto => Refused by AA;
    ApprovedProvisional + AskUndo => UndoAsked by UNDO;
    UndoAsked + UndoApproval => InReview by AA;
    UndoAsked + KeepApproval => ApprovedProvisional by UNDO;
    UndoAsked + Veto => Refused by AA;
    Accepted + Suspend => Suspended by INTAKE;
    Checked + Suspend => Suspended by INTAKE;
    InReview + Suspend => Suspended by INTAKE;
    Reviewed + Suspend => Suspended by INTAKE;
    Confirmed + Suspend => Suspended by INTAKE;
    Suspended + Resume => Accepted by INTAKE;
    Suspended + Refuse => Refused by AA;
    Draft + Edit => Draft by AP;
    CorrectionRequested + Edit => CorrectionRequested by AP;
    InReview + DecideLine => InReview by RV1;
]);

machine!(PaymentState, PaymentEvent, "payment", [
    Ready + Batch => Batched by FM;
    Ready + Hold => Held by FM;
    Held + Release => Ready by FA;
    Ready + Cancel => Cancelled by FA;
    Held + Cancel => Cancelled by FA;
    Ready + Replace => Cancelled by SYSTEM;
    Held + Replace => Cancelled by SYSTEM;
    Batched + Unbatch => Ready by PAYERS;
    Batched + Instruct => Instructed by SYSTEM;
    Instructed + Settle => Paid by BOOKERS;
    Instructed + Reject => Rejected by FA;
    Rejected + Unreject => Instructed by FA;
    Instructed + Withdraw => Ready by FA;
    Paid + Return => Returned by BOOKERS;
    Paid + Unsettle => Instructed by RC;
    Returned + Unreturn => Paid by RC;
    Batched + Restore => Ready by SYSTEM;
    Ready + Find => Paid by BOOKERS;
    Held + Find => Paid by BOOKERS;
    Paid + Unfind => Ready by RC;
]);

machine!(BatchState, BatchEvent, "batch", [
    Draft + Submit => Submitted by FM;
    Draft + Recall => Void by FM;
    Submitted + Approve => Approved by FA;
    Submitted + Recall => Void by FA;
    Approved + Seal => Sealed by FA;
    Approved + Recall => Void by FA;
    Sealed + Send => Sent by FM;
    Sealed + Cancel => Void by FA;
    Sent + Complete => Completed by SYSTEM;
    Completed + Reopen => Sent by SYSTEM;
    Draft + Restore => Void by SYSTEM;
    Submitted + Restore => Void by SYSTEM;
    Approved + Restore => Void by SYSTEM;
    Sealed + Restore => Sent by SYSTEM;
    Sent + NeverSent => Void by FA;
]);

machine!(EntryState, EntryEvent, "entry", [
    Unmatched + Match => Matched by RC;
    Unmatched + Explain => Explained by RC;
    Unmatched + MatchByRule => Matched by SYSTEM;
    Unmatched + ExplainByRule => Explained by SYSTEM;
    Matched + Unmatch => Unmatched by RC;
    Explained + Unmatch => Unmatched by RC;
]);

machine!(QuarantineState, QuarantineEvent, "quarantine", [
    Waiting + Recheck => None by SYSTEM;
    Waiting + Ask => Asked by RC;
    Asked + Accept => None by FA;
    Asked + Decline => Waiting by FA;
    Waiting + GiveUp => GivenUp by RC;
]);

machine!(RequestState, RequestEvent, "request", [
    Asked + Confirm => Confirmed by FA;
    Asked + Decline => Declined by FA;
]);

machine!(AccountChangeState, AccountChangeEvent, "account_change", [
    Requested + Confirm => Confirmed by FIRM;
    Requested + Withdraw => Withdrawn by FIRM;
    Confirmed + Withdraw => Withdrawn by FIRM;
    Confirmed + Verify => Verified by RO;
    Confirmed + Reject => Rejected by RO;
]);

machine!(AccountHoldState, AccountHoldEvent, "account_hold", [
    Held + Sign => Held by AS;
    Held + Propose => Proposed by FM;
    Proposed + Release => Released by FA;
    Proposed + SendBack => Held by FA;
    Held + Overtake => SignedAnew by SYSTEM;
    Proposed + Overtake => SignedAnew by SYSTEM;
]);

machine!(EditionState, EditionEvent, "edition", [
    Draft + Submit => Submitted by AD;
    Draft + Discard => Discarded by AD;
    Submitted + Reject => Draft by AD;
    Submitted + Publish => Published by AD;
    Published + Withdraw => Withdrawn by AD;
]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_listed_moves_are_possible() {
        assert_eq!(BatchState::Draft.after(BatchEvent::Submit).unwrap(), BatchState::Submitted);
        assert_eq!(BatchState::Draft.after(BatchEvent::Approve).unwrap_err().code, Code::NotInThisState);
        assert!(!BatchState::Sealed.allows(BatchEvent::Recall));
        assert!(PaymentState::Paid.allows(PaymentEvent::Return));
    }

    #[test]
    fn every_state_is_the_first_or_can_be_reached() {
        for state in ApplicationState::ALL {
            assert!(
                *state == ApplicationState::Draft || ApplicationState::TRANSITIONS.iter().any(|t| t.to == *state),
                "{state}"
            );
        }
    }

    /// Every state, event and role of a machine: moved exactly where a row says so, and offered exactly then.
    fn walk<S: Machine>() -> usize {
        let person = PersonId::from_uuid(uuid::Uuid::from_u128(1));
        let mut allowed = 0;
        for (state, event) in S::STATES.iter().flat_map(|s| S::EVENTS.iter().map(move |e| (*s, *e))) {
            let row = S::TRANSITIONS.iter().find(|t| t.from == state && t.event == event);
            for role in Role::ALL {
                let moved = state.step(event, person, &[*role]);
                match row {
                    None => assert_eq!(moved.unwrap_err().code, Code::NotInThisState),
                    Some(row) if row.who.contains(role) => {
                        let moved = moved.unwrap();
                        assert!(moved.to() == row.to && moved.by() == Some((person, *role)));
                        allowed += 1;
                    }
                    Some(_) => assert_eq!(moved.unwrap_err().code, Code::NotYourRole),
                }
                let offered = state.offers(&[*role]).contains(&event);
                assert_eq!(offered, row.is_some_and(|row| row.who.contains(role)));
            }
            assert_eq!(state.follow(event).is_ok(), row.is_some_and(|row| row.who.is_empty()), "by itself");
        }
        allowed
    }

    #[test]
    fn every_state_and_event_moves_for_the_roles_of_its_row_and_for_nobody_else() {
        let allowed = crate::each_machine!(walk);
        assert!(allowed.iter().all(|n| *n > 0) && allowed.iter().sum::<usize>() > 90, "{allowed:?}");
    }

    /// Every state leads to an end by moves that some of these roles, or the program, make.
    fn leads_to_an_end<S: Table>(by: &[Role], but: &[S]) {
        for state in S::STATES.iter().filter(|state| !but.contains(state)) {
            let (mut reached, mut at) = (vec![*state], 0);
            while at < reached.len() {
                let here = reached[at];
                for t in S::TRANSITIONS.iter().filter(|t| t.from == here) {
                    let may = t.who.is_empty() || t.who.iter().any(|role| by.contains(role));
                    if may && !reached.contains(&t.to) {
                        reached.push(t.to);
                    }
                }
                at += 1;
            }
            assert!(reached.iter().any(|s| s.is_end()), "{}: {state:?} leads to no end", S::NAME);
        }
    }

    #[test]
    fn every_state_of_every_table_leads_to_an_end() {
        fn of<S: Machine>() {
            // A line of a statement is matched, or not: neither is an end.
            if S::NAME != EntryState::NAME {
                leads_to_an_end::<S>(Role::ALL, &[]);
            }
        }
        leads_to_an_end::<ApplicationState>(Role::ALL, &[]);
        crate::each_machine!(of);
    }

    #[test]
    fn what_was_submitted_comes_to_an_end_even_if_the_firm_does_nothing() {
        let inside: Vec<Role> = Role::ALL.iter().copied().filter(|role| !role.is_firm()).collect();
        leads_to_an_end(&inside, &[ApplicationState::Draft]);
    }

    #[test]
    fn a_command_has_the_roles_of_the_rows_of_its_event() {
        const RECALL: &[Role] = roles_of!(BatchState, BatchEvent::Recall);
        const CORRECT: &[Role] = roles_of!(ApplicationState, ApplicationEvent::RequestCorrection);
        const SUBMIT: &[Role] = roles_of!(ApplicationState, ApplicationEvent::Submit, ApplicationEvent::Resubmit);
        assert_eq!(RECALL, [Role::FinanceMaker, Role::FinanceApprover]);
        assert_eq!(CORRECT, INTAKE);
        assert_eq!(SUBMIT, AS);
    }

    #[test]
    fn who_recalls_a_batch_depends_on_who_has_seen_it() {
        let maker = |state: BatchState| state.offers(FM).contains(&BatchEvent::Recall);
        assert!(maker(BatchState::Draft));
        assert!(!maker(BatchState::Submitted) && !maker(BatchState::Approved));
    }
}
