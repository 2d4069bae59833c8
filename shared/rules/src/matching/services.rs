//! The access services: what each is, whom it is for, what it fits and what it needs. Data, and the questions one asks of
//! it; V34 asks the same ones.

use dars_vocabulary::{
    DataSetTraits,
    code::{AccessService, Frequency, Level, OrganisationType, Territory},
};
use serde::Serialize;

/// Raised with every change of what is said below.
pub const EDITION: i64 = 2;

/// What leaves the body's hands through a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Leaves {
    /// Nothing: data is looked at where it is.
    Nothing,
    /// Results that were checked.
    Results,
    /// The data itself.
    Data,
}

/// Whether a service works on people whom the applicant names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CohortFit {
    /// It works on nothing else.
    Needed,
    /// It can.
    Possible,
    /// It cannot.
    Impossible,
}

/// When something is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum When {
    /// By everyone who uses the service.
    Always,
    /// By those who name the people.
    Cohort,
    /// By those who link data of their own.
    Linkage,
}

/// What a service needs of whoever uses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Need {
    /// A stable code.
    pub code: &'static str,
    /// What is needed, in plain words.
    pub text: &'static str,
    /// By whom.
    pub when: When,
}

/// Where one can read on, within the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// What it leads to.
    pub title: &'static str,
    /// A path below the API's own address.
    pub path: &'static str,
}

/// One access service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ServiceTerms {
    /// Which.
    pub id: AccessService,
    /// Its name.
    pub name: &'static str,
    /// What it is, in a sentence.
    pub summary: &'static str,
    /// Whom it is for, in plain words.
    pub who: &'static str,
    /// The organisations to which it is open; empty: all.
    pub open_to: &'static [OrganisationType],
    /// Whether it is for trials alone.
    pub trials_only: bool,
    /// What leaves through it.
    pub leaves: Leaves,
    /// The levels that it gives.
    pub levels: &'static [Level],
    /// How often data may flow through it.
    pub frequencies: &'static [Frequency],
    /// Whether it works on people whom the applicant names.
    pub cohort: CohortFit,
    /// Where it may be used from; empty: wherever the agreement says.
    pub territories: &'static [Territory],
    /// What it needs.
    pub needs: &'static [Need],
    /// What it costs, as codes of the price table.
    pub prices: &'static [&'static str],
    /// What it costs beside these, for which no price is known.
    pub unpriced: &'static [&'static str],
    /// Where to read on.
    pub links: &'static [Link],
    /// Which of these nobody has confirmed.
    pub provisional: &'static [&'static str],
}

const NOT_CONFIRMED: &[&str] = &["levels", "frequencies", "cohort", "territories", "needs"];
const FLOWS: &[Frequency] = &[Frequency::OneOff, Frequency::Ongoing];
const EVERY_FREQUENCY: &[Frequency] = Frequency::ALL;
const COMMISSIONERS: &[OrganisationType] =
    &[OrganisationType::Icb, OrganisationType::SubIcbLocation, OrganisationType::Csu];
const IN_THE_UK: &[Territory] = &[Territory::England, Territory::EnglandAndWales, Territory::Uk];

const COHORT_FILE: Need = Need {
    code: "cohort-by-seft",
    text: "A cohort file, sent by secure electronic file transfer; it is never uploaded here.",
    when: When::Cohort,
};
const COHORT_NEEDED: Need = Need { when: When::Always, ..COHORT_FILE };
const OWN_SECURITY: Need = Need {
    code: "own-security",
    text: "Security of your own for every place where the data is kept: a toolkit result or a reviewed certificate.",
    when: When::Always,
};
const DESTRUCTION: Need = Need {
    code: "destruction",
    text: "A certificate of destruction for every party, when the agreement ends.",
    when: When::Always,
};
const SERVICE_AGREEMENT: Need = Need {
    code: "service-agreement",
    text: "A service agreement beside the data sharing agreement, with an order and its price.",
    when: When::Always,
};

/// Every service, those first in which the data stays where it is: access, not sharing.
pub const ALL: &[ServiceTerms] = &[
    ServiceTerms {
        id: AccessService::Sde,
        name: "Secure Data Environment",
        summary: "Analysts work on the data inside the body's own environment; checked results leave it, data never does.",
        who: "Any organisation whose analysts are named and have accepted the end user access agreement.",
        open_to: &[],
        trials_only: false,
        leaves: Leaves::Results,
        levels: &[Level::Pseudonymised, Level::Anonymised],
        frequencies: EVERY_FREQUENCY,
        cohort: CohortFit::Possible,
        territories: IN_THE_UK,
        needs: &[
            SERVICE_AGREEMENT,
            Need {
                code: "user-agreement",
                text: "A user manager, and the end user access agreement accepted by each analyst.",
                when: When::Always,
            },
            Need {
                code: "output-checks",
                text: "Results that can be checked before they leave: tables without small numbers, models, code.",
                when: When::Always,
            },
            COHORT_FILE,
            Need {
                code: "import-check",
                text: "A check of the data of your own that is brought in to be linked.",
                when: When::Linkage,
            },
        ],
        prices: &["sde.set-up", "sde.product", "sde.user-month"],
        unpriced: &[],
        links: &[Link { title: "This service", path: "/catalogue/services/sde" }],
        provisional: NOT_CONFIRMED,
    },
    ServiceTerms {
        id: AccessService::SystemAccess,
        name: "System access",
        summary: "Data is looked at in the body's own system; nothing leaves it.",
        who: "Named users of organisations whose agreement says so.",
        open_to: &[],
        trials_only: false,
        leaves: Leaves::Nothing,
        levels: &[Level::Pseudonymised, Level::Anonymised, Level::AggregateUnsuppressed, Level::Aggregate],
        frequencies: &[Frequency::SystemAccess],
        cohort: CohortFit::Impossible,
        territories: IN_THE_UK,
        needs: &[Need {
            code: "named-users",
            text: "Named users with a strong sign-in, told to us when they leave.",
            when: When::Always,
        }],
        prices: &[],
        unpriced: &["Accounts in the system"],
        links: &[Link { title: "This service", path: "/catalogue/services/system-access" }],
        provisional: NOT_CONFIRMED,
    },
    ServiceTerms {
        id: AccessService::DigiTrials,
        name: "DigiTrials",
        summary: "Trials learn how many could take part, find and write to them, and follow those who agreed.",
        who: "Trials, whoever runs them.",
        open_to: &[],
        trials_only: true,
        leaves: Leaves::Data,
        levels: &[Level::Identifiable, Level::Pseudonymised, Level::Anonymised, Level::Aggregate],
        frequencies: FLOWS,
        cohort: CohortFit::Possible,
        territories: IN_THE_UK,
        needs: &[
            SERVICE_AGREEMENT,
            Need {
                code: "trial-protocol",
                text: "The trial's protocol, and the ethics committee's favourable opinion of the same version.",
                when: When::Always,
            },
            COHORT_FILE,
        ],
        prices: &[],
        unpriced: &["Each part of the trial that is ordered"],
        links: &[Link { title: "This service", path: "/catalogue/services/digitrials" }],
        provisional: NOT_CONFIRMED,
    },
    ServiceTerms {
        id: AccessService::Commissioners,
        name: "Data services for commissioners",
        summary: "Data for planning and paying for care, through the regional offices of the body.",
        who: "Integrated care boards and their locations, and commissioning support units that work for them.",
        open_to: COMMISSIONERS,
        trials_only: false,
        leaves: Leaves::Data,
        levels: &[Level::Identifiable, Level::Pseudonymised, Level::Anonymised, Level::Aggregate],
        frequencies: FLOWS,
        cohort: CohortFit::Impossible,
        territories: &[Territory::England],
        needs: &[
            Need {
                code: "section-251",
                text: "Section 251 support for each flow that identifies people.",
                when: When::Always,
            },
            OWN_SECURITY,
            DESTRUCTION,
        ],
        prices: &[],
        unpriced: &["The regional office's own work"],
        links: &[Link { title: "This service", path: "/catalogue/services/commissioners" }],
        provisional: NOT_CONFIRMED,
    },
    ServiceTerms {
        id: AccessService::Seft,
        name: "Secure electronic file transfer",
        summary: "A cohort is sent in and matched; what was found about its people is sent back.",
        who: "Studies and registries that know by name whom they ask about.",
        open_to: &[],
        trials_only: false,
        leaves: Leaves::Data,
        levels: &[Level::Identifiable],
        frequencies: FLOWS,
        cohort: CohortFit::Needed,
        territories: &[],
        needs: &[COHORT_NEEDED, OWN_SECURITY, DESTRUCTION],
        prices: &[],
        unpriced: &["Matching a cohort, and each report"],
        links: &[Link { title: "This service", path: "/catalogue/services/seft" }],
        provisional: NOT_CONFIRMED,
    },
    ServiceTerms {
        id: AccessService::Extract,
        name: "Extract",
        summary: "Files of data are sent to the applicant, who keeps them under an agreement until they are destroyed.",
        who: "Any organisation that says why no environment will do.",
        open_to: &[],
        trials_only: false,
        leaves: Leaves::Data,
        levels: Level::ALL,
        frequencies: FLOWS,
        cohort: CohortFit::Possible,
        territories: &[],
        needs: &[OWN_SECURITY, COHORT_FILE, DESTRUCTION],
        prices: &[],
        unpriced: &["Each period of each data set"],
        links: &[Link { title: "This service", path: "/catalogue/services/extract" }],
        provisional: NOT_CONFIRMED,
    },
];

/// What is known of one service.
pub fn terms(service: AccessService) -> Option<&'static ServiceTerms> {
    ALL.iter().find(|terms| terms.id == service)
}

impl ServiceTerms {
    /// Whether a data set is offered through it; where the catalogue says nothing, yes.
    pub fn is_offered_for(&self, traits: &DataSetTraits) -> bool {
        traits.services.is_empty() || traits.services.contains(&self.id)
    }

    /// Whether it is open to an organisation of this type.
    pub fn is_open_to(&self, organisation: OrganisationType) -> bool {
        self.open_to.is_empty() || self.open_to.contains(&organisation)
    }

    /// Whether it gives data at this level.
    pub fn fits_level(&self, level: Level) -> bool {
        self.levels.contains(&level)
    }

    /// Whether data may flow through it this often.
    pub fn fits_frequency(&self, frequency: Frequency) -> bool {
        self.frequencies.contains(&frequency)
    }

    /// Whether it may be used from there.
    pub fn fits_territory(&self, territory: Territory) -> bool {
        self.territories.is_empty() || self.territories.contains(&territory)
    }

    /// Whether it works on people whom the applicant names, or on others.
    pub fn fits_cohort(&self, named: bool) -> bool {
        match self.cohort {
            CohortFit::Needed => named,
            CohortFit::Possible => true,
            CohortFit::Impossible => !named,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::matching::prices;

    #[test]
    fn every_service_of_the_code_list_is_described_once_and_no_other() {
        let described: BTreeSet<_> = ALL.iter().map(|terms| terms.id).collect();
        assert_eq!(described, AccessService::ALL.iter().copied().collect());
        assert_eq!(described.len(), ALL.len());
        assert!(AccessService::ALL.iter().all(|id| terms(*id).is_some_and(|terms| terms.id == *id)));
    }

    #[test]
    fn a_service_says_what_it_needs_what_it_costs_and_where_to_read_on() {
        for terms in ALL {
            assert!(!terms.needs.is_empty() && !terms.levels.is_empty() && !terms.frequencies.is_empty());
            assert!(terms.prices.iter().all(|code| prices::ALL.iter().any(|price| price.code == *code)));
            assert!(!terms.prices.is_empty() || !terms.unpriced.is_empty(), "{}", terms.name);
            let own = format!("/catalogue/services/{}", terms.id.code());
            assert!(terms.links.iter().any(|link| link.path == own), "{}", terms.name);
        }
    }
}
