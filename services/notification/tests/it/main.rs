//! The service on a real PostgreSQL: what it hears, what it sends, what it shows.

#[cfg(test)]
mod digest;
#[cfg(test)]
mod dues;
#[cfg(test)]
mod enquirers;
#[cfg(test)]
#[path = "../../domain/tests/it/examples.rs"]
mod examples;
#[cfg(test)]
mod golden;
#[cfg(test)]
mod house;
#[cfg(test)]
mod in_hand;
#[cfg(test)]
mod invitations;
#[cfg(test)]
mod ladder;
#[cfg(test)]
mod looks;
#[cfg(test)]
mod mails;
#[cfg(test)]
mod notices;
#[cfg(test)]
mod once;
#[cfg(test)]
mod order;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod shown;
#[cfg(test)]
mod signing;
#[cfg(test)]
mod sink;
#[cfg(test)]
mod smtp;
#[cfg(test)]
mod story;
