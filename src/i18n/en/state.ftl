# States, events, roles and steps

## Application, as staff see it
application-state-draft = Draft
application-state-submitted = Submitted
application-state-withdrawn = Withdrawn
application-state-accepted = Accepted
application-state-not_accepted = Not accepted
application-state-checked = Checks complete
application-state-in_review = Under review
application-state-correction_requested = Returned for correction
application-state-reviewed = Awaiting second check
application-state-confirmed = Awaiting approval
application-state-approved_provisional = Approved
application-state-refused = Refused
application-state-published = On public notice
application-state-approved = Awaiting payment
application-state-settled = Paid
application-state-given_up = Award given up
application-state-lapsed = Not corrected in time
application-state-discarded = Draft deleted
application-state-suspended = Suspended
application-state-undo_asked = Undoing the approval waits for the second person

## Application, as the firm sees it
application-public-draft = Draft
application-public-submitted = Submitted
application-public-withdrawn = Withdrawn
application-public-accepted = Accepted
application-public-not_accepted = Not accepted
application-public-checked = Accepted
application-public-in_review = Under review
application-public-correction_requested = Correction needed
application-public-reviewed = Under review
application-public-confirmed = Under review
application-public-approved_provisional = Approved
application-public-refused = Refused
application-public-published = On public notice
application-public-approved = Awaiting payment
application-public-settled = Paid
application-public-given_up = Ended: not paid, the award was given up
application-public-lapsed = Ended: not corrected in time
application-public-discarded = Draft deleted
application-public-suspended = Suspended
application-public-undo_asked = Approved

## What happens to an application
application-event-submit = Sign and submit
application-event-withdraw = Withdraw application
application-event-accept = Accept
application-event-reject_receipt = Refuse receipt
application-event-check = Complete the checks
application-event-start_review = Start review
application-event-request_correction = Return for correction
application-event-resubmit = Resubmit after correction
application-event-recommend = Recommend
application-event-confirm = Agree at second check
application-event-send_back = Send back to first review
application-event-recheck = Send back for a new check
application-event-approve = Approve
application-event-refuse = Refuse the subsidy
application-event-publish = Publish notice
application-event-end_notice = End notice
application-event-settle = Payment complete
application-event-give_up = Everything awarded is given up
application-event-reopen = Reopen after a returned payment
application-event-lapse = End as not corrected in time
application-event-discard = Delete draft
application-event-veto = Refuse on the credit veto
application-event-undo_approval = Take the approval back
application-event-ask_undo = Ask to take the approval back
application-event-keep_approval = Keep the approval
application-event-suspend = Suspend
application-event-resume = Resume

## Payment, as staff see it
payment-state-ready = Ready
payment-state-held = On hold
payment-state-batched = In a batch
payment-state-instructed = Sent
payment-state-paid = Confirmed
payment-state-rejected = Failed
payment-state-returned = Returned by bank
payment-state-cancelled = Cancelled

## Payment, as the firm sees it
payment-public-ready = Awaiting payment
payment-public-held = Awaiting payment
payment-public-batched = Awaiting payment
payment-public-instructed = In progress
payment-public-paid = Paid
payment-public-rejected = In progress
payment-public-returned = Returned, check account
payment-public-cancelled = Cancelled

## What happens to a payment
payment-event-batch = Put into a batch
payment-event-unbatch = Take out of the batch
payment-event-hold = Hold
payment-event-release = Release
payment-event-instruct = Instruct
payment-event-settle = Match to the statement
payment-event-reject = Refused by the bank
payment-event-return = Returned
payment-event-pay_again = order the payment again
payment-event-cancel = Cancel payment
payment-event-withdraw = Take out of a cancelled batch
payment-event-unsettle = Take the match back
payment-event-unreturn = Take the match of the return back
payment-event-unreject = Take the refusal back
payment-event-restore = Take out of its batch after a restoration
payment-event-find = Found paid after a restoration
payment-event-unfind = The debit was not this payment's

## Payment batch
batch-state-draft = Draft
batch-state-submitted = Awaiting second check
batch-state-approved = Approved
batch-state-sealed = Sealed
batch-state-sent = Sent to bank
batch-state-completed = Complete
batch-state-void = Void

## What happens to a batch
batch-event-submit = Submit for second check
batch-event-approve = Approve
batch-event-seal = Seal and make the bank file
batch-event-send = Mark as sent to the bank
batch-event-complete = Complete
batch-event-recall = Recall batch
batch-event-cancel = Cancel batch
batch-event-reopen = Wait for a result again
batch-event-restore = Recall or count as sent after a restoration
batch-event-never_sent = The bank never had the file

## Statement line
entry-state-unmatched = Unmatched
entry-state-matched = Matched
entry-state-explained = Explained
entry-event-match = Match
entry-event-explain = Explain
entry-event-match_by_rule = match by the rule
entry-event-explain_by_rule = explain by the rule
entry-event-unmatch = Take the decision back

## Quarantine of statements
quarantine-state-none = Taken
quarantine-state-waiting = Quarantined
quarantine-state-asked = Acceptance asked for
quarantine-state-given_up = Given up
quarantine-event-recheck = Passed when checked again
quarantine-event-ask = Ask to accept
quarantine-event-accept = Accept
quarantine-event-decline = Do not accept
quarantine-event-give_up = Give up

## Acts of two people
request-state-asked = Waits for the second person
request-state-confirmed = Agreed
request-state-declined = Declined
request-event-confirm = Agree and do it
request-event-decline = Decline
request-kind-reject_payment = The bank did not pay
request-kind-undo_reject = The bank paid after all
request-kind-reject_batch = The bank refused the file
request-kind-cancel_batch = Cancel a sealed batch
request-kind-give_up_award = Give the award up
request-kind-accept_statement = Accept a quarantined statement
request-kind-lift_lock = Pay again after a restoration
request-kind-batch_never_sent = The bank never had the file

## Another payee account
account_change-state-requested = Waits for a second person of the firm
account_change-state-confirmed = Waits for verification
account_change-state-verified = Verified
account_change-state-rejected = Not verified
account_change-state-withdrawn = Withdrawn
account_change-event-confirm = Confirm
account_change-event-verify = Verify
account_change-event-reject = Reject the request
account_change-event-withdraw = Withdraw
account_hold-state-held = On hold
account_hold-state-proposed = Release waits for a second person
account_hold-state-released = Released
account_hold-state-signed_anew = Ended: signed with the new account
account_hold-event-sign = Sign the supplement
account_hold-event-propose = Propose the release
account_hold-event-release = Release
account_hold-event-send_back = Do not agree
account_hold-event-overtake = Signed with the new account
payment-event-replace = Replace by a payment to the new account

## Roles
role-preparer = Preparer
role-signatory = Signatory
role-receiving_officer = Receiving officer
role-first_reviewer = First reviewer
role-second_reviewer = Second reviewer
role-credit_checker = Credit checker
role-approver = Approver
role-finance_maker = Payment maker
role-finance_approver = Payment approver
role-reconciler = Reconciler
role-objection_handler = Objection handler
role-administrator = Scheme administrator
role-auditor = Auditor

## Steps of a case
step-prepared = Preparation
step-signed = Signing
step-received = Receipt
step-credit_checked = Credit check
step-reviewed = First review
step-confirmed = Second check
step-approved = Approval
step-objection_handled = Objection handling
step-batch_made = Making the payment batch
step-batch_approved = Approving the payment batch
step-batch_sent = Sending to the bank
step-reconciled = Reconciliation

## Tasks
task-state-not_started = Not started
task-state-in_progress = In progress
task-state-done = Completed
task-state-problem = There is a problem
task-state-blocked = Cannot start yet
task-state-locked = Locked

## Import
import-state-queued = Queued
import-state-running = Checking
import-state-needs_fix = Needs correction
import-state-imported = Imported
import-state-failed = Import failed
import-state-cancelled = Cancelled

## Schedule row
row-state-valid = Passed
row-state-warning = Warning
row-state-error = Error

## Result of a contract
line-result-agrees = Agrees
line-result-adjusted = Adjusted
line-result-excluded = Excluded
line-result-duplicate = Possible duplicate

## Credit check
credit-state-pass = Pass
credit-state-attention = Needs attention
credit-state-block = Fail
credit-state-stale = Out of date
credit-state-unavailable = Source unavailable

## Public notice
notice-state-open = Open
notice-state-closed = Closed
notice-event-end = end the notice

## Objection to a record
objection-state-opened = Opened
objection-state-accepted = Accepted
objection-state-returned = Returned
objection-state-asked = Source was asked
objection-state-closed = Closed
objection-event-accept = accept
objection-event-return = return
objection-event-ask = ask the source
objection-event-close = close

## Credit repair
repair-state-opened = To verify
repair-state-verified = Verified
repair-state-rejected = Rejected
repair-event-verify = verify
repair-event-reject = reject

## Statement of two officers
attestation-state-entered = Waits
attestation-state-confirmed = Confirmed
attestation-state-rejected = Rejected
attestation-event-confirm = confirm
attestation-event-reject = reject
attestation-event-confirm_source = confirm the settings of a source
attestation-event-reject_source = reject the settings of a source

## Consent to ask
consent-state-given = Given
consent-state-withdrawn = Withdrawn
consent-event-withdraw = withdraw

## Version of the credit rules
rule_set-state-draft = Draft
rule_set-state-published = Published
rule_set-state-discarded = Discarded
rule_set-event-try = try on past checks
rule_set-event-approve = approve as the first
rule_set-event-publish = approve as the second and publish
rule_set-event-discard = discard

## Recovery
recovery-state-proposed = To decide
recovery-state-pursued = To be recovered
recovery-state-dropped = Not recovered
recovery-event-pursue = recover
recovery-event-drop = do not recover

## Report to the credit platform
export-state-sent = Waiting for the receipt
export-state-accepted = Accepted
export-state-rejected = Refused as a whole
export-event-accept = enter the receipt of acceptance
export-event-reject = enter the receipt of refusal
export-event-resend = send again

## Acceptance of a possible loss
acceptance-state-proposed = Open
acceptance-state-accepted = Accepted
acceptance-state-declined = Declined
acceptance-state-taken_back = Taken back
acceptance-state-ended = Ended
acceptance-event-agree = agree
acceptance-event-decline = decline
acceptance-event-take_back = take back
acceptance-event-end = end early

## Registrations of firms
registration-state-filed = Waiting
registration-state-admitted = Admitted
registration-state-declined = Declined
registration-event-admit = admit
registration-event-decline = decline
