//! Imports a file of credit records.
