"""`wenzhai` whose workers are, where the environment says so, of another version."""

import os

from tasks import provenance
from workers import cli

OTHER = "TEST_OTHER_VERSION"

if __name__ == "__main__":
    if os.environ.get(OTHER):
        vars(provenance)["LIBRARIES"] = (*provenance.LIBRARIES, "celery")  # another fingerprint
    cli.main()
