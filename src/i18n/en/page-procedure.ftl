# Procedures, limits of approval

nav-procedures = Procedures
nav-limits = Limits of approval
procedure = Procedure
procedure-stages = Stages
procedures-lead = Through which stages a case goes between the credit check and the approval, and who decides each, a procedure says. A call names one version, and what is filed under it keeps that version.
procedure-propose = Propose a version
procedure-propose-lead = Write a TOML file. Stages stand in their order; what is not written may not be done. A confirmed version is never edited: a change takes a new version.
procedure-source = Text (TOML)
procedure-source-hint = Begin from a version in force and give it a new version. How it is written: help, “Procedures”.
procedure-two-people = Another administrator confirms it; until then nothing changes.
procedure-in-force = In force
procedure-superseded = Superseded
procedure-of-program = The program
procedure-moves = Every move
procedure-from = State
procedure-event = What happens
procedure-who = Who
procedure-guards = Condition
procedure-to = State afterwards
procedure-by-itself = Follows from another act
procedure-waits = It waits for another administrator.
procedure-effect = Once it is confirmed, new calls may name this version; calls and cases that are there stay as they are.
procedure-confirm = Confirm
guard-within_limit = within the limit of approval
done-procedure-proposed = Procedure { $name } waits for another administrator.
done-procedure-confirmed = Procedure { $name } is in force; calls may name it.
done-procedure-declined = Procedure { $name } is declined.
done-procedure-taken-back = Procedure { $name } is taken back.
waits-procedures = Procedures for you to confirm
waits-limits = Limits of approval for you to confirm
call-procedure = Procedure
call-procedure-hint = By it applications are decided; once somebody has applied it stays.
review-within-limit = The limit of your unit: { $limit }.

limit-lead = Where a procedure asks for an approval within the limit, an approver approves amounts up to the limit of the own unit, and an approver of a unit above what exceeds it. A unit without a limit approves nothing.
limit-today = Limits today
limit-unit = Unit
limit-amount = Limit of approval
limit-amount-hint = In yuan, or the whole unit of the currency; 0 ends the approvals.
limit-currency = Currency
limit-from = First day
limit-missing = not set
limit-propose = Propose a limit
limit-confirm = Confirm
limit-history = All limits
limit-none = No limit has been set yet.
limit-of-setup = Set-up
done-limit-proposed = Limit { $number } waits for another administrator.
done-limit-confirmed = Limit { $number } is confirmed and counts from its first day.
done-limit-declined = Limit { $number } is declined.
done-limit-taken-back = Limit { $number } is taken back.
approval-nobody-may = nobody at present

refusal-procedure-not-in-force = { $procedure } is no version of a procedure in force, so a call cannot name it. Choose one that is (see “Procedures”).
refusal-procedure-not-in-force-bare = What the call names is no version of a procedure in force. Choose one that is.
refusal-procedure-taken = Procedure { $procedure } is there or waits to be confirmed. Give the text a new version.
refusal-procedure-taken-bare = A procedure of this name and version is there or waits to be confirmed. Give the text a new version.
refusal-procedure-malformed = The procedure cannot be read: { $why }.
refusal-procedure-name = { $field } consists of small letters, digits and hyphens, 40 at most.
refusal-procedure-title = A procedure has a title and a basis in Chinese and English.
refusal-procedure-ends = The first stage has the state “checked”, the last one the event “approve”.
refusal-procedure-state-twice = The state “{ $state }” stands twice; a state is one stage.
refusal-procedure-move-unknown = From “{ $state }”, “{ $event }” in this role does not lead to “{ $to }”. Use moves that the program knows (see “Every move” of a version in force).
refusal-procedure-guard = “{ $event }” cannot have the condition “{ $guard }”, which is for the approval alone.
refusal-procedure-dead-end = A case in the state “{ $state }” could never be ended. Add what may be done there.
refusal-procedure-no-veto = A case in the state “{ $state }” could not be refused when the credit check vetoes the firm. Write veto or refuse into `also`.
refusal-approval-limit-missing = { $unit } has no limit of approval and approves nothing. An administrator sets one under “Limits of approval”, or a unit above that has one approves.
refusal-approval-over-limit = { $amount } is above the limit of { $unit }, { $limit }. Who may approve it: { $may }.
refusal-approval-over-limit-bare = The amount is above the limit of the approver’s unit. A unit above whose limit covers it approves.
refusal-limit-taken = { $value } has a limit from the same day on. Choose another first day.
refusal-limit-taken-bare = The unit has a limit, or a proposal of one, from the same day on. Choose another first day.

## Names of the machines, and their drawings
machine-application = Application
machine-payment = Payment
machine-batch = Payment batch
machine-entry = Line of a bank statement
machine-quarantine = Quarantine of statements
machine-request = Acts of finance and budget that take two people
machine-edition = Scheme version
machine-call = Call for applications
machine-call_proposal = Proposal of a call, a procedure or a limit of approval
machine-notice = Public notice
machine-account_change = Change of a payee account
machine-account_hold = Hold of payments while an account changes
machine-objection = Objection to a record
machine-repair = Credit repair
machine-attestation = Statement of two officers
machine-consent = Consent to ask
machine-rule_set = Version of the credit rules
machine-recovery = Recovery
machine-export = Report to the credit platform
machine-registration = Registration of a firm
machine-acceptance = Acceptance of a possible loss
machine-job = Job
machine-public = shown outside
machine-end = (it ends here)
machines = States of everything
machines-lead = Each row says what may be done in a state, by whom, and where it leads. What is not there neither the program nor the database allows. → onward, ↩ back, ↻ the state stays.

## Clocks
clock = Clock
clock-span = How long
clock-due = due by the last day
clock-after = only after the last day
clock-until = until the last day at most, or earlier
clock-working = { $days ->
        [one] 1 working day
       *[other] { $days } working days
    }
clock-working-first = { $days ->
        [one] 1 working day
       *[other] { $days } working days
    }, the first day counts where it is one
clock-days = { $days ->
        [one] 1 day
       *[other] { $days } days
    }
clock-said = as the call says, { $least } to { $most } working days
clock-said-usual = as the officer says, { $least } to { $most } working days; { $usual } where nothing is said
clock-notice = Public notice
clock-notice-basis = the call
clock-correction = Correction
clock-correction-basis = the request for correction
clock-objection-receipt = Receipt
clock-objection-receipt-basis = time limit of the office
clock-objection-own = Closing: a record of the office
clock-objection-own-basis = local regulations on social credit (as Shandong art. 39, Henan art. 41)
clock-objection-other = Closing: a record that needs another unit
clock-objection-other-basis = local regulations on social credit (as Shandong art. 39, Henan art. 41)
clock-objection-limit = Closing: the legal limit
clock-objection-limit-basis = Regulation on the Credit Reporting Industry, art. 25
clock-repair = Verification
clock-repair-basis = time limit of the office
clock-title = Notice before a red-list title
clock-title-basis = time limit of the office
clock-acceptance = How long it is accepted
clock-acceptance-basis = operation of the installation
cli-limit-from = from { $date }
refusal-limit-negative = “{ $value }” has a sign. A limit is an amount from 0 on, without a sign; 0 ends what the unit may approve.
