//! The binary of `review`.

fn main() -> anyhow::Result<()> {
    dars_kit::run(&dars_review::service())
}
