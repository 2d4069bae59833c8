//! The service `review`, on a real database and a real broker.

#[cfg(test)]
mod bus;
#[cfg(test)]
mod desk;
#[cfg(test)]
mod hearing;
#[cfg(test)]
mod reading;
#[cfg(test)]
mod redaction;
#[cfg(test)]
mod refusing;
#[cfg(test)]
mod road;
