//! The S3 as the SDK, a browser and a power cut see it.

mod browsers;
mod durability;
mod multipart;
mod objects;
mod presigned;
mod versions;
mod world;
