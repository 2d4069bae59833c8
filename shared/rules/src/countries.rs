//! Countries by their codes, and which of them a territory covers.

use dars_vocabulary::{code::Territory, content::Term};

/// ISO 3166-1 alpha-2, in order.
const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR \
    BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET \
    FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ \
    IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML \
    MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS \
    PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL \
    TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

/// The nations of the UK.
const NATIONS: [&str; 4] = ["GB-ENG", "GB-WLS", "GB-SCT", "GB-NIR"];

/// The European Economic Area: the Union's members, Iceland, Liechtenstein and Norway.
const EEA: [&str; 30] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT",
    "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// Whether this is a country's code, or that of a nation of the UK.
pub(crate) fn is_country(code: &str) -> bool {
    // Two letters side by side are one code of the list, for there are spaces between them.
    let two_letters = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    NATIONS.contains(&code) || (two_letters && COUNTRIES.contains(code))
}

/// Whether data may be used there under this term: the countries that it names count for `named-countries` alone.
pub(crate) fn term_covers(term: &Term, code: &str) -> bool {
    let named = || term.countries.iter().any(|named| named.country == code);
    covers(term.territory, code) || (term.territory == Territory::NamedCountries && named())
}

/// Whether data may be used there, named countries left aside. `GB` alone does not say which nation, so only the whole UK covers it.
pub(crate) fn covers(territory: Territory, code: &str) -> bool {
    let in_uk = code == "GB" || NATIONS.contains(&code);
    match territory {
        Territory::England => code == "GB-ENG",
        Territory::EnglandAndWales => matches!(code, "GB-ENG" | "GB-WLS"),
        Territory::Uk => in_uk,
        Territory::UkAndEea | Territory::NamedCountries => in_uk || EEA.contains(&code),
        Territory::Worldwide => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_countries_is_whole_and_holds_the_area() {
        assert_eq!(COUNTRIES.split_whitespace().count(), 249);
        assert!(COUNTRIES.split_whitespace().is_sorted());
        assert!(EEA.iter().all(|code| is_country(code)));
    }

    #[test]
    fn a_code_is_two_capitals_or_a_nation() {
        for (code, expected) in [
            ("GB", true),
            ("GB-ENG", true),
            ("GB-NIR", true),
            ("FR", true),
            ("ZW", true),
            ("UK", false),
            ("fr", false),
            ("GB-XXX", false),
            ("", false),
            ("FR GA", false),
            ("R ", false),
            ("R", false),
            ("QQ", false),
        ] {
            assert_eq!(is_country(code), expected, "{code}");
        }
    }

    #[test]
    fn each_territory_covers_its_places_and_no_more() {
        use Territory::{England, EnglandAndWales, Uk, UkAndEea, Worldwide};
        let from_narrow = [England, EnglandAndWales, Uk, UkAndEea, Worldwide];
        // The narrowest territory that covers each place.
        for (code, narrowest) in [
            ("GB-ENG", England),
            ("GB-WLS", EnglandAndWales),
            ("GB-SCT", Uk),
            ("GB-NIR", Uk),
            ("GB", Uk),
            ("IE", UkAndEea),
            ("NO", UkAndEea),
            ("CH", Worldwide),
            ("JE", Worldwide),
            ("US", Worldwide),
        ] {
            for territory in from_narrow {
                assert_eq!(covers(territory, code), territory >= narrowest, "{code} in {territory}");
            }
        }
    }
}
