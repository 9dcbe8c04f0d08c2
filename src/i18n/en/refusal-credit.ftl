### The credit check before payment

refusal-credit-gate = { $application } cannot be paid: { $why }. Recall the batch and build it again; that makes a new check.
credit-gate-CHECK_MISSING = there is no credit check before payment
credit-gate-CHECK_WRONG_STAGE = the newest credit check is not one before payment
credit-gate-CHECK_NOT_PASSED = the newest credit check did not pass
credit-gate-CHECK_STALE = the credit check before payment is more than 24 hours old
credit-gate-SNAPSHOT_TAMPERED = the stored credit check does not match its seal
credit-gate-PAYEE_CHANGED = the name or code of the firm changed after the check
