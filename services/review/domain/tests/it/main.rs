//! The case, told as stories and as generated histories.

#[cfg(test)]
mod assign;
#[cfg(test)]
mod decision;
#[cfg(test)]
mod histories;
#[cfg(test)]
mod history;
#[cfg(test)]
mod people;
#[cfg(test)]
mod steps;
