"""Which pieces make the summary: the most worth within the length, each pair told once.

Budgeted coverage after Lin and Bilmes (2011), where a piece brings along what it needs. A search
with exchanges finds choices worth half a percent more, and summaries that are no better.
"""

import heapq
from collections import Counter
from collections.abc import Sequence

from tasks.summarize.pieces import Piece
from tasks.summarize.worth import Worth

ROOM = 10  # characters below which nothing more is looked for


def choose(pieces: Sequence[Piece], worth: Worth, longest: int) -> list[int]:
    """Numbers of pieces in order: each stands behind all that it needs, and all fit the length."""
    choice = Choice(pieces, worth, longest)
    choice.fill()
    if choice.drop_idle():
        choice.fill()
    if choice.drop_repeated_tags() and choice.room > ROOM:
        choice.fill()
    return sorted(choice.chosen - choice.dropped)


class Choice:
    """A summary in the making."""

    def __init__(self, pieces: Sequence[Piece], worth: Worth, longest: int) -> None:
        """Nothing is chosen yet."""
        self.pieces, self.worth = pieces, worth
        self.lengths = [piece.length for piece in pieces]
        self.chains: list[tuple[int, ...]] = []  # each piece behind all that it needs
        self.trees: dict[int, list[int]] = {}  # by the first of the chain
        for number, piece in enumerate(pieces):
            needed = () if piece.needs is None else self.chains[piece.needs]
            self.chains.append((*needed, number))
            if piece.whole:
                self.trees.setdefault(self.chains[-1][0], []).append(number)
        self.chosen: set[int] = set()
        self.dropped: set[int] = set()
        self.barred: set[int] = set()
        self.told: set[str] = set()
        self.room = longest

    def fill(self) -> None:
        """Take the best piece for its length until nothing fits or nothing is left to tell.

        A score starts as the most it can be, and only falls as pairs are told, except among
        pieces that need the same one: so the best so far is weighed anew before it is taken, and
        those are when it has been.
        """
        scores = self._highest_scores()
        heap = [(-score, number) for number, score in scores.items()]
        heapq.heapify(heap)
        while heap and self.room > ROOM:
            old, number = heapq.heappop(heap)
            if number in self.chosen or -old != scores[number]:
                continue
            score = self._score(number)
            again: Sequence[int] = ()
            if score < scores[number]:
                scores[number] = score
                if score > 0:
                    heapq.heappush(heap, (-score, number))
            else:
                self._take(number)
                again = self.trees[self.chains[number][0]]
            for n in again:
                if n not in self.chosen and (score := self._score(n)) > 0:
                    scores[n] = score
                    heapq.heappush(heap, (-score, n))

    def drop_idle(self) -> bool:
        """Leave out what was taken for pairs that others tell, too; whether there is any.

        屏州因水而兴 may have been the shortest way to name who says so, before he demanded anything.
        """
        told = Counter(pair for k in self.chosen for pair in self.worth.told[k])
        for number in sorted(self.chosen, reverse=True):  # what needs a piece stands behind it
            if any(self.pieces[k].needs == number for k in self.chosen):
                continue
            if not self.pieces[number].whole or all(told[p] > 1 for p in self.worth.told[number]):
                told.subtract(self.worth.told[number])
                self.chosen.remove(number)
                self.room += self.lengths[number]
                self.barred.add(number)
        self.told = {pair for pair, times in told.items() if times > 0}
        return bool(self.barred)

    def drop_repeated_tags(self) -> bool:
        """Leave out 某某强调， where the piece before it is said by the same; whether there is one."""
        before: int | None = None
        for number in sorted(self.chosen):
            tag = self.pieces[number].tag
            if tag is not None and before is not None:
                tags = (self.pieces[k].tag for k in reversed(self.chains[before]))
                if tag == next((one for one in tags if one is not None), None):
                    self.dropped.add(number)
                    self.room += self.lengths[number]
            before = number
        return bool(self.dropped)

    def _highest_scores(self) -> dict[int, float]:
        """No piece can score more than when nothing is told."""
        gains: list[int] = []
        lengths: list[int] = []
        scores = {}
        for number, piece in enumerate(self.pieces):
            chosen = number in self.chosen
            gain = 0 if chosen else self.worth.whole[number]
            length = 0 if chosen else self.lengths[number]
            if piece.needs is not None:
                gain += gains[piece.needs]
                length += lengths[piece.needs]
            gains.append(gain)
            lengths.append(length)
            fits = length <= self.room and number not in self.barred
            if piece.whole and gain > 0 and not chosen and fits:
                scores[number] = gain / length
        return scores

    def _take(self, number: int) -> None:
        new = self._new(number)
        self.chosen.update(new)
        self.room -= sum(self.lengths[k] for k in new)
        self.told.update(*(self.worth.told[k] for k in new))

    def _new(self, number: int) -> list[int]:
        """The piece and what it needs, as far as not chosen."""
        return [k for k in self.chains[number] if k not in self.chosen]

    def _score(self, number: int) -> float:
        """Worth for its length; 0 for what does not fit."""
        new = self._new(number)
        length = sum([self.lengths[k] for k in new])
        if length > self.room:
            return 0.0
        told = self.worth.told
        pairs = told[number] if len(new) == 1 else set[str]().union(*[told[k] for k in new])
        return self.worth.of(pairs - self.told) / length
