"""What billing may know of a case, a new row for each new state of knowledge."""

from datetime import datetime

from coordination.core.episode_facts import known_episode
from coordination.core.episodes import KnownEpisode
from coordination.core.history import History
from coordination.models import EPISODE_COLUMNS, Case, EpisodeFacts, as_text


def write(case: Case, history: History, *, known_from: datetime) -> None:
    """Supersedes the latest row when the events now say something else; a receipt, for one, changes nothing."""
    wanted = known_episode(history, case.number)
    # An episode that billing had forgotten keeps its place when it comes back.
    former = case.facts.order_by("-known_from").first()
    latest = former if former and former.superseded_at is None else None
    if wanted == (latest.as_known() if latest else None):
        return
    if latest:
        case.facts.filter(pk=latest.pk).update(superseded_at=known_from)
    if wanted:
        row(case, wanted, known_from=known_from, former=former).save()


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
