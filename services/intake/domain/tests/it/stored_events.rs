//! The events of an application as they are stored.

use dars_intake_domain::application::Event;
use dars_tables::StoredEvents;

const STORED: StoredEvents<Event> = StoredEvents { lines: include_str!("stored_events.jsonl"), name: Event::name };

#[test]
fn every_stored_event_is_read_and_written_as_it_was() {
    STORED.are_written_as_they_were();
}

#[test]
fn no_event_is_left_out_and_each_is_stored_under_its_name() {
    STORED.are_all_there();
}

#[test]
fn an_empty_field_may_be_missing_and_a_strange_one_is_passed_over() {
    STORED.are_read_with_more_and_with_less();
}
