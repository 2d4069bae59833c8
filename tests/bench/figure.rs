//! One figure a line.

/// Where figures are written.
#[derive(Debug)]
pub struct Sheet {
    /// Whether as JSON.
    pub json: bool,
}

impl Sheet {
    /// Writes a figure, and the limit beside it if there is one.
    pub fn write(&mut self, name: &str, value: f64, unit: &str, limit: Option<f64>) {
        let ratio = limit.map(|limit| value / limit);
        if self.json {
            println!(
                "{}",
                serde_json::json!({"name": name, "value": value, "unit": unit, "limit": limit, "ratio": ratio})
            );
        } else {
            let beside = match (limit, ratio) {
                (Some(limit), Some(ratio)) => format!("limit {limit:>10.1}   ratio {ratio:.3}"),
                _ => String::new(),
            };
            println!("{name:<28} {value:>10.2} {unit:<12} {beside}");
        }
    }
}

/// The value below which `share` of the sorted values lie.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a place in a list of some thousand values"
)]
pub fn percentile(sorted: &[f64], share: f64) -> f64 {
    let place = ((sorted.len() as f64 - 1.0) * share).round() as usize;
    sorted.get(place).copied().unwrap_or(f64::NAN)
}
