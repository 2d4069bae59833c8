//! The basis in the common law duty of confidentiality, between the set that is stored and the one label that the register
//! prints (domain.md §7).

use super::Cldc;

/// The register's labels for more than one basis. There are no others: a mixture without one is told basis by basis.
const MIXTURES: [(&[Cldc], &str); 3] = [
    (
        &[Cldc::None, Cldc::S251],
        "Mixture of confidential data flow(s) with support under section 251 NHS Act 2006 and non-confidential data \
         flow(s)",
    ),
    (
        &[Cldc::S251, Cldc::Consent],
        "Mixture of confidential data flow(s) with consent and flow(s) with support under section 251 NHS Act 2006",
    ),
    (
        &[Cldc::None, Cldc::Consent],
        "Mixture of confidential data flow(s) with consent and non-confidential data flow(s)",
    ),
];

/// The label of a set, whatever its order; nothing for the empty one, which is "not recorded".
pub fn cldc_label(set: &[Cldc]) -> Option<String> {
    let named: Vec<Cldc> = Cldc::ALL.iter().copied().filter(|basis| set.contains(basis)).collect();
    let fixed = MIXTURES.iter().find(|(mixture, _)| *mixture == named).map(|(_, label)| (*label).to_owned());
    let told = || named.iter().map(|basis| basis.label()).collect::<Vec<_>>().join("; ");
    (!named.is_empty()).then(|| fixed.unwrap_or_else(told))
}

/// The set that a label of the register stands for; nothing where the register has no such label, which is never guessed.
pub fn cldc_labelled(label: &str) -> Option<Vec<Cldc>> {
    let one = Cldc::ALL.iter().find(|basis| basis.label() == label).map(|basis| vec![*basis]);
    one.or_else(|| MIXTURES.iter().find(|(_, mixed)| *mixed == label).map(|(mixture, _)| mixture.to_vec()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mixture_has_the_registers_own_label_in_whatever_order_it_was_said() {
        let label = "Mixture of confidential data flow(s) with consent and non-confidential data flow(s)";
        for set in [[Cldc::Consent, Cldc::None], [Cldc::None, Cldc::Consent]] {
            assert_eq!(cldc_label(&set).as_deref(), Some(label));
        }
    }

    #[test]
    fn each_of_the_eight_labels_is_read_back_as_its_set_and_no_other_is() {
        let sets = Cldc::ALL.iter().map(|basis| vec![*basis]).chain(MIXTURES.map(|(mixture, _)| mixture.to_vec()));
        let sets: Vec<Vec<Cldc>> = sets.collect();
        assert_eq!(sets.len(), 8);
        for set in sets {
            assert_eq!(cldc_labelled(&cldc_label(&set).unwrap()), Some(set));
        }
        for unknown in ["", "Consent", "Mixture of: Consent", "section 251 nhs act 2006"] {
            assert_eq!(cldc_labelled(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn a_mixture_without_a_label_is_told_basis_by_basis_and_nothing_is_not_recorded() {
        assert_eq!(cldc_label(&[]), None);
        assert_eq!(cldc_label(&[Cldc::Consent, Cldc::Consent]).as_deref(), Some("Consent (Reasonable Expectation)"));
        let told = cldc_label(&[Cldc::Exemption, Cldc::None]).unwrap();
        assert_eq!(
            told,
            "Does not include the flow of confidential data; Statutory exemption to flow confidential data without consent"
        );
        assert_eq!(cldc_labelled(&told), None);
    }
}
