"""What billing may know of a case, a new row for each new state of knowledge."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from accounts.models.new_rows import storing
from accounts.models.ready_statements import Ready
from accounts.models.statements import Given, Prepared, PreparedUpdate
from coordination.core.episode_facts import known_episode
from coordination.core.episodes import KnownEpisode
from coordination.core.history import History
from coordination.models import EPISODE_COLUMNS, Case, EpisodeFacts, as_text

FORMER = Prepared(lambda: EpisodeFacts.objects.filter(case=Given("case")).order_by("-known_from")[:1])

SUPERSEDED = PreparedUpdate(
    lambda: EpisodeFacts.objects.filter(pk=Given("facts"), superseded_at=None), superseded_at=Given("at")
)


def changes(
    case: Case, history: History, stored: Iterable[EpisodeFacts], *, known_from: datetime
) -> list[Ready[Any]]:
    """What supersedes the latest row when the events now say something else; a receipt, for one, changes nothing."""
    wanted = known_episode(history, case.number)
    # An episode that billing had forgotten keeps its place when it comes back.
    former = next(iter(stored), None)
    latest = former if former and former.superseded_at is None else None
    if wanted == (latest.as_known() if latest else None):
        return []
    superseded = [SUPERSEDED.ready(facts=latest.pk, at=known_from)] if latest else []
    if wanted and former:
        return [*superseded, *storing([row(case, wanted, known_from=known_from, former=former)])]
    if wanted:
        # The first has its place from the database.
        row(case, wanted, known_from=known_from).save()
    return [*superseded]


def row(
    case: Case, known: KnownEpisode, *, known_from: datetime, former: EpisodeFacts | None = None
) -> EpisodeFacts:
    """The facts as a row that is not stored yet; after a former one it keeps the episode's place."""
    columns = {name: getattr(known.episode, name) for name in EPISODE_COLUMNS}
    columns["region_available"] = as_text(at.isoformat() for at in known.region_available)
    columns["registered_late"] = as_text(known.registered_late)
    if former:
        columns["place"] = former.place
    return EpisodeFacts(case=case, region_code=case.region_code, known_from=known_from, **columns)
