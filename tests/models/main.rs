//! Models of the two protocols that must lose nothing, checked state by state: uploads and quotas,
//! and the submission of a batch.
//!
//! A step of a model is one call of the real code to DynamoDB or S3. Whoever makes the calls (a Lambda
//! function) remembers what it read, may be overtaken between any two of them, may die there, and may
//! be started again by a repeated request, a message that comes twice or late, or a schedule. Decisions
//! are those of the rules in `portfolio` wherever a rule makes them. What a model cannot see is said
//! where it leaves something out.
//!
//! Every model can be broken in named ways (`Broken`); a test for each shows the property that
//! notices.

#![allow(clippy::print_stdout, reason = "the number of states is printed")]

mod checking;
mod submissions;

mod uploads;
