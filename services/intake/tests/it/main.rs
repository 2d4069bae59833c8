//! `intake` against a real Postgres and a real broker.

#[cfg(test)]
mod bad_input;
#[cfg(test)]
mod hearing;
#[cfg(test)]
mod road;
#[cfg(test)]
mod setting;
