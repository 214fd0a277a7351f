"""What to do when the bucket does not do what it is asked, by what its server says."""

from workers.errors import StorageAway

KEYS = (
    "correct WENZHAI_S3_ACCESS_KEY and WENZHAI_S3_SECRET_KEY; "
    "where they are unset, the AWS credentials of this machine are used"
)
RIGHTS = "use a key that may do this: docs/policies/ has what each part needs"
BY_WORDS = {
    "NoSuchBucket": "correct WENZHAI_BUCKET, or start `wenzhai intake`, which makes the bucket",
    "InvalidBucketName": "correct WENZHAI_BUCKET",
    "Invalid bucket name": "correct WENZHAI_BUCKET",
    "InvalidAccessKeyId": KEYS,
    "SignatureDoesNotMatch": KEYS,
    "Unable to locate credentials": KEYS,
    "Partial credentials found": KEYS,
    "(AccessDenied)": RIGHTS,
    "(403)": RIGHTS,  # the answer to a HEAD has no words
}
UNREACHED = "start it, or point WENZHAI_S3_ENDPOINT at the one that runs"
UNWELL = "look at the disk and into the log of the storage server"


def advice(trouble: Exception) -> str:
    """The fix that goes with a StorageUnavailable."""
    said = str(trouble)
    otherwise = UNREACHED if isinstance(trouble, StorageAway) else UNWELL
    return next((fix for words, fix in BY_WORDS.items() if words in said), otherwise)


def hopeless(trouble: Exception) -> bool:
    """Whether the next object would fare no better: wrong bucket, wrong key, or no server."""
    return advice(trouble) not in {RIGHTS, UNWELL}
