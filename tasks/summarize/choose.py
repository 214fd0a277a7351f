"""Which pieces make the summary: the most worth within the length, each pair told once.

Budgeted coverage after Lin and Bilmes (2011), where a piece brings along what it needs. A search
with exchanges finds choices worth half a percent more, and summaries that are no better.
"""

import heapq
from collections import Counter
from collections.abc import Iterable, Sequence

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
        self.trees: list[list[int]] = []  # each shared by all that need the same first piece
        for number, piece in enumerate(pieces):
            if piece.needs is None:
                self.chains.append((number,))
                self.trees.append([number])
            else:
                self.chains.append((*self.chains[piece.needs], number))
                self.trees.append(self.trees[piece.needs])
                self.trees[number].append(number)
        self.most = [(0, 0)] * len(pieces)  # that each chain can add, and the characters it takes
        self.scores: dict[int, float] = {}
        self.heap: list[tuple[float, int]] = []  # by score, with some that are out of date
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
        self.scores, self.heap = {}, []
        self._expect(range(len(self.pieces)))
        self.scores.update(dict.fromkeys(self.barred, 0.0))
        while self.heap and self.room > ROOM:
            old, number = heapq.heappop(self.heap)
            if -old != self.scores[number] or number in self.chosen:
                continue
            score = self._score(number)
            if score < -old:
                self.scores[number] = score
                if score > 0:
                    heapq.heappush(self.heap, (-score, number))
            else:
                self._take(number)
                self._expect(self.trees[number])

    def _expect(self, numbers: Iterable[int]) -> None:
        """Score pieces, in order, as if nothing of them and of what they need were told."""
        most, room = self.most, self.room
        for number in numbers:
            piece = self.pieces[number]
            gain, length = (0, 0) if piece.needs is None else most[piece.needs]
            if number not in self.chosen:
                gain += self.worth.whole[number]
                length += self.lengths[number]
                if piece.whole and gain > 0 and length <= room:
                    self.scores[number] = gain / length
                    heapq.heappush(self.heap, (-self.scores[number], number))
            most[number] = gain, length

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

    def _take(self, number: int) -> None:
        new = [k for k in self.chains[number] if k not in self.chosen]
        self.chosen.update(new)
        self.room -= self.most[number][1]
        self.told.update(*(self.worth.told[k] for k in new))

    def _score(self, number: int) -> float:
        """Worth for its length; 0 for what does not fit."""
        length = self.most[number][1]
        if length > self.room:
            return 0.0
        told = self.worth.told
        new = [told[k] for k in self.chains[number] if k not in self.chosen]
        pairs = new[0] if len(new) == 1 else set[str]().union(*new)
        return self.worth.of(pairs - self.told) / length
