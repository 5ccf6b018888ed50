//! What somebody could do to the system, and that it is of no use.

mod table;
