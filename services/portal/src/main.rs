//! The portal's process.

fn main() -> anyhow::Result<()> {
    dars_portal::run()
}
