//! One folder a rule: what is checked, by which law, with its cases
