### Contracts of credit registries

refusal-registry-url = The registry's address says “{ $value }”. Write https:// or http://, the host, and a path or query with {"{code}"} in it; {"{name}"} may stand there too. No other braces, no sign-in part and no “#”.
refusal-registry-header = The header “{ $name }” with the variable “{ $env }” cannot be used. The name has letters, digits and dashes; the environment variable that holds the secret has capital letters, digits and underscores.
refusal-registry-kind = No credit rule knows records of the kind “{ $value }”, so they would never count. Name a kind of the rules (such as COURT_DEFAULTER), or a place in the item together with the words for its kinds.
refusal-registry-pointer = The place of { $name } says “{ $value }”. A place is a JSON pointer: it begins with “/”, as in /data/rows.
refusal-registry-marker = The mark for “no records” says { $value }. It must be a text, a number, true or false, at another place than the list: an absent or empty list alone is not an answer.
refusal-registry-field = It is not said where { $name } stands in a record. subject_name, authority, decision_no and event_date are needed.
refusal-registry-word = The words for the severity name “{ $value }”. Allowed are minor, general, serious and unknown.
refusal-registry-allow = “{ $value }” is neither a host name nor an IP address. Allowed hosts are written without a protocol, a port, a mask or a star.
