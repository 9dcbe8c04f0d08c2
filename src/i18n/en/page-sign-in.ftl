# The sign-in page
sign-in-title = Sign in
sign-in-lead = Apply for, review, pay and reconcile guarantee and trade credit insurance subsidies.
sign-in-account = Account
sign-in-password = Password
sign-in-forgot = If you forgot your password, ask the administrator of your organisation.
sign-in-demo-title = Choose a demonstration person to sign in
sign-in-demo-lead = Each person can take their own steps only. Switch from person to person to take one application the whole way.
sign-in-group-firm = Firms
sign-in-group-review = Reviewers
sign-in-group-finance = Finance
sign-in-group-other = Administration and audit
sign-in-as = Sign in as { $name }
