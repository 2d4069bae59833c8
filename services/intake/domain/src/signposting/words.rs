//! What is said at each signpost: all texts, in one place.

use dars_vocabulary::code::{EnquiryTopic, Signpost};
use serde::Serialize;

/// Where somebody can be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Destination {
    /// Whoever looks at breaches.
    IncidentLead,
    /// Whoever has the case or the agreement.
    CaseOfficer,
    /// Help for the public.
    PublicHelp,
    /// The hospital or practice that cares for the person.
    CareProvider,
    /// Data services for commissioners.
    Commissioners,
    /// What is published already.
    PublishedStatistics,
    /// The service for trials.
    #[serde(rename = "digitrials")]
    DigiTrials,
    /// Support of the secure data environment.
    SdeSupport,
    /// The body that holds the data.
    OtherBody,
    /// The team that takes new requests.
    DataApplications,
}

impl Destination {
    /// Every one of them.
    pub const ALL: [Self; 10] = [
        Self::IncidentLead,
        Self::CaseOfficer,
        Self::PublicHelp,
        Self::CareProvider,
        Self::Commissioners,
        Self::PublishedStatistics,
        Self::DigiTrials,
        Self::SdeSupport,
        Self::OtherBody,
        Self::DataApplications,
    ];

    /// The signpost of the code list; none where an enquiry is the way itself.
    pub const fn signpost(self) -> Option<Signpost> {
        match self {
            Self::IncidentLead | Self::CaseOfficer | Self::DataApplications => None,
            Self::PublicHelp => Some(Signpost::PublicHelp),
            Self::CareProvider => Some(Signpost::CareProvider),
            Self::Commissioners => Some(Signpost::Commissioners),
            Self::PublishedStatistics => Some(Signpost::PublishedStatistics),
            Self::DigiTrials => Some(Signpost::DigiTrials),
            Self::SdeSupport => Some(Signpost::Sde),
            Self::OtherBody => Some(Signpost::OtherBody),
        }
    }
}

/// What is said at a signpost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// Where to go.
    pub name: &'static str,
    /// Why there.
    pub why: &'static str,
    /// What to have at hand.
    pub prepare: &'static [&'static str],
    /// Who has it then.
    pub who_has_it: &'static str,
    /// How to come back.
    pub come_back: &'static str,
    /// How to raise an enquiry there, or to go on anyway.
    pub enquire: &'static str,
    /// The enquiry's topic.
    pub topic: EnquiryTopic,
    /// Where to read on: title, and path below this API's own.
    pub links: &'static [(&'static str, &'static str)],
}

const GO_ON: &str = "If this is not what you need, go on anyway: raise an enquiry, and say why in `despite`. It is read \
     as every other one is.";
const REOPEN: &str = "Raise an enquiry at any time; one that was closed can be opened again by its reference.";
const FOUR_FACTS: &[&str] = &[
    "Which data sets, for which years, and how far people must be told apart in them.",
    "What it is for, and how health or care in England gains from it.",
    "Which organisations decide and which work with the data, and where.",
    "How far you are: funding, ethics, legal basis, framework contract.",
];

/// What is said at a signpost.
pub const fn words(to: Destination) -> &'static Words {
    match to {
        Destination::IncidentLead => &Words {
            name: "The incident lead",
            why: "Data was lost, went astray or was used without leave: that comes before everything else.",
            prepare: &[
                "What happened, when it happened, and when it was found.",
                "About how many people it concerns; no names and no NHS numbers.",
                "What was done to contain it.",
                "The number of the agreement, if you know it.",
            ],
            who_has_it: "The incident lead, at once; whoever has the case is told that it happened.",
            come_back: REOPEN,
            enquire: "Raise an enquiry with this topic now. Do not wait until you know everything.",
            topic: EnquiryTopic::Breach,
            links: &[],
        },
        Destination::CaseOfficer => &Words {
            name: "Whoever has your request or agreement",
            why: "There is a number: whoever has it knows where it stands.",
            prepare: &["The number, as it stands on your papers.", "What you want to know or to change."],
            who_has_it: "The case officer of the request, or the agreements team when it has ended.",
            come_back: REOPEN,
            enquire: "Sign in to see where it stands; or raise an enquiry that quotes the number.",
            topic: EnquiryTopic::ExistingApplication,
            links: &[("Your requests", "/applications"), ("Your agreements", "/agreements")],
        },
        Destination::PublicHelp => &Words {
            name: "Help for the public",
            why: "It is about your own record or your own choice; this service answers to organisations.",
            prepare: &["Nothing but your question. Do not send your NHS number."],
            who_has_it: "The public help team.",
            come_back: REOPEN,
            enquire: GO_ON,
            topic: EnquiryTopic::PatientQuestion,
            links: &[("Who uses data, and for what", "/register/agreements")],
        },
        Destination::CareProvider => &Words {
            name: "The hospital or practice that cares for the person",
            why: "Data for the care of particular people is not given by this service.",
            prepare: &["The person's own practice or hospital; it holds the record and decides."],
            who_has_it: "The provider of the care. We pass nothing on.",
            come_back: REOPEN,
            enquire: GO_ON,
            topic: EnquiryTopic::Other,
            links: &[],
        },
        Destination::Commissioners => &Words {
            name: "Data services for commissioners",
            why: "You plan or pay for care: commissioners have data services of their own, near them.",
            prepare: &[
                "Which area, and which of planning, invoice validation and risk stratification it is for.",
                "The section 251 support on which it rests.",
                "The support unit or host that would work with the data.",
            ],
            who_has_it: "The regional office of the data services for commissioners.",
            come_back: REOPEN,
            enquire: GO_ON,
            topic: EnquiryTopic::NewDataRequest,
            links: &[
                ("The service", "/catalogue/services/commissioners"),
                ("Its data", "/catalogue/datasets?q=commissioning"),
            ],
        },
        Destination::PublishedStatistics => &Words {
            name: "What is published already",
            why: "You need counts, and counts are published: at once, without charge and without an agreement.",
            prepare: &["The years, the places and the breakdown that you need, to compare with what is there."],
            who_has_it: "You do: there is nothing to wait for.",
            come_back: REOPEN,
            enquire: GO_ON,
            topic: EnquiryTopic::DataSet,
            links: &[("All data sets, each with what is published of it", "/catalogue/datasets")],
        },
        Destination::DigiTrials => &Words {
            name: "DigiTrials",
            why: "Trials have a service of their own, which counts, finds and writes to people without your having data.",
            prepare: &[
                "The protocol, or its draft, and who sponsors the trial.",
                "Whom you look for: ages, illnesses, places, how many.",
                "How far the ethics committee and the funder are.",
            ],
            who_has_it: "The DigiTrials team.",
            come_back: REOPEN,
            enquire: GO_ON,
            topic: EnquiryTopic::NewDataRequest,
            links: &[("The service", "/catalogue/services/digitrials")],
        },
        Destination::SdeSupport => &Words {
            name: "Support of the secure data environment",
            why: "You work in the environment already: its own team knows your project, your users and your results.",
            prepare: &[
                "The project, and the number of its agreement.",
                "What does not work, or what is to go in or out.",
            ],
            who_has_it: "The environment's support team.",
            come_back: REOPEN,
            enquire: GO_ON,
            topic: EnquiryTopic::SdeAccess,
            links: &[("The service", "/catalogue/services/sde")],
        },
        Destination::OtherBody => &Words {
            name: "Whoever holds the data",
            why: "The data is not the body's own: nobody here could give it to you.",
            prepare: &["What you would send to them: purpose, data, years. Every holder has a form of its own."],
            who_has_it: "Whoever holds the data. We pass nothing on.",
            come_back: REOPEN,
            enquire: GO_ON,
            topic: EnquiryTopic::DataSet,
            links: &[("All data sets that are the body's own", "/catalogue/datasets")],
        },
        Destination::DataApplications => &Words {
            name: "The data applications team",
            why: "You ask for data that may be given by this service.",
            prepare: FOUR_FACTS,
            who_has_it: "The data applications team, which names an expert.",
            come_back: REOPEN,
            enquire: "Raise an enquiry with these four facts.",
            topic: EnquiryTopic::NewDataRequest,
            links: &[("All data sets", "/catalogue/datasets"), ("All access services", "/catalogue/services")],
        },
    }
}
