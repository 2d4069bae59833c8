//! The web door: a real broker, a real port, and services that answer as a test says.

mod attachments;
mod away;
mod bad_input;
mod bodies;
mod browser;
mod clock;
mod description;
mod enquirer;
mod enquiry_form;
mod hostile;
mod later;
mod operations;
mod page;
mod papers;
mod performance;
mod production;
mod raw;
mod requests;
mod stack;
mod tasks;
mod tasks_page;
