//! What `contracts` promises to decide.

#[cfg(test)]
mod contract_properties;
#[cfg(test)]
mod dates;
#[cfg(test)]
mod destruction;
#[cfg(test)]
mod framework_contract;
#[cfg(test)]
mod gate;
#[cfg(test)]
mod issue;
#[cfg(test)]
mod life;
#[cfg(test)]
mod must_not;
#[cfg(test)]
mod paper_must_not;
#[cfg(test)]
mod papers;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod release;
#[cfg(test)]
mod release_must_not;
#[cfg(test)]
mod release_properties;
#[cfg(test)]
mod releases;
#[cfg(test)]
mod service_agreement;
#[cfg(test)]
mod sign;
#[cfg(test)]
mod table;
#[cfg(test)]
mod versions;
#[cfg(test)]
mod world;
