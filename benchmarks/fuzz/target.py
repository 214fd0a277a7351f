"""One fuzzer's process: libFuzzer changes inputs, and keeps those that reach new code.

python -m benchmarks.fuzz.target STAGES [libFuzzer's options and corpus folders]
"""

import gc
import sys
import time

import atheris

with atheris.instrument_imports(include=["tasks", "config"]):
    from config.rules import load_rules
    from tasks.pipeline import PIPELINE

from benchmarks.fuzz.checks import Broken, article_of, check
from benchmarks.fuzz.pieces import mutated, words

# CPU time that an input may take. Usual articles take a tenth of it, under the instruments too.
SECONDS, SECONDS_A_BYTE = 0.2, 0.000_3
TRIES = 3  # of which one must be in time: what else the machine does only ever makes a time longer

STAGES = PIPELINE[: int(sys.argv.pop(1))] if len(sys.argv) > 1 else PIPELINE
RULES = load_rules()
WORDS = words()


def test_one_input(data: bytes) -> None:
    """Check one input; whatever it raises is a finding."""
    raw = article_of(data)
    taken = []
    for _ in range(TRIES):
        begun = time.process_time()
        check(raw, STAGES, RULES)
        taken.append(time.process_time() - begun)
        if taken[-1] <= SECONDS + SECONDS_A_BYTE * len(data):
            return
    raise Broken(f"{min(taken):.2f} s of CPU for {len(data):,} bytes")


def mutate(data: bytes, most: int, seed: int) -> bytes:
    """Another input to try."""
    return mutated(data, most, seed, WORDS, lambda other: atheris.Mutate(other, most))


if __name__ == "__main__":
    gc.freeze()  # the rules stay: no collection has to look at them
    atheris.Setup(sys.argv, test_one_input, custom_mutator=mutate)
    atheris.Fuzz()
