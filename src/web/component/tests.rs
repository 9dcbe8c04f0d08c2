//! What every component keeps: text is escaped, nothing carries style or script, every field has its label.
