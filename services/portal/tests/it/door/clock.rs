use std::{
    path::PathBuf,
    sync::{Arc, Mutex},
};

use dars_bus::{Problem, Reply, Request, technical};
use dars_messages::Owner;
use jiff::{SignedDuration, Timestamp};
use reqwest::Method;
use serde_json::{Value, json};

use super::stack::{Stack, problem};

/// What falls due, and when trade time stood where as it was done.
#[derive(Default)]
struct Diary {
    due: Mutex<Vec<(Owner, Timestamp)>>,
    done: Mutex<Vec<(Owner, Timestamp, Timestamp)>>,
    /// How many more times `review` says that something is on its way.
    on_its_way: Mutex<u32>,
}

fn trade_time(file: &PathBuf) -> Timestamp {
    let offset: i64 = std::fs::read_to_string(file).unwrap().trim().parse().unwrap();
    technical::now() + SignedDuration::from_secs(offset)
}

impl Diary {
    fn answer(&self, owner: Owner, file: &PathBuf, request: &Request) -> Result<Reply, Problem> {
        let mut due = self.due.lock().unwrap();
        match request.action.as_str() {
            "local-due" => {
                let next = due.iter().filter(|(of, _)| *of == owner).map(|(_, at)| *at).min();
                Reply::ok(&json!({"due": next}))
            }
            "local-sweep" => {
                let now = trade_time(file);
                due.retain(|(of, at)| {
                    let is_due = *of == owner && *at <= now;
                    if is_due {
                        self.done.lock().unwrap().push((owner, *at, now));
                        *self.on_its_way.lock().unwrap() = 3;
                    }
                    !is_due
                });
                Reply::ok(&json!({"done": 0}))
            }
            "local-settled" => {
                let mut left = self.on_its_way.lock().unwrap();
                let pending = if owner == Owner::Review { *left } else { 0 };
                *left = left.saturating_sub(u32::from(owner == Owner::Review));
                Reply::ok(&json!({"waiting": 0, "pending": pending, "published": [], "durables": [], "told": []}))
            }
            _ => Err(Problem::not_found("such request")),
        }
    }
}

struct Moving {
    stack: Stack,
    diary: Arc<Diary>,
    _folder: tempfile::TempDir,
}

/// A stack whose trade time stands at `at`, with services that keep a diary.
async fn at(instant: Timestamp, due: &[(Owner, Timestamp)]) -> Moving {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("offset");
    let offset = instant.duration_since(technical::now()).as_secs();
    std::fs::write(&file, offset.to_string()).unwrap();
    let stack = Stack::with(|settings| settings.local.clock_file = file.to_string_lossy().into_owned()).await;
    let diary = Arc::new(Diary { due: Mutex::new(due.to_vec()), ..Diary::default() });
    for owner in Owner::SERVICES {
        let (diary, file) = (Arc::clone(&diary), file.clone());
        stack.serve(owner, move |request| diary.answer(owner, &file, request)).await;
    }
    Moving { stack, diary, _folder: folder }
}

fn instant(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[tokio::test]
async fn a_moved_clock_stops_at_each_due_date_in_order_until_all_is_done_there() {
    let (first, second, third, later) = (
        instant("2025-03-03T00:00:00Z"),
        instant("2025-05-01T00:00:00Z"),
        instant("2025-06-01T08:00:00Z"),
        instant("2028-01-01T00:00:00Z"),
    );
    let due = [
        (Owner::Notification, third),
        (Owner::Contracts, first),
        (Owner::Notification, later),
        (Owner::Intake, second),
        (Owner::Contracts, third),
    ];
    let moving = at(instant("2025-03-01T09:00:00Z"), &due).await;
    let target = "2025-06-02T09:00:00Z";
    let sent = moving.stack.call(Method::POST, "/local/clock").json(&json!({"to": target}));
    let response = sent.send().await.unwrap();
    assert_eq!(response.status(), 200);
    let body: Value = response.json().await.unwrap();
    assert_eq!(body["steps"], 3);
    let now = instant(body["now"].as_str().unwrap());
    assert!(now >= instant(target) && now < instant(target) + SignedDuration::from_secs(60), "{now}");

    let done = moving.diary.done.lock().unwrap().clone();
    let dates: Vec<Timestamp> = done.iter().map(|(_, due, _)| *due).collect();
    assert_eq!(dates, [first, second, third, third]);
    for (owner, due, stood) in done {
        assert!(stood >= due && stood < due + SignedDuration::from_secs(60), "{owner}: due {due}, done at {stood}");
    }
    assert_eq!(*moving.diary.due.lock().unwrap(), [(Owner::Notification, later)]);
}

#[tokio::test]
async fn a_clock_moves_forward_only_and_to_a_date_means_its_first_moment_in_london() {
    let moving = at(instant("2025-06-30T12:00:00Z"), &[]).await;
    let to = |to: &str| moving.stack.call(Method::POST, "/local/clock").json(&json!({"to": to}));
    assert_eq!(problem(to("2025-06-29")).await, (409, "clock-moves-forward".to_owned()));
    assert_eq!(problem(to("2025-06-30T11:59:00Z")).await, (409, "clock-moves-forward".to_owned()));
    assert_eq!(problem(to("tomorrow")).await, (400, "malformed".to_owned()));
    let moved: Value = to("2025-07-01").send().await.unwrap().json().await.unwrap();
    assert!(moved["now"].as_str().unwrap().starts_with("2025-06-30T23:00:"), "{moved}");
    let read: Value = moving.stack.get("/local/clock").send().await.unwrap().json().await.unwrap();
    assert_eq!(read["movable"], true);
    assert!(instant(read["now"].as_str().unwrap()) >= instant("2025-06-30T23:00:00Z"));
}

#[tokio::test]
async fn what_never_gets_quiet_is_said_and_the_clock_stands_where_it_came_to() {
    let due = instant("2025-03-03T00:00:00Z");
    let mut moving = at(instant("2025-03-01T09:00:00Z"), &[(Owner::Contracts, due)]).await;
    *moving.diary.on_its_way.lock().unwrap() = u32::MAX;
    let sent = moving.stack.call(Method::POST, "/local/clock").json(&json!({"to": "2025-04-01"}));
    assert_eq!(problem(sent).await, (503, "not-quiet".to_owned()));
    assert!(moving.diary.done.lock().unwrap().is_empty());
    moving.stack.nats.kill();
}

#[tokio::test]
async fn a_stack_without_a_clock_file_has_real_time() {
    let stack = Stack::start().await;
    let sent = stack.call(Method::POST, "/local/clock").json(&json!({"to": "2125-01-01"}));
    assert_eq!(problem(sent).await, (409, "clock-is-real".to_owned()));
}
