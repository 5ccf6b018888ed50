//! 完整性: whatever is lost is found by the next night, two people have seen it, and what was lost comes
//! back.

mod acknowledged;
mod affected;
mod canary;
mod drill;
mod hours;
mod items;
mod kinds;
mod losses;
mod night;
mod repaired;
mod segments;
mod settings;
mod signed;
