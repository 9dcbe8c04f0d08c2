# Help
help-lead = How to write a subsidy scheme, and all that may stand in its file.
help-read = Read
help-language = How to write a scheme
help-language-hint = The whole language with three real notices; each is a file that runs.
help-reference = Reference
help-reference-hint = Every word of formulas and every key of the file, with examples that run.
