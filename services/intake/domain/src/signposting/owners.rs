//! Who holds data that is not the body's own. Names as they are known; nobody has confirmed the list.

use dars_vocabulary::code::OtherData;
use serde::Serialize;

/// Who holds some data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Owner {
    /// Which data.
    pub data: OtherData,
    /// Who holds it.
    pub name: &'static str,
    /// How one asks there.
    pub how: &'static str,
    /// Whether nobody has confirmed it.
    pub provisional: bool,
}

const fn owner(data: OtherData, name: &'static str, how: &'static str) -> Owner {
    Owner { data, name, how, provisional: true }
}

/// Who holds what.
pub const OWNERS: [Owner; 7] = [
    owner(
        OtherData::NationalAudit,
        "Healthcare Quality Improvement Partnership, or the audit's own provider",
        "Name the audit and its years; most audits have a data access request form of their own.",
    ),
    owner(
        OtherData::GpSystem,
        "The practices, and the supplier of their system",
        "Each practice decides on its own records. For COVID-19, see GP Data for Pandemic Planning and Research.",
    ),
    owner(
        OtherData::Cprd,
        "Clinical Practice Research Datalink, at the medicines regulator",
        "It has a protocol form of its own, and links to hospital and death records itself.",
    ),
    owner(
        OtherData::Biobank,
        "The biobank or the study that collected the samples",
        "Ask its access committee; it often holds linked hospital records already.",
    ),
    owner(
        OtherData::Statistics,
        "Office for National Statistics",
        "Its secure research service takes accredited researchers.",
    ),
    owner(
        OtherData::Devolved,
        "The public health body of Scotland, Wales or Northern Ireland",
        "Each nation has a research data service of its own.",
    ),
    owner(
        OtherData::OwnTrust,
        "The hospital or trust itself",
        "Ask its research office or its information governance lead.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_others_hold_has_an_owner() {
        for data in OtherData::ALL {
            assert_eq!(OWNERS.iter().filter(|owner| owner.data == *data).count(), 1, "{data}");
        }
    }
}
