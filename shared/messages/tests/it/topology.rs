//! The topology holds together: what is heard exists, what is told is heard, no two streams share a subject.

use std::collections::BTreeSet;

use dars_messages::{
    FactKind, Owner,
    facts::all,
    topology::{
        contact_durable, contact_stream_subjects, durable, fact_filter, fact_stream_subjects, request_subjects,
    },
};

/// Whether some subject matches both patterns.
fn overlap(a: &str, b: &str) -> bool {
    let (mut a, mut b) = (a.split('.'), b.split('.'));
    loop {
        match (a.next(), b.next()) {
            (None, None) | (Some(">"), Some(_)) | (Some(_), Some(">")) => return true,
            (Some(x), Some(y)) if x == "*" || y == "*" || x == y => {}
            _ => return false,
        }
    }
}

#[test]
fn every_fact_that_is_heard_is_one_of_its_owner() {
    let known: BTreeSet<_> = all().into_iter().filter_map(|m| m.kind.map(|_| (m.owner, m.name, m.version))).collect();
    for hearer in Owner::SERVICES {
        for owner in Owner::SERVICES {
            for name in hearer.hears_of(owner) {
                assert!(known.contains(&(owner, name, 1)), "{hearer} would hear of {owner}'s {name}");
            }
        }
    }
}

#[test]
fn whom_a_service_hears_it_hears_of_something_and_nobody_else() {
    for hearer in Owner::SERVICES.into_iter().chain([Owner::Portal]) {
        assert!(!hearer.hears().contains(&hearer), "{hearer} hears itself");
        for owner in Owner::SERVICES {
            assert_eq!(hearer.hears().contains(&owner), !hearer.hears_of(owner).is_empty(), "{hearer} of {owner}");
        }
    }
}

#[test]
fn an_internal_fact_is_heard_by_someone() {
    for message in all().into_iter().filter(|message| message.kind == Some(FactKind::Internal)) {
        let hearers: Vec<Owner> = Owner::SERVICES
            .into_iter()
            .filter(|hearer| hearer.hears_of(message.owner).contains(&message.name))
            .collect();
        // Where nobody hears an owner there is no copy to empty, and a redaction is told to its own stream alone.
        let nobody_hears = Owner::SERVICES.into_iter().all(|hearer| !hearer.hears().contains(&message.owner));
        assert!(!hearers.is_empty() || (message.name == "redacted" && nobody_hears), "{}", message.name);
    }
}

#[test]
fn whoever_hears_an_owner_hears_of_its_redactions() {
    for hearer in Owner::SERVICES {
        for owner in hearer.hears() {
            assert!(hearer.hears_of(*owner).contains(&"redacted"), "{hearer} keeps what {owner} redacted");
        }
    }
}

#[test]
fn every_owner_can_tell_that_it_redacted() {
    for owner in Owner::SERVICES {
        assert!(all().iter().any(|message| message.owner == owner && message.name == "redacted"), "{owner}");
    }
}

#[test]
fn contacts_are_heard_by_notification_alone() {
    for hearer in Owner::SERVICES.into_iter().chain([Owner::Portal]) {
        assert!(hearer == Owner::Notification || hearer.hears_contacts().is_empty(), "{hearer}");
    }
    for message in all().into_iter().filter(|message| message.kind.is_none()) {
        assert!(message.owner.contact_stream().is_some(), "{} has no stream to go to", message.name);
        assert!(Owner::Notification.hears_contacts().contains(&message.owner), "nobody hears {}", message.name);
    }
}

#[test]
fn no_two_streams_share_a_subject() {
    let facts = Owner::SERVICES.map(|owner| (owner.stream(), fact_stream_subjects(owner)));
    let contacts =
        Owner::SERVICES.into_iter().filter_map(|owner| Some((owner.contact_stream()?, contact_stream_subjects(owner))));
    let requests = Owner::SERVICES.map(|owner| ("requests", request_subjects(owner)));
    let all: Vec<_> = facts.into_iter().chain(contacts).chain(requests).collect();
    for (place, (a, subjects)) in all.iter().enumerate() {
        for (b, others) in all.iter().skip(place + 1) {
            assert!(!overlap(subjects, others), "{a} ({subjects}) and {b} ({others})");
        }
    }
}

#[test]
fn a_fact_goes_to_its_owners_stream() {
    for message in all().into_iter().filter(|message| message.kind.is_some()) {
        let filter = fact_filter(message.owner, message.name, message.version);
        assert!(overlap(&filter, &fact_stream_subjects(message.owner)), "{filter}");
    }
}

#[test]
fn a_durable_has_one_hearer() {
    let mut names = BTreeSet::new();
    for hearer in Owner::SERVICES {
        for owner in hearer.hears() {
            assert!(names.insert(durable(hearer, *owner)));
        }
        for owner in hearer.hears_contacts() {
            assert!(names.insert(contact_durable(hearer, *owner)));
        }
    }
}

#[test]
fn names_that_stand_in_the_broker_are_found_again() {
    for owner in Owner::SERVICES.into_iter().chain([Owner::Portal]) {
        assert_eq!(Owner::from_name(owner.name()), Some(owner));
    }
    assert_eq!(Owner::from_name("nobody"), None);
}
