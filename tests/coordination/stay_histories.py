"""What happens at the end of a stay, for `tests.coordination.histories`."""

from coordination.core.events import Destination, DischargeCorrected
from tests.coordination.histories import Happening
from tests.coordination.stories import at


def went_home(when: str, entry: int, destination: Destination = Destination.HOME) -> Happening:
    """At another time than event number `entry` said."""
    return Happening(at(when), DischargeCorrected(destination, "", entry, "fel klockslag"))
