import pytest

from workers.advice import advice, hopeless
from workers.errors import StorageAway, StorageRefused, StorageUnavailable

SAID = "incoming/a.txt: An error occurred ({}) when calling the PutObject operation: …"


@pytest.mark.parametrize(
    ("trouble", "words", "no_better"),
    [
        (StorageRefused(SAID.format("NoSuchBucket")), "WENZHAI_BUCKET", True),
        (StorageRefused(SAID.format("SignatureDoesNotMatch")), "WENZHAI_S3_SECRET_KEY", True),
        (StorageAway("a.txt: Unable to locate credentials"), "WENZHAI_S3_ACCESS_KEY", True),
        (StorageAway("a.txt: Could not connect to the endpoint"), "WENZHAI_S3_ENDPOINT", True),
        (StorageRefused(SAID.format("AccessDenied")), "docs/policies", False),
        (StorageRefused(SAID.format("InternalError")), "log of the storage server", False),
    ],
)
def test_trouble_comes_with_its_fix_and_whether_to_go_on(
    trouble: StorageUnavailable, words: str, no_better: bool
) -> None:
    assert words in advice(trouble)
    assert hopeless(trouble) == no_better
