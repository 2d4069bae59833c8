//! About the catalogue.

use dars_vocabulary::DataSetTraits;

use crate::facts::fact;

fact!(
    /// A data set stands in the catalogue; told again when its entry is revised, and the newest counts.
    Public Intake "dataset_registered" v 1 DataSetRegisteredV1 by dataset {
        /// The catalogue's id, e.g. `hes-apc`.
        dataset: String,
        /// Its current name.
        name: String,
        /// What the rules need to know of it.
        #[serde(default)]
        traits: DataSetTraits,
    }
);
