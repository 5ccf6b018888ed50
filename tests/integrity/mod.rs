//! 完整性: whatever is lost is found by the next night, two people have seen it, and what was lost comes
//! back.

mod acknowledged;
mod affected;
mod canary;
mod drill;
mod items;
mod losses;
mod night;
mod repaired;
mod settings;
mod signed;
