//! Every component once, so that people can look at it.
