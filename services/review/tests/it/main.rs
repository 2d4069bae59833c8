//! The service `review`, on a real database and a real broker.

#[cfg(test)]
mod absences;
#[cfg(test)]
mod advising;
#[cfg(test)]
mod assured;
#[cfg(test)]
mod bus;
#[cfg(test)]
mod changes;
#[cfg(test)]
mod clarifying;
#[cfg(test)]
mod correcting;
#[cfg(test)]
mod deciding;
#[cfg(test)]
mod desk;
#[cfg(test)]
mod handing_over;
#[cfg(test)]
mod hearing;
#[cfg(test)]
mod heeding;
#[cfg(test)]
mod interests;
#[cfg(test)]
mod looking_again;
#[cfg(test)]
mod meetings;
#[cfg(test)]
mod minutes;
#[cfg(test)]
mod notices;
#[cfg(test)]
mod people;
#[cfg(test)]
mod performance;
#[cfg(test)]
mod precedents;
#[cfg(test)]
mod queue;
#[cfg(test)]
mod reading;
#[cfg(test)]
mod recorded;
#[cfg(test)]
mod redaction;
#[cfg(test)]
mod refusing;
#[cfg(test)]
mod returning;
#[cfg(test)]
mod road;
#[cfg(test)]
mod searching;
#[cfg(test)]
mod tasks;
#[cfg(test)]
mod working;
