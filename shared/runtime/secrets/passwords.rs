use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use tokio::runtime::{Handle, RuntimeFlavor};

use crate::SecretError;

/// 19 MiB of memory, 2 passes, 1 lane: the minimum that OWASP's cheat sheet recommends.
fn argon2() -> Argon2<'static> {
    let params = Params::new(19 * 1024, 2, 1, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// Beside the runtime's threads, since it takes long; a runtime of one thread has one caller, who waits
/// anyway. And said, so that it can be counted what an answer cost.
async fn run<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    tracing::debug!("argon2id runs");
    if Handle::current().runtime_flavor() == RuntimeFlavor::CurrentThread {
        return Some(work());
    }
    tokio::task::spawn_blocking(work).await.ok()
}

/// Hashes a chosen password with argon2id. The salt is 16 bytes of chance.
pub async fn hash_password(password: String) -> Result<String, SecretError> {
    let hashed = run(move || {
        let mut salt = [0u8; 16];
        aws_lc_rs::rand::fill(&mut salt).ok()?;
        let phc = argon2().hash_password_with_salt(password.as_bytes(), &salt).ok()?;
        Some(phc.to_string())
    });
    hashed.await.flatten().ok_or(SecretError::Malformed("password"))
}

/// Whether that is the password of the PHC string.
pub async fn verify_password(password: String, phc: String) -> bool {
    let verified = run(move || {
        let Ok(hash) = PasswordHash::new(&phc) else { return false };
        argon2().verify_password(password.as_bytes(), &hash).is_ok()
    });
    verified.await.unwrap_or(false)
}

/// Costs what a verification costs, for accounts that have no chosen password or do not exist, so
/// that the time of the answer tells nothing.
pub async fn spend_password_time(password: String) {
    let spent = run(move || {
        let mut out = [0u8; 32];
        argon2().hash_password_into(password.as_bytes(), &[0u8; 16], &mut out).is_ok()
    });
    // Only the time matters.
    let _ = spent.await;
}
