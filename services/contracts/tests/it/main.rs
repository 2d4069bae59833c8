//! `contracts` on a real database: what it hears, what it is asked, what falls due.

#[cfg(test)]
mod dates;
#[cfg(test)]
mod drafting;
#[cfg(test)]
mod issue;
#[cfg(test)]
mod reading;
#[cfg(test)]
mod redaction;
#[cfg(test)]
mod sign;
#[cfg(test)]
mod world;
