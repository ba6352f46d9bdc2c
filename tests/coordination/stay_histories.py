"""What happens at the end of a stay, for `tests.coordination.histories`."""

from coordination.core.events import Destination, DischargeCorrected
from coordination.core.planning import InpatientContactAppointed
from tests.coordination.histories import Happening
from tests.coordination.stories import at


def went_home(when: str, entry: int, destination: Destination = Destination.HOME) -> Happening:
    """At another time than event number `entry` said."""
    return Happening(at(when), DischargeCorrected(destination, "", entry, "fel klockslag"))


def appointed_in_ward(when: str, name: str = "Siv Sand") -> Happening:
    return Happening(at(when), InpatientContactAppointed(name, "sjuksköterska", "Avd 71", "035-000 00 71"))
