//! The bus against a real Postgres and a real broker.

#[cfg(test)]
mod dead_letters;
#[cfg(test)]
mod journal;
#[cfg(test)]
mod node;
#[cfg(test)]
mod reader;
#[cfg(test)]
mod redaction;
#[cfg(test)]
mod relay;
#[cfg(test)]
mod thing;
#[cfg(test)]
mod write;
