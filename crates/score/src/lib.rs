//! Evaluation and scheme to a score sheet with its trace
