//! Journeys: the whole system as it runs, from enquiry to register, with everything that people and strangers send it.
//!
//! [`setting`] is a stack of its own for a test, [`road`] the way down which a request goes on it. [`demo`] plays the
//! demo, has its [`clocks`] counted once more, reads the [`mails`] in a [`postbox`], and looks for [`words`] that must not
//! leak, in [`tables`] too; [`tasks`] asks everybody what waits for them; [`files`] takes files in and out, some of them [`made`]
//! to do harm, and [`papers`] are what they say;
//! [`hostility`] sends what nobody should send; [`forgetting`] has content redacted and searches for what is left of it;
//! [`walls`] stand between services and around production; [`readme`] runs its commands as they are written.

#[cfg(test)]
mod clocks;
#[cfg(test)]
mod collector;
#[cfg(test)]
mod demo;
#[cfg(test)]
mod files;
#[cfg(test)]
mod forgetting;
#[cfg(test)]
mod hostility;
#[cfg(test)]
mod made;
#[cfg(test)]
mod mails;
#[cfg(test)]
mod papers;
#[cfg(test)]
mod postbox;
#[cfg(test)]
mod readme;
#[cfg(test)]
mod road;
#[cfg(test)]
mod setting;
#[cfg(test)]
mod tables;
#[cfg(test)]
mod tasks;
#[cfg(test)]
mod walls;
#[cfg(test)]
mod words;
