//! V29: a use that is not written in the purpose is not permitted, so every use is written there.

use dars_vocabulary::{
    ApplicationContent, Finding, Severity, Stage,
    code::{CommercialUse, PlaceKind, PurposeOfUse},
    content::Purpose,
    refusal::Basis,
};

use crate::finding::{Rule, blank};

const V29: Rule = Rule { id: "V29", severity: Severity::Warning, stage: Stage::Submit, basis: Basis::Reading };

const PROCESSING: &str = "/purpose/processing_activities";
const OBJECTIVE: &str = "/purpose/objective";

/// Source: the published terms of agreements: what the purpose does not say is not permitted.
///
/// What is ticked elsewhere is looked for in the purpose's texts by the words that people use for it; one of them is
/// enough. So that it stays a prompt and no noise, nothing is said of uses that no other section shows.
pub fn v29_uses(content: &ApplicationContent) -> Vec<Finding> {
    let Some(purpose) = &content.purpose else { return Vec::new() };
    let mut findings = Vec::new();
    if purpose.uses.is_empty() {
        let message =
            "Choose every kind of use, and write each into the objective: what is not written is not permitted.";
        findings.push(V29.finding("uses-not-listed", "/purpose/uses", message));
    }
    // Empty texts are completeness's.
    if blank(Some(&purpose.objective)) && blank(Some(&purpose.processing_activities)) {
        return findings;
    }
    let written = written(purpose);
    for ticked in ticked(content, purpose) {
        if !ticked.words.iter().any(|word| written.contains(word)) {
            let message = format!(
                "{}, but the purpose does not say so: write it here, for what is not written is not permitted.",
                ticked.said
            );
            findings.push(V29.finding(ticked.code, ticked.pointer, message));
        }
    }
    findings
}

fn written(purpose: &Purpose) -> String {
    let interest = purpose.public_interest.as_deref().unwrap_or_default();
    [purpose.objective.as_str(), &purpose.processing_activities, interest].join("\n").to_lowercase()
}

/// Something that another section says is done.
struct Ticked {
    code: &'static str,
    pointer: &'static str,
    /// Where it is said.
    said: &'static str,
    /// Beginnings of the words by which a text says it.
    words: &'static [&'static str],
}

fn ticked(content: &ApplicationContent, purpose: &Purpose) -> Vec<Ticked> {
    let commercial = content.commercial.as_ref();
    let sells = commercial.is_some_and(|said| said.is_commercial || said.solely);
    let sub_licences = content.sub_licensing.as_ref().is_some_and(|said| said.allowed);
    let several = content.requests().len() > 1;
    let by_others = !content.processors().is_empty();
    let places = content.locations.iter().flat_map(|section| &section.places);
    let from_afar = places.into_iter().any(|place| place.kind == PlaceKind::Remote || place.remote_access.is_some());
    let sections = [
        (sells, COMMERCIAL),
        (sub_licences, SUB_LICENSING),
        (several, LINKAGE),
        (by_others, BY_OTHERS),
        (from_afar, FROM_AFAR),
    ];
    let refused = commercial.iter().flat_map(|said| &said.uses).map(|used| of_commercial_use(*used));
    let kinds = purpose.uses.iter().filter_map(|used| of_use(*used));
    sections.into_iter().filter_map(|(ticked, what)| ticked.then_some(what)).chain(refused).chain(kinds).collect()
}

const COMMERCIAL: Ticked = Ticked {
    code: "commercial-use-not-written",
    pointer: OBJECTIVE,
    said: "Section `commercial` says that there is a commercial element",
    words: &["commerc", "profit", "fee", "pay", "customer", "client", "subscri", "sell", "sold", "sale", "revenue"],
};
const SUB_LICENSING: Ticked = Ticked {
    code: "sub-licensing-not-written",
    pointer: PROCESSING,
    said: "Section `sub-licensing` lets third parties use the data",
    words: &["sub-licen", "sublicen", "sub licen", "third part", "third-part", "approved", "other organisation"],
};
const LINKAGE: Ticked = Ticked {
    code: "linkage-not-written",
    pointer: PROCESSING,
    said: "Several data sets are asked for",
    words: &["link", "match", "join", "combin", "merg", "separate"],
};
const BY_OTHERS: Ticked = Ticked {
    code: "processing-by-others-not-written",
    pointer: PROCESSING,
    said: "Section `parties` lists a processor",
    words: &["processor", "on behalf", "host", "cloud", "contractor", "supplier", "instruct", "provider"],
};
const FROM_AFAR: Ticked = Ticked {
    code: "remote-access-not-written",
    pointer: PROCESSING,
    said: "Section `locations` says that people work from afar",
    words: &["remote", "from home", "afar", "virtual private", "vpn"],
};

fn of_commercial_use(used: CommercialUse) -> Ticked {
    let words: &[&str] = match used {
        CommercialUse::Insurance => &["insur", "underwrit"],
        CommercialUse::Marketing => &["market", "advert", "promot", "sales"],
        CommercialUse::Targeting => &["target", "territor"],
    };
    let said = match used {
        CommercialUse::Insurance => "Section `commercial` says that it is used for insurance",
        CommercialUse::Marketing => "Section `commercial` says that it is used for marketing",
        CommercialUse::Targeting => "Section `commercial` says that people or prescribers are targeted",
    };
    Ticked { said, words, ..COMMERCIAL }
}

/// Kinds of use that no purpose leaves unsaid by chance; the wide ones fit almost any text.
fn of_use(used: PurposeOfUse) -> Option<Ticked> {
    let (said, words): (&str, &[&str]) = match used {
        PurposeOfUse::Commissioning => {
            ("Commissioning is a use", &["commission", "pay for", "purchas", "contract", "buy"])
        }
        PurposeOfUse::Planning => ("Planning is a use", &["plan", "capacity", "forecast", "demand"]),
        PurposeOfUse::Policy => ("Policy development is a use", &["polic", "programme", "strateg", "government"]),
        PurposeOfUse::Statistics => {
            ("Statistics are a use", &["statistic", "count", "number", "rate", "indicator", "table", "figure"])
        }
        PurposeOfUse::Covid19 => ("COVID-19 is a use", &["covid", "corona", "pandemic"]),
        PurposeOfUse::Research | PurposeOfUse::Quality | PurposeOfUse::PublicHealth | PurposeOfUse::Other => {
            return None;
        }
    };
    Some(Ticked { code: "use-not-written", pointer: OBJECTIVE, said, words })
}

#[cfg(test)]
mod tests {
    use dars_vocabulary::{
        code::PlaceKind,
        content::{Commercial, RemoteAccess},
    };

    use super::*;
    use crate::{
        finding::seen,
        sample::{complete, place, request, sub_licensing},
    };

    /// A content with these texts, whose other sections tick nothing.
    fn plain(objective: &str, processing: &str) -> ApplicationContent {
        let mut content = complete();
        content.parties.as_mut().unwrap().processors.clear();
        let purpose = content.purpose.as_mut().unwrap();
        (purpose.objective, purpose.processing_activities) = (objective.to_owned(), processing.to_owned());
        content
    }

    fn commercial(content: &mut ApplicationContent, is_commercial: bool, solely: bool, uses: Vec<CommercialUse>) {
        content.commercial = Some(Commercial { is_commercial, solely, uses, ..Commercial::default() });
    }

    #[test]
    fn what_is_ticked_elsewhere_is_written_in_the_purpose() {
        use CommercialUse::{Insurance, Marketing, Targeting};
        type Tick = fn(&mut ApplicationContent);
        type Row<'a> = (Tick, &'a str, Option<(&'a str, &'a str)>);
        let remote: Tick = |c| c.locations.as_mut().unwrap().places.push(place("NU01", PlaceKind::Remote));
        let declared: Tick = |c| {
            c.locations.as_mut().unwrap().places[0].remote_access = Some(RemoteAccess::default());
        };
        let sold = ("commercial-use-not-written", OBJECTIVE);
        let table: [Row; 22] = [
            (|_| {}, "Records are kept.", None),
            (|c| commercial(c, true, false, vec![]), "Records are kept.", Some(sold)),
            (|c| commercial(c, false, true, vec![]), "Records are kept.", Some(sold)),
            (|c| commercial(c, true, false, vec![]), "Trusts SUBSCRIBE to it.", None),
            (|c| commercial(c, false, false, vec![Insurance]), "Records are kept.", Some(sold)),
            (|c| commercial(c, false, false, vec![Insurance]), "For underwriting.", None),
            (|c| commercial(c, false, false, vec![Marketing]), "For underwriting.", Some(sold)),
            (|c| commercial(c, false, false, vec![Marketing]), "To promote it.", None),
            (|c| commercial(c, false, false, vec![Targeting]), "To promote it.", Some(sold)),
            (|c| commercial(c, false, false, vec![Targeting]), "Targets are found.", None),
            (licences, "Records are kept.", Some(("sub-licensing-not-written", PROCESSING))),
            (licences, "Third parties may use it.", None),
            (two_sets, "Records are kept.", Some(("linkage-not-written", PROCESSING))),
            (two_sets, "Records are linked.", None),
            (two_sets, "The two are kept separate.", None),
            (hosted, "Records are kept.", Some(("processing-by-others-not-written", PROCESSING))),
            (hosted, "Records are kept by a host.", None),
            (remote, "Records are kept.", Some(("remote-access-not-written", PROCESSING))),
            (remote, "Records are read from home.", None),
            (declared, "Records are kept.", Some(("remote-access-not-written", PROCESSING))),
            (declared, "Records are read remotely.", None),
            (|c| c.sub_licensing = Some(<_>::default()), "Records are kept.", None),
        ];
        for (tick, text, expected) in table {
            let mut content = plain("To learn.", text);
            tick(&mut content);
            let findings = v29_uses(&content);
            assert_eq!(seen(&findings), expected.into_iter().collect::<Vec<_>>(), "{text}");
            assert!(findings.iter().all(|f| f.severity == Severity::Warning && f.stage == Stage::Submit));
        }
    }

    fn licences(content: &mut ApplicationContent) {
        content.sub_licensing = sub_licensing().sub_licensing;
    }

    fn two_sets(content: &mut ApplicationContent) {
        content.data_sets.as_mut().unwrap().requests.push(request());
    }

    fn hosted(content: &mut ApplicationContent) {
        content.parties.as_mut().unwrap().processors = complete().parties.unwrap().processors;
    }

    #[test]
    fn a_message_says_where_the_use_is_ticked() {
        for (used, word) in [
            (CommercialUse::Insurance, "insurance"),
            (CommercialUse::Marketing, "marketing"),
            (CommercialUse::Targeting, "targeted"),
        ] {
            let mut content = plain("To learn.", "Records are kept.");
            commercial(&mut content, false, false, vec![used]);
            assert!(v29_uses(&content)[0].message.contains(word), "{word}");
        }
    }

    #[test]
    fn each_kind_of_use_is_chosen_and_the_narrow_ones_are_written() {
        use PurposeOfUse::{
            Commissioning, Covid19, Other, Planning, Policy, PublicHealth, Quality, Research, Statistics,
        };
        type Row<'a> = (&'a [PurposeOfUse], &'a str, Option<(&'a str, &'a str)>);
        let missing = Some(("use-not-written", OBJECTIVE));
        let table: [Row; 12] = [
            (&[], "To learn.", Some(("uses-not-listed", "/purpose/uses"))),
            (&[Research, Quality, PublicHealth, Other], "To learn.", None),
            (&[Commissioning], "To learn.", missing),
            (&[Commissioning], "To commission services.", None),
            (&[Planning], "To learn.", missing),
            (&[Planning], "To plan services.", None),
            (&[Policy], "To learn.", missing),
            (&[Policy], "To shape policy.", None),
            (&[Statistics], "To learn.", missing),
            (&[Statistics], "To publish statistics.", None),
            (&[Covid19], "To learn.", missing),
            (&[Research, Covid19], "To learn of COVID-19.", None),
        ];
        for (uses, objective, expected) in table {
            let mut content = plain(objective, "Records are kept.");
            content.purpose.as_mut().unwrap().uses = uses.to_vec();
            assert_eq!(seen(&v29_uses(&content)), expected.into_iter().collect::<Vec<_>>(), "{uses:?} {objective}");
        }
    }

    #[test]
    fn the_public_interest_counts_and_empty_texts_are_completeness_s() {
        let mut content = plain("To learn.", "Records are kept.");
        two_sets(&mut content);
        assert_eq!(v29_uses(&content).len(), 1);
        content.purpose.as_mut().unwrap().public_interest = Some("Linked records show more.".to_owned());
        assert_eq!(v29_uses(&content), []);
        let mut empty = plain(" ", "");
        two_sets(&mut empty);
        assert_eq!(v29_uses(&empty), []);
        let mut half = plain("", "Records are kept.");
        two_sets(&mut half);
        assert_eq!(v29_uses(&half).len(), 1);
        half.purpose = None;
        assert_eq!(v29_uses(&half), []);
    }
}
