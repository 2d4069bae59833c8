//! The service on a real PostgreSQL: what it hears, what it sends, what it shows.

#[cfg(test)]
mod house;
#[cfg(test)]
mod ladder;
#[cfg(test)]
mod looks;
#[cfg(test)]
mod once;
#[cfg(test)]
mod order;
#[cfg(test)]
mod shown;
#[cfg(test)]
mod sink;
#[cfg(test)]
mod smtp;
#[cfg(test)]
mod story;
