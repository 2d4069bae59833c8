//! The claims of a token whose signature holds: their types, then whether they are for us and for now.

use dars_vocabulary::{ActorKind, PersonId, StaffRole};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize as _, de::IntoDeserializer as _, de::value::Error as ValueError};
use serde_json::{Map, Value};

use super::{caller::Caller, refusal::TokenRefusal, settings::TokenSettings};

/// The longest subject (OpenID Connect Core §2), in bytes.
const LONGEST_SUBJECT: usize = 255;

/// Whom these claims speak for, if they are for us and for now.
pub(super) fn accept(
    claims: Map<String, Value>,
    settings: &TokenSettings,
    now: Timestamp,
) -> Result<Caller, TokenRefusal> {
    let claims = Claims(claims);
    let leeway = SignedDuration::from_secs(i64::from(settings.leeway_seconds));
    // Whether `moment` is still ahead, even of a clock that is as slow as may be.
    let is_ahead = |moment: Timestamp| moment.duration_since(now) > leeway;

    if claims.text("iss")? != settings.issuer {
        return Err(TokenRefusal::IssuerWrong);
    }
    if !claims.audiences()?.contains(&settings.audience.as_str()) {
        return Err(TokenRefusal::AudienceWrong);
    }
    if now.duration_since(claims.moment("exp")?.ok_or(TokenRefusal::ClaimMissing("exp"))?) >= leeway {
        return Err(TokenRefusal::Expired);
    }
    if claims.moment("nbf")?.is_some_and(is_ahead) {
        return Err(TokenRefusal::TooEarly);
    }
    if is_ahead(claims.moment("iat")?.ok_or(TokenRefusal::ClaimMissing("iat"))?) {
        return Err(TokenRefusal::IssuedInFuture);
    }
    let signed_in_at = claims.moment("auth_time")?;
    if signed_in_at.is_some_and(is_ahead) {
        return Err(TokenRefusal::SignInInFuture);
    }
    claims.text("jti")?;
    let client_id = claims.text("client_id")?;
    let subject = claims.text("sub")?;
    // A line break would let two pairs of issuer and subject make one person's id.
    if subject.len() > LONGEST_SUBJECT || !subject.bytes().all(|b| b.is_ascii_graphic() || b == b' ') {
        return Err(TokenRefusal::ClaimInvalid("sub"));
    }
    let kind = claims.kind(signed_in_at.is_some() && subject != client_id)?;
    Ok(Caller {
        person: PersonId::of(&settings.issuer, subject),
        subject: subject.to_owned(),
        client_id: client_id.to_owned(),
        kind,
        roles: claims.roles(&settings.roles_claim)?,
        signed_in_at: signed_in_at.filter(|_| kind == ActorKind::Person),
    })
}

struct Claims(Map<String, Value>);

impl Claims {
    /// A claim that must be there and be text with something in it.
    fn text(&self, name: &'static str) -> Result<&str, TokenRefusal> {
        match self.0.get(name) {
            None => Err(TokenRefusal::ClaimMissing(name)),
            Some(Value::String(text)) if !text.is_empty() => Ok(text),
            Some(_) => Err(TokenRefusal::ClaimInvalid(name)),
        }
    }

    /// A moment in whole seconds, if it is there.
    fn moment(&self, name: &'static str) -> Result<Option<Timestamp>, TokenRefusal> {
        let Some(value) = self.0.get(name) else { return Ok(None) };
        let seconds = value.as_i64().filter(|seconds| *seconds >= 0).ok_or(TokenRefusal::ClaimInvalid(name))?;
        Timestamp::from_second(seconds).map(Some).map_err(|_| TokenRefusal::ClaimInvalid(name))
    }

    /// One audience, or a list of them.
    fn audiences(&self) -> Result<Vec<&str>, TokenRefusal> {
        match self.0.get("aud") {
            None => Err(TokenRefusal::ClaimMissing("aud")),
            Some(Value::String(one)) => Ok(vec![one]),
            Some(Value::Array(all)) => {
                all.iter().map(|one| one.as_str().ok_or(TokenRefusal::ClaimInvalid("aud"))).collect()
            }
            Some(_) => Err(TokenRefusal::ClaimInvalid("aud")),
        }
    }

    /// What the claim says, or, from a provider that has none, a person only if somebody signed in.
    fn kind(&self, somebody_signed_in: bool) -> Result<ActorKind, TokenRefusal> {
        match self.0.get("kind") {
            Some(Value::String(kind)) if kind == "person" => Ok(ActorKind::Person),
            Some(Value::String(kind)) if kind == "machine" => Ok(ActorKind::Machine),
            Some(_) => Err(TokenRefusal::ClaimInvalid("kind")),
            None if somebody_signed_in => Ok(ActorKind::Person),
            None => Ok(ActorKind::Machine),
        }
    }

    /// The staff roles that this system knows; a provider may have others.
    fn roles(&self, pointer: &str) -> Result<Vec<StaffRole>, TokenRefusal> {
        let mut names = pointer.split('/').skip(1).map(|name| name.replace("~1", "/").replace("~0", "~"));
        let first = names.next().and_then(|name| self.0.get(&name));
        let found = names.fold(first, |value, name| value.and_then(|value| value.get(&name)));
        let listed = match found {
            None => return Ok(Vec::new()),
            Some(Value::Array(listed)) => listed,
            Some(_) => return Err(TokenRefusal::ClaimInvalid("roles")),
        };
        let mut roles = Vec::new();
        for role in listed {
            let name = role.as_str().ok_or(TokenRefusal::ClaimInvalid("roles"))?;
            let known: Result<StaffRole, ValueError> = StaffRole::deserialize(name.into_deserializer());
            if let Ok(role) = known
                && !roles.contains(&role)
            {
                roles.push(role);
            }
        }
        Ok(roles)
    }
}
