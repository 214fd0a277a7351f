"""The fingerprint of a result: the same for the same code and rules, another for any other."""

from pathlib import Path

from config.rules import load_rules
from tasks.provenance import fingerprint, pipeline_of


def tree(root: Path, code: str = "x = 1\n") -> Path:
    (root / "tasks" / "extract").mkdir(parents=True)
    (root / "config" / "rules").mkdir(parents=True)
    (root / "tasks" / "extract" / "people.py").write_text(code)
    (root / "config" / "rules" / "extract.py").write_text("y = 2\n")
    return root


def test_the_same_rules_and_code_make_the_same_pipeline() -> None:
    rules = load_rules()
    assert pipeline_of(rules) == pipeline_of(load_rules())


def test_the_fingerprint_is_sixteen_hexadecimal_digits() -> None:
    digits = pipeline_of(load_rules()).fingerprint
    assert len(digits) == 16
    assert int(digits, 16) >= 0


def test_other_rules_make_another_pipeline() -> None:
    rules = load_rules()
    assert pipeline_of(rules._replace(fingerprint="other")) != pipeline_of(rules)


def test_one_changed_line_of_any_stage_changes_the_fingerprint(tmp_path: Path) -> None:
    before = fingerprint("rules", tree(tmp_path / "before"))
    same = fingerprint("rules", tree(tmp_path / "same"))
    after = fingerprint("rules", tree(tmp_path / "after", code="x = 3\n"))
    assert before == same != after


def test_what_is_no_code_of_a_stage_does_not_change_it(tmp_path: Path) -> None:
    root = tree(tmp_path)
    before = fingerprint("rules", root)
    (root / "workers").mkdir()
    (root / "workers" / "app.py").write_text("z = 3\n")
    assert fingerprint("rules", root) == before
