//! Requests about mails that joined no thread.

mod discard_mail;
mod file_mail;
mod list;
mod rule_out_mail;

use dars_bus::{Problem, Reply, Request};

use super::Rpc;

/// The answer, if it is about such a mail.
pub(super) async fn serve(rpc: &Rpc, request: &Request) -> Option<Result<Reply, Problem>> {
    Some(match request.action.as_str() {
        "list-unfiled-mails" => rpc.read(request, list::list).await,
        "get-unfiled-mail" => rpc.read(request, list::get).await,
        "file-mail" => rpc.write(request, &file_mail::FileMail).await,
        "discard-mail" => rpc.write(request, &discard_mail::DiscardMail).await,
        "rule-out-mail" => rpc.write(request, &rule_out_mail::RuleOutMail).await,
        _ => return None,
    })
}
