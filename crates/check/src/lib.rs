//! The pipeline from bytes to a verdict, and its renderers
