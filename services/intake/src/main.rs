//! The binary of `intake`.

fn main() -> anyhow::Result<()> {
    dars_intake::cli::run()
}
