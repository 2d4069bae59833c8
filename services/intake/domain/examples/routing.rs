//! How long the routing of one text takes, of the largest that people can send: `cargo run --release --example routing`.

use std::{hint::black_box, time::Instant};

use dars_intake_domain::rules::routing::{Asking, may_be_an_incident, quoted, suggest};
use dars_vocabulary::code::EnquiryTopic;

/// The longest text of a form, and the longest mail.
const LENGTHS: [usize; 2] = [4_000, 20_000];

fn main() {
    let trade = "We would like pseudonymised hospital records for 2015 to 2025, linked to deaths, to study survival. ";
    let telling = "The file was sent to the wrong hospital and lost on a train, we realised that someone had looked. ";
    let nearly = "wrong way if lost the missing data was not sent to another person without permission online public ";
    for length in LENGTHS {
        let different = (0..4_000).fold(String::new(), |words, number| words + "patxient" + &number.to_string() + " ");
        for (what, unit) in [
            ("of the trade", trade.to_owned()),
            ("full of incidents", telling.to_owned()),
            ("without a stop", nearly.to_owned()),
            ("of one word", "wrong ".to_owned()),
            ("of different words", different),
        ] {
            let text: String = unit.chars().cycle().take(length).collect();
            let mut times: Vec<_> = (0..20)
                .map(|_| {
                    let from = Instant::now();
                    let quoted = quoted(black_box(&text));
                    let asking =
                        Asking { text: &text, topic: EnquiryTopic::Other, quoted: &quoted, known: &[], despite: None };
                    black_box(suggest(&asking));
                    black_box(may_be_an_incident(&text, EnquiryTopic::Other));
                    from.elapsed()
                })
                .collect();
            times.sort();
            let [least, half] = [0, times.len() / 2].map(|at| times.get(at).copied().unwrap_or_default());
            println!("{length} characters {what}: {half:?}, at best {least:?}");
        }
    }
}
