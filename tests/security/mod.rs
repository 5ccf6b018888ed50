//! What somebody could do to the system, and that it is of no use.

mod asvs;
mod buckets;
mod connection;
mod cookies;
mod downloads;
mod file;
mod foreign_pages;
mod house;
mod markup;
mod messages;
mod pages;
mod paths;
mod polyglots;
mod served;
mod supply;
mod table;
