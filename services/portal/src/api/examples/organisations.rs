//! Of organisations and their people.

use dars_messages::requests::intake::{
    AddMember, AskAuthority, ChangeMember, ConfirmAuthority, DeclineAuthority, EndAuthority, EndMember,
    EnrolOrganisation, MemberContact, RenameOrganisation,
};
use dars_vocabulary::{MembershipRole, PersonId, code::OrganisationType, reference::NotAReference};
use jiff::civil::date;

use super::text;
use crate::api::shape::Shape;

pub(in crate::api) fn register() -> Shape {
    Shape::checked::<_, NotAReference>((|| {
        let organisation_type = OrganisationType::Academic;
        Ok(EnrolOrganisation { id: "NORTHMERE".parse()?, name: text("Northmere University"), organisation_type })
    })())
}

pub(in crate::api) fn rename() -> Shape {
    Shape::of(RenameOrganisation { name: text("The University of Northmere"), from: date(2026, 9, 1) })
}

pub(in crate::api) fn add_member() -> Shape {
    Shape::of(AddMember {
        subject: text("applicant-lead"),
        name: text("Evander Lockridge"),
        email: text("evander.lockridge@northmere.example"),
        roles: vec![MembershipRole::Lead, MembershipRole::Signatory],
        from: date(2026, 12, 1),
        until: None,
    })
}

pub(in crate::api) fn change_member() -> Shape {
    let (name, email) = (text("Evander Lockridge"), text("e.lockridge@northmere.example"));
    Shape::of(ChangeMember {
        roles: vec![MembershipRole::Lead],
        until: Some(date(2029, 12, 31)),
        contact: Some(MemberContact { name, email }),
    })
}

pub(in crate::api) fn end_on() -> Shape {
    Shape::of(EndMember { on: date(2027, 1, 31) })
}

pub(in crate::api) fn ask_authority() -> Shape {
    let person = PersonId::of("https://sign-in.example", "signatory");
    Shape::of(AskAuthority { person, from: date(2026, 12, 1), until: Some(date(2029, 12, 31)) })
}

pub(in crate::api) fn confirm_authority() -> Shape {
    Shape::of(ConfirmAuthority {})
}

pub(in crate::api) fn decline_authority() -> Shape {
    Shape::of(DeclineAuthority { reason: text("The letter of delegation names another person.") })
}

pub(in crate::api) fn end_authority() -> Shape {
    Shape::of(EndAuthority { on: date(2027, 1, 31) })
}
