//! The binary of `intake`.

fn main() -> anyhow::Result<()> {
    dars_kit::run(&dars_intake::service())
}
