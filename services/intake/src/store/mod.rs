//! Reading and writing intake's own tables.

pub mod applications;
pub mod assurances;
pub mod authorities;
pub mod datasets;
pub mod derived_entries;
pub mod drafts;
pub mod due;
pub mod enquiries;
pub mod enquiry_links;
pub mod feedback;
pub mod files;
pub mod framework_contracts;
pub mod improvements;
pub mod invitations;
pub mod mails;
pub mod memberships;
pub mod names;
pub mod notices;
pub mod numbers;
pub mod organisations;
pub mod papers;
pub mod quoted;
pub mod search;
pub mod tasks;
pub mod timeline;
pub mod uploads;
