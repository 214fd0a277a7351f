"""jieba.posseg itself: the segmenter is held to it, word for word by its tests, in speed here."""

import functools
import io
import logging
import warnings
from collections.abc import Callable
from types import ModuleType

Pairs = list[tuple[str, str]]


def jieba_posseg(user_dictionary: str = "") -> Callable[[str], Pairs]:
    """Words and tags as jieba.posseg makes them, with a tokenizer of its own.

    It is made from the package's dictionary, not from the cache in the shared temporary folder.
    """
    posseg = _posseg()
    tokenizer = posseg.jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    tokenizer.load_userdict(io.StringIO(user_dictionary))
    tagger = posseg.POSTokenizer(tokenizer)
    return lambda text: [(pair.word, pair.flag) for pair in tagger.cut(text)]


def jieba_path(run: str) -> Pairs:
    """The likeliest states, (place in the word, tag), of a run of Chinese characters."""
    posseg = _posseg()
    tables = posseg.char_state_tab_P, posseg.start_P, posseg.trans_P, posseg.emit_P
    return list(posseg.viterbi(run, *tables)[1])


@functools.cache
def _posseg() -> ModuleType:
    """The module, which takes a second and 145 MB, so only those pay who ask for it."""
    with warnings.catch_warnings():  # jieba 0.42.1 is older than the escapes it is warned for
        warnings.simplefilter("ignore")
        import jieba  # noqa: PLC0415
        from jieba import posseg  # noqa: PLC0415
    jieba.setLogLevel(logging.ERROR)
    module: ModuleType = posseg
    return module
