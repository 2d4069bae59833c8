//! Who may do what on the broker: the least that each service, the portal and each team needs.

use super::account::{Account, Export, Import, Permissions, User};
use super::{ServerSettings, Team, operator};
use crate::topology::{
    Owner, ROOT, TEAM_API_PREFIX, contact_durable, contact_stream_subjects, durable, fact_stream_subjects,
    inbox_prefix, queue_group, request_subjects, team_durable,
};

/// Under which an account finds the streams it hears; the broker maps `$JS.API` onto it for them alone.
const HEARD_API_PREFIX: &str = "DARS.HEARS";
const API: &str = "$JS.API";

/// One durable of one hearer on another's stream.
struct Hearing {
    owner: Owner,
    stream: &'static str,
    durable: String,
}

impl Hearing {
    fn all_of(hearer: Owner) -> Vec<Self> {
        let facts = hearer.hears().iter().map(|owner| Self {
            owner: *owner,
            stream: owner.stream(),
            durable: durable(hearer, *owner),
        });
        let contacts = hearer.hears_contacts().iter().filter_map(|owner| {
            let stream = owner.contact_stream()?;
            Some(Self { owner: *owner, stream, durable: contact_durable(hearer, *owner) })
        });
        facts.chain(contacts).collect()
    }

    /// What follows the API's prefix in the requests a hearer may make, and whether one has many answers.
    fn requests(&self) -> Vec<(String, bool)> {
        let Self { stream, durable, .. } = self;
        vec![
            (format!("STREAM.INFO.{stream}"), false),
            (format!("CONSUMER.CREATE.{stream}.{durable}"), false),
            (format!("CONSUMER.CREATE.{stream}.{durable}.>"), false),
            (format!("CONSUMER.INFO.{stream}.{durable}"), false),
            (format!("CONSUMER.DELETE.{stream}.{durable}"), false),
            (format!("CONSUMER.MSG.NEXT.{stream}.{durable}"), true),
        ]
    }

    fn acks(&self) -> String {
        acks(self.stream, &self.durable)
    }
}

fn acks(stream: &str, durable: &str) -> String {
    format!("$JS.ACK.{stream}.{durable}.>")
}

fn account_of(owner: Owner) -> String {
    owner.name().to_uppercase()
}

fn account_of_team(team: &Team) -> String {
    format!("TEAM_{}", team.name().to_uppercase())
}

/// Every account, in the order of the flow.
pub(super) fn accounts(settings: &ServerSettings) -> Vec<Account> {
    let services = Owner::SERVICES.into_iter().map(|owner| service(settings, owner));
    let teams = settings.teams.iter().map(team);
    services.chain([portal(settings)]).chain(teams).chain([system(settings)]).collect()
}

fn service(settings: &ServerSettings, owner: Owner) -> Account {
    let mut publish = own_subjects(owner);
    publish.extend(own_streams(owner).flat_map(own_stream_requests));
    publish.extend(team_durable_requests(settings, owner));
    publish.push(format!("{API}.INFO"));
    let mut account = Account { name: account_of(owner), jetstream: true, ..Account::default() };
    for hearing in Hearing::all_of(owner) {
        hear(&mut account, &mut publish, &hearing);
    }
    account.exports = exports(settings, owner);
    let subscribe = vec![
        format!("{}.>", inbox_prefix(owner.name())),
        format!("{} {}", request_subjects(owner), queue_group(owner)),
    ];
    account.users = users(settings, owner, Permissions { publish, subscribe, answers: true });
    account
}

fn users(settings: &ServerSettings, owner: Owner, permissions: Permissions) -> Vec<User> {
    let own = settings.passwords.get(&owner).map(|password| User {
        name: owner.name().to_owned(),
        password: password.clone(),
        permissions: Some(permissions),
    });
    let operator = settings.operator.as_ref().map(|password| User {
        name: operator(owner),
        password: password.clone(),
        permissions: None,
    });
    own.into_iter().chain(operator).collect()
}

fn own_subjects(owner: Owner) -> Vec<String> {
    let contacts = owner.contact_stream().map(|_| contact_stream_subjects(owner));
    [fact_stream_subjects(owner)].into_iter().chain(contacts).collect()
}

fn own_streams(owner: Owner) -> impl Iterator<Item = &'static str> {
    [owner.stream()].into_iter().chain(owner.contact_stream())
}

/// All a relay needs; nothing deletes a stream.
fn own_stream_requests(stream: &str) -> Vec<String> {
    ["CREATE", "UPDATE", "INFO", "PURGE", "MSG.GET"]
        .map(|request| format!("{API}.STREAM.{request}.{stream}"))
        .into_iter()
        .chain([format!("{API}.DIRECT.GET.{stream}"), format!("{API}.DIRECT.GET.{stream}.>")])
        .collect()
}

/// The owner makes the durables of the teams that hear it.
fn team_durable_requests(settings: &ServerSettings, owner: Owner) -> Vec<String> {
    let teams = settings.teams.iter().filter(|team| team.hears().contains(&owner));
    teams
        .flat_map(|team| {
            let (stream, durable) = (owner.stream(), team_durable(team.name(), owner));
            [
                format!("{API}.CONSUMER.CREATE.{stream}.{durable}"),
                format!("{API}.CONSUMER.CREATE.{stream}.{durable}.>"),
                format!("{API}.CONSUMER.INFO.{stream}.{durable}"),
                format!("{API}.CONSUMER.DELETE.{stream}.{durable}"),
            ]
        })
        .collect()
}

fn hear(account: &mut Account, publish: &mut Vec<String>, hearing: &Hearing) {
    let from = account_of(hearing.owner);
    for (request, _) in hearing.requests() {
        let subject = format!("{API}.{request}");
        let local = format!("{HEARD_API_PREFIX}.{request}");
        account.mappings.push((subject.clone(), local.clone()));
        publish.push(local.clone());
        account.imports.push(Import { account: from.clone(), subject, local });
    }
    let acks = hearing.acks();
    publish.push(acks.clone());
    account.imports.push(Import { account: from, subject: acks.clone(), local: acks });
}

/// What an owner's account offers: its requests to the portal, one durable to each hearer and each team.
fn exports(settings: &ServerSettings, owner: Owner) -> Vec<Export> {
    let mut exports =
        vec![Export { subject: request_subjects(owner), stream: false, to: vec![account_of(Owner::Portal)] }];
    let hearings = Owner::SERVICES
        .into_iter()
        .flat_map(|hearer| Hearing::all_of(hearer).into_iter().map(move |hearing| (hearer, hearing)))
        .filter(|(_, hearing)| hearing.owner == owner);
    for (hearer, hearing) in hearings {
        for (request, stream) in hearing.requests() {
            offer(&mut exports, format!("{API}.{request}"), stream, account_of(hearer));
        }
        offer(&mut exports, hearing.acks(), false, account_of(hearer));
    }
    for team in settings.teams.iter().filter(|team| team.hears().contains(&owner)) {
        for (subject, stream) in team_services(team, owner) {
            offer(&mut exports, subject, stream, account_of_team(team));
        }
    }
    exports
}

/// A subject is exported once, to all who may send to it.
fn offer(exports: &mut Vec<Export>, subject: String, stream: bool, to: String) {
    match exports.iter_mut().find(|export| export.subject == subject) {
        Some(export) => export.to.push(to),
        None => exports.push(Export { subject, stream, to: vec![to] }),
    }
}

/// The three services of a team's durable, and whether one has many answers.
fn team_services(team: &Team, owner: Owner) -> [(String, bool); 3] {
    let (stream, durable) = (owner.stream(), team_durable(team.name(), owner));
    [
        (format!("{API}.CONSUMER.MSG.NEXT.{stream}.{durable}"), true),
        (format!("{API}.CONSUMER.INFO.{stream}.{durable}"), false),
        (acks(stream, &durable), false),
    ]
}

fn team(team: &Team) -> Account {
    let imports: Vec<Import> = team
        .hears()
        .iter()
        .flat_map(|owner| {
            team_services(team, *owner).map(|(subject, _)| {
                let local = subject.replacen(API, TEAM_API_PREFIX, 1);
                Import { account: account_of(*owner), subject, local }
            })
        })
        .collect();
    let permissions = Permissions {
        publish: imports.iter().map(|import| import.local.clone()).collect(),
        subscribe: vec![format!("{}.>", inbox_prefix(&team.user()))],
        answers: false,
    };
    let user = User { name: team.user(), password: team.password().clone(), permissions: Some(permissions) };
    Account { name: account_of_team(team), users: vec![user], imports, ..Account::default() }
}

fn portal(settings: &ServerSettings) -> Account {
    let imports = Owner::SERVICES
        .into_iter()
        .map(|owner| {
            let subject = request_subjects(owner);
            Import { account: account_of(owner), local: subject.clone(), subject }
        })
        .collect();
    let permissions = Permissions {
        publish: vec![format!("{ROOT}.rpc.>")],
        subscribe: vec![format!("{}.>", inbox_prefix(Owner::Portal.name()))],
        answers: false,
    };
    Account {
        name: account_of(Owner::Portal),
        users: users(settings, Owner::Portal, permissions),
        imports,
        ..Account::default()
    }
}

fn system(settings: &ServerSettings) -> Account {
    let user = User { name: "system".to_owned(), password: settings.system.clone(), permissions: None };
    Account { name: "SYS".to_owned(), users: vec![user], ..Account::default() }
}
