use dars_vocabulary::code::{Frequency, OrganisationType, Territory};
use jiff::civil::date;

use super::*;

const DAY: Date = date(2026, 11, 22);

fn traits(services: &[AccessService]) -> DataSetTraits {
    DataSetTraits { services: services.to_vec(), ..DataSetTraits::default() }
}

fn catalogue() -> BTreeMap<String, DataSetTraits> {
    use AccessService::{Commissioners, DigiTrials, Extract, Sde, Seft, SystemAccess};
    let pag = DataSetTraits {
        covid_only: true,
        required_routes: vec![RequiredRoute::Pag],
        levels: vec![Level::Pseudonymised],
        ..traits(&[Sde, SystemAccess])
    };
    let counts = DataSetTraits { published: vec!["Statistics".to_owned()], ..traits(&[Extract]) };
    [
        ("hospital", traits(&[Extract, Sde, DigiTrials])),
        ("deaths", traits(&[Extract, Sde])),
        ("gp", pag),
        ("tracking", traits(&[Seft, DigiTrials])),
        ("paying", traits(&[Commissioners])),
        ("counts", counts),
    ]
    .map(|(id, traits)| (id.to_owned(), traits))
    .into()
}

fn wish(datasets: &[&str], level: Level) -> Wish {
    let wanted = |id: &&str| Wanted { dataset: (*id).to_owned(), level: Some(level), frequency: None };
    Wish {
        data: datasets.iter().map(wanted).collect(),
        organisation: Some(OrganisationType::Academic),
        ..Wish::default()
    }
}

fn fits(wish: &Wish) -> Vec<AccessService> {
    matching(wish, &catalogue(), DAY).fits.iter().map(|fit| fit.service).collect()
}

/// The codes of what speaks against a service.
fn why_not(wish: &Wish, service: AccessService) -> Vec<&'static str> {
    let found = matching(wish, &catalogue(), DAY);
    let unfit = found.others.iter().find(|unfit| unfit.service == service);
    unfit.map(|unfit| unfit.reasons.iter().map(|reason| reason.code).collect()).unwrap_or_default()
}

#[test]
fn access_comes_before_sharing_unless_there_is_a_reason() {
    use AccessService::{Extract, Sde};
    let mut wish = wish(&["hospital", "deaths"], Level::Pseudonymised);
    assert_eq!(fits(&wish), [Sde, Extract]);
    let last = |wish: &Wish| matching(wish, &catalogue(), DAY).fits.last().unwrap().reasons[0].code;
    assert_eq!(last(&wish), "reason-needed");
    wish.extract_reason = true;
    assert_eq!(fits(&wish), [Extract, Sde]);
    assert_eq!(last(&wish), "data-stays");
    let found = matching(&wish, &catalogue(), DAY);
    assert_eq!(found.fits[0].reasons[0].code, "reason-given");
}

#[test]
fn a_service_that_lacks_one_data_set_does_not_fit_and_says_which() {
    use AccessService::{Extract, Sde};
    let wish = wish(&["hospital", "counts"], Level::Pseudonymised);
    assert_eq!(fits(&wish), [Extract]);
    let found = matching(&wish, &catalogue(), DAY);
    assert_eq!(found.fits[0].reasons[0].code, "nothing-else-fits");
    let sde = found.others.iter().find(|unfit| unfit.service == Sde).unwrap();
    assert_eq!((sde.reasons[0].code, &sde.reasons[0].data_sets[..]), ("not-offered", &["counts".to_owned()][..]));
    assert_eq!(sde.offers, ["hospital"]);
    assert!(found.others.windows(2).all(|two| two[0].offers.len() >= two[1].offers.len()));
}

#[test]
fn nobody_but_a_trial_is_sent_to_digitrials_and_a_trial_first() {
    use AccessService::{DigiTrials, Extract};
    let mut wish = wish(&["hospital"], Level::Identifiable);
    assert_eq!(fits(&wish), [Extract]);
    assert_eq!(why_not(&wish, DigiTrials), ["trials-only"]);
    wish.trial = Some(true);
    wish.extract_reason = true;
    assert_eq!(fits(&wish), [DigiTrials, Extract]);
}

#[test]
fn nobody_but_a_commissioner_is_sent_to_the_regional_offices() {
    use AccessService::Commissioners;
    let mut wish = wish(&["paying"], Level::Pseudonymised);
    assert_eq!(fits(&wish), []);
    assert_eq!(why_not(&wish, Commissioners), ["not-open-to-you"]);
    wish.organisation = None;
    assert_eq!(why_not(&wish, Commissioners), ["not-open-to-you"]);
    for organisation in [OrganisationType::Icb, OrganisationType::Csu] {
        wish.organisation = Some(organisation);
        assert_eq!(fits(&wish), [Commissioners]);
    }
    wish.organisation = Some(OrganisationType::LocalAuthority);
    wish.commissioner = true;
    assert_eq!(fits(&wish), [Commissioners]);
}

#[test]
fn level_frequency_cohort_and_territory_each_stop_a_service_that_they_do_not_fit() {
    use AccessService::{Extract, Sde, Seft, SystemAccess};
    let hospital = || wish(&["hospital"], Level::Pseudonymised);
    let often = |frequency| {
        let mut wish = hospital();
        wish.data[0].frequency = Some(frequency);
        wish
    };
    let tracking = |cohort| Wish { cohort, ..wish(&["tracking"], Level::Identifiable) };
    let gp = |cohort| Wish { cohort, ..wish(&["gp"], Level::Pseudonymised) };
    let from = |territory| Wish { territory: Some(territory), ..hospital() };
    let table: [(Wish, AccessService, &[&str]); 12] = [
        (wish(&["hospital"], Level::Identifiable), Sde, &["level-does-not-fit"]),
        (wish(&["hospital"], Level::AggregateUnsuppressed), Sde, &["level-does-not-fit"]),
        (hospital(), Sde, &[]),
        (often(Frequency::SystemAccess), Extract, &["frequency-does-not-fit"]),
        (often(Frequency::Ongoing), Extract, &[]),
        (often(Frequency::Ongoing), Sde, &[]),
        (tracking(Some(false)), Seft, &["cohort-does-not-fit"]),
        (tracking(None), Seft, &[]),
        (gp(Some(true)), SystemAccess, &["cohort-does-not-fit"]),
        (gp(Some(false)), SystemAccess, &[]),
        (from(Territory::UkAndEea), Sde, &["territory-does-not-fit"]),
        (from(Territory::Worldwide), Extract, &[]),
    ];
    for (wish, service, expected) in table {
        assert_eq!(why_not(&wish, service), expected, "{service} {wish:?}");
    }
}

#[test]
fn what_is_not_said_is_held_against_no_service_that_is_open_to_all() {
    use AccessService::{Extract, Sde, Seft, SystemAccess};
    let everything = fits(&Wish::default());
    assert_eq!(everything, [Sde, SystemAccess, Seft, Extract]);
}

#[test]
fn what_is_needed_follows_from_what_is_asked() {
    let codes = |wish: &Wish| {
        let found = matching(wish, &catalogue(), DAY);
        found.fits[0].needs.iter().map(|need| need.code).collect::<Vec<_>>()
    };
    let plain = wish(&["hospital"], Level::Pseudonymised);
    assert_eq!(codes(&plain), ["service-agreement", "user-agreement", "output-checks"]);
    let more = Wish { cohort: Some(true), linkage: true, ..plain };
    let all = ["service-agreement", "user-agreement", "output-checks", "cohort-by-seft", "import-check"];
    assert_eq!(codes(&more), all);
    let found = matching(&more, &catalogue(), DAY);
    let reasons: Vec<_> = found.fits[0].reasons.iter().map(|reason| reason.code).collect();
    assert_eq!(reasons, ["data-stays", "offered", "takes-your-cohort", "takes-your-data"]);
}

#[test]
fn what_is_worth_knowing_about_the_data_is_said_whichever_service_it_is() {
    let codes =
        |wish: &Wish| matching(wish, &catalogue(), DAY).remarks.iter().map(|remark| remark.code).collect::<Vec<_>>();
    let research = |wish: Wish| Wish { purposes: vec![PurposeOfUse::Research], ..wish };
    assert_eq!(codes(&wish(&["hospital"], Level::Pseudonymised)), [""; 0]);
    assert_eq!(codes(&wish(&["tea"], Level::Pseudonymised)), ["data-set-unknown"]);
    assert_eq!(codes(&wish(&["counts"], Level::Aggregate)), ["published-already"]);
    assert_eq!(codes(&wish(&["counts"], Level::Pseudonymised)), [""; 0]);
    assert_eq!(codes(&wish(&["gp"], Level::Pseudonymised)), ["needs-pag"]);
    let all = ["level-not-offered", "covid-19-alone", "needs-pag"];
    assert_eq!(codes(&research(wish(&["gp"], Level::Identifiable))), all);
}
