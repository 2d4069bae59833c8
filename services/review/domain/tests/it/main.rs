//! The case, its precedents and the meetings that advise on it, told as stories and as generated histories.

#[cfg(test)]
mod absence;
#[cfg(test)]
mod absence_table;
#[cfg(test)]
mod advice;
#[cfg(test)]
mod advisory;
#[cfg(test)]
mod assign;
#[cfg(test)]
mod assured;
#[cfg(test)]
mod changes;
#[cfg(test)]
mod checks_and_clocks;
#[cfg(test)]
mod clarification;
#[cfg(test)]
mod decision;
#[cfg(test)]
mod histories;
#[cfg(test)]
mod histories_of_advice;
#[cfg(test)]
mod history;
#[cfg(test)]
mod limits;
#[cfg(test)]
mod meeting_corrections;
#[cfg(test)]
mod meeting_stories;
#[cfg(test)]
mod meeting_table;
#[cfg(test)]
mod meetings;
#[cfg(test)]
mod must_not;
#[cfg(test)]
mod must_not_advice;
#[cfg(test)]
mod must_not_preliminary;
#[cfg(test)]
mod must_not_work;
#[cfg(test)]
mod people;
#[cfg(test)]
mod permitted;
#[cfg(test)]
mod precedent_fits;
#[cfg(test)]
mod precedent_route;
#[cfg(test)]
mod precedent_table;
#[cfg(test)]
mod precedents;
#[cfg(test)]
mod returning;
#[cfg(test)]
mod routes;
#[cfg(test)]
mod steps;
#[cfg(test)]
mod stored_events;
#[cfg(test)]
mod table;
#[cfg(test)]
mod work;
#[cfg(test)]
mod work_corrections;
#[cfg(test)]
mod work_people;
