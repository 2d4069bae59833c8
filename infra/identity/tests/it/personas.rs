use std::{collections::BTreeSet, path::Path};

use dars_identity::{PersonaKind, Personas};
use dars_vocabulary::{MembershipRole, StaffRole};

fn personas() -> Personas {
    Personas::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/personas.json")).unwrap()
}

/// Written out, so that a new role breaks this test until it has a persona.
const STAFF: &[StaffRole] = &[
    StaffRole::TriageOfficer,
    StaffRole::Expert,
    StaffRole::CaseOfficer,
    StaffRole::TeamManager,
    StaffRole::Secretariat,
    StaffRole::Adviser,
    StaffRole::DataProduction,
    StaffRole::SecurityReviewer,
    StaffRole::IgAdviser,
    StaffRole::Finance,
    StaffRole::Approver,
    StaffRole::BodySignatory,
    StaffRole::RegisterPublisher,
    StaffRole::Auditor,
    StaffRole::IncidentLead,
    StaffRole::RecordsOfficer,
    StaffRole::Operator,
];

#[test]
fn every_staff_role_has_a_persona_of_that_key_and_no_other_role() {
    for role in STAFF {
        let key = serde_json::to_value(role).unwrap();
        let persona = personas().find(key.as_str().unwrap()).cloned().unwrap();
        // One expert answers for every team, so that a story needs no more of them.
        let held = if *role == StaffRole::Expert { StaffRole::EXPERTS.to_vec() } else { vec![*role] };
        assert_eq!(persona.roles, held, "{key}");
        assert!(persona.organisations.is_empty(), "{key}");
    }
}

#[test]
fn every_membership_role_has_a_persona_without_a_staff_role() {
    use MembershipRole::{Administrator, Collaborator, IgLead, Lead, Signatory};
    for role in [Lead, Collaborator, IgLead, Administrator, Signatory] {
        let all = personas();
        let holder = all.all().iter().find(|p| p.organisations.iter().any(|o| o.roles.contains(&role))).unwrap();
        assert!(holder.roles.is_empty(), "{role:?}");
    }
}

#[test]
fn the_only_machine_has_no_role() {
    let all = personas();
    let machines: Vec<_> = all.all().iter().filter(|p| p.kind == PersonaKind::Machine).collect();
    assert_eq!(machines.len(), 1);
    assert!(machines[0].roles.is_empty() && machines[0].organisations.is_empty());
}

#[test]
fn personas_are_different_people_with_names_and_addresses_of_their_own() {
    let all = personas();
    let ids: BTreeSet<_> = all.all().iter().map(dars_identity::Persona::person_id).collect();
    let names: BTreeSet<_> = all.all().iter().map(|p| &p.name).collect();
    let addresses: BTreeSet<_> = all.all().iter().map(|p| &p.email).collect();
    assert_eq!((ids.len(), names.len(), addresses.len()), (all.all().len(), all.all().len(), all.all().len()));
}

#[test]
fn a_file_that_cannot_be_is_refused_with_its_reason() {
    let one = |key: &str, email: &str| {
        format!(r#"{{"key":"{key}","title":"t","kind":"person","name":"n","email":"{email}"}}"#)
    };
    let refused = |text: String| Personas::parse(&text).err().unwrap().to_string();
    assert!(refused(format!("[{0},{0}]", one("a", "a@b.example"))).contains("two personas called a"));
    assert!(refused(format!("[{}]", one("A b", "a@b.example"))).contains("lower-case letters"));
    assert!(refused(format!("[{}]", one("a", "a@b.org"))).contains("must end in .example"));
    assert!(refused("{}".to_owned()).contains("not valid"));
}
