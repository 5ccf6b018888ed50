//! The same functions on one machine: the gateway, the local cloud, the scheduler.
//!
//! Nothing outside this package knows that it is local. Functions run as they do on AWS: real
//! events, real SDK clients, and no right that they did not declare.

pub mod cloud;
pub mod demonstration;
mod disk;
pub mod gateway;
pub mod lambda;
pub mod queues;
pub mod s3;
pub mod scheduler;
pub mod seeding;
pub mod system;
