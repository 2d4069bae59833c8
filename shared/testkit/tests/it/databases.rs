//! Who may connect to which database.

use dars_messages::Owner;
use dars_testkit::Database;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};

#[tokio::test]
async fn a_role_works_in_its_own_database_and_connects_to_no_other() {
    let intake = Database::create(Owner::Intake).await.unwrap();
    let review = Database::create(Owner::Review).await.unwrap();
    let mut own = PgConnection::connect(&review.url).await.unwrap();
    own.execute("CREATE TABLE cases (id int PRIMARY KEY)").await.unwrap();
    own.execute("INSERT INTO cases VALUES (1)").await.unwrap();

    let refused = PgConnection::connect(&intake.url_of_stranger(&review)).await.unwrap_err();
    assert!(refused.to_string().contains("permission denied for database"), "{refused}");
    for shared in ["postgres", "template1"] {
        let url = format!("{}/{shared}", review.url.rsplit_once('/').unwrap().0);
        assert!(PgConnection::connect(&url).await.is_err(), "{shared} lets it in");
    }
    let without_password = review.url.replace(&review.url[..review.url.find('@').unwrap()], "postgres://dars_admin");
    assert!(PgConnection::connect(&without_password).await.is_err(), "the superuser needs a password");
}

#[tokio::test]
async fn a_role_is_no_superuser_and_makes_no_roles() {
    let database = Database::create(Owner::Intake).await.unwrap();
    let mut own = PgConnection::connect(&database.url).await.unwrap();
    for statement in ["CREATE ROLE other", "CREATE DATABASE other", "SELECT pg_read_file('/etc/passwd')"] {
        assert!(own.execute(AssertSqlSafe(statement.to_owned())).await.is_err(), "{statement}");
    }
}

#[tokio::test]
async fn a_database_is_gone_once_its_test_is() {
    let kept = Database::create(Owner::Intake).await.unwrap();
    let dropped = Database::create(Owner::Intake).await.unwrap();
    let (url, name) = (dropped.url.clone(), dropped.name().to_owned());
    let _still_connected = PgConnection::connect(&url).await.unwrap();
    drop(dropped);
    // A process of its own drops it.
    let mut admin = PgConnection::connect(&kept.admin_url).await.unwrap();
    let gone = async {
        let role = "SELECT FROM pg_roles WHERE rolname = $1";
        while !sqlx::query(role).bind(&name).fetch_all(&mut admin).await.unwrap().is_empty() {}
    };
    tokio::time::timeout(std::time::Duration::from_secs(30), gone).await.expect("its role is gone");
    assert!(PgConnection::connect(&url).await.is_err());
}

#[tokio::test]
async fn the_cluster_keeps_what_it_commits() {
    let database = Database::create(Owner::Intake).await.unwrap();
    let mut admin = PgConnection::connect(&database.admin_url).await.unwrap();
    for (setting, expected) in [("fsync", "on"), ("max_connections", "400"), ("server_encoding", "UTF8")] {
        let value: String =
            sqlx::query_scalar("SELECT current_setting($1)").bind(setting).fetch_one(&mut admin).await.unwrap();
        assert_eq!(value, expected, "{setting}");
    }
}
