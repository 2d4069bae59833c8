use dars_identity::Overrides;
use dars_portal::session::TokenRefusal;
use futures::{StreamExt as _, stream};
use jiff::SignedDuration;
use serde_json::json;

use super::{
    forger::{claims, header, part},
    provider::{Provider, after, honest, noon, ours, persona, theirs},
};

/// A token of a key id that nobody has.
fn of_key(id: usize) -> String {
    let header = header(|header| drop(header.insert("kid".to_owned(), json!(format!("unknown-{id}")))));
    format!("{}.{}.{}", part(header), part(claims(|_| ())), part([1_u8; 256]))
}

/// The case officer's token from the provider's next key.
fn of_the_next_key() -> String {
    theirs().issue(&persona("case-officer"), noon(), &Overrides::default()).unwrap()
}

#[tokio::test]
async fn ten_thousand_unknown_key_ids_ask_the_provider_at_most_every_ten_seconds() {
    let provider = Provider::serving(ours().jwks()).await;
    let verifier = provider.verifier();
    // 10,000 requests, 50 at once, over 49.995 s: at 0, 10, 20, 30 and 40 s the provider may be asked.
    let refusals = stream::iter(0..10_000_usize)
        .map(|i| {
            let now = noon() + SignedDuration::from_millis(5 * i64::try_from(i).unwrap());
            let verifier = &verifier;
            async move { verifier.verify(&of_key(i), now).await }
        })
        .buffer_unordered(50);
    let others = refusals.filter(|refusal| std::future::ready(*refusal != Err(TokenRefusal::KeyUnknown))).count().await;
    assert_eq!(others, 0);
    assert_eq!(provider.asked(), 5, "1 + floor(49.995 / 10)");
    assert!(verifier.verify(&honest(), after(50)).await.is_ok());
}

#[tokio::test]
async fn many_who_need_the_first_key_at_once_wait_for_one_fetch() {
    let provider = Provider::serving(ours().jwks()).await;
    let verifier = provider.verifier();
    let token = honest();
    let accepted = stream::iter(0..200)
        .map(|_| verifier.verify(&token, noon()))
        .buffer_unordered(200)
        .filter(|caller| std::future::ready(caller.is_ok()))
        .count()
        .await;
    assert_eq!((accepted, provider.asked()), (200, 1));
}

#[tokio::test]
async fn keys_are_used_while_the_provider_is_away() {
    let provider = Provider::serving(ours().jwks()).await;
    let verifier = provider.verifier();
    assert!(verifier.verify(&honest(), noon()).await.is_ok());
    provider.goes_away().await;
    for minutes in [1, 9, 11, 30, 59] {
        assert!(verifier.verify(&honest(), after(minutes * 60)).await.is_ok(), "{minutes} min later");
    }
}

#[tokio::test]
async fn while_the_provider_is_away_an_unknown_key_is_an_open_question_and_not_a_no() {
    let provider = Provider::serving(ours().jwks()).await;
    let verifier = provider.verifier();
    assert!(verifier.verify(&honest(), noon()).await.is_ok());
    provider.goes_away().await;
    for seconds in [10, 11, 20] {
        let refusal = verifier.verify(&of_the_next_key(), after(seconds)).await.unwrap_err();
        assert!(refusal.is_unknown(), "{refusal:?} after {seconds} s");
        assert_eq!(refusal.code(), "token-keys-unavailable");
    }
}

#[tokio::test]
async fn a_new_key_is_picked_up_and_the_old_one_dropped() {
    let provider = Provider::serving(ours().jwks()).await;
    let verifier = provider.verifier();
    assert!(verifier.verify(&honest(), noon()).await.is_ok());
    provider.rotate(theirs().jwks());
    assert_eq!(verifier.verify(&of_the_next_key(), after(9)).await, Err(TokenRefusal::KeyUnknown));
    assert!(verifier.verify(&honest(), after(9)).await.is_ok());
    assert!(verifier.verify(&of_the_next_key(), after(10)).await.is_ok());
    assert_eq!(verifier.verify(&honest(), after(11)).await, Err(TokenRefusal::KeyUnknown));
    assert_eq!(provider.asked(), 2);
}

#[tokio::test]
async fn a_withdrawn_key_does_not_stay_though_no_token_names_another() {
    let provider = Provider::serving(ours().jwks()).await;
    let verifier = provider.verifier();
    assert!(verifier.verify(&honest(), noon()).await.is_ok());
    provider.is_asked().await;
    provider.rotate(theirs().jwks());
    // The keys are older than 10 min, so this use starts a fetch beside itself.
    assert!(verifier.verify(&honest(), after(601)).await.is_ok());
    provider.is_asked().await;
    // Waits for that fetch, as its key is not known before.
    assert!(verifier.verify(&of_the_next_key(), after(602)).await.is_ok());
    assert_eq!(verifier.verify(&honest(), after(603)).await, Err(TokenRefusal::KeyUnknown));
    assert_eq!(provider.asked(), 2);
}

#[tokio::test]
async fn a_caller_who_hangs_up_does_not_take_the_fetch_along() {
    let provider = Provider::serving(ours().jwks()).await;
    let verifier = provider.verifier();
    let held = provider.hold().await;
    let token = honest();
    tokio::select! {
        biased;
        answered = verifier.verify(&token, noon()) => panic!("answered without keys: {answered:?}"),
        () = provider.is_asked() => {}
    }
    drop(held);
    assert!(verifier.verify(&token, noon()).await.is_ok());
    assert_eq!(provider.asked(), 1);
}

#[tokio::test]
async fn a_key_set_without_a_usable_key_replaces_nothing() {
    let provider = Provider::serving(ours().jwks()).await;
    let verifier = provider.verifier();
    assert!(verifier.verify(&honest(), noon()).await.is_ok());
    for (i, broken) in [json!({}), json!({ "keys": [] }), json!("x".repeat(300 * 1024))].into_iter().enumerate() {
        provider.rotate(broken);
        let now = after(10 * (i64::try_from(i).unwrap() + 1));
        assert_eq!(verifier.verify(&of_the_next_key(), now).await, Err(TokenRefusal::KeysUnavailable));
        assert!(verifier.verify(&honest(), now).await.is_ok());
    }
    assert_eq!(provider.asked(), 4);
}
