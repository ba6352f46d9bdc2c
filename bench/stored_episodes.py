"""As many stored episodes as are wanted, drawn as `bench.episode_file` draws them, sent to the table by COPY."""

from io import BytesIO

import polars as pl

from agreements.places import MUNICIPALITIES
from bench.episode_file import drawn_episodes
from bench.throwaway import Throwaway
from billing.files.columns import NAMES

KNOWN_FROM = "2020-01-01T00:00:00Z"
AT_A_TIME = 250_000
REGIONS = {code: place.region for code, place in MUNICIPALITIES.items()}


class StoredEpisodes:
    """The table, filled by its owner and without what a recorded episode has besides: a case and its events."""

    def __init__(self, database: Throwaway) -> None:
        self.owner = database.as_owner()
        # What a row refers to is not asked for.
        self.owner.execute("SET session_replication_role = replica")
        self.owner.execute("ALTER TABLE coordination_episodefacts ALTER case_id DROP NOT NULL")

    def add(
        self,
        rows: range,
        *,
        first_year: int,
        years: int,
        region: str | None = None,
        where: pl.Expr | None = None,
    ) -> None:
        """Those with these numbers, of the nation or of one region's municipalities; all of them, or where it holds."""
        for start in range(rows.start, rows.stop, AT_A_TIME):
            part = range(start, min(start + AT_A_TIME, rows.stop))
            codes = [code for code, its in REGIONS.items() if region in (None, its)]
            episodes = drawn_episodes(part, codes, first_year=first_year, years=years)
            if where is not None:
                episodes = episodes.filter(where)
            self._send(
                episodes.with_columns(
                    region_code=pl.col("municipality").replace_strict(REGIONS), known_from=pl.lit(KNOWN_FROM)
                )
            )
        self.owner.execute("VACUUM ANALYZE coordination_episodefacts")

    def forget(self) -> None:
        self.owner.execute("TRUNCATE coordination_episodefacts CASCADE")

    def _send(self, episodes: pl.DataFrame) -> None:
        columns = ("region_code", "known_from", *NAMES)
        lines = BytesIO()
        episodes.select(columns).write_csv(lines, include_header=False, datetime_format="%Y-%m-%dT%H:%M")
        copy = f"COPY coordination_episodefacts ({', '.join(columns)}) FROM STDIN (FORMAT csv)"
        with self.owner.cursor() as cursor, cursor.copy(copy) as sending:
            sending.write(lines.getvalue())
