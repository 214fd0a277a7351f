"""The peers, each as a function from one text to what it makes of it.

Runs under the peers' interpreter (`python -m benchmarks.peers.tools NAME TASK REPLY`), so it imports
nothing but the standard library, and each tool only when it is asked for. Every tool is called as
its documentation says for Chinese; of several extractors, modes or tags those that did best on
tests/corpus were taken.
"""

import html
import json
import logging
import socket
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

PASSES = 3  # the quickest of so many counts
WARM_UP = 200  # characters
PATIENCE = 10.0  # seconds of CPU after which no further pass is made


class Peer(NamedTuple):
    """A tool as the tables show it: what is installed, how it is called, and the call itself."""

    name: str
    distribution: str
    call: str
    open: Callable[[], Callable[[str], Any]]
    takes_html: bool = False


class Reply(NamedTuple):
    """What a peer made of each text (None where it failed), and what that cost."""

    version: str
    outputs: list[Any]
    errors: list[str]
    milliseconds: float  # CPU time for one text, the best pass


def page(lines: Iterable[str]) -> str:
    """The lines as the plainest HTML page there is: one paragraph each, blank ones left out."""
    paragraphs = "\n".join(f"<p>{html.escape(line)}</p>" for line in lines if line.strip())
    return (
        '<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title></title></head>'
        f"<body>\n{paragraphs}\n</body></html>"
    )


def names(tagged: Iterable[tuple[str, str]], tags: set[str]) -> list[str]:
    """Person names among tagged words: neighbours that are both tagged are one name.

    Some taggers give surname and given name apart. A single character is no name.
    """
    found = [""]
    for word, tag in tagged:
        if tag in tags:
            found[-1] += word
        elif found[-1]:
            found.append("")
    return [name for name in found if len(name) > 1]


# --- cleaning: page or lines -> text --------------------------------------------------------


def _trafilatura() -> Callable[[str], Any]:
    return partial(import_module("trafilatura").extract, include_comments=False)


def _justext(**lengths: int) -> Callable[[str], str]:
    justext = import_module("justext").justext

    def clean(text: str) -> str:
        parts = justext(text, frozenset(), stopwords_low=0, stopwords_high=0, **lengths)
        return "\n".join(part.text for part in parts if not part.is_boilerplate)

    return clean


def _goose3() -> Callable[[str], Any]:
    chinese = import_module("goose3.text").StopWordsChinese
    goose = import_module("goose3").Goose({"stopwords_class": chinese})
    return lambda text: goose.extract(raw_html=text).cleaned_text


def _boilerpy3() -> Callable[[str], Any]:
    extractor = import_module("boilerpy3.extractors").ArticleExtractor()
    return partial(extractor.get_content)


def _readability() -> Callable[[str], Any]:
    document, parse = import_module("readability").Document, import_module("lxml.html").fromstring
    return lambda text: parse(document(text).summary()).text_content()


def _newspaper() -> Callable[[str], Any]:
    newspaper = import_module("newspaper")

    def clean(text: str) -> Any:
        article = newspaper.Article("http://example.invalid/", language="zh")
        article.download(input_html=text)
        article.parse()
        return article.text

    return clean


def _resiliparse() -> Callable[[str], Any]:
    extract = import_module("resiliparse.extract.html2text").extract_plain_text
    return partial(extract, main_content=True)


def _gne() -> Callable[[str], Any]:
    extractor = import_module("gne").GeneralNewsExtractor()
    return lambda text: extractor.extract(text)["content"]


def _jionlp(name: str) -> Callable[[str], Any]:
    function = getattr(import_module("jionlp"), name)
    if name == "clean_html":  # gives text and metadata
        return lambda text: function(text)[0]
    return partial(function)


CLEANERS = (
    Peer("trafilatura", "trafilatura", "`extract`, no comments", _trafilatura, takes_html=True),
    Peer("jusText", "jusText", "without stop words", _justext, takes_html=True),
    Peer(
        "jusText, short",
        "jusText",
        "the same, length limits 20 and 60 characters instead of 70 and 200",
        partial(_justext, length_low=20, length_high=60),
        takes_html=True,
    ),
    Peer("goose3", "goose3", "`StopWordsChinese`", _goose3, takes_html=True),
    Peer("boilerpy3", "boilerpy3", "`ArticleExtractor`", _boilerpy3, takes_html=True),
    Peer("readability", "readability-lxml", "`Document.summary`", _readability, takes_html=True),
    Peer("newspaper4k", "newspaper4k", '`language="zh"`', _newspaper, takes_html=True),
    Peer("resiliparse", "resiliparse", "`main_content=True`", _resiliparse, takes_html=True),
    Peer("GNE", "gne", "`GeneralNewsExtractor`", _gne, takes_html=True),
    Peer("jionlp, page", "jionlp", "`clean_html`", partial(_jionlp, "clean_html"), takes_html=True),
    Peer("jionlp, lines", "jionlp", "`clean_text`", partial(_jionlp, "clean_text")),
)

# --- mending: text -> text ------------------------------------------------------------------


def _opencc(table: str) -> Callable[[str], Any]:
    converter = import_module("opencc").OpenCC(table)
    return partial(converter.convert)


def _snownlp_han() -> Callable[[str], Any]:
    snownlp = import_module("snownlp").SnowNLP
    return lambda text: "\n".join(snownlp(line).han if line else "" for line in text.split("\n"))


MENDERS = (
    Peer("OpenCC t2s", "opencc", "`OpenCC('t2s')`", partial(_opencc, "t2s")),
    Peer("OpenCC tw2s", "opencc", "`OpenCC('tw2s')`", partial(_opencc, "tw2s")),
    Peer("jionlp tra2sim", "jionlp", "`tra2sim`", partial(_jionlp, "tra2sim")),
    Peer("snownlp han", "snownlp", "`SnowNLP(line).han`", _snownlp_han),
)

# --- people: text -> names ------------------------------------------------------------------

Tagged = Iterable[tuple[str, str]]


def _by_line(tag: Callable[[str], Tagged], tags: set[str]) -> Callable[[str], list[str]]:
    def find(text: str) -> list[str]:
        return [name for line in text.split("\n") if line for name in names(tag(line), tags)]

    return find


def _jieba() -> Callable[[str], list[str]]:
    cut = import_module("jieba.posseg").cut
    return _by_line(
        lambda line: ((word.word, word.flag) for word in cut(line)), {"nr", "nrt", "nrfg"}
    )


def _thulac() -> Callable[[str], list[str]]:
    return _by_line(import_module("thulac").thulac().cut, {"np"})


def _jionlp_tagger() -> Callable[[str], list[str]]:
    tagger = import_module("jiojio")
    tagger.init(pos=True)
    return _by_line(tagger.cut, {"nr"})


def _jiagu() -> Callable[[str], list[str]]:
    jiagu = import_module("jiagu")

    def tag(line: str) -> Tagged:
        words = jiagu.seg(line)
        return zip(words, jiagu.ner(words), strict=True) if words else ()

    return _by_line(tag, {"B-PER", "I-PER"})


def _snownlp() -> Callable[[str], list[str]]:
    snownlp = import_module("snownlp").SnowNLP

    def tag(line: str) -> Tagged:  # sentence by sentence: its time grows faster than its text
        for sentence in snownlp(line).sentences:
            yield from snownlp(sentence).tags
            yield "。", "w"

    return _by_line(tag, {"nr"})


TAGGERS = (
    Peer("jieba.posseg", "jieba", "tags `nr`, `nrt`, `nrfg`", _jieba),
    Peer("thulac", "thulac", "tag `np`", _thulac),
    Peer("jionlp", "jionlp", "its tagger `jiojio`, tag `nr`", _jionlp_tagger),
    Peer("jiagu", "jiagu", "`ner` on its own words", _jiagu),
    Peer("snownlp", "snownlp", "tag `nr`, sentence by sentence", _snownlp),
)

# --- the process of one peer ----------------------------------------------------------------


def run(peer: Peer, texts: Sequence[str]) -> Reply:
    """Give the peer every text, several times over; an error on one is recorded, not raised."""
    process = peer.open()
    _attempt(process, texts[0][:WARM_UP])  # what a tool loads at its first call costs no text
    best, spent, replies = float("inf"), 0.0, []
    for _ in range(PASSES):
        started = time.process_time()
        replies = [_attempt(process, text) for text in texts]
        taken = time.process_time() - started
        best, spent = min(best, taken), spent + taken
        if spent > PATIENCE:
            break
    return Reply(
        version=version(peer.distribution),
        outputs=[output for output, _ in replies],
        errors=[error for _, error in replies if error],
        milliseconds=1000 * best / len(texts),
    )


def _attempt(process: Callable[[str], Any], text: str) -> tuple[Any, str]:
    try:
        return process(text), ""
    except Exception as error:  # noqa: BLE001 - whatever a peer raises is its result
        return None, f"{type(error).__name__}: {error}"


def _refuse(*_: object) -> NoReturn:
    raise OSError("peers run offline")


def main() -> None:
    """Read the texts (a JSON list), run the named peer, write its reply."""
    name, task, reply = sys.argv[1:]
    socket.socket.connect = _refuse  # type: ignore[method-assign]
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    (peer,) = (peer for peer in (*CLEANERS, *MENDERS, *TAGGERS) if peer.name == name)
    result = run(peer, json.loads(Path(task).read_bytes()))
    Path(reply).write_text(json.dumps(result._asdict()), encoding="utf-8")


if __name__ == "__main__":
    main()
