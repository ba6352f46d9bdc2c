"""Episodes of another system, stored as recorded events of cases without a patient: to bill beside it and compare."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from json import dumps
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.db import transaction

from coordination.actions.copying import copy_rows
from coordination.actions.turns import take_turns
from coordination.core.civil import STOCKHOLM
from coordination.core.codec import to_json
from coordination.core.episodes import CareType, Episode
from coordination.core.states import Status, Step
from coordination.exchange_errors import EpisodesChanged, EpisodesKnownLater
from coordination.models import EPISODE_COLUMNS, Case, EpisodeFacts, Event

BATCH = 2000
CASE_COLUMNS = (
    "care_type",
    "municipality_code",
    "placing_municipality_code",
    "version",
    "admitted_at",
    "discharged_at",
)
KNOWN_COLUMNS = ("case_id", "region_code", "known_from", *EPISODE_COLUMNS)
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Imported:
    """How many episodes were new, as before, and corrected."""

    added: int
    unchanged: int
    corrected: int


@transaction.atomic
def record_episodes(
    region_code: str,
    rows: Iterable[Mapping[str, Any]],
    *,
    registered_at: datetime,
    correct: bool = False,
    tell_stored: Callable[[int], None] = lambda stored: None,
) -> Imported:
    """Stores a region's episodes as known from `registered_at`; what is stored already stays as it is.

    A row has the sixteen columns of `Episode`, each of its type: text, bool, civil datetime or None. Ids are unique.
    Another content under a known id raises `EpisodesChanged` with all such ids and stores nothing, unless `correct`
    says that it is a correction: then a new event and a new state of knowledge. An episode of a case that is worked
    with here is never corrected by a file. `tell_stored` is told how many more are stored, a batch at a time.
    """
    # Two imports of a region wait for each other, so that both see what the other stored.
    take_turns(f"import {region_code}")
    added: list[Episode] = []
    changed: list[tuple[Episode, EpisodeFacts]] = []
    refused: list[str] = []
    unchanged = 0
    for batch in _batches(Episode(**{**row, "care_type": CareType(row["care_type"])}) for row in rows):
        known, foreign = _known(region_code, batch)
        for episode in batch:
            latest = known.get(episode.episode_id)
            if episode.episode_id in foreign or (latest and not correct and latest.as_episode() != episode):
                refused.append(episode.episode_id)
            elif latest is None:
                added.append(episode)
            elif latest.as_episode() == episode:
                unchanged += 1
            else:
                changed.append((episode, latest))
    if refused:
        raise EpisodesChanged(refused)
    if early := [episode.episode_id for episode, latest in changed if latest.known_from >= registered_at]:
        raise EpisodesKnownLater(early)
    for new in _batches(added):
        _add(region_code, new, registered_at)
        tell_stored(len(new))
    for corrections in _batches(changed):
        _correct(corrections, registered_at)
        tell_stored(len(corrections))
    return Imported(added=len(added), unchanged=unchanged, corrected=len(changed))


def _known(region_code: str, batch: Sequence[Episode]) -> tuple[dict[str, EpisodeFacts], set[str]]:
    """The latest facts of those of the episodes that were imported before, and the ids that a case here has."""
    ids = [episode.episode_id for episode in batch]
    latest = EpisodeFacts.objects.latest().filter(region_code=region_code, episode_id__in=ids)
    worked_with = Case.objects.filter(region_code=region_code, number__in=ids, source=Case.Source.SYSTEM)
    return {row.episode_id: row for row in latest.select_related("case")}, set(
        worked_with.values_list("number", flat=True)
    )


NO_ANSWER = ""
"""A file says nothing of whether the municipality can receive the patient; COPY knows no default of Django's."""


def _add(region_code: str, batch: Sequence[Episode], registered_at: datetime) -> None:
    new = [(uuid4(), 1, episode) for episode in batch]
    origin = (Case.Source.IMPORT.value, Status.IMPORTED.value)
    copy_rows(
        Case,
        ("id", "region_code", "number", "source", "status", "answer", *CASE_COLUMNS),
        (
            (case_id, region_code, episode.episode_id, *origin, NO_ANSWER, *_case_values(episode, version))
            for case_id, version, episode in new
        ),
    )
    _record(Step.EPISODE_IMPORTED, new, registered_at)
    copy_rows(
        EpisodeFacts,
        KNOWN_COLUMNS,
        ((case_id, region_code, registered_at, *_facts(episode)) for case_id, _, episode in new),
    )


def _correct(batch: Sequence[tuple[Episode, EpisodeFacts]], registered_at: datetime) -> None:
    for episode, row in batch:
        for name, value in zip(CASE_COLUMNS, _case_values(episode, row.case.version + 1), strict=True):
            setattr(row.case, name, value)
    Case.objects.bulk_update([row.case for _, row in batch], CASE_COLUMNS)
    corrected = [(row.case_id, row.case.version, episode) for episode, row in batch]
    _record(Step.EPISODE_CORRECTED, corrected, registered_at)
    EpisodeFacts.objects.filter(pk__in=[row.pk for _, row in batch]).update(superseded_at=registered_at)
    copy_rows(
        EpisodeFacts,
        (*KNOWN_COLUMNS, "place"),
        (
            (row.case_id, row.region_code, registered_at, *_facts(episode), row.place)
            for episode, row in batch
        ),
    )


def _record(step: Step, entries: Iterable[tuple[UUID, int, Episode]], registered_at: datetime) -> None:
    """An event for each case, version and episode."""
    copy_rows(
        Event,
        ("case_id", "sequence", "step", "payload", "occurred_at", "registered_at", "capacity"),
        (
            (
                case_id,
                version,
                step.value,
                dumps(to_json(episode)),
                _instant(episode.admitted_at),
                registered_at,
                "",
            )
            for case_id, version, episode in entries
        ),
    )


def _case_values(episode: Episode, version: int) -> tuple[object, ...]:
    """The values of `CASE_COLUMNS`."""
    return (
        episode.care_type.value,
        episode.municipality,
        episode.placing_municipality or "",
        version,
        _instant(episode.admitted_at),
        episode.discharged_at and _instant(episode.discharged_at),
    )


def _facts(episode: Episode) -> list[object]:
    """The values of `EPISODE_COLUMNS`."""
    return [getattr(episode, name) for name in EPISODE_COLUMNS]


def _instant(civil_time: datetime) -> datetime:
    return civil_time.replace(tzinfo=STOCKHOLM)


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    remaining = iter(items)
    while batch := list(islice(remaining, BATCH)):
        yield batch
