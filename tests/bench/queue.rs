//! `queue`: pages of `GET /cases` over HTTP, with 100,000 cases and with a tenth of them; beside the same path when
//! there is no case at all. What has ended must cost nothing.

use std::time::{Duration, Instant};

use anyhow::Context as _;
use dars_stack::Stack;
use serde_json::Value;
use sqlx::PgPool;

use crate::figure::{Sheet, percentile};

/// So many cases are under way, whatever else there is.
const UNDER_WAY: i32 = 5_000;
/// So many have ended, in turn.
const ENDED: [i32; 2] = [5_000, 95_000];
/// The longest that all but one of a hundred pages may take with any number of cases, in milliseconds.
const BOUND: f64 = 20.0;
/// What has ended costs nothing: so much more may a page take with ten times the cases, for the noise of the machine.
const NOISE: f64 = 1.5;
/// One officer's queue is asked for page by page, then from the start again.
const PAGES: usize = 4;

/// Measures an empty queue, then each size.
pub async fn measure(sheet: &mut Sheet, stack: &Stack, period: Duration) -> anyhow::Result<()> {
    let pool = PgPool::connect(&stack.postgres().admin_url("review")).await?;
    let token = stack.api()?.token("case-officer").await?;
    let each = period.min(Duration::from_secs(20));
    sqlx::query("create table kept_cases as table cases").execute(&pool).await?;
    sqlx::query("delete from cases").execute(&pool).await?;
    let empty = pages(stack, &token, each).await?;
    let mut all = Vec::new();
    for ended in ENDED {
        fill(&pool, ended).await?;
        let times = pages(stack, &token, each).await?;
        let cases = UNDER_WAY.saturating_add(ended);
        sheet.write(&format!("queue of {cases} p50"), percentile(&times, 0.5), "ms", Some(percentile(&empty, 0.5)));
        let slow = percentile(&times, 0.99);
        sheet.write(&format!("queue of {cases} p99"), slow, "ms", Some(percentile(&empty, 0.99)));
        anyhow::ensure!(slow <= BOUND, "a page of {cases} cases takes {slow:.1} ms, more than {BOUND} ms");
        all.push(percentile(&times, 0.5));
    }
    if let [smaller, larger] = all.as_slice() {
        sheet.write("queue, ten times the size", *larger, "ms", Some(*smaller));
        anyhow::ensure!(*larger <= smaller * NOISE, "{larger:.1} ms with ten times the cases, after {smaller:.1} ms");
    }
    sqlx::query("delete from cases").execute(&pool).await?;
    sqlx::query("insert into cases select * from kept_cases").execute(&pool).await?;
    sqlx::query("drop table kept_cases").execute(&pool).await?;
    Ok(())
}

/// So many under way and so many that ended, spread over their due dates as they come.
async fn fill(pool: &PgPool, ended: i32) -> anyhow::Result<()> {
    sqlx::query("delete from cases").execute(pool).await?;
    sqlx::query(
        "insert into cases (nic, organisation, state, officer, decision_due, submitted_on, pauses, pen, stopped_on,
             ended_on, changed_at)
         select 'DARS-NIC-' || lpad(n::text, 6, '0') || '-A1A1A', 'NORTHMERE',
             case when n <= $1 then 'ASSURANCE' else 'APPROVED' end, null,
             date '2026-12-01' + (n * 7919 % 200) - case when n <= $1 then 0 else 400 end,
             date '2026-09-01' - case when n <= $1 then 0 else 400 end,
             '[{\"from\": \"2026-09-14\", \"until\": \"2026-09-25\"}]',
             case when n <= $1 then 'case-officer' end,
             case when n > $1 then date '2026-10-01' - n % 300 end,
             case when n > $1 then date '2026-10-01' - n % 300 end, now()
         from generate_series(1, $1 + $2) as n",
    )
    .bind(UNDER_WAY)
    .bind(ended)
    .execute(pool)
    .await?;
    sqlx::query("vacuum analyze cases").execute(pool).await?;
    Ok(())
}

/// How long each page took, in milliseconds, in order.
async fn pages(stack: &Stack, token: &str, period: Duration) -> anyhow::Result<Vec<f64>> {
    let client = reqwest::Client::builder().pool_max_idle_per_host(1).build()?;
    let mut times = Vec::new();
    let begun = Instant::now();
    while begun.elapsed() < period {
        let mut cursor: Option<String> = None;
        for _ in 0..PAGES {
            let from = cursor.as_ref().map_or_else(String::new, |cursor| format!("?cursor={cursor}"));
            let asked = client.get(format!("{}/api/v1/cases{from}", stack.url())).bearer_auth(token);
            let sent = Instant::now();
            let answer = asked.send().await?;
            anyhow::ensure!(answer.status().as_u16() == 200, "{}", answer.text().await?);
            let page: Value = answer.json().await?;
            times.push(sent.elapsed().as_secs_f64() * 1e3);
            cursor = page.get("next").and_then(Value::as_str).map(ToOwned::to_owned);
            if cursor.is_none() {
                break;
            }
        }
    }
    times.sort_by(f64::total_cmp);
    times.first().context("not one page in the time")?;
    Ok(times)
}
