//! The documents say what is there: links lead somewhere, every setting and every metric is explained to operators.

#[cfg(test)]
mod documents {
    use std::{
        collections::BTreeSet,
        fs,
        path::{Path, PathBuf},
    };

    use toml::Value;

    fn root() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap()
    }

    fn read(path: &Path) -> String {
        fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    fn files_in(folder: &Path, extension: &str, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && !path.ends_with("tests") {
                files_in(&path, extension, found);
            } else if path.extension().is_some_and(|found| found == extension) {
                found.push(path);
            }
        }
    }

    fn operating() -> String {
        read(&root().join("docs/operating.md"))
    }

    fn fail_with(what: &str, found: &BTreeSet<String>) {
        let found: Vec<&str> = found.iter().map(String::as_str).collect();
        assert!(found.is_empty(), "{what}:\n  {}", found.join("\n  "));
    }

    #[test]
    fn every_link_between_documents_leads_to_a_file() {
        let mut documents = vec![root().join("README.md")];
        files_in(&root().join("docs"), "md", &mut documents);
        let mut broken = BTreeSet::new();
        for document in documents {
            let text = read(&document);
            for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
                let file = target.split('#').next().unwrap_or_default();
                let outside = target.contains("://") || file.is_empty();
                if !outside && !document.parent().unwrap().join(file).exists() {
                    broken.insert(format!("{}: {target}", document.display()));
                }
            }
        }
        fail_with("links that lead nowhere", &broken);
    }

    #[test]
    fn every_setting_is_explained_to_operators() {
        let operating = operating();
        let mut keys = BTreeSet::new();
        let mut defaults = vec![root().join("shared/kit/config/default.toml")];
        for service in fs::read_dir(root().join("services")).unwrap() {
            defaults.push(service.unwrap().path().join("config/default.toml"));
        }
        for file in defaults.into_iter().filter(|file| file.exists()) {
            let value: Value = toml::from_str(&read(&file)).unwrap();
            flatten(&value, "", &mut keys);
        }
        // Mailboxes of teams are one list.
        keys.retain(|key| !key.starts_with("service.mail.teams.") && !operating.contains(&format!("`{key}`")));
        fail_with("settings that docs/operating.md does not explain", &keys);
    }

    fn flatten(value: &Value, path: &str, keys: &mut BTreeSet<String>) {
        match value {
            Value::Table(table) => {
                for (key, inner) in table {
                    let here = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                    flatten(inner, &here, keys);
                }
            }
            _ => drop(keys.insert(path.to_owned())),
        }
    }

    #[test]
    fn every_metric_is_explained_to_operators_and_exists() {
        let mut sources = Vec::new();
        files_in(&root().join("shared"), "rs", &mut sources);
        files_in(&root().join("services"), "rs", &mut sources);
        let counted: BTreeSet<String> = sources.iter().flat_map(|file| metrics(&read(file))).collect();
        assert!(counted.len() > 10, "metrics are not found any more");
        let operating = operating();
        let explained: BTreeSet<String> = operating
            .split('`')
            .filter(|word| word.starts_with("dars_"))
            .map(|word| word.split('{').next().unwrap_or_default().to_owned())
            .collect();
        fail_with("metrics without a word", &counted.difference(&explained).cloned().collect());
        fail_with("metrics that no code counts", &explained.difference(&counted).cloned().collect());
    }

    /// The first argument of each counter, gauge and histogram.
    fn metrics(source: &str) -> Vec<String> {
        ["counter!(", "gauge!(", "histogram!("]
            .into_iter()
            .flat_map(|call| source.split(call).skip(1))
            .filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next().map(ToOwned::to_owned))
            .collect()
    }

    #[test]
    fn decisions_are_numbered_without_a_gap() {
        let mut records = Vec::new();
        files_in(&root().join("docs/adr"), "md", &mut records);
        let mut names: Vec<String> =
            records.iter().map(|record| record.file_name().unwrap().to_str().unwrap().to_owned()).collect();
        names.sort();
        for (at, name) in names.iter().enumerate() {
            let number = format!("{:04}", at + 1);
            assert!(name.starts_with(&format!("{number}-")), "{name} should be {number}");
            let text = read(&root().join("docs/adr").join(name));
            assert!(text.starts_with(&format!("# {number} ")), "{name}");
            for part in ["**Context.**", "**Decision.**", "**Rejected.**"] {
                assert!(text.contains(part), "{name} lacks {part}");
            }
        }
    }

    /// The must-not list of the trade, line by line, in its order.
    const MUST_NOT: [&str; 17] = [
        "approve a version one was case officer of, ever",
        "approve a version one was assessor of, ever",
        "approve a version one was adviser of, ever",
        "sign for both sides",
        "confirm one's own authority to sign",
        "sign for the body what one approved",
        "check a release one produced",
        "publish alone an entry one corrected",
        "reinstate alone what one suspended",
        "redact or erase alone",
        "accept one's own organisation's certificate, evidence or review",
        "enlarge one's own team's feed",
        "make a precedent and use it",
        "open advisory papers before declaring an interest or \"none\"",
        "see another organisation's drafts",
        "act after one's role ended",
        "do any of these with a machine's token",
    ];
    /// Those whose subject comes later: a line leaves this list when its subject comes.
    const LATER: [&str; 2] = [MUST_NOT[7], MUST_NOT[11]];

    #[test]
    fn every_line_of_the_must_not_list_names_tests_that_exist_or_says_what_it_waits_for() {
        let text = read(&root().join("docs/must-not.md"));
        let rows: Vec<(&str, &str)> = text
            .lines()
            .filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |")?.split_once(" | "))
            .skip(1)
            .collect();
        assert_eq!(rows.iter().map(|(line, _)| *line).collect::<Vec<_>>(), MUST_NOT);
        for (line, proof) in rows {
            let waits = proof.strip_prefix("later: ").is_some_and(|what| what.split(' ').count() > 3);
            assert_eq!(waits, LATER.contains(&line), "{line}: {proof}");
            assert!(waits || proof.contains('`'), "{line} is proved by nothing");
        }
        let named: Vec<(&str, &str)> =
            text.split('`').skip(1).step_by(2).filter_map(|word| word.split_once("::")).collect();
        assert!(named.len() > 30, "tests are not found in the document any more");
        let missing = named.into_iter().filter(|(file, test)| !is_a_test(&root().join(file), test));
        fail_with("tests that do not exist", &missing.map(|(file, test)| format!("{file}::{test}")).collect());
    }

    /// Whether a file has a test of that name, one that runs.
    fn is_a_test(file: &Path, name: &str) -> bool {
        let text = fs::read_to_string(file).unwrap_or_default();
        let (sync, waiting) = (format!("fn {name}()"), format!("async fn {name}()"));
        let mut marks: Vec<&str> = Vec::new();
        for line in text.lines().map(str::trim) {
            if line.starts_with("#[") {
                marks.push(line);
            } else if line.starts_with(&sync) || line.starts_with(&waiting) {
                let runs = marks.iter().any(|mark| *mark == "#[test]" || mark.starts_with("#[tokio::test"));
                return runs && !marks.iter().any(|mark| mark.starts_with("#[ignore"));
            } else {
                marks.clear();
            }
        }
        false
    }

    #[test]
    fn a_test_that_is_not_there_or_does_not_run_proves_nothing() {
        let file = root().join("tests/documents.rs");
        assert!(is_a_test(&file, "a_test_that_is_not_there_or_does_not_run_proves_nothing"));
        assert!(!is_a_test(&file, "is_a_test") && !is_a_test(&file, "nobody_wrote_this") && !is_a_test(&root(), "x"));
    }
}
