//! Whose papers a caller may see: all, those of their organisations, or, of whoever only collaborates, what is in force
//! of the applications on which they are named (ADR 0020).

use dars_bus::{Problem, Request, StoreError};
use dars_contracts_domain::agreement::Refusal;
use dars_vocabulary::{ActorKind, Nic, OrganisationId, PersonId, london_date};
use jiff::civil::Date;
use sqlx::PgConnection;

use crate::store::{self, mandates::Theirs};

/// What one caller may see today.
#[derive(Clone, Debug)]
pub(super) struct Sight {
    /// The organisations all of whose papers they may see; `None`: all of all, for staff.
    whole: Option<Vec<OrganisationId>>,
    /// Those for which they only collaborate.
    parts: Vec<OrganisationId>,
    person: PersonId,
    today: Date,
}

impl Sight {
    /// What the caller may see; the public nothing.
    pub(super) async fn of(connection: &mut PgConnection, request: &Request) -> Result<Self, Problem> {
        let (person, today) = (request.actor.id, london_date(request.now));
        let (whole, parts) = match request.actor.kind {
            ActorKind::Public => return Err(Problem::refused(&Refusal::SignInNeeded)),
            ActorKind::Person if request.actor.is_any_staff() => (None, Vec::new()),
            ActorKind::System => (None, Vec::new()),
            ActorKind::Person => {
                let (whole, parts) = store::mandates::organisations(connection, person, today).await?;
                (Some(whole), parts)
            }
            // A machine belongs to no organisation yet.
            ActorKind::Machine => (Some(Vec::new()), Vec::new()),
        };
        Ok(Self { whole, parts, person, today })
    }

    /// The organisations all of whose papers they may see; none named for staff, who need none.
    pub(super) fn whole(&self) -> &[OrganisationId] {
        self.whole.as_deref().unwrap_or_default()
    }

    /// The same for a list; `None`: all.
    pub(super) fn listed(&self) -> Option<Theirs> {
        let text = |organisations: &[OrganisationId]| organisations.iter().map(ToString::to_string).collect();
        let (organisations, collaborates) = (text(self.whole.as_ref()?), text(&self.parts));
        Some(Theirs { organisations, person: self.person, collaborates, today: self.today })
    }

    /// The organisations of whose application they may see what is in force: those for which they only collaborate,
    /// where they are named on it.
    pub(super) async fn in_force(
        &self,
        connection: &mut PgConnection,
        nic: &Nic,
    ) -> Result<Vec<OrganisationId>, StoreError> {
        if self.parts.is_empty() || !store::application_people::names(connection, nic, self.person).await? {
            return Ok(Vec::new());
        }
        Ok(self.parts.clone())
    }
}
