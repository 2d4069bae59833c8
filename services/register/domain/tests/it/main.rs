//! What `register` promises to decide.

#[cfg(test)]
mod entry;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod v33;
#[cfg(test)]
mod world;
