//! The binary of `register`.

fn main() -> anyhow::Result<()> {
    dars_kit::run(&dars_register::service())
}
