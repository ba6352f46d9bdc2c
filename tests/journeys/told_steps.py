"""Which steps the stories tell: `tells` marks a story, and sees that it tells what it says."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from coordination.core.states import Step
from coordination.models import Event

TOLD: set[Step] = set()
"""By any story."""


def tells(*steps: Step) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Marks a story in which these steps are taken, each by somebody who follows the links of the pages."""
    TOLD.update(steps)

    def told(story: Callable[..., None]) -> Callable[..., None]:
        @wraps(story)
        def walked(**given: Any) -> None:
            story(**given)
            assert {*steps} - {Step(step) for step in Event.objects.values_list("step", flat=True)} == set()

        return walked

    return told
