# My desk
home-nothing-title = Nothing to do
home-nothing-text = Your role has no items to work through one by one. Use the menu to look things up.
home-role-waiting = Waiting for you
home-role-empty = Nothing is waiting for you at the moment.
waits-application = Applications: { $state }
waits-payment = Payments: { $state }
waits-batch = Payment batches: { $state }
waits-entry = Lines of bank statements: { $state }
waits-notices-over = Notices that are over and not yet ended
waits-payments-back = Payments that came back or were refused
waits-statements-held = Bank statements that did not stand their checks
waits-requests = Acts that wait for a second person
waits-credit-matches = Matches of credit records to decide
waits-credit-statements = Credit statements for a second person to confirm
waits-credit-objections = Objections and repairs to handle
waits-credit-recoveries = Proposals to take money back
waits-credit-rules = Versions of the credit rules for you to approve
