# Search: the field in the head of every page, and what it finds

search-title = Search
search-words = Number, firm, code or contract
search-placeholder = Number, firm or contract
search-hint = The number of an application, a payment, a batch or a statement, or only its last digits; a part of a firm’s name; a unified social credit code; the number of a contract, policy or invoice.
search-none = Nothing found
search-too-little = Write at least two characters, and no more than 120.
search-none-text = Only what you may see is looked through: check the number, or write a shorter part of the name. Contracts are found while their application counts.
search-more = Only the first of each kind are shown; write more of the number or name.
search-head-thing = What
search-head-number = Number
search-head-who = Firm or payee
search-row = { $number }, row { $row }
search-people = Look for these words among people
search-kind-case = Application
search-kind-contract = Contract
search-kind-payment = Payment
search-kind-batch = Payment batch
search-kind-statement = Bank statement
