//! What `register` promises to decide.

#[cfg(test)]
mod entry;
#[cfg(test)]
mod must_not;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod table;
#[cfg(test)]
mod v33;
#[cfg(test)]
mod view;
#[cfg(test)]
mod world;
