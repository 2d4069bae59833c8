//! What `notification` promises to decide.

#[cfg(test)]
mod examples;
#[cfg(test)]
mod mail;
#[cfg(test)]
mod must_not;
#[cfg(test)]
mod plan;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod recipients;
#[cfg(test)]
mod settled;
#[cfg(test)]
mod table;
