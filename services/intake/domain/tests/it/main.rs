//! The aggregates of `intake`, told as stories and as generated histories.

#[cfg(test)]
mod application;
#[cfg(test)]
mod dataset;
#[cfg(test)]
mod enquiry;
#[cfg(test)]
mod histories;
#[cfg(test)]
mod history;
#[cfg(test)]
mod organisation;
#[cfg(test)]
mod people;
