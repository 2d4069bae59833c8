//! What is promised of the messages: their schemas, what public facts may carry, who hears what, and the files that are
//! generated from them. `UPDATE=1` writes the generated files anew instead of comparing them.

#[cfg(test)]
mod asyncapi;
#[cfg(test)]
mod compatibility;
#[cfg(test)]
mod generated;
#[cfg(test)]
mod public_facts;
#[cfg(test)]
mod released;
#[cfg(test)]
mod schemas;
#[cfg(test)]
mod tables;
#[cfg(test)]
mod tagged;
#[cfg(test)]
mod topology;
#[cfg(test)]
mod yaml;
