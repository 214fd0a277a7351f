"""Which pieces make the summary: the most worth within the length, each thing told once.

Budgeted coverage after Lin and Bilmes (2011), where a piece brings along what it needs.
"""

import heapq
from collections import Counter
from collections.abc import Sequence

from config.rules.summarize import SummarizeRules
from tasks.summarize.pieces import SHORTEST, Piece
from tasks.summarize.worth import Worth

ROOM = 10  # characters below which nothing more is looked for


def choose(pieces: Sequence[Piece], worth: Worth, rules: SummarizeRules) -> list[int]:
    """Numbers of pieces in order: each stands behind all that it needs, and all fit the length."""
    choice = Choice(pieces, worth, rules)
    choice.fill()
    if choice.drop_idle():
        choice.fill()
    if choice.drop_repeated_tags() and choice.room > ROOM:
        choice.fill()
    return sorted(choice.chosen - choice.dropped)


class Choice:
    """A summary in the making."""

    def __init__(self, pieces: Sequence[Piece], worth: Worth, rules: SummarizeRules) -> None:
        """Nothing is chosen yet."""
        self.pieces, self.worth, self.rules = pieces, worth, rules
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
        self.told: set[int] = set()
        self.room = rules.max_characters

    def fill(self) -> None:
        """Take the best piece for its length until nothing fits or nothing is worth its room.

        A score starts as the most it can be, and only falls as things are told, except among
        pieces that need the same one: so the best so far is weighed anew before it is taken, and
        those are when it has been.
        """
        scores = self._highest_scores()
        heap = [(-score, number) for number, score in scores.items()]
        heapq.heapify(heap)
        while heap and self.room > ROOM:
            old, number = heapq.heappop(heap)
            if -old < self._least_score():
                break
            if number in self.chosen or -old != scores[number]:
                continue
            score = self._score(number)
            again: Sequence[int] = ()
            if score < scores[number]:
                scores[number] = score
                if score > 0:
                    heapq.heappush(heap, (-score, number))
            elif self._take(number):
                again = self.trees[self.chains[number][0]]
            for n in again:
                if n not in self.chosen and (score := self._score(n)) > 0:
                    scores[n] = score
                    heapq.heappush(heap, (-score, n))

    def drop_idle(self) -> bool:
        """Leave out what was taken for a thing that others tell, too; whether there is any.

        屏州因水而兴 may have been the shortest way to name who says so, before he demanded anything.
        """
        told = Counter(thing for k in self.chosen for thing in self.worth.things[k])
        for number in sorted(self.chosen, reverse=True):  # what needs a piece stands behind it
            if any(self.pieces[k].needs == number for k in self.chosen):
                continue
            things = {thing for thing in self.worth.things[number] if told[thing] == 1}
            worth = self.worth.own[number] + self.worth.of_things(things)
            if not self.pieces[number].whole or worth < self.rules.idle * self.lengths[number]:
                told.subtract(self.worth.things[number])
                self.chosen.remove(number)
                self.room += self.lengths[number]
                self.barred.add(number)
        self.told = {thing for thing, times in told.items() if times > 0}
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
        """No piece can score more than when nothing is told and nothing costs the reader."""
        worth, power = self.worth, self.rules.length_power
        gains: list[float] = []
        lengths: list[int] = []
        scores = {}
        for number, piece in enumerate(self.pieces):
            chosen = number in self.chosen
            gain = 0.0 if chosen else worth.named[number] + worth.own[number]
            length = 0 if chosen else self.lengths[number]
            if piece.needs is not None:
                gain += gains[piece.needs]
                length += lengths[piece.needs]
            gains.append(gain)
            lengths.append(length)
            if (
                piece.whole
                and gain > 0
                and not chosen
                and length <= self.room
                and number not in self.barred
            ):
                scores[number] = gain / float(length**power)
        return scores

    def _take(self, number: int) -> bool:
        new = self._new(number)
        length = sum(self.lengths[k] for k in new)
        used = self.rules.max_characters - self.room
        enough = self.rules.enough * length if used >= self.rules.core_characters else 0.0
        if length > self.room or self._gain(new) < enough:
            return False
        self.chosen.update(new)
        self.room -= length
        self.told.update(*(self.worth.things[k] for k in new))
        return True

    def _least_score(self) -> float:
        """Below it nothing is worth its room, however short."""
        if self.rules.max_characters - self.room < self.rules.core_characters:
            return 0.0
        return float(self.rules.enough * SHORTEST ** (1 - self.rules.length_power))

    def _new(self, number: int) -> list[int]:
        """The piece and what it needs, as far as not chosen."""
        return [k for k in self.chains[number] if k not in self.chosen]

    def _score(self, number: int) -> float:
        """Worth for its length; 0 for what does not fit."""
        new = self._new(number)
        length = sum([self.lengths[k] for k in new])
        if length > self.room:
            return 0.0
        return self._gain(new) / float(length**self.rules.length_power)

    def _gain(self, new: Sequence[int]) -> float:
        """What the pieces add, less what jumps and a sentence broken off cost a reader."""
        worth, own, before = self.worth, self.rules.own, -1
        things = worth.things[new[-1]]
        for k in new[:-1]:
            things = things | worth.things[k]
        gain = worth.of_things(things - self.told)
        for k in new:
            gain += worth.own[k]
            if k - 1 != before and k - 1 not in self.chosen:
                gain -= own.jump
            before = k
        return gain if self.pieces[new[-1]].last else gain - own.cut
