"""The service's parts that run no stage, each started by its own command: intake and Flower."""

import logging
import os
import signal
import sys
from pathlib import Path

from config.settings import Settings
from workers.chains import sender
from workers.intake import Intake

FLOWER_CONFIG = Path(__file__).parent.parent / "config" / "flowerconfig.py"


def run_intake(settings: Settings) -> None:
    """Intake until SIGTERM or SIGINT."""
    logging.basicConfig(
        level=logging.INFO, stream=sys.stderr, format="%(asctime)s %(levelname)s %(message)s"
    )
    intake = Intake(sender(settings), settings)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: intake.stop())
    intake.run()


def run_flower(settings: Settings) -> None:
    """Flower, as config/flowerconfig.py has it, on these settings; it wants a password."""
    if settings.flower_password is None:
        sys.exit("Error: set WENZHAI_FLOWER_PASSWORD: without it anyone may look in")
    os.environ.update(settings.environment())  # Flower runs its settings file by itself
    sender(settings).start(["flower", f"--conf={FLOWER_CONFIG}"])
