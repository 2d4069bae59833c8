//! Who the specialists are, by the roles of their sign-in (domain.md §3).

use dars_messages::requests::review::Specialism;
use dars_vocabulary::StaffRole;

/// The role of a specialism.
pub fn role(of: Specialism) -> StaffRole {
    match of {
        Specialism::Security => StaffRole::SecurityReviewer,
        Specialism::Ig | Specialism::Ons => StaffRole::IgAdviser,
        Specialism::DataProduction => StaffRole::DataProduction,
        Specialism::Finance => StaffRole::Finance,
    }
}

/// How a refusal names them.
pub fn who(of: Specialism) -> &'static str {
    match of {
        Specialism::Security => "a security reviewer",
        Specialism::Ig | Specialism::Ons => "an adviser of information governance and law",
        Specialism::DataProduction => "data production",
        Specialism::Finance => "finance",
    }
}
