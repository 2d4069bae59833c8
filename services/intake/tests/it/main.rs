//! `intake` against a real Postgres and a real broker.

#[cfg(test)]
mod application_desk;
#[cfg(test)]
mod application_life;
#[cfg(test)]
mod assurances;
#[cfg(test)]
mod attachment_desk;
#[cfg(test)]
mod attachments;
#[cfg(test)]
mod bad_input;
#[cfg(test)]
mod catalogue;
#[cfg(test)]
mod collaboration;
#[cfg(test)]
mod contracts_tells;
#[cfg(test)]
mod decision_reviews;
#[cfg(test)]
mod decision_words;
#[cfg(test)]
mod desk;
#[cfg(test)]
mod enquiry_desk;
#[cfg(test)]
mod enquiry_life;
#[cfg(test)]
mod enquiry_readers;
#[cfg(test)]
mod evidence;
#[cfg(test)]
mod feedback;
#[cfg(test)]
mod filed;
#[cfg(test)]
mod hearing;
#[cfg(test)]
mod incidents;
#[cfg(test)]
mod link;
#[cfg(test)]
mod mailbox;
#[cfg(test)]
mod mailed_numbers;
#[cfg(test)]
mod malicious;
#[cfg(test)]
mod notices;
#[cfg(test)]
mod organisations;
#[cfg(test)]
mod papers;
#[cfg(test)]
mod performance;
#[cfg(test)]
mod persons;
#[cfg(test)]
mod preparation;
#[cfg(test)]
mod quarantine;
#[cfg(test)]
mod review_tells;
#[cfg(test)]
mod road;
#[cfg(test)]
#[path = "../../src/file/samples.rs"]
#[expect(dead_code, reason = "the tests beside the code use the others")]
#[cfg(test)]
mod samples;
#[cfg(test)]
mod searching;
#[cfg(test)]
mod set_aside;
#[cfg(test)]
mod setting;
#[cfg(test)]
mod signposting;
#[cfg(test)]
mod tasks;
#[cfg(test)]
mod versions;
