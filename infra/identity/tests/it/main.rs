//! The provider over its own HTTP, its key file, its personas and its refusals to start.

#[cfg(test)]
mod http;
#[cfg(test)]
mod key;
#[cfg(test)]
mod personas;
#[cfg(test)]
mod start;
