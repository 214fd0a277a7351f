import shutil
from pathlib import Path

import pytest
from pydantic import ValidationError

from config.rules.normalize import NormalizeRules

FOLDER = Path(__file__).parents[3] / "config" / "data" / "normalize"


def test_the_rule_files_are_valid(rules: NormalizeRules) -> None:
    assert len(rules.common_characters) > 4000
    assert {"zhuang", "lv", "e"} <= rules.readings.keys()
    assert "行" in rules.readings["hang"]
    assert "行" in rules.readings["xing"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"著作"', '"着作"'),
        ("[jie]", "[jei]"),
        ('dry_after = "', 'dry_atfer = "'),
        ('"堿" = "碱"', '"堿" = "碱碱"'),
    ],
)
def test_a_slip_in_a_rule_file_is_an_error(before: str, after: str, tmp_path: Path) -> None:
    shutil.copy(FOLDER.parent / "surnames.toml", tmp_path)
    folder = Path(shutil.copytree(FOLDER, tmp_path / "normalize"))
    script = folder / "script.toml"
    script.write_text(script.read_text("utf-8").replace(before, after), "utf-8")
    with pytest.raises(ValidationError):
        NormalizeRules.load(folder)
