"""The naive pipeline's words must be those of jieba.posseg itself, whatever becomes of ours."""

import subprocess
import sys

PROGRAM = """
from benchmarks.jieba_posseg import jieba_posseg
from benchmarks.throughput import steps
from tasks.extract import passage
from tasks.segment import segment
text = "3月11日，澄江市召开春季造林现场会，市长高望山出席并讲话。"
steps.use_jieba()
assert passage.segment is not segment
assert [word[:2] for word in passage.segment(text)] == jieba_posseg()(text)
assert all(text.startswith(word.text, word.start) for word in passage.segment(text))
"""


def test_the_naive_pipeline_takes_its_words_from_jieba() -> None:
    subprocess.run([sys.executable, "-c", PROGRAM], check=True)
