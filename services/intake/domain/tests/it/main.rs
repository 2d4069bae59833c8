//! The aggregates of `intake`, told as stories and as generated histories.

#[cfg(test)]
mod application;
#[cfg(test)]
mod application_histories;
#[cfg(test)]
mod attachment;
#[cfg(test)]
mod catalogue_search;
#[cfg(test)]
mod dataset;
#[cfg(test)]
mod enquiry;
#[cfg(test)]
mod enquiry_endings;
#[cfg(test)]
mod enquiry_merged;
#[cfg(test)]
mod enquiry_readers;
#[cfg(test)]
mod enquiry_shown;
#[cfg(test)]
mod histories;
#[cfg(test)]
mod history;
#[cfg(test)]
mod must_not;
#[cfg(test)]
mod must_not_applications;
#[cfg(test)]
mod must_not_organisations;
#[cfg(test)]
mod organisation;
#[cfg(test)]
mod organisation_people;
#[cfg(test)]
mod people;
#[cfg(test)]
mod routing;
#[cfg(test)]
mod routing_words;
#[cfg(test)]
mod signposting;
#[cfg(test)]
mod stored_events;
#[cfg(test)]
mod table;
