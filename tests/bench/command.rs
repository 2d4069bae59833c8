//! `command`: messages on 1,000 enquiries over HTTP, beside pgbench with those very statements.

use std::{
    process::Stdio,
    time::{Duration, Instant},
};

use anyhow::Context as _;
use dars_stack::Stack;
use serde_json::json;

use crate::figure::{Sheet, percentile};

const ENQUIRIES: usize = 1000;
const CONNECTIONS: usize = 16;

/// Measures both on the same Postgres, one after the other.
pub async fn measure(sheet: &mut Sheet, stack: &Stack, period: Duration) -> anyhow::Result<()> {
    let limit = limit(stack, period).await?;
    let references = raise(stack).await?;
    let token = stack.api()?.token("case-officer").await?;
    let begun = Instant::now();
    let each = (0..CONNECTIONS).map(|lane| {
        let (references, token, base) = (&references, &token, stack.url());
        async move {
            let client = reqwest::Client::builder().pool_max_idle_per_host(1).build()?;
            let mut times = Vec::new();
            let mut place = lane;
            while begun.elapsed() < period {
                let reference = references.get(place % references.len()).context("an enquiry")?;
                place = place.wrapping_mul(31).wrapping_add(17 + lane);
                let sent = Instant::now();
                let answer = client
                    .post(format!("{base}/api/v1/enquiries/{reference}/messages"))
                    .bearer_auth(token)
                    .header("Idempotency-Key", dars_bus::ids::fresh().to_string())
                    .json(&json!({"text": "Thank you. Which years do you need, and for which diagnoses?"}))
                    .send()
                    .await?;
                anyhow::ensure!(answer.status().as_u16() == 201, "{}", answer.text().await?);
                times.push(sent.elapsed().as_secs_f64() * 1e3);
            }
            anyhow::Ok(times)
        }
    });
    let mut times: Vec<f64> = futures::future::try_join_all(each).await?.into_iter().flatten().collect();
    let seconds = begun.elapsed().as_secs_f64();
    times.sort_by(f64::total_cmp);
    let count = u32::try_from(times.len())?;
    sheet.write("command", f64::from(count) / seconds, "commands/s", Some(limit));
    sheet.write("command p50", percentile(&times, 0.5), "ms", None);
    sheet.write("command p99", percentile(&times, 0.99), "ms", None);
    Ok(())
}

async fn raise(stack: &Stack) -> anyhow::Result<Vec<String>> {
    let client = reqwest::Client::new();
    let mut references = Vec::with_capacity(ENQUIRIES);
    for number in 0..ENQUIRIES {
        let answer = client
            .post(format!("{}/api/v1/enquiries", stack.url()))
            .json(&json!({"name": "An enquirer", "email": format!("enquirer{number}@bench.example"),
                "topic": "new-data-request", "purpose_text": "A question for the bench."}))
            .send()
            .await?
            .error_for_status()?;
        let body: serde_json::Value = answer.json().await?;
        references.push(body.get("reference").and_then(|text| text.as_str()).context("a reference")?.to_owned());
    }
    Ok(references)
}

/// pgbench with the statements of one command, prepared, on 16 connections.
async fn limit(stack: &Stack, period: Duration) -> anyhow::Result<f64> {
    let admin = stack.postgres().admin_url("postgres");
    let pool = sqlx::PgPool::connect(&admin).await?;
    sqlx::query("drop database if exists bench_limit").execute(&pool).await?;
    sqlx::query("create database bench_limit").execute(&pool).await?;
    let url = stack.postgres().admin_url("bench_limit");
    let limit = sqlx::PgPool::connect(&url).await?;
    dars_bus::MIGRATOR.run(&limit).await?;
    sqlx::query(
        "insert into aggregates (aggregate, reference, version, chain_length, chain_head, state)
         select 'enquiry', 'ENQ-2026-' || lpad(n::text, 6, '0'), 1, 0, decode(repeat('00', 32), 'hex'),
             jsonb_build_object('state', 'NEW', 'text', repeat('x', 292))
         from generate_series(1, 1000) n",
    )
    .execute(&limit)
    .await?;
    limit.close().await;
    let script = dars_testkit::place::root().join("tests/bench/command.sql");
    let seconds = period.as_secs().max(1).to_string();
    let done = tokio::task::spawn_blocking(move || {
        std::process::Command::new(dars_testkit::place::postgres_programs()?.join("pgbench"))
            .args(["-n", "-M", "prepared", "-c", "16", "-j", "2", "-T", &seconds, "-f"])
            .arg(script)
            .arg(url)
            .stdin(Stdio::null())
            .output()
            .context("pgbench")
    })
    .await??;
    let text = String::from_utf8_lossy(&done.stdout).into_owned();
    text.lines()
        .find_map(|line| line.strip_prefix("tps = ")?.split(' ').next()?.parse().ok())
        .with_context(|| format!("pgbench said: {text}{}", String::from_utf8_lossy(&done.stderr)))
}
