"""`manage.py import_episodes`: a care-episode file stored as recorded events, to bill beside an older system."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from agreements.places import MUNICIPALITIES
from billing.files.faults import FaultyFile
from billing.files.read import read_episodes
from billing.management import sentences
from billing.management.arguments import instant, region
from billing.management.calculation import REFUSED
from billing.management.progress import Progress
from coordination.published import EpisodesRefused, record_episodes

ROWS_AT_A_TIME = 2000


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
        now = timezone.now()
        registered_at = options["registered_at"] or now
        if registered_at > now:
            # A month closed before then would not know of them, though everybody did.
            raise CommandError("--registered-at lies in the future. Nothing was stored.", returncode=REFUSED)
        try:
            facts = read_episodes(file, MUNICIPALITIES)
            stored = record_episodes(
                options["region"],
                self._rows(facts),
                registered_at=registered_at,
                correct=options["correct"],
                tell_stored=Progress(self.stderr.write, facts.height, "sparade").add,
            )
        except OSError as error:
            raise CommandError(sentences.file_is_unreadable(file), returncode=REFUSED) from error
        except FaultyFile as faulty:
            raise CommandError(sentences.file_is_refused(file, faulty), returncode=REFUSED) from None
        except EpisodesRefused as refused:
            raise CommandError(f"{file} tas inte emot. {refused.message}", returncode=REFUSED) from None
        self.stdout.write(
            sentences.episodes_are_stored(
                file, added=stored.added, unchanged=stored.unchanged, corrected=stored.corrected
            )
        )

    def _rows(self, facts: pl.DataFrame) -> Iterator[dict[str, Any]]:
        """The rows of the file."""
        compared = Progress(self.stderr.write, facts.height, "jämförda med vad som är sparat")
        for start in range(0, facts.height, ROWS_AT_A_TIME):
            part = facts.slice(start, ROWS_AT_A_TIME)
            yield from part.iter_rows(named=True)
            compared.add(part.height)
