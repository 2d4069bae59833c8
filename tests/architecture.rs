//! The shape of the tree: what the house rules say about folders, files and dependencies, read from the files themselves.

#[cfg(test)]
mod tree {
    use std::{
        collections::BTreeSet,
        fs,
        path::{Path, PathBuf},
    };

    use toml::Value;

    /// What a domain crate may depend on: nothing with a clock, chance, IO or logging in it.
    const PURE: [&str; 7] = ["dars-vocabulary", "dars-rules", "dars-messages", "jiff", "serde", "uuid", "thiserror"];
    const PURE_IN_TESTS: [&str; 3] = ["proptest", "serde_json", "dars-tables"];

    /// What lies in every service's folder; a step that a service lacks is an absent file or folder.
    const SERVICE: [&str; 10] =
        ["Cargo.toml", "README.md", "build.rs", "sqlx.toml", ".sqlx", "config", "domain", "migrations", "src", "tests"];
    /// The steps of the flow, in its order: the only names in every service's `src`.
    /// A step of several aggregates is a file and a folder of the same name.
    const STEPS: [&str; 12] = [
        "main.rs",
        "lib.rs",
        "rpc",
        "consume",
        "sweep.rs",
        "handle.rs",
        "handle",
        "store",
        "publish.rs",
        "publish",
        "project",
        "cli",
    ];
    /// Names that one service has beside these, and why.
    const MORE: &[(&str, &str)] = &[
        // The web door has no database: pages, the HTTP API and sign-in stand where the steps are.
        ("portal", "templates"),
        ("portal", "assets"),
        ("portal", "src/pages"),
        ("portal", "src/api"),
        ("portal", "src/session"),
        ("portal", "src/start.rs"),
        ("portal", "src/cli.rs"),
        ("portal", "src/settings.rs"),
        // What the API answers, as a document on paper.
        ("portal", "src/paper.rs"),
        ("portal", "src/paper"),
        // And as a bag of files (RFC 8493).
        ("portal", "src/bag.rs"),
        // The one service that speaks to the world outside: its mails, and the servers that take them.
        ("notification", "templates"),
        // And looks at the pages that applications name as their privacy notices.
        ("notification", "src/notices"),
        ("notification", "src/post"),
        // What an uploaded file is, and the scanner that is asked about it.
        ("intake", "src/file"),
        // Mails that people send us, and by which key their links are known.
        ("intake", "src/inbox"),
        ("intake", "src/settings.rs"),
        // Between a fact and a mail: what there is to tell, and to whom, once they are known.
        ("notification", "src/occasion.rs"),
        ("notification", "src/planning.rs"),
        ("notification", "src/mailing"),
        ("notification", "src/settings.rs"),
    ];

    fn root() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap()
    }

    /// Every file that people write, by its path from the root.
    fn files() -> Vec<(String, PathBuf)> {
        let mut found = Vec::new();
        let root = root();
        walk(&root, &root, &mut found);
        found
    }

    fn walk(root: &Path, folder: &Path, found: &mut Vec<(String, PathBuf)>) {
        const MADE: [&str; 6] = ["target", ".git", ".dars", "node_modules", "__pycache__", ".sqlx"];
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let name = entry.file_name();
            if MADE.iter().any(|made| name == *made) {
                continue;
            }
            // A link leads to something that is read where it is, or lies outside.
            let kind = entry.file_type().unwrap();
            if kind.is_dir() {
                walk(root, &entry.path(), found);
            } else if kind.is_file() {
                let path = entry.path();
                found.push((path.strip_prefix(root).unwrap().to_str().unwrap().to_owned(), path));
            }
        }
    }

    fn text(path: &Path) -> String {
        // What is not text has no lines to look at.
        fs::read_to_string(path).unwrap_or_default()
    }

    fn is(file: &Path, extensions: &[&str]) -> bool {
        file.extension().and_then(|extension| extension.to_str()).is_some_and(|found| extensions.contains(&found))
    }

    fn rust_files() -> impl Iterator<Item = (String, String)> {
        files().into_iter().filter(|(_, file)| is(file, &["rs"])).map(|(path, file)| (path, text(&file)))
    }

    fn names_in(folder: &Path) -> BTreeSet<String> {
        let entries = fs::read_dir(folder).into_iter().flatten();
        entries.map(|entry| entry.unwrap().file_name().to_str().unwrap().to_owned()).collect()
    }

    fn services() -> BTreeSet<String> {
        names_in(&root().join("services"))
    }

    fn manifest(path: &str) -> Value {
        toml::from_str(&text(&root().join(path).join("Cargo.toml"))).unwrap()
    }

    fn members() -> Vec<String> {
        let workspace = manifest(".");
        let members = workspace["workspace"]["members"].as_array().unwrap();
        members.iter().map(|member| member.as_str().unwrap().to_owned()).collect()
    }

    fn fail_with(what: &str, found: &[String]) {
        assert!(found.is_empty(), "{what}:\n  {}", found.join("\n  "));
    }

    #[test]
    fn every_service_has_the_names_of_the_flow_and_no_others() {
        let mut strangers = Vec::new();
        for service in services() {
            let folder = root().join("services").join(&service);
            let expected = |prefix: &str, common: &[&str], name: &str| {
                let place = format!("{prefix}{name}");
                common.contains(&name) || MORE.iter().any(|(of, more)| *of == service && *more == place)
            };
            let own = names_in(&folder).into_iter().filter(|name| !expected("", &SERVICE, name));
            strangers.extend(own.map(|name| format!("services/{service}/{name}")));
            let steps = names_in(&folder.join("src")).into_iter().filter(|name| !expected("src/", &STEPS, name));
            strangers.extend(steps.map(|name| format!("services/{service}/src/{name}")));
            let tests = names_in(&folder.join("tests"));
            strangers
                .extend(tests.into_iter().filter(|name| name != "it").map(|name| format!("{service}/tests/{name}")));
        }
        fail_with("names that no other service has", &strangers);
    }

    #[test]
    fn the_services_are_the_six_of_the_design_and_each_says_what_it_does() {
        let services = services();
        let expected = ["contracts", "intake", "notification", "portal", "register", "review"];
        assert_eq!(services.iter().map(String::as_str).collect::<Vec<_>>(), expected);
        for service in services {
            let folder = root().join("services").join(&service);
            assert!(folder.join("README.md").is_file(), "{service} has no README.md");
            assert_eq!(folder.join("domain").is_dir(), service != "portal", "{service}");
        }
    }

    #[test]
    fn no_file_is_longer_than_400_lines() {
        const READ: [&str; 8] = ["rs", "sql", "sh", "py", "html", "toml", "css", "js"];
        let long = files()
            .into_iter()
            .filter(|(path, file)| {
                // Scripts have no extension.
                is(file, &READ) || (file.extension().is_none() && !path.starts_with("LICENSE"))
            })
            .filter_map(|(path, file)| {
                let lines = text(&file).lines().count();
                (lines > 400).then(|| format!("{path}: {lines} lines"))
            })
            .collect::<Vec<_>>();
        fail_with("files that nobody reads in one go", &long);
    }

    #[test]
    fn subjects_are_named_by_the_topology_alone() {
        let start = concat!("\"", "dars.");
        let literal = rust_files()
            .filter(|(path, _)| !path.starts_with("shared/messages/") && !in_tests(path))
            .flat_map(|(path, text)| {
                let lines = text.lines().enumerate().filter(|(_, line)| line.contains(start));
                lines.map(|(at, line)| format!("{path}:{}: {}", at + 1, line.trim())).collect::<Vec<_>>()
            })
            .collect::<Vec<_>>();
        fail_with("subjects outside shared/messages", &literal);
    }

    /// Tests may forge a subject that the topology would never make.
    fn in_tests(path: &str) -> bool {
        path.split('/').any(|folder| folder == "tests")
    }

    #[test]
    fn a_domain_crate_depends_on_nothing_that_is_not_pure() {
        let mut impure = Vec::new();
        let domains: Vec<String> = members().into_iter().filter(|member| member.ends_with("/domain")).collect();
        assert_eq!(domains.len(), 5);
        for domain in domains {
            let manifest = manifest(&domain);
            for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
                for name in names_of(&manifest, section) {
                    let pure = PURE.contains(&name.as_str())
                        || (section == "dev-dependencies" && PURE_IN_TESTS.contains(&name.as_str()));
                    if !pure {
                        impure.push(format!("{domain}: {name}"));
                    }
                }
            }
        }
        fail_with("a domain crate is not pure", &impure);
    }

    fn names_of(manifest: &Value, section: &str) -> Vec<String> {
        manifest.get(section).and_then(Value::as_table).into_iter().flat_map(|table| table.keys().cloned()).collect()
    }

    #[test]
    fn an_exception_from_a_lint_is_expected_with_its_reason() {
        // Split, so that this file does not find itself.
        let allow = [concat!("#[", "allow("), concat!("#![", "allow(")];
        let found = rust_files()
            .filter(|(_, text)| allow.iter().any(|allow| text.contains(allow)))
            .map(|(path, _)| path)
            .collect::<Vec<_>>();
        fail_with("lints that are allowed instead of expected", &found);
    }

    #[test]
    fn every_crate_takes_lints_and_versions_from_the_root() {
        let mut wrong = Vec::new();
        for member in members() {
            let manifest = manifest(&member);
            if manifest.get("lints").and_then(|lints| lints.get("workspace")) != Some(&Value::Boolean(true)) {
                wrong.push(format!("{member} has lints of its own"));
            }
            for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
                for name in names_of(&manifest, section) {
                    if manifest[section][&name].get("workspace") != Some(&Value::Boolean(true)) {
                        wrong.push(format!("{member} has a version of its own of {name}"));
                    }
                }
            }
        }
        fail_with("Cargo.toml of members", &wrong);
    }

    #[test]
    fn every_dependency_of_the_workspace_stands_under_a_line_that_says_what_it_is_for() {
        let manifest = text(&root().join("Cargo.toml"));
        let dependencies = manifest.split("[workspace.dependencies]").nth(1).unwrap().split("\n[").next().unwrap();
        let mut explained = false;
        let mut alone = Vec::new();
        for line in dependencies.lines() {
            if line.starts_with('#') {
                explained = true;
            } else if line.trim().is_empty() {
                explained = false;
            } else if !explained {
                alone.push(line.to_owned());
            }
        }
        fail_with("dependencies without a word", &alone);
    }

    #[test]
    fn nothing_of_the_nhs_is_worn_as_our_own() {
        const PICTURES: [&str; 9] = ["png", "svg", "jpg", "jpeg", "gif", "ico", "webp", "woff", "woff2"];
        let worn = files()
            .into_iter()
            .filter(|(path, file)| {
                let picture = is(file, &PICTURES);
                let named = ["nhs", "logo", "frutiger"].iter().any(|name| path.to_lowercase().contains(name));
                let shown = is(file, &["html"]) && text(file).contains("nhsuk-logo");
                (picture && named) || shown
            })
            .map(|(path, _)| path)
            .collect::<Vec<_>>();
        fail_with("logos", &worn);
    }

    #[test]
    fn every_address_that_someone_could_write_to_is_an_example() {
        let fits =
            |path: &str| path.starts_with("tests/fixtures/") || path.contains("/config/") || path.starts_with("docs/");
        let real = files()
            .into_iter()
            .filter(|(path, _)| fits(path) || path == "README.md")
            .flat_map(|(path, file)| {
                let text = text(&file);
                let addresses = addresses(&text).filter(|address| !address.ends_with(".example"));
                addresses.map(|address| format!("{path}: {address}")).collect::<Vec<_>>()
            })
            .collect::<Vec<_>>();
        fail_with("addresses that may be somebody's", &real);
    }

    /// Words with an @ between a name and a domain.
    fn addresses(text: &str) -> impl Iterator<Item = &str> {
        let part_of_one = |c: char| c.is_alphanumeric() || "@._+-".contains(c);
        text.split(move |c| !part_of_one(c))
            .map(|word| word.trim_matches(['.', '-']))
            .filter(|word| word.split_once('@').is_some_and(|(name, domain)| !name.is_empty() && domain.contains('.')))
    }

    #[test]
    fn this_machine_and_its_helpers_are_not_mentioned() {
        let places = [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/tmp/", "brief")];
        let found = files()
            .into_iter()
            .filter(|(path, file)| !is(file, &["lock"]) && path != ".env" && !path.starts_with("LICENSE"))
            .filter(|(_, file)| {
                let text = text(file);
                places.iter().any(|place| text.contains(place))
            })
            .map(|(path, _)| path)
            .collect::<Vec<_>>();
        fail_with("paths of one machine", &found);
    }
}
