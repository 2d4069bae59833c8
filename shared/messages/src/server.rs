//! The broker's configuration, generated from the topology.
