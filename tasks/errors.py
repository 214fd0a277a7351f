"""Why an article cannot be processed.

    ArticleError            the article is bad: final, recorded under failed/, never retried
    ├── EmptyArticle        no character is left once it is decoded and trimmed
    ├── NotText             bytes of another kind: an image, an archive, a program
    ├── UndecodableText     no known encoding reads it as Chinese text
    ├── NotARecord          JSON that holds no article
    ├── CorruptArchive      compressed data that is damaged or ends early
    ├── TooLarge            more bytes than the limit allows
    ├── Unreadable          the file is there but cannot be read
    ├── InvalidKey          a key that no result can be written for
    ├── StageTimedOut       a stage took longer than the time limit
    ├── StageCrashed        a stage raised an error that is a fault of ours
    ├── StageOutOfMemory    a stage asked for more memory than a worker process may have
    └── StageKilled         a stage ended its worker process each time it was tried

When the world is bad (storage, broker, a killed worker) nothing of this is raised: such
errors are retried by the worker and never become the article's fault.
"""


class ArticleError(Exception):
    """The article is bad; its message says why in words for the person who reads failed/."""


class EmptyArticle(ArticleError):
    """Nothing is left once the bytes are decoded and trimmed."""


class NotText(ArticleError):
    """The bytes are not text at all."""


class UndecodableText(ArticleError):
    """The bytes look like text, but no known encoding reads them as Chinese."""


class NotARecord(ArticleError):
    """JSON that cannot be read, or that has no text field."""


class CorruptArchive(ArticleError):
    """Compressed data that is damaged or ends early."""


class TooLarge(ArticleError):
    """More bytes than a deployment accepts."""


class Unreadable(ArticleError):
    """The file is there, but this process may not read it."""


class InvalidKey(ArticleError):
    """The object's key cannot carry a result."""


class StageTimedOut(ArticleError):
    """A stage took longer than the soft time limit on this article."""


class StageCrashed(ArticleError):
    """A stage failed on this article through a fault of ours; the message names the exception."""


class StageOutOfMemory(ArticleError):
    """A stage asked for more memory on this article than a worker process may have."""


class StageKilled(ArticleError):
    """A stage ended its worker process on this article each time; the message names the signal."""
