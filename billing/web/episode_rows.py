"""The month's episodes as rows of a table: who they are, how they count and why; sorted and filtered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.agreement import Agreement
from billing.core.details import episode_details
from billing.core.reasons import Status
from billing.core.terms import Terms
from billing.liability import Liability
from billing.web.episode_words import Episode, Why, warnings, why
from billing.web.numbers import NONE, day_and_clock, whole

COUNTED = {
    Status.AVERAGED: (gettext_lazy("in the average"), "info"),
    Status.INDIVIDUAL: (gettext_lazy("by itself"), "warning"),
    Status.EXCLUDED: (gettext_lazy("not counted"), "neutral"),
}
SORTS = {
    "episode": lambda row: row.episode_id,
    "ready": lambda row: (row.ready_at is None, row.ready_at, row.episode_id),
    "home": lambda row: (row.home_at, row.episode_id),
    "days": lambda row: (row.days, row.episode_id),
    "counted": lambda row: (list(Status).index(row.status), row.episode_id),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeRow:
    """An episode of the month; its number, times, days and reasons, and never whose it is."""

    episode_id: str
    status: Status
    days: int
    payable_days: int
    ready_at: datetime | None
    home_at: datetime
    why: tuple[Why, ...]
    warnings: tuple[Why, ...]

    @property
    def ready(self) -> str:
        return NONE if self.ready_at is None else day_and_clock(self.ready_at)

    @property
    def home(self) -> str:
        return day_and_clock(self.home_at)

    @property
    def days_shown(self) -> str:
        return NONE if self.status is Status.EXCLUDED else whole(self.days)

    @property
    def counted(self) -> str:
        """How it enters the month; one that pays by itself says for how many days."""
        if self.status is Status.INDIVIDUAL:
            return _("by itself, %(days)s to pay") % {"days": whole(self.payable_days)}
        return str(COUNTED[self.status][0])

    @property
    def tone(self) -> str:
        return COUNTED[self.status][1]


def episode_rows(
    answer: Liability, month: int, texts: Mapping[str, tuple[Agreement, Terms]]
) -> list[EpisodeRow]:
    """The episodes of one month, in the order in which they were recorded."""
    rows: list[EpisodeRow] = []
    times = answer.facts.drop("municipality", "region", "agreement", "episode_id")
    both = answer.episodes.hstack(times).filter(month=month)
    for (slug,), part in both.partition_by("agreement", as_dict=True, maintain_order=True).items():
        agreement, terms = texts[str(slug)]
        detailed = part.hstack(episode_details(part, terms))
        rows += (_row(each, agreement, terms) for each in detailed.iter_rows(named=True))
    return rows


def _row(said: dict[str, Any], agreement: Agreement, terms: Terms) -> EpisodeRow:
    episode = Episode.of(said)
    return EpisodeRow(
        episode_id=episode.episode_id,
        status=episode.status,
        days=episode.days,
        payable_days=episode.payable_days,
        ready_at=episode.discharge_ready_at,
        home_at=episode.discharged_at,
        why=tuple(why(episode, terms, agreement)),
        warnings=tuple(warnings(episode, terms, agreement)),
    )


def in_order(rows: Iterable[EpisodeRow], sort: str) -> list[EpisodeRow]:
    """Sorted as a column's heading asks, `-` before it turning it round; by the way home unless said."""
    key = SORTS.get(sort.removeprefix("-"), SORTS["home"])
    return sorted(rows, key=key, reverse=sort.startswith("-"))


def shown(rows: Iterable[EpisodeRow], only: str) -> list[EpisodeRow]:
    """Those of one status, or those with a warning, or all."""
    if only == "warned":
        return [row for row in rows if row.warnings]
    if only in set(Status):
        return [row for row in rows if row.status == only]
    return list(rows)
