//! What `notification` promises to decide.

#[cfg(test)]
mod mail;
#[cfg(test)]
mod plan;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod recipients;
