//! `contracts` on a real database: what it hears, what it is asked, what falls due.

#[cfg(test)]
mod collaborating;
#[cfg(test)]
mod dates;
#[cfg(test)]
mod destruction;
#[cfg(test)]
mod drafting;
#[cfg(test)]
mod framework_contracts;
#[cfg(test)]
mod issue;
#[cfg(test)]
mod life;
#[cfg(test)]
mod reading;
#[cfg(test)]
mod redaction;
#[cfg(test)]
mod release_races;
#[cfg(test)]
mod release_world;
#[cfg(test)]
mod releases;
#[cfg(test)]
mod service_agreements;
#[cfg(test)]
mod set_aside;
#[cfg(test)]
mod sign;
#[cfg(test)]
mod telling;
#[cfg(test)]
mod versions;
#[cfg(test)]
mod world;
