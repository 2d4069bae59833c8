//! The binary of `intake`.

use dars_kit::Settings;

fn main() -> anyhow::Result<()> {
    let service = dars_intake::service();
    // Links that open nothing and mails that nobody reads would be missed late: wrong settings stop the start.
    dars_intake::settings::Own::of(&Settings::load(service.defaults)?)?;
    dars_kit::run(&service)
}
