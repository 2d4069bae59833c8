//! The binary of `notification`.

use dars_kit::Settings;

fn main() -> anyhow::Result<()> {
    let service = dars_notification::service();
    // Mails that nobody sends would wait in silence: wrong settings stop the start.
    dars_notification::check(&Settings::load(service.defaults)?)?;
    dars_kit::run(&service)
}
