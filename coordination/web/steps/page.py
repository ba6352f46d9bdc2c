"""What a step is on screen: one row, whatever surface shows it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from coordination.opened_case import OpenedCase
from coordination.web.forms.step_form import StepForm


@dataclass(frozen=True)
class Duty:
    """The step when it is wanted: `title` is what I must do, `awaited` what the others have not done yet."""

    title: Promise
    button: Promise
    awaited: Promise


def _always(opened: OpenedCase) -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class StepPage:
    """`name` is the step in a menu and the page's title, `button` what sends it, `done` the receipt's sentence.

    `task` names it in a lane, where it has a place there. `makes_sense` says whether the case asks for it at all;
    whether it may be taken is for the actions to say.
    """

    form: type[StepForm]
    name: Promise
    button: Promise
    done: Promise
    lead: Promise | str = ""
    task: Promise | str = ""
    duty: Duty | None = None
    makes_sense: Callable[[OpenedCase], bool] = _always
