"""`manage.py import_episodes`: a care-episode file stored as recorded events, to bill beside an older system."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from agreements.places import MUNICIPALITIES
from billing.files.faults import FaultyFile
from billing.files.read import read_episodes
from billing.management.arguments import instant, region
from billing.management.calculation import REFUSED
from coordination.published import EpisodesRefused, record_episodes

ROWS_AT_A_TIME = 2000
SECONDS_BETWEEN_SIGNS = 1.0


class Command(BaseCommand):
    """The same row again changes nothing; another content under a known id refuses the file, or is a correction."""

    help = "Stores the care episodes of a file as recorded events, without anybody's identity."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.csv", help="the care episodes, one a row")
        parser.add_argument("--region", required=True, type=region, metavar="CODE", help="such as 13")
        parser.add_argument(
            "--registered-at", type=instant, metavar="TIME", help="known from then on: now unless said"
        )
        parser.add_argument(
            "--correct", action="store_true", help="another content under a known id is a correction"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        registered_at = options["registered_at"] or timezone.now()
        if registered_at > timezone.now():
            raise CommandError("--registered-at lies in the future.", returncode=REFUSED)
        try:
            facts = read_episodes(file, MUNICIPALITIES)
            stored = record_episodes(
                options["region"],
                self._telling_progress(facts),
                registered_at=registered_at,
                correct=options["correct"],
            )
        except OSError as error:
            raise CommandError(str(error), returncode=REFUSED) from error
        except FaultyFile as faulty:
            sentence = f"{file} is refused, faults: {len(faulty.faults)}. Nothing was stored.\n{faulty}"
            raise CommandError(sentence, returncode=REFUSED) from None
        except EpisodesRefused as refused:
            raise CommandError(f"{file} is refused. {refused.message}", returncode=REFUSED) from None
        self.stdout.write(
            f"{file.name}: {stored.added} new, {stored.unchanged} known before, {stored.corrected} corrected."
        )

    def _telling_progress(self, facts: pl.DataFrame) -> Iterator[dict[str, Any]]:
        """The rows of the file; how many have been handed over is said each second."""
        said_at = time.monotonic()
        for start in range(0, facts.height, ROWS_AT_A_TIME):
            yield from facts.slice(start, ROWS_AT_A_TIME).iter_rows(named=True)
            if time.monotonic() - said_at > SECONDS_BETWEEN_SIGNS:
                said_at = time.monotonic()
                done = min(start + ROWS_AT_A_TIME, facts.height)
                self.stderr.write(f"{done} of {facts.height} episodes compared with what is stored")
