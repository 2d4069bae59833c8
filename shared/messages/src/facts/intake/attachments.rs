//! About attachments of applications.

use dars_vocabulary::Nic;

use crate::facts::fact;

fact!(
    /// The virus scanner found something in an attachment: it is refused, and its bytes are gone.
    Public Intake "attachment_refused" v 1 AttachmentRefusedV1 by nic {
        /// The application.
        nic: Nic,
        /// Which attachment, by its number.
        attachment: u32,
    }
);
