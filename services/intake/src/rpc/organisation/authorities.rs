//! `POST /organisations/{id}/authorities`, `/authorities/{person}/confirm`, `/decline`, `/end`: who may sign for it.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work};
use dars_intake_domain::organisation::Command;
use dars_messages::requests::intake::{
    AskAuthority as Asked, ConfirmAuthority as Confirmed, DeclineAuthority as Declined, EndAuthority as Ended,
};
use sqlx::PgConnection;

use super::{add, change, person};

/// Asks that somebody may sign.
#[derive(Debug)]
pub struct AskAuthority;

#[async_trait]
impl Work for AskAuthority {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let Asked { person, from, until } = request.body()?;
        add(tx, request, Command::AskAuthority { person, from, until }, person).await
    }
}

/// Confirms it.
#[derive(Debug)]
pub struct ConfirmAuthority;

#[async_trait]
impl Work for ConfirmAuthority {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let person = person(request)?;
        let Confirmed {} = request.body()?;
        change(tx, request, Command::ConfirmAuthority { person }).await
    }
}

/// Does not confirm it.
#[derive(Debug)]
pub struct DeclineAuthority;

#[async_trait]
impl Work for DeclineAuthority {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let person = person(request)?;
        let Declined { reason } = request.body()?;
        change(tx, request, Command::DeclineAuthority { person, reason }).await
    }
}

/// Ends one.
#[derive(Debug)]
pub struct EndAuthority;

#[async_trait]
impl Work for EndAuthority {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let person = person(request)?;
        let Ended { on } = request.body()?;
        change(tx, request, Command::EndAuthority { person, on }).await
    }
}
