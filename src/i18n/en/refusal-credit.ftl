### The credit check before payment

refusal-credit-gate = { $application } cannot be paid: { $why }. Recall the batch and build it again; that makes a new check.
