"""The month's episodes as rows of a table: who they are, how they count and why; sorted and filtered."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.agreement import Agreement
from billing.core.details import episode_details
from billing.core.reasons import Status
from billing.core.terms import Terms
from billing.months.liability import Liability
from billing.statements.line_tables import line_correction
from billing.web.correction_words import CorrectionShown
from billing.web.episode_words import Episode, Why, warnings, why
from billing.web.numbers import NONE, day_and_clock, whole

COUNTED = {
    Status.AVERAGED: (gettext_lazy("in the average"), "info"),
    Status.INDIVIDUAL: (gettext_lazy("by itself"), "warning"),
    Status.EXCLUDED: (gettext_lazy("not counted"), "neutral"),
}
SORTS: dict[str, Callable[["EpisodeRow"], Any]] = {
    "episode": lambda row: row.episode.episode_id,
    "ready": lambda row: (row.ready_at is None, row.ready_at, row.episode.episode_id),
    "home": lambda row: (row.home_at, row.episode.episode_id),
    "days": lambda row: (row.episode.days, row.episode.episode_id),
    "counted": lambda row: (list(Status).index(row.episode.status), row.episode.episode_id),
}


@dataclass(frozen=True)
class EpisodeRow:
    """An episode of the month; its number, times, days and reasons, and never whose it is.

    The words are made when they are asked for: a long month shows a page of its rows.
    """

    episode: Episode
    terms: Terms
    agreement: Agreement
    corrections: tuple[CorrectionShown, ...] = ()

    @property
    def ready_at(self) -> datetime | None:
        return self.episode.discharge_ready_at

    @property
    def home_at(self) -> datetime:
        return self.episode.discharged_at

    @property
    def ready(self) -> str:
        return NONE if self.ready_at is None else day_and_clock(self.ready_at)

    @property
    def home(self) -> str:
        return day_and_clock(self.home_at)

    @property
    def days(self) -> str:
        return NONE if self.episode.status is Status.EXCLUDED else whole(self.episode.days)

    @property
    def counted(self) -> str:
        """How it enters the month; one that pays by itself says for how many days."""
        if self.episode.status is Status.INDIVIDUAL:
            return _("by itself, %(days)s to pay") % {"days": whole(self.episode.payable_days)}
        return str(COUNTED[self.episode.status][0])

    @property
    def tone(self) -> str:
        return COUNTED[self.episode.status][1]

    @property
    def why(self) -> list[Why]:
        return list(why(self.episode, self.terms, self.agreement))

    @cached_property
    def warnings(self) -> list[Why]:
        return list(warnings(self.episode, self.terms, self.agreement))


def episode_rows(
    answer: Liability, month: int, texts: Mapping[str, tuple[Agreement, Terms]]
) -> list[EpisodeRow]:
    """The episodes of one month, in the order in which they were recorded."""
    rows: list[EpisodeRow] = []
    corrections = {each.fact.number: CorrectionShown(line_correction(each)) for each in answer.corrections}
    times = answer.facts.drop("municipality", "region", "agreement", "episode_id")
    both = answer.episodes.hstack(times).filter(month=month)
    for (slug,), part in both.partition_by("agreement", as_dict=True, maintain_order=True).items():
        agreement, terms = texts[str(slug)]
        detailed = part.hstack(episode_details(part, terms))
        for each in detailed.iter_rows(named=True):
            episode = Episode.of(each)
            by = tuple(corrections[number] for number in episode.corrected_by)
            rows.append(EpisodeRow(episode, terms, agreement, by))
    return rows


def in_order(rows: Iterable[EpisodeRow], sort: str) -> list[EpisodeRow]:
    """Sorted as a column's heading asks, `-` before it turning it round; by the way home unless said."""
    key = SORTS.get(sort.removeprefix("-"), SORTS["home"])
    return sorted(rows, key=key, reverse=sort.startswith("-"))


def shown(rows: Iterable[EpisodeRow], only: str) -> list[EpisodeRow]:
    """Those of one status, or those with a warning, or all."""
    if only == "warned":
        return [row for row in rows if row.warnings]
    if only in set(Status):
        return [row for row in rows if row.episode.status == only]
    return list(rows)
