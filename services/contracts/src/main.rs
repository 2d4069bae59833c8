//! The binary of `contracts`.

fn main() -> anyhow::Result<()> {
    dars_kit::run(&dars_contracts::service())
}
