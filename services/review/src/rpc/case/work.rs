//! What is done to a case beside moving it: one small command each.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work};
use dars_messages::requests::review::{
    AddNote, AnswerCheck, AssessStandard, CheckCompleteness, CorrectCase, RequestCheck, RequestDecisionReview,
    ReviewDecision,
};
use dars_review_domain::case::{Command, Correcting, Doing, Found};
use dars_vocabulary::Nic;
use serde_json::json;
use sqlx::PgConnection;

use super::{ask, correct_advice::correct_advice, give, give_anew, people, shown};

/// `POST /cases/{nic}/completeness`
#[derive(Debug)]
pub struct Completeness;

#[async_trait]
impl Work for Completeness {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let CheckCompleteness { complete, missing, note } = request.body()?;
        let missing = missing.into_iter().collect();
        let doing = Doing::CheckCompleteness { complete, missing, note };
        ask(tx, request, &request.param("nic")?, Command::Do(doing)).await
    }
}

/// `POST /cases/{nic}/standards/{id}`
#[derive(Debug)]
pub struct Standard;

#[async_trait]
impl Work for Standard {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let AssessStandard { outcome, note } = request.body()?;
        let found = Found { standard: request.param("id")?, outcome, note };
        ask(tx, request, &request.param("nic")?, Command::Do(Doing::AssessStandard(found))).await
    }
}

/// `POST /cases/{nic}/checks`
#[derive(Debug)]
pub struct Ask;

#[async_trait]
impl Work for Ask {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let nic: Nic = request.param("nic")?;
        let RequestCheck { of, question } = request.body()?;
        let saved = give(tx, request, &nic, Command::Do(Doing::RequestCheck { of, question })).await?;
        let mut body = shown(&nic, &saved.state);
        let number = saved.state.case().and_then(|case| case.work.checks.last()).map(|check| check.number);
        if let Some(body) = body.as_object_mut() {
            body.insert("check".to_owned(), json!(number));
        }
        Reply::created(saved.version, &body)
    }
}

/// `POST /cases/{nic}/checks/{id}/answer`: an answer adds to the case, so it is decided on the case as it is.
#[derive(Debug)]
pub struct Answer;

#[async_trait]
impl Work for Answer {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let nic: Nic = request.param("nic")?;
        let number: u32 = request.param("id")?;
        let AnswerCheck { outcome, note } = request.body()?;
        let doing = Doing::AnswerCheck { number, outcome, note };
        let saved = give_anew(tx, request, &nic, Command::Do(doing)).await?;
        Reply::versioned(saved.version, &shown(&nic, &saved.state))
    }
}

/// `POST /cases/{nic}/notes`: a note adds to the case, so it is decided on the case as it is.
#[derive(Debug)]
pub struct Note;

#[async_trait]
impl Work for Note {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let nic: Nic = request.param("nic")?;
        let AddNote { text } = request.body()?;
        let saved = give_anew(tx, request, &nic, Command::Do(Doing::AddNote { text })).await?;
        let number = saved.state.case().map(|case| case.work.notes);
        Reply::created(saved.version, &json!({"nic": nic, "note": number}))
    }
}

/// `POST /cases/{nic}/decision-review`: who asks cannot read the case, so no version of it is asked for.
#[derive(Debug)]
pub struct AskReview;

#[async_trait]
impl Work for AskReview {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let nic: Nic = request.param("nic")?;
        let RequestDecisionReview { reason } = request.body()?;
        let saved = give_anew(tx, request, &nic, Command::Do(Doing::RequestReview { reason })).await?;
        let review = saved.state.case().and_then(|case| case.open_review());
        let requested_on = review.map(|review| review.requested_on);
        Reply::ok(&json!({"nic": nic, "requested_on": requested_on}))
    }
}

/// `POST /cases/{nic}/decision-review/outcome`
#[derive(Debug)]
pub struct Review;

#[async_trait]
impl Work for Review {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let (upheld, reasons) = match request.body()? {
            ReviewDecision::Uphold { reasons } => (true, reasons),
            ReviewDecision::SetAside { reasons } => (false, reasons),
        };
        let doing = Doing::ReviewDecision { upheld, reasons };
        ask(tx, request, &request.param("nic")?, Command::Do(doing)).await
    }
}

/// `POST /cases/{nic}/corrections`; what a group said is put right at its meeting as well.
#[derive(Debug)]
pub struct Correct {
    /// Whose sign-ins are known here.
    pub issuer: String,
}

#[async_trait]
impl Work for Correct {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let correcting = match request.body()? {
            CorrectCase::Standard { standard, outcome, note, reason } => {
                Correcting::Standard { found: Found { standard, outcome, note }, reason }
            }
            CorrectCase::Advice { number, outcome, met_on, advisers, reason } => {
                let advisers = people(&self.issuer, &advisers)?;
                let correcting = Correcting::Advice { number, outcome, met_on, advisers, reason };
                return correct_advice(tx, request, &request.param("nic")?, correcting).await;
            }
            CorrectCase::Clarification { number, reason } => Correcting::Clarification { number, reason },
            CorrectCase::Check { number, reason } => Correcting::Check { number, reason },
            CorrectCase::CheckAnswer { number, outcome, note, reason } => {
                Correcting::CheckAnswer { number, outcome, note, reason }
            }
            CorrectCase::Resolution { number, text, reason } => Correcting::Resolution { number, text, reason },
            CorrectCase::Return { reason } => Correcting::Return { reason },
        };
        ask(tx, request, &request.param("nic")?, Command::Do(Doing::Correct(correcting))).await
    }
}
