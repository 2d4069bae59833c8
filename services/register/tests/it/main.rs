//! `register` on a real database: what it hears, what the publisher does, what everyone may read.

#[cfg(test)]
mod hearing;
#[cfg(test)]
mod publishing;
#[cfg(test)]
mod reading;
#[cfg(test)]
mod redaction;
#[cfg(test)]
mod tasks;
#[cfg(test)]
mod versions;
#[cfg(test)]
mod world;
