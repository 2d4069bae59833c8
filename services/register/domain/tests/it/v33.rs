use dars_messages::facts::contracts::AgreementDocument;
use dars_register_domain::rules::v33::v33;
use dars_vocabulary::content::{Benefits, Purpose};

use super::world::{END, START, data_set, document};

fn seen(document: &AgreementDocument) -> Vec<(&'static str, String)> {
    let catalogue = ["hes-apc".to_owned(), "ecds".to_owned()];
    v33(document, true, &catalogue).into_iter().map(|finding| (finding.code, finding.pointer)).collect()
}

#[test]
fn a_clean_entry_passes() {
    assert_eq!(seen(&document()), []);
}

#[test]
fn each_published_text_is_checked_and_named() {
    type Change = fn(&mut AgreementDocument, String);
    fn purpose(document: &mut AgreementDocument) -> &mut Purpose {
        document.content.purpose.as_mut().unwrap()
    }
    fn benefits(document: &mut AgreementDocument) -> &mut Benefits {
        document.content.benefits.as_mut().unwrap()
    }
    let fields: [(&str, Change); 7] = [
        ("/title", |document, text| document.content.title = Some(text)),
        ("/purpose/objective", |document, text| purpose(document).objective = text),
        ("/purpose/processing_activities", |document, text| purpose(document).processing_activities = text),
        ("/purpose/lay_summary", |document, text| purpose(document).lay_summary = text),
        ("/outputs/expected", |document, text| document.content.outputs.as_mut().unwrap().expected = text),
        ("/benefits/expected", |document, text| benefits(document).expected = text),
        ("/benefits/yielded", |document, text| benefits(document).yielded = Some(text)),
    ];
    let texts = [
        ("Test record", "placeholder-text"),
        ("Write to data@trust.example", "email-address"),
        ("Ring 01632 960001", "telephone-number"),
        ("Led by Professor Jones", "personal-title"),
        ("Signed by the director", "signature-line"),
    ];
    for (pointer, change) in fields {
        for (text, code) in texts {
            let mut document = document();
            change(&mut document, text.to_owned());
            assert_eq!(seen(&document), [(code, pointer.to_owned())], "{text}");
        }
    }
}

#[test]
fn an_entry_needs_a_title_valid_dates_and_data_sets_of_the_catalogue() {
    for title in [None, Some("  ".to_owned())] {
        let mut untitled = document();
        untitled.content.title = title;
        assert_eq!(seen(&untitled), [("title-missing", "/title".to_owned())]);
    }
    for (end, valid) in
        [(START.yesterday().unwrap(), false), (START, false), (START.tomorrow().unwrap(), true), (END, true)]
    {
        let dated = AgreementDocument { end, ..document() };
        assert_eq!(seen(&dated).is_empty(), valid, "{end}");
        assert!(valid || seen(&dated) == [("dates-not-valid", "/term/end".to_owned())]);
    }
    let mut unknown = document();
    unknown.content.data_sets.as_mut().unwrap().requests.push(data_set("hes-xyz"));
    assert_eq!(seen(&unknown), [("data-set-not-in-catalogue", "/data_sets/requests/1/dataset".to_owned())]);
    let mut none = document();
    none.content.data_sets = None;
    assert_eq!(seen(&none), [("data-sets-missing", "/data_sets".to_owned())]);
}

#[test]
fn the_publisher_must_tick_that_no_personal_names_stand_in_it() {
    let findings = v33(&document(), false, &["hes-apc".to_owned()]);
    assert_eq!(findings.len(), 1);
    assert_eq!(
        (findings[0].code, findings[0].pointer.as_str()),
        ("personal-names-not-confirmed", "/no_personal_names")
    );
}
