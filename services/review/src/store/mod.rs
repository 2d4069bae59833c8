//! Reading and writing review's own tables.

pub mod absences;
pub mod advice_tasks;
pub mod answers;
pub mod application_people;
pub mod assurances;
pub mod case_routes;
pub mod cases;
pub mod datasets;
pub mod early_views;
pub mod framework_contracts;
pub mod meeting_interests;
pub mod meetings;
pub mod memberships;
pub mod names;
pub mod notes;
pub mod notices;
pub mod organisations;
pub mod performance;
pub mod precedents;
pub mod search;
pub mod tasks;
pub mod versions;
