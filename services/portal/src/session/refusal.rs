//! Why a token is not accepted.

/// Why a token is not accepted. All are 401, but for `KeysUnavailable`, which means that nobody knows: 503.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenRefusal {
    /// Longer than any honest token.
    #[error("the token is longer than 8 KiB")]
    TooLarge,
    /// Not three parts of base64url, or not JSON within.
    #[error("the token is not a signed JSON web token in its compact form")]
    Malformed,
    /// A name stands twice in one JSON object, so that two readers could read two things.
    #[error("the token has a name twice in one object")]
    DoubledName,
    /// No algorithm, or one that is not on the list.
    #[error("the token is not signed with an algorithm that is accepted here")]
    AlgorithmNotAllowed,
    /// The header brings a key, says where to get one, or asks for an extension.
    #[error("the token's header says something that is not accepted here: a key of its own, or an extension")]
    HeaderNotAllowed,
    /// Not an access token: an ID token, for example.
    #[error("the token is not an access token (at+jwt)")]
    TypeWrong,
    /// No key id, or one that no honest provider makes.
    #[error("the token names no usable key id")]
    KeyIdUnusable,
    /// The provider has no such key, or was asked less than 10 s ago.
    #[error("the token's key is not one of the provider's")]
    KeyUnknown,
    /// The key is unknown here, and the provider is away.
    #[error("the provider's keys cannot be fetched at present: repeat later")]
    KeysUnavailable,
    /// The named key is for another algorithm.
    #[error("the token's key is for another algorithm")]
    KeyOfAnotherAlgorithm,
    /// The signature does not hold.
    #[error("the token's signature does not hold")]
    SignatureWrong,
    /// A claim that must be there is not.
    #[error("the token lacks the claim {0}")]
    ClaimMissing(&'static str),
    /// A claim is of the wrong type or out of its range.
    #[error("the token's claim {0} is not of its type")]
    ClaimInvalid(&'static str),
    /// Another provider's token.
    #[error("the token is from another issuer")]
    IssuerWrong,
    /// A token for another system.
    #[error("the token is for another audience")]
    AudienceWrong,
    /// Over.
    #[error("the token has expired: sign in again")]
    Expired,
    /// Not yet begun.
    #[error("the token is not good yet")]
    TooEarly,
    /// Issued later than now.
    #[error("the token says it was issued in the future")]
    IssuedInFuture,
    /// Signed in later than now, which would make the sign-in fresh for longer than it is.
    #[error("the token says the sign-in was in the future")]
    SignInInFuture,
}

impl TokenRefusal {
    /// A stable kebab-case code.
    pub fn code(self) -> &'static str {
        match self {
            Self::TooLarge => "token-too-large",
            Self::Malformed => "token-malformed",
            Self::DoubledName => "token-doubled-name",
            Self::AlgorithmNotAllowed => "token-algorithm-not-allowed",
            Self::HeaderNotAllowed => "token-header-not-allowed",
            Self::TypeWrong => "token-type-wrong",
            Self::KeyIdUnusable => "token-key-id-unusable",
            Self::KeyUnknown => "token-key-unknown",
            Self::KeysUnavailable => "token-keys-unavailable",
            Self::KeyOfAnotherAlgorithm => "token-key-of-another-algorithm",
            Self::SignatureWrong => "token-signature-wrong",
            Self::ClaimMissing(_) => "token-claim-missing",
            Self::ClaimInvalid(_) => "token-claim-invalid",
            Self::IssuerWrong => "token-issuer-wrong",
            Self::AudienceWrong => "token-audience-wrong",
            Self::Expired => "token-expired",
            Self::TooEarly => "token-too-early",
            Self::IssuedInFuture => "token-issued-in-future",
            Self::SignInInFuture => "token-sign-in-in-future",
        }
    }

    /// Whether the answer is 503 and not 401: the token may be good, and a repetition may show it.
    pub fn is_unknown(self) -> bool {
        self == Self::KeysUnavailable
    }
}
