//! `intake` against a real Postgres and a real broker.

#[cfg(test)]
mod application_desk;
#[cfg(test)]
mod application_life;
#[cfg(test)]
mod assurances;
#[cfg(test)]
mod bad_input;
#[cfg(test)]
mod contracts_tells;
#[cfg(test)]
mod decision_words;
#[cfg(test)]
mod desk;
#[cfg(test)]
mod enquiry_desk;
#[cfg(test)]
mod enquiry_life;
#[cfg(test)]
mod hearing;
#[cfg(test)]
mod review_tells;
#[cfg(test)]
mod road;
#[cfg(test)]
mod setting;
#[cfg(test)]
mod tasks;
