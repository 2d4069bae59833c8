//! Walls: between the databases, and between a local stack and production.

use std::borrow::Cow;

use dars_messages::Owner;
use sqlx::{Connection as _, PgConnection};

use crate::setting::Setting;

/// No role reaches a database but its own.
pub async fn no_service_reaches_anothers_database(setting: &Setting) {
    for owner in Owner::SERVICES {
        let own = setting.stack.database_url(owner).unwrap();
        PgConnection::connect(&own).await.unwrap().close().await.unwrap();
        let (server, _) = own.rsplit_once('/').unwrap();
        let others = Owner::SERVICES.into_iter().filter(|other| *other != owner).map(Owner::name);
        for database in others.chain(["postgres", "template1"]) {
            let refused = PgConnection::connect(&format!("{server}/{database}")).await.unwrap_err();
            let code = refused.as_database_error().and_then(sqlx::error::DatabaseError::code).map(Cow::into_owned);
            assert_eq!(code.as_deref(), Some("42501"), "{owner} at {database}: {refused}");
        }
    }
}

/// The settings of a local stack, without its switch, start nothing.
pub fn production_refuses_what_is_local(setting: &Setting) {
    for owner in Owner::SERVICES {
        for (settings, named) in [
            (&[("DARS__LOCAL__ENABLED", "false")][..], "local stack's identity provider"),
            (
                &[("DARS__LOCAL__ENABLED", "false"), ("DARS__IDENTITY__ISSUER", "https://signin.example")][..],
                "local.clock_file is set",
            ),
        ] {
            let mut serve = setting.stack.operate(owner, &["serve"]).unwrap();
            let ended = serve.envs(settings.iter().copied()).output().unwrap();
            let said = String::from_utf8_lossy(&ended.stderr).into_owned();
            assert!(!ended.status.success() && said.contains(named), "{owner}: {} {said}", ended.status);
        }
    }
}
