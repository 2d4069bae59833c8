//! The binary of `intake`.

use dars_kit::Settings;

fn main() -> anyhow::Result<()> {
    let service = dars_intake::service();
    // Attachments that nobody scans, against what was meant, would be taken in silence: wrong settings stop the start.
    dars_intake::check(&Settings::load(service.defaults)?).map_err(|why| anyhow::anyhow!(why))?;
    // Links that open nothing and mails that nobody reads would be missed late: wrong settings stop the start.
    dars_intake::settings::Own::of(&Settings::load(service.defaults)?)?;
    dars_kit::run(&service)
}
