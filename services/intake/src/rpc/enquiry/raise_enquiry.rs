//! `POST /enquiries`: anyone may ask.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work, aggregate::execute};
use dars_intake_domain::enquiry::{COME_BACK, Command, Enquirer, More, outward_team, who_has_it};
use dars_messages::requests::intake::{EnquiryRaised, RaiseEnquiry as Body};
use dars_vocabulary::{ActorKind, code::Channel, london_date};
use sqlx::PgConnection;

use crate::{handle::Enquiry, store};

/// Raises an enquiry.
#[derive(Debug)]
pub struct RaiseEnquiry;

#[async_trait]
impl Work for RaiseEnquiry {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let body: Body = request.body()?;
        if request.actor.kind == ActorKind::Public
            && store::raised::too_many(tx, &body.email, request.technical_now).await?
        {
            let detail = "Too many enquiries came from this address within the hour: try again in an hour, or write into \
                          one that you have raised.";
            return Err(Problem::new(429, "too-many-enquiries", detail));
        }
        let reference = store::numbers::next_enquiry(tx, london_date(request.now).year()).await?;
        let command = Command::Raise {
            enquiry: reference.clone(),
            channel: body.channel.unwrap_or(Channel::Web),
            topic: body.topic,
            enquirer: Enquirer { name: body.name, email: body.email, organisation: body.organisation },
            purpose: body.purpose_text,
            more: Box::new(More {
                role: body.role,
                nic_refs: body.nic_refs,
                data_sets: body.data_sets,
                readiness: body.readiness,
                parties_text: body.parties_text,
                needed_by: body.needed_by,
                despite: body.despite,
                received_at: body.received_at,
                data_incident: body.data_incident,
                numbers_removed: 0,
            }),
        };
        let done = execute::<Enquiry>(tx, &request.meta(), reference.as_str(), None, command).await?;
        let asked = done.saved.state.asked().ok_or_else(|| Problem::not_found("enquiry"))?;
        let team = outward_team(&done.saved.state);
        Reply::created(
            done.saved.version,
            &EnquiryRaised {
                reference,
                answer_due: asked.answer_due,
                next: "We pass it to the team that can answer, and write to you by the date given.".to_owned(),
                team,
                who_has_it: who_has_it(team).to_owned(),
                come_back: COME_BACK.to_owned(),
                numbers_removed: asked.numbers_removed,
            },
        )
    }
}
