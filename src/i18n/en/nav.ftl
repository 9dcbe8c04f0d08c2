# Menu and navigation

## For everybody
nav-home = My desk
nav-todo = To do
nav-done = Done
nav-notices = Public notices
nav-help = Help

## Firms
nav-group-apply = Applications
nav-calls = Open calls
nav-my-applications = My applications
nav-objections-mine = Objections
nav-group-money = Money
nav-my-payments = Payments to us
nav-my-recoveries = Returns and recoveries
nav-group-firm = Organisation
nav-firm = Details and account
nav-firm-people = People

## Reviewers
nav-group-review = Review
nav-receipt = To accept
nav-review = To review
nav-second-check = Second checks
nav-approval = To approve
nav-all-applications = All applications
nav-group-decision = Decisions and notices
nav-batch-decision = Decide in bulk
nav-notice-admin = Manage notices
nav-divisions = Divide calls
nav-objections = Objections
nav-group-query = Look up
nav-credit = Credit records
nav-duplicates = Duplicate check
nav-statistics = Statistics

## Finance
nav-group-pay = Budget and payments
nav-budget = Budget execution
nav-payable = Ready to pay
nav-batches = Payment batches
nav-requests = Two-person acts
nav-returned = Returned payments
nav-group-reconcile = Reconciliation
nav-statements = Bank statements
nav-import-statement = Import statement
nav-matching = Match lines
nav-month-end = Month end
nav-recoveries = Recoveries
nav-group-report = Reports
nav-proof = Reconciliation report
nav-exports = Exports

## Administration and audit
nav-group-rules = Schemes and rules
nav-schemes = Subsidy schemes
nav-rule-versions = Rule versions
nav-dry-run = Dry run
nav-group-users = Users and rights
nav-users = Users
nav-roles = Roles
nav-units = Units
nav-group-system = System
nav-audit = Audit log
nav-style = Components
