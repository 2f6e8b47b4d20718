//! `clinicsite schema`, as somebody at a terminal has it. What the schemas hold is tried beside them in `src/json_schema`.

use std::process::Output;

use crate::clinic::clinicsite;

fn run(arguments: &[&str]) -> (Output, String, String) {
    let folder = tempfile::tempdir().unwrap();
    let ran = clinicsite(folder.path(), arguments);
    let (out, err) =
        (String::from_utf8(ran.stdout.clone()).unwrap(), String::from_utf8(ran.stderr.clone()).unwrap());
    (ran, out, err)
}

#[test]
fn without_a_name_all_are_listed_and_each_is_printed() {
    let (ran, list, _) = run(&["schema"]);
    assert_eq!(ran.status.code(), Some(0));
    let names: Vec<_> = list.lines().skip(2).filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(names[..5], ["site", "prices", "sources", "theme", "home"]);
    assert!(list.contains("  article              content/articles/NAME.md\n"), "{list}");
    for name in names {
        let (ran, schema, err) = run(&["schema", name]);
        assert_eq!((ran.status.code(), err.as_str()), (Some(0), ""));
        let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert!(schema["properties"].is_object() && schema["additionalProperties"] == false, "{name}");
    }
}

#[test]
fn a_file_is_known_by_its_name_too_and_a_slip_is_answered() {
    assert_eq!(run(&["schema", "content/prices.toml"]).1, run(&["schema", "prices"]).1);
    let (ran, out, err) = run(&["schema", "artikle"]);
    assert_eq!((ran.status.code(), out.as_str()), (Some(2), ""));
    assert_eq!(err, "error: there is no schema `artikle`\nhelp: did you mean `article`?\n");
    let (_, _, err) = run(&["schema", "\u{1F431}"]);
    assert!(err.ends_with("help: `clinicsite schema` lists what there is\n"), "{err}");
}
