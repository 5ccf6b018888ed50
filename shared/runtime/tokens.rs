//! Access tokens (JWT, Ed25519, ten minutes), activation tokens, and refresh tokens.

use std::collections::BTreeMap;

use base64::{
    Engine,
    engine::general_purpose::{STANDARD as BASE64, URL_SAFE_NO_PAD},
};
use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use portfolio::{AccountId, account::Username, authorization::Actor};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Keyed;

const ISSUER: &str = "learning-portfolio";
const AUDIENCE: &str = "learning-portfolio";

/// What an access token says.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Claims {
    /// Who may do what.
    #[serde(flatten)]
    pub actor: Actor,
    /// The account's user name, under which it lies.
    pub username: String,
    /// The name to show.
    pub name: String,
    /// The school's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub school_name: Option<String>,
    /// The line of refresh tokens it belongs to.
    pub family: Uuid,
    /// It only opens the activation.
    #[serde(default)]
    pub activation: bool,
    iss: String,
    aud: String,
    iat: i64,
    exp: i64,
}

impl Claims {
    /// What a token for this account says; when it runs out is said when it is signed.
    pub fn new(
        actor: Actor,
        username: &Username,
        name: &str,
        school_name: Option<&str>,
        family: Uuid,
        activation: bool,
    ) -> Self {
        Self {
            actor,
            username: username.to_string(),
            name: name.to_owned(),
            school_name: school_name.map(str::to_owned),
            family,
            activation,
            iss: ISSUER.to_owned(),
            aud: AUDIENCE.to_owned(),
            iat: 0,
            exp: 0,
        }
    }
}

/// A signed access token and its life.
#[derive(Debug, Clone)]
pub struct AccessToken {
    /// The token.
    pub token: String,
    /// Seconds.
    pub expires_in: i64,
}

/// How long an access token lives.
impl AccessToken {
    /// The longest that the house allows.
    pub const LIVES: SignedDuration = SignedDuration::from_mins(10);
}

/// How long an activation token lives.
#[derive(Debug)]
pub struct ActivationToken;

impl ActivationToken {
    /// Time to think of a name and a password.
    pub const LIVES: SignedDuration = SignedDuration::from_mins(10);
}

/// A refresh token, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefreshToken {
    /// Whose.
    pub account: AccountId,
    /// Which line.
    pub family: Uuid,
    /// Its place in the line.
    pub number: u64,
    /// The name under which the account lies.
    pub username: Username,
}

/// Signs tokens.
#[derive(Debug)]
pub struct TokenKeys {
    key_id: String,
    signing: EncodingKey,
    refresh: Keyed,
}

impl TokenKeys {
    pub(crate) fn new(key_id: &str, pkcs8: &str, keyed: &str) -> Option<Self> {
        let signing = EncodingKey::from_ed_der(&BASE64.decode(pkcs8).ok()?);
        Some(Self { key_id: key_id.to_owned(), signing, refresh: Keyed::new(keyed)? })
    }

    /// Signs an access or activation token that says this, from `now` on.
    pub fn access(&self, claims: Claims, now: Timestamp) -> Option<AccessToken> {
        let lives = if claims.activation { ActivationToken::LIVES } else { AccessToken::LIVES };
        let claims = Claims { iat: now.as_second(), exp: (now + lives).as_second(), ..claims };
        let mut header = Header::new(Algorithm::EdDSA);
        header.kid = Some(self.key_id.clone());
        let token = jsonwebtoken::encode(&header, &claims, &self.signing).ok()?;
        Some(AccessToken { token, expires_in: lives.as_secs() })
    }

    /// Writes a refresh token.
    pub fn refresh(&self, token: &RefreshToken) -> String {
        let text = refresh_text(token);
        let digest = self.refresh.digest(&["refresh", &text]);
        URL_SAFE_NO_PAD.encode(format!("{text}.{digest}"))
    }

    /// Reads a refresh token that was written here.
    pub fn read_refresh(&self, written: &str) -> Option<RefreshToken> {
        let text = String::from_utf8(URL_SAFE_NO_PAD.decode(written).ok()?).ok()?;
        let (text, digest) = text.rsplit_once('.')?;
        if !self.refresh.verify(&["refresh", text], digest) {
            return None;
        }
        let mut parts = text.splitn(4, '.');
        let account = parts.next()?.parse().ok()?;
        let family = Uuid::try_parse(parts.next()?).ok()?;
        let number = parts.next()?.parse().ok()?;
        let username = Username::typed(parts.next()?)?;
        Some(RefreshToken { account, family, number, username })
    }
}

fn refresh_text(token: &RefreshToken) -> String {
    let RefreshToken { account, family, number, username } = token;
    format!("{account}.{}.{number}.{username}", family.as_simple())
}

/// Checks access tokens without asking anybody.
#[derive(Clone)]
pub struct Verifier {
    keys: BTreeMap<String, DecodingKey>,
}

impl Verifier {
    pub(crate) fn new(keys: &BTreeMap<String, String>) -> Option<Self> {
        let key = |(id, base64): (&String, &String)| {
            let bytes = BASE64.decode(base64).ok()?;
            let x = URL_SAFE_NO_PAD.encode(bytes);
            Some((id.clone(), DecodingKey::from_ed_components(&x).ok()?))
        };
        keys.iter().map(key).collect::<Option<_>>().map(|keys| Self { keys })
    }

    /// The claims of a token that was signed with a key of ours and has not run out.
    pub fn check(&self, token: &str, now: Timestamp) -> Option<Claims> {
        let header = jsonwebtoken::decode_header(token).ok()?;
        let key = self.keys.get(header.kid.as_deref()?)?;
        let mut rules = Validation::new(Algorithm::EdDSA);
        rules.set_issuer(&[ISSUER]);
        rules.set_audience(&[AUDIENCE]);
        // The library compares with the machine's clock; ours is injected.
        rules.validate_exp = false;
        let claims = jsonwebtoken::decode::<Claims>(token, key, &rules).ok()?.claims;
        (now.as_second() < claims.exp).then_some(claims)
    }
}

impl std::fmt::Debug for Verifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.keys.keys()).finish()
    }
}
