from pathlib import Path
from typing import Self
from config.rules.reading import RuleSet
class SummarizeRules(RuleSet):
    max_characters: int = 150
    @classmethod
    def load(cls, folder: Path) -> Self:
        return cls()
