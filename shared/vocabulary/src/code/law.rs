//! The letters of UK GDPR Art 6(1) and Art 9(2) with their full text (legislation.gov.uk/eur/2016/679), as amended by the
//! Data (Use and Access) Act 2025, sections 70 and 87. Art 6(1)(ea) is left out: domain.md §7 lists (a) to (f).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::content::LegalBasis;

code_list! {
    /// UK GDPR Art 6(1): what makes processing lawful.
    Article6 {
        A = "a" => "the data subject has given consent to the processing of his or her personal data for one or more specific purposes",
        B = "b" => "processing is necessary for the performance of a contract to which the data subject is party or in order to take steps at the request of the data subject prior to entering into a contract",
        C = "c" => "processing is necessary for compliance with a legal obligation to which the controller is subject",
        D = "d" => "processing is necessary in order to protect the vital interests of the data subject or of another natural person",
        E = "e" => "processing is necessary for the performance of a task of the controller carried out in the public interest or a task carried out in the exercise of official authority vested in the controller",
        F = "f" => "processing is necessary for the purposes of the legitimate interests pursued by the controller or by a third party except where such interests are overridden by the interests or fundamental rights and freedoms of the data subject which require protection of personal data, in particular where the data subject is a child",
    }
}

code_list! {
    /// UK GDPR Art 9(2): what lets special categories of data, such as health, be processed.
    Article9 {
        A = "a" => "the data subject has given explicit consent to the processing of those personal data for one or more specified purposes, except where domestic law provides that the prohibition referred to in paragraph 1 may not be lifted by the data subject",
        B = "b" => "processing is necessary for the purposes of carrying out the obligations and exercising specific rights of the controller or of the data subject in the field of employment and social security and social protection law in so far as it is authorised by domestic law or a collective agreement pursuant to domestic law providing for appropriate safeguards for the fundamental rights and the interests of the data subject",
        C = "c" => "processing is necessary to protect the vital interests of the data subject or of another natural person where the data subject is physically or legally incapable of giving consent",
        D = "d" => "processing is carried out in the course of its legitimate activities with appropriate safeguards by a foundation, association or any other not-for-profit body with a political, philosophical, religious or trade union aim and on condition that the processing relates solely to the members or to former members of the body or to persons who have regular contact with it in connection with its purposes and that the personal data are not disclosed outside that body without the consent of the data subjects",
        E = "e" => "processing relates to personal data which are manifestly made public by the data subject",
        F = "f" => "processing is necessary for the establishment, exercise or defence of legal claims or whenever courts are acting in their judicial capacity",
        G = "g" => "processing is necessary for reasons of substantial public interest, on the basis of domestic law which shall be proportionate to the aim pursued, respect the essence of the right to data protection and provide for suitable and specific measures to safeguard the fundamental rights and the interests of the data subject",
        H = "h" => "processing is necessary for the purposes of preventive or occupational medicine, for the assessment of the working capacity of the employee, medical diagnosis, the provision of health or social care or treatment or the management of health or social care systems and services on the basis of domestic law or pursuant to contract with a health professional and subject to the conditions and safeguards referred to in paragraph 3",
        I = "i" => "processing is necessary for reasons of public interest in the area of public health, such as protecting against serious cross-border threats to health or ensuring high standards of quality and safety of health care and of medicinal products or medical devices, on the basis of domestic law which provides for suitable and specific measures to safeguard the rights and freedoms of the data subject, in particular professional secrecy",
        J = "j" => "processing is necessary for archiving purposes in the public interest, scientific or historical research purposes or statistical purposes, is carried out in accordance with Article 84B and is based on domestic law which shall be proportionate to the aim pursued, respect the essence of the right to data protection and provide for suitable and specific measures to safeguard the fundamental rights and the interests of the data subject",
    }
}

impl Article6 {
    /// The entry of a letter as the form holds it.
    pub fn of(letter: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|article| article.code() == letter)
    }

    /// Whether it is often used here; the others are asked about (V15).
    pub fn is_usual(self) -> bool {
        matches!(self, Self::A | Self::C | Self::E | Self::F)
    }

    /// As one cites it: the letter, then its words.
    pub fn cited(self) -> String {
        format!("Art 6(1)({}): {}.", self.code(), self.label())
    }
}

impl Article9 {
    /// The entry of a letter as the form holds it.
    pub fn of(letter: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|article| article.code() == letter)
    }

    /// Whether it is often used here; the others are asked about (V15).
    pub fn is_usual(self) -> bool {
        matches!(self, Self::A | Self::G | Self::H | Self::I | Self::J)
    }

    /// Whether it needs a condition of the Data Protection Act 2018, Schedule 1 (V15).
    pub fn needs_condition(self) -> bool {
        matches!(self, Self::B | Self::G | Self::H | Self::I | Self::J)
    }

    /// As one cites it: the letter, then its words.
    pub fn cited(self) -> String {
        format!("Art 9(2)({}): {}.", self.code(), self.label())
    }
}

impl LegalBasis {
    /// The letters of Art 6(1) that are on the list, each with where it stands.
    pub fn article_6(&self) -> impl Iterator<Item = (usize, Article6)> {
        self.gdpr_article_6.iter().enumerate().filter_map(|(at, letter)| Some((at, Article6::of(letter)?)))
    }

    /// The letters of Art 9(2) that are on the list, each with where it stands.
    pub fn article_9(&self) -> impl Iterator<Item = (usize, Article9)> {
        self.gdpr_article_9.iter().enumerate().filter_map(|(at, letter)| Some((at, Article9::of(letter)?)))
    }
}
