//! Where people are sent, by the order of domain.md §15.

use dars_intake_domain::signposting::{Answer, Destination, ORDER, signpost, unacceptable, words};
use dars_messages::requests::intake::AskSignpost;
use dars_vocabulary::{
    DataSetEntry,
    catalogue::Alternative,
    code::{Asker, EnquiryTopic, Level, OrganisationType, OtherData, PersonalMatter, TrialStage},
};
use jiff::civil::date;

fn organisation() -> AskSignpost {
    serde_json::from_value(serde_json::json!({"who": "organisation"})).unwrap()
}

fn ask(asked: &AskSignpost) -> Answer {
    signpost(asked, &[], date(2026, 11, 20))
}

type Said = fn(&mut AskSignpost);

/// One answer each that leads to a line.
const TRIGGERS: [(Said, u8, Destination); 10] = [
    (|a| a.something_went_wrong = true, 1, Destination::IncidentLead),
    (|a| a.has_a_number = true, 2, Destination::CaseOfficer),
    (|a| a.about_people = Some(PersonalMatter::OwnRecord), 3, Destination::PublicHelp),
    (|a| a.about_people = Some(PersonalMatter::DirectCare), 3, Destination::CareProvider),
    (|a| a.organisation_type = Some(OrganisationType::Icb), 4, Destination::Commissioners),
    (|a| a.level = Some(Level::Aggregate), 5, Destination::PublishedStatistics),
    (|a| a.trial = Some(TrialStage::Recruitment), 6, Destination::DigiTrials),
    (|a| a.uses_the_sde = true, 7, Destination::SdeSupport),
    (|a| a.other_data = Some(OtherData::Cprd), 8, Destination::OtherBody),
    (|a| a.level = Some(Level::Identifiable), 9, Destination::DataApplications),
];

#[test]
fn each_answer_leads_to_its_line() {
    for (answer, line, to) in TRIGGERS {
        let mut asked = organisation();
        answer(&mut asked);
        assert_eq!((ask(&asked).line, ask(&asked).to), (line, to));
    }
    assert_eq!(ask(&organisation()).to, Destination::DataApplications);
}

#[test]
fn of_several_answers_the_first_line_of_the_order_wins_and_the_others_are_named_behind_it() {
    for subset in 0_u32..(1 << TRIGGERS.len()) {
        let mut asked = organisation();
        let chosen: Vec<_> = TRIGGERS.iter().enumerate().filter(|(at, _)| subset & (1 << at) != 0).collect();
        for (_, (answer, ..)) in &chosen {
            answer(&mut asked);
        }
        let fitting: Vec<_> = ORDER.iter().filter(|line| (line.fits)(&asked)).collect();
        let answer = ask(&asked);
        assert_eq!((answer.line, answer.to), (fitting[0].number, fitting[0].to), "{asked:?}");
        let also: Vec<_> = answer.also.iter().map(|also| also.to).collect();
        let behind: Vec<_> = fitting[1..]
            .iter()
            .filter(|line| line.number != 9 && line.number != answer.line)
            .map(|line| line.to)
            .collect();
        assert_eq!(also, behind);
        // Whatever else is said: an incident first, and a number before all but that.
        if asked.something_went_wrong {
            assert_eq!(answer.to, Destination::IncidentLead);
        } else if asked.has_a_number {
            assert_eq!(answer.to, Destination::CaseOfficer);
        }
    }
}

#[test]
fn answers_that_are_near_a_line_and_not_on_it_lead_past_it() {
    let table: [(Said, Destination); 8] = [
        (|a| a.level = Some(Level::AggregateUnsuppressed), Destination::DataApplications),
        (|a| a.trial = Some(TrialStage::Outcomes), Destination::DataApplications),
        (|a| a.trial = Some(TrialStage::Feasibility), Destination::DigiTrials),
        (|a| a.trial = Some(TrialStage::Communication), Destination::DigiTrials),
        (|a| a.organisation_type = Some(OrganisationType::LocalAuthority), Destination::DataApplications),
        (|a| a.organisation_type = Some(OrganisationType::Csu), Destination::Commissioners),
        (|a| a.about_people = Some(PersonalMatter::OptOut), Destination::PublicHelp),
        (
            |a| (a.who, a.organisation_type) = (Asker::Public, Some(OrganisationType::Icb)),
            Destination::DataApplications,
        ),
    ];
    for (said, to) in table {
        let mut asked = organisation();
        said(&mut asked);
        assert_eq!(ask(&asked).to, to, "{asked:?}");
    }
}

#[test]
fn a_signpost_locks_no_door() {
    for (answer, line, _) in TRIGGERS {
        let mut asked = organisation();
        answer(&mut asked);
        let answer = ask(&asked);
        assert_eq!(answer.enquire.path, "/enquiries");
        // Between the lines of enquiries themselves and the last one, going on anyway takes a reason.
        assert_eq!(answer.enquire.despite.is_some(), (3..=8).contains(&line), "{line}");
        if let Some(despite) = answer.enquire.despite {
            assert!(answer.enquire.text.contains("go on anyway") && answer.enquire.text.contains("`despite`"));
            assert!(!despite.reason.is_empty());
        }
        assert!(answer.come_back.contains("opened again"));
    }
}

#[test]
fn every_signpost_says_why_who_has_it_what_to_prepare_and_by_when_if_it_is_ours() {
    let mut signposts = Vec::new();
    for to in Destination::ALL {
        let said = words(to);
        let texts = [said.name, said.why, said.who_has_it, said.come_back, said.enquire];
        assert!(texts.iter().all(|text| !text.is_empty()), "{to:?}");
        assert!(!said.prepare.is_empty(), "{to:?}");
        assert!(said.links.iter().all(|(title, path)| !title.is_empty() && path.starts_with('/')), "{to:?}");
        assert!(ORDER.iter().any(|line| line.to == to), "{to:?}");
        signposts.extend(to.signpost());
    }
    let all: std::collections::BTreeSet<_> = dars_vocabulary::code::Signpost::ALL.iter().collect();
    assert_eq!(signposts.iter().collect::<std::collections::BTreeSet<_>>(), all);
    // Ten working days from Friday 20 November 2026.
    let applications = ask(&organisation()).by.unwrap();
    assert_eq!(
        (applications.text.as_str(), applications.day),
        ("An enquiry is answered within 10 working days.", Some(date(2026, 12, 4)),)
    );
    let incident = ask(&AskSignpost { something_went_wrong: true, ..organisation() });
    assert!(incident.by.unwrap().text.contains("within the hour"));
    assert_eq!(incident.enquire.topic, EnquiryTopic::Breach);
}

#[test]
fn whoever_needs_counts_is_shown_where_they_are_published() {
    let entry = DataSetEntry {
        published_alternatives: vec![
            Alternative { title: "Waits".to_owned(), url: Some("https://statistics.example/waits".to_owned()) },
            Alternative { title: "On paper".to_owned(), url: None },
        ],
        ..DataSetEntry::default()
    };
    let known =
        [("ecds".to_owned(), entry.clone()), ("hes-ae".to_owned(), entry), ("x".to_owned(), DataSetEntry::default())];
    let asked = AskSignpost { level: Some(Level::Aggregate), ..organisation() };
    let answer = signpost(&asked, &known, date(2026, 11, 20));
    let shown: Vec<_> = answer.published.iter().map(|published| published.data_set.as_str()).collect();
    assert_eq!(shown, ["ecds", "hes-ae"]);
    assert_eq!(answer.links[0].href, "https://statistics.example/waits");
    assert_eq!(answer.links.iter().filter(|link| link.href.starts_with("https://")).count(), 1);
    // Nobody who needs records is told to make do with counts.
    let records = AskSignpost { level: Some(Level::Pseudonymised), ..organisation() };
    assert!(signpost(&records, &known, date(2026, 11, 20)).published.is_empty());
}

#[test]
fn whoever_wants_what_others_hold_is_told_who() {
    for data in OtherData::ALL {
        let answer = ask(&AskSignpost { other_data: Some(*data), ..organisation() });
        assert_eq!(answer.owner.map(|owner| owner.data), Some(*data));
    }
    let incident = AskSignpost { other_data: Some(OtherData::Cprd), something_went_wrong: true, ..organisation() };
    assert_eq!(ask(&incident).owner, None);
}

#[test]
fn numbers_that_nobody_could_mean_are_named() {
    let wrong =
        AskSignpost { users: Some(0), months: Some(241), data_sets: vec!["hes-apc".to_owned(); 51], ..organisation() };
    let pointers: Vec<_> = unacceptable(&wrong).into_iter().map(|error| error.pointer).collect();
    assert_eq!(pointers, ["/data_sets", "/users", "/months"]);
    let most = AskSignpost {
        users: Some(10_000),
        months: Some(240),
        data_sets: vec!["hes-apc".to_owned(); 50],
        ..organisation()
    };
    assert_eq!(unacceptable(&most), []);
}
