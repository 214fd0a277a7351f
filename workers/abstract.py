"""Summaries in a language model's own words: asked for over the network, taken only when faithful.

The one step that is no pure function, and therefore no stage: it stands between the last stage and
the saving. Whatever happens here, every article has a summary: the extractive one, with the reason
beside it, when there is no answer in time or one that is not faithful.
"""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Self

from celery.exceptions import SoftTimeLimitExceeded
from pydantic import BaseModel, Field, ValidationError

from config.rules import Rules
from config.settings import Settings
from tasks.abstract import Fault, fingerprint, instruction_in, judge, messages
from tasks.document import Generation, Refusal, Result, Summary
from workers.errors import NotConfigured

if TYPE_CHECKING:
    from openai import AsyncOpenAI

FAILURES = 5  # in a row without an answer, and the endpoint is left in peace
PAUSE_SECONDS = 60.0  # for so long; then one more failure is enough for another pause
NOT_ANSWERED = frozenset((Refusal.NO_ANSWER, Refusal.TIME_LIMIT, Refusal.PAUSED))

log = logging.getLogger(__name__)


def load_client(settings: Settings) -> None:
    """Import what a deployment with a model needs: before a worker forks, for it takes a second.

    Its log would have a line for every request, with the address and a password in it. Raises NotConfigured when it is not installed.
    """
    if settings.abstract_url is None:
        return
    try:
        import openai  # noqa: F401, PLC0415
    except ImportError as error:
        raise NotConfigured(
            "WENZHAI_ABSTRACT_URL needs the package openai (extra `abstract`): pip install openai"
        ) from error
    for name in ("openai", "httpx2", "httpcore2"):
        logging.getLogger(name).setLevel(logging.WARNING)


class Message(BaseModel):
    """What the model says."""

    content: str | None = None


class Choice(BaseModel):
    """One answer; its `finish_reason` is `length` when it was cut off."""

    message: Message
    finish_reason: str | None = None


class Completion(BaseModel):
    """As much of a chat completion as is read here."""

    choices: tuple[Choice, ...] = Field(min_length=1)


class Abstracts:
    """Asks a deployment's model, and remembers how often in a row it has not answered."""

    def __init__(
        self, settings: Settings, rules: Rules, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._settings = settings
        self._rules = rules
        self._clock = clock
        self._failures = 0
        self._paused_until = clock()
        self._model = settings.abstract_model or ""
        self._fingerprint = fingerprint(
            rules.abstract.prompt,
            settings.abstract_characters,
            self._model,
            settings.abstract_options,
        )

    @classmethod
    def of(cls, settings: Settings, rules: Rules) -> Self | None:
        """None when the deployment has no model; raises NotConfigured when it has no client."""
        load_client(settings)
        return cls(settings, rules) if settings.abstract_url else None

    def rewritten(
        self, results: Sequence[Result], earlier: Sequence[Result | None] = ()
    ) -> list[Result]:
        """Each result with a summary by the model, or with the reason why it has none.

        `earlier`: for each the result that is there already. What the same model, told the same, has
        said of the same bytes is kept: to process an article again changes and costs nothing.
        """
        settled = list(results)
        for n, known in enumerate(earlier):
            settled[n] = self._kept(settled[n], known)
        for n, result in enumerate(settled):
            if self._wants_asking(result) and (words := self._instruction_in(result)):
                settled[n] = self._settled(result, Fault(Refusal.INSTRUCTIONS, words))
        asked = [n for n, result in enumerate(settled) if self._wants_asking(result)]
        if asked:
            answers = asyncio.run(self._ask_all([settled[n] for n in asked]))
            for n, answer in zip(asked, answers, strict=True):
                settled[n] = self._settled(settled[n], answer)
            reasons = Counter(_outcome(settled[n]) for n in asked)
            log.info("summaries by %s: %s", self._model, dict(reasons))
        return settled

    def _kept(self, result: Result, earlier: Result | None) -> Result:
        """With the earlier summary, where that is what the model would be asked for now."""
        said = earlier.summary.generation if earlier else None
        if earlier is None or said is None or said.fingerprint != self._fingerprint:
            return result
        if said.reason in NOT_ANSWERED:
            return result
        if (earlier.id, earlier.pipeline) != (result.id, result.pipeline):
            return result
        return result.model_copy(update={"summary": earlier.summary})

    def _wants_asking(self, result: Result) -> bool:
        """Not of a body that is its own summary, nor of one that has an answer already."""
        long = len(result.body.text) > self._settings.abstract_characters
        return long and result.summary.generation is None

    def _instruction_in(self, result: Result) -> str | None:
        return instruction_in(result.body.text, self._rules.abstract.instructions)

    async def _ask_all(self, results: Sequence[Result]) -> list[str | Fault]:
        """The answers, a few at a time; who has none when the batch's time is up goes without."""
        from openai import AsyncOpenAI  # noqa: PLC0415 - takes a second, and most need no model

        settings = self._settings
        key = settings.abstract_key
        turns = asyncio.Semaphore(settings.abstract_calls)
        end = asyncio.get_running_loop().time() + settings.abstract_batch_seconds
        async with AsyncOpenAI(
            base_url=settings.abstract_url,
            api_key=key.get_secret_value() if key else "none",  # else it looks for one by itself
            timeout=settings.abstract_seconds,
            max_retries=settings.abstract_retries,
        ) as client:
            return await asyncio.gather(*(self._in_turn(client, turns, end, r) for r in results))

    async def _in_turn(
        self, client: "AsyncOpenAI", turns: asyncio.Semaphore, end: float, result: Result
    ) -> str | Fault:
        try:
            async with asyncio.timeout_at(end), turns:
                if self._clock() < self._paused_until:
                    return Fault(Refusal.PAUSED, "")
                answer = await self._answer(client, result)
        except TimeoutError:
            return Fault(Refusal.TIME_LIMIT, "the batch's time was up")
        self._note(answered=not isinstance(answer, Fault) or answer.reason not in NOT_ANSWERED)
        return answer

    async def _answer(self, client: "AsyncOpenAI", result: Result) -> str | Fault:
        """What the model says, or what came instead."""
        from openai import APIConnectionError, APIStatusError, APITimeoutError  # noqa: PLC0415

        settings = self._settings
        told: Any = messages(result, self._rules.abstract.prompt, settings.abstract_characters)
        late = Fault(Refusal.TIME_LIMIT, f"{settings.abstract_seconds} s")
        try:
            async with asyncio.timeout(settings.abstract_seconds):
                response = await client.chat.completions.with_raw_response.create(
                    model=self._model,
                    messages=told,
                    extra_body=settings.abstract_options,
                )
            first = Completion.model_validate_json(response.content).choices[0]
        except (TimeoutError, APITimeoutError):
            return late
        except APIStatusError as error:
            return Fault(Refusal.NO_ANSWER, f"HTTP {error.status_code}")
        except APIConnectionError:
            return Fault(Refusal.NO_ANSWER, "no connection")
        except ValidationError:
            return Fault(Refusal.NO_ANSWER, "no chat completion")
        if first.finish_reason == "length":
            return Fault(Refusal.LENGTH, "cut off")
        return first.message.content or ""

    def _note(self, *, answered: bool) -> None:
        """Count failures in a row; after too many the endpoint is not asked for a while."""
        self._failures = 0 if answered else self._failures + 1
        if self._failures >= FAILURES and self._clock() >= self._paused_until:
            log.warning("%s does not answer: not asked for %d s", self._model, PAUSE_SECONDS)
            self._paused_until = self._clock() + PAUSE_SECONDS

    def _settled(self, result: Result, answer: str | Fault) -> Result:
        """The result with the answer as its summary, or with the reason why not."""
        summary = answer if isinstance(answer, Fault) else self._judged(answer, result)
        generation = Generation(model=self._model, fingerprint=self._fingerprint)
        if isinstance(summary, Fault):
            said = {"reason": summary.reason, "detail": summary.detail or None}
            generation = generation.model_copy(update=said)
            summary = result.summary
        summary = summary.model_copy(update={"generation": generation})
        return result.model_copy(update={"summary": summary})

    def _judged(self, answer: str, result: Result) -> Summary | Fault:
        try:
            return judge(answer, result, self._rules, self._settings.abstract_characters)
        except SoftTimeLimitExceeded:
            raise
        except Exception:  # a fault of ours must not cost the article its result
            log.exception("the answer for %s could not be checked", result.source.name)
            return Fault(Refusal.UNCHECKED, "")


def _outcome(result: Result) -> str:
    generation = result.summary.generation
    return str(generation.reason) if generation and generation.reason else "taken"
