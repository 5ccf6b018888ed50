use jiff::{SignedDuration, Timestamp, civil::Date};
use mail::{Envelope, Letter};
use portfolio::mutant;
use runtime::{Environment, Failure};
use store::{
    Condition, StoreError, Write,
    items::{MailClaim, Profile},
};

use super::addressees::Addressee;

/// How long a claimant alone may send. Ours: longer than a function runs.
const LEASE: SignedDuration = SignedDuration::from_mins(10);
/// How often a digest is tried at all.
const ATTEMPTS: u32 = 2;

/// What became of a digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Posted {
    /// It was sent now.
    Sent,
    /// It had been sent already.
    Already,
    /// Both attempts ended without a sign that it was sent.
    GivenUp,
}

/// Sends somebody the one digest of the day. The claim is written before and marked after: a digest
/// is sent once, and twice at most where the mark was lost.
pub async fn post(
    env: &Environment,
    addressee: &Addressee,
    date: Date,
    letter: &Letter,
) -> Result<Posted, Failure> {
    let now = env.clock.now();
    let id = format!("{date}.{}", addressee.profile.account);
    let envelope =
        Envelope { id: &id, at: now, name: &addressee.profile.name, address: &addressee.address };
    if mutant("send-before-the-claim") {
        let sent = env.mailer().send(&envelope, letter).await;
        sent.map_err(|error| Failure(error.to_string()))?;
    }
    let claim = match claim(env, &addressee.profile, date, now).await? {
        Ok(claim) => claim,
        Err(posted) => return Ok(posted),
    };
    if !mutant("send-before-the-claim") {
        let sent = env.mailer().send(&envelope, letter).await;
        sent.map_err(|error| Failure(error.to_string()))?;
    }
    if mutant("send-without-a-mark") {
        return Ok(Posted::Sent);
    }
    let mark = Write::update("claim", MailClaim::at(claim.recipient, date))
        .set("sent_at", env.clock.now())
        .set("version", claim.version + 1)
        .when(Condition::equals("version", claim.version));
    env.table().write(mark).await?;
    Ok(Posted::Sent)
}

/// The right to send, or what became of the digest without us. A failure while somebody else has
/// it: the message comes again when that lease is over.
async fn claim(
    env: &Environment,
    profile: &Profile,
    date: Date,
    now: Timestamp,
) -> Result<Result<MailClaim, Posted>, Failure> {
    let first = MailClaim {
        recipient: profile.account,
        date,
        leased_until: now + LEASE,
        attempt: 1,
        sent_at: None,
        version: 1,
    };
    let write = match mutant("claim-what-is-claimed") {
        true => Write::put("claim", &first)?,
        false => Write::create("claim", &first)?,
    };
    let stands: MailClaim = match env.table().write(write).await {
        Ok(()) => return Ok(Ok(first)),
        Err(StoreError::Conflict(conflict)) => {
            conflict.found("claim").ok_or(Failure("a claim cannot be read".to_owned()))?
        }
        Err(error) => return Err(error.into()),
    };
    let next = match retake(&stands, now) {
        Retake::Take(next) => next,
        Retake::Leave(posted) => return Ok(Err(posted)),
        Retake::Wait => return Err(Failure("another one is sending this digest".to_owned())),
    };
    env.table().write(Write::replace("claim", &next, stands.version)?).await?;
    Ok(Ok(next))
}

/// What to do about a claim that stands.
enum Retake {
    Take(MailClaim),
    Leave(Posted),
    Wait,
}

fn retake(stands: &MailClaim, now: Timestamp) -> Retake {
    if stands.sent_at.is_some() {
        return Retake::Leave(Posted::Already);
    }
    if now < stands.leased_until && !mutant("send-within-anothers-lease") {
        return Retake::Wait;
    }
    if stands.attempt >= ATTEMPTS {
        return Retake::Leave(Posted::GivenUp);
    }
    Retake::Take(MailClaim {
        leased_until: now + LEASE,
        attempt: stands.attempt + 1,
        version: stands.version + 1,
        ..stands.clone()
    })
}

#[cfg(test)]
mod tests {
    use portfolio::AccountId;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn an_unsent_claim_is_taken_over_once_when_its_lease_is_over() {
        let leased_until: Timestamp = "2026-11-27T08:10:00+08:00".parse().unwrap();
        let claim = MailClaim {
            recipient: AccountId::new(Uuid::from_u128(7)),
            date: jiff::civil::date(2026, 11, 27),
            leased_until,
            attempt: 1,
            sent_at: None,
            version: 1,
        };
        let before = leased_until - SignedDuration::from_secs(1);
        assert!(matches!(retake(&claim, before), Retake::Wait));
        let Retake::Take(second) = retake(&claim, leased_until) else { panic!("not taken") };
        assert_eq!((second.attempt, second.version), (2, 2));
        assert_eq!(second.leased_until, leased_until + LEASE);
        let after = second.leased_until;
        assert!(matches!(retake(&second, after), Retake::Leave(Posted::GivenUp)));
        let sent = MailClaim { sent_at: Some(before), ..claim };
        assert!(matches!(retake(&sent, after), Retake::Leave(Posted::Already)));
    }
}
