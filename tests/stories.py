"""Results as outlets print them: one story under other names, on other days."""

from functools import cache
from pathlib import Path

from config.rules import load_rules
from tasks.document import Failure, RawArticle, Result
from tasks.pipeline import process
from workers.local import outcome_of, write_outcome

RULES = load_rules()
CORPUS = Path(__file__).parent / "corpus" / "articles"
DAY = "2024-03-12 09:30"


@cache
def body(name: str) -> str:
    """The body of an article of the corpus."""
    content = (CORPUS / f"{name}.txt").read_bytes()
    return process(RawArticle(key=name, content=content), RULES).body.text


@cache
def printed(key: str, text: str, outlet: str = "澄江日报", day: str | None = DAY) -> Result:
    """The result of a page that prints the text; `day` None states none."""
    credit = f"{day or ''} 来源：{outlet}".strip()
    page = f"{outlet}带来的消息\n{credit}\n{text}\n责任编辑：林小满\n"
    return process(RawArticle(key=key, content=page.encode()), RULES)


def failed(key: str) -> Failure:
    """The record of an article without text."""
    replay = f"wenzhai process --key {key} --out ."
    outcome = outcome_of(RawArticle(key=key, content=b""), RULES, replay)
    assert isinstance(outcome, Failure)
    return outcome


def laid_out(folder: Path, *documents: Result | Failure) -> Path:
    """A folder of results, as `wenzhai process` writes it."""
    for document in documents:
        write_outcome(document, folder)
    return folder
