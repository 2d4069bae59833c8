//! What `contracts` promises to decide.

#[cfg(test)]
mod dates;
#[cfg(test)]
mod framework_contract;
#[cfg(test)]
mod issue;
#[cfg(test)]
mod must_not;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod sign;
#[cfg(test)]
mod world;
