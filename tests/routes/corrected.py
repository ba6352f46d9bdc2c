"""Corrections of a closed month of 2026: one that waits, one that counts, and one of another municipality."""

from accounts.access.roles import Role
from billing.actions.corrections import decide_correction, propose_correction
from billing.core.corrections import CorrectionKind
from billing.core.months import month_named
from tests.cast import Cast, make_assignment
from tests.routes.issued import CLOSED, home_the_same_day


def corrections_of_before(cast: Cast) -> dict[str, int]:
    """Their numbers, by name for the table."""
    region = make_assignment(cast.region_finance, Role.REGION_CONTROLLER, "Ruben Ralf")
    decides = make_assignment(cast.region_finance, Role.REGION_CONTROLLER, "Iben Igel")
    municipality = make_assignment(cast.municipal_finance, Role.MUNICIPAL_CONTROLLER, "Mio Malm")
    numbers = {}
    for name, code, by in [
        ("correction", "1380", municipality),
        ("counted", "1380", region),
        ("other_correction", "1384", region),
    ]:
        episode = f"{name}-{CLOSED}"
        home_the_same_day(episode, code, CLOSED)
        proposed = propose_correction(
            by=by,
            region="13",
            municipality=code,
            month=month_named(CLOSED),
            episode_id=episode,
            kind=CorrectionKind.DUPLICATE,
            evidence="Se anteckning",
        )
        numbers[name] = proposed.pk
        if name == "counted":
            decide_correction(proposed, by=decides, accept=True)
    return numbers
