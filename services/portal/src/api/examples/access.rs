//! Of releases, destruction and service agreements.

use dars_messages::{
    facts::contracts::Side,
    requests::contracts::{
        AcknowledgeRelease, CheckRelease, JudgeCertificate, MakeRelease, MoveService, OrderLine, PlanRelease,
        QuoteService, ReleaseContent, SetServiceUsers, SignServiceAgreement, SubmitCertificate,
    },
};
use dars_vocabulary::{
    code::{AccessService, DestructionMethod, Level, ReleaseKind},
    content::Period,
    reference::NotAReference,
};
use jiff::civil::date;

use super::{SHA256, text};
use crate::api::shape::Shape;

pub(in crate::api) fn plan_release() -> Shape {
    Shape::checked::<_, NotAReference>((|| {
        let content = ReleaseContent {
            dataset: text("hes-apc"),
            period: Period { from: date(2015, 4, 1), to: date(2025, 3, 31) },
            fields: Vec::new(),
            level: Level::Identifiable,
            access_service: AccessService::Extract,
            recipient: "NORTHMERE".parse()?,
            kind: ReleaseKind::File,
            file_count: 1,
            opt_outs_applied: false,
            opt_out_list_of: None,
        };
        Ok(PlanRelease { content })
    })())
}

pub(in crate::api) fn check_release() -> Shape {
    Shape::of(CheckRelease {})
}

pub(in crate::api) fn make_release() -> Shape {
    Shape::of(MakeRelease {})
}

pub(in crate::api) fn acknowledge_release() -> Shape {
    Shape::of(AcknowledgeRelease {})
}

pub(in crate::api) fn submit_certificate() -> Shape {
    Shape::checked::<_, NotAReference>((|| {
        Ok(SubmitCertificate {
            parties: vec!["NORTHMERE".parse()?, "CLEARBANK".parse()?],
            method: DestructionMethod::SecureErase,
            destroyed_on: date(2028, 3, 20),
            backups_cleared_on: Some(date(2028, 3, 28)),
            exceptions: None,
            declared_as: text("Information governance lead"),
        })
    })())
}

pub(in crate::api) fn accept_certificate() -> Shape {
    Shape::of(JudgeCertificate { text: None })
}

pub(in crate::api) fn query_certificate() -> Shape {
    Shape::of(JudgeCertificate { text: Some(text("When were the host's backups cleared?")) })
}

pub(in crate::api) fn quote_service() -> Shape {
    Shape::checked::<_, NotAReference>((|| {
        Ok(QuoteService {
            nic: "DARS-NIC-900102-M2R8D".parse()?,
            service: AccessService::Sde,
            start: date(2026, 12, 1),
            end: date(2027, 11, 30),
            lines: vec![OrderLine { what: text("Set-up"), quantity: 1, unit_pence: 43_400 }],
        })
    })())
}

pub(in crate::api) fn move_service() -> Shape {
    Shape::of(MoveService {})
}

pub(in crate::api) fn sign_service_agreement() -> Shape {
    Shape::of(SignServiceAgreement { sha256: text(SHA256), side: Side::Organisation })
}

pub(in crate::api) fn set_service_users() -> Shape {
    Shape::of(SetServiceUsers { users: vec![text("wychmoor-lead")] })
}
