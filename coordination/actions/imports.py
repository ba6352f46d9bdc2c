"""Episodes of another system, stored as recorded events of cases without a patient: to bill beside it and compare."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

from django.db import transaction

from coordination.actions import facts
from coordination.actions.turns import take_turns
from coordination.core.civil import STOCKHOLM
from coordination.core.codec import to_json
from coordination.core.episodes import CareType, Episode
from coordination.core.states import Status, Step
from coordination.errors import EpisodesChanged, EpisodesKnownLater
from coordination.models import Case, EpisodeFacts, Event

BATCH = 2000
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Imported:
    """How many episodes were new, as before, and corrected."""

    added: int
    unchanged: int
    corrected: int


@transaction.atomic
def record_episodes(
    region_code: str, rows: Iterable[Mapping[str, Any]], *, registered_at: datetime, correct: bool = False
) -> Imported:
    """Stores a region's episodes as known from `registered_at`; what is stored already stays as it is.

    A row has the sixteen columns of `Episode`, each of its type: text, bool, civil datetime or None. Ids are unique.
    Another content under a known id raises `EpisodesChanged` with all such ids and stores nothing, unless `correct`
    says that it is a correction: then a new event and a new state of knowledge. An episode of a case that is worked
    with here is never corrected by a file.
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
    for corrections in _batches(changed):
        _correct(corrections, registered_at)
    return Imported(added=len(added), unchanged=unchanged, corrected=len(changed))


def _known(region_code: str, batch: Sequence[Episode]) -> tuple[dict[str, EpisodeFacts], set[str]]:
    """The latest facts of those of the episodes that were imported before, and the ids that a case here has."""
    ids = [episode.episode_id for episode in batch]
    latest = EpisodeFacts.objects.latest().filter(region_code=region_code, episode_id__in=ids)
    worked_with = Case.objects.filter(region_code=region_code, number__in=ids, source=Case.Source.SYSTEM)
    return {row.episode_id: row for row in latest.select_related("case")}, set(
        worked_with.values_list("number", flat=True)
    )


def _add(region_code: str, batch: Sequence[Episode], registered_at: datetime) -> None:
    cases = [_bring_up_to_date(Case(region_code=region_code), episode, version=1) for episode in batch]
    Case.objects.bulk_create(cases)
    _record(Step.EPISODE_IMPORTED, cases, batch, registered_at)
    EpisodeFacts.objects.bulk_create(
        facts.row(case, episode, known_from=registered_at) for case, episode in zip(cases, batch, strict=True)
    )


def _correct(batch: Sequence[tuple[Episode, EpisodeFacts]], registered_at: datetime) -> None:
    cases = [_bring_up_to_date(row.case, episode, version=row.case.version + 1) for episode, row in batch]
    Case.objects.bulk_update(
        cases,
        [
            "care_type",
            "municipality_code",
            "placing_municipality_code",
            "version",
            "admitted_at",
            "discharged_at",
        ],
    )
    _record(Step.EPISODE_CORRECTED, cases, [episode for episode, _ in batch], registered_at)
    EpisodeFacts.objects.filter(pk__in=[row.pk for _, row in batch]).update(superseded_at=registered_at)
    EpisodeFacts.objects.bulk_create(
        facts.row(row.case, episode, known_from=registered_at, former=row) for episode, row in batch
    )


def _record(step: Step, cases: Sequence[Case], episodes: Sequence[Episode], registered_at: datetime) -> None:
    """One event for each."""
    Event.objects.bulk_create(
        Event(
            case=case,
            sequence=case.version,
            step=step,
            payload=to_json(episode),
            occurred_at=case.admitted_at,
            registered_at=registered_at,
        )
        for case, episode in zip(cases, episodes, strict=True)
    )


def _bring_up_to_date(case: Case, episode: Episode, *, version: int) -> Case:
    """The case with what the episode's row says."""
    case.number = episode.episode_id
    case.source = Case.Source.IMPORT
    case.status = Status.IMPORTED
    case.version = version
    case.care_type = episode.care_type
    case.municipality_code = episode.municipality
    case.placing_municipality_code = episode.placing_municipality or ""
    case.admitted_at = episode.admitted_at.replace(tzinfo=STOCKHOLM)
    case.discharged_at = episode.discharged_at and episode.discharged_at.replace(tzinfo=STOCKHOLM)
    return case


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    remaining = iter(items)
    while batch := list(islice(remaining, BATCH)):
        yield batch
