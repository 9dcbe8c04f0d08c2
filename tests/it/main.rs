//! The tests through the doors people use: HTTP, the browser, the command line, and SQL where the database must refuse.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "test code: a failure shall stop the test and say where"
)]

mod support;

mod accessible;
mod account_change;
mod additions;
mod amounts;
mod apart;
mod api;
mod at_once;
mod attachments;
mod authorisation;
mod backup;
mod bad_input;
mod bank_acts;
mod bank_table;
mod browser;
mod budget;
mod budget_race;
mod bundles;
mod calc_library;
mod calls;
mod cities;
mod claims;
mod clearing;
mod cluster_page;
mod command_line;
mod constraints;
mod credit;
mod credit_batch;
mod credit_cases;
mod credit_desk;
mod credit_import;
mod credit_intake;
mod credit_outward;
mod credit_pages;
mod dates;
mod deploy;
mod desk;
mod disk;
mod documents;
mod ends;
mod every_act;
mod every_machine;
#[cfg(debug_assertions)]
mod failpoints;
mod finance_forms;
mod firm_pages;
mod forms;
mod fuzz;
mod guards;
mod imports;
mod inbox;
mod jobs;
mod keys;
mod large_cases;
mod late_debits;
mod late_forms;
mod letters;
mod locked;
mod mail;
mod metrics;
mod moves;
mod notices;
mod office_line;
mod order;
mod path;
mod payee;
mod people;
mod people_list;
mod prepare;
mod procedure;
mod public_faults;
mod readiness;
mod readings;
mod recusals;
mod registrations;
mod registry;
mod relocate;
mod replicated;
mod schedule_versions;
mod schema;
mod scheme_library;
mod scheme_versions;
mod seals;
mod search;
mod second_factor;
mod set_up;
mod settings;
mod simulate;
mod simulation;
mod snapshots;
mod standings;
mod statement_faults;
mod statements;
mod stops;
mod storage;
mod strangers;
mod tamper;
mod tidy;
mod together;
mod upgrade;
mod uploads;
