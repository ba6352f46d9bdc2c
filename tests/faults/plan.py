"""A random schedule of faults: the same for the same seed."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from tests.faults.armed import NOWHERE

PROCESSES = ("web", "worker", "beat", "sweeper", "relay")

ARMED = {
    "web": ("before commit", "after commit"),
    "worker": ("before commit", "after commit", "after send", "after mail", "before acknowledgement"),
    "beat": ("after publishing",),
    "sweeper": ("before commit", "after commit"),
    "relay": ("before commit", "after commit", "after send", "after mail"),
}
"""Where which process can be ended: the points that it comes to."""

MOODS = ("hangs", "answers 500", "answers twice", "takes it and says nothing")
MOODS_OF_MAIL = ("hangs", "answers 451", "takes it and says nothing")


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that is done to the system: by name, and to what."""

    name: str
    target: str = ""
    point: str = NOWHERE
    nth: int = 0

    def __str__(self) -> str:
        return f"{self.kind}, time {self.nth}" if self.nth else self.kind

    @property
    def kind(self) -> str:
        """What it is counted as."""
        return " ".join(word for word in (self.name, self.target, self.point) if word)


def schedule(seed: int, length: int) -> Iterator[Act]:
    """So many faults, between acts of daily work."""
    chance = random.Random(seed)  # noqa: S311
    without_valkey = 0
    is_well = is_mail_well = True
    for _ in range(length):
        yield Act("notify")
        if without_valkey == 1:
            yield Act("start valkey")
        without_valkey = max(0, without_valkey - 1)
        kinds = ["kill", "arm", "arm", "postgres", "receiver", "mail", "twice"]
        if not without_valkey:
            kinds += ["valkey", "tasks"]
        match chance.choice(kinds):
            case "kill":
                yield Act("kill", chance.choice(PROCESSES))
            case "arm":
                target = chance.choice(list(ARMED))
                # What it has done is counted from its start. The web commits only what it is asked to.
                most = 2 if target == "web" else 4
                yield Act("kill", target, chance.choice(ARMED[target]), chance.randint(1, most))
            case "valkey":
                name = chance.choice(("restart valkey", "stop valkey", "flush valkey"))
                without_valkey = chance.randint(1, 3) if name == "stop valkey" else 0
                yield Act(name)
            case "postgres":
                yield Act(chance.choice(("restart postgres", "crash postgres", "pause postgres")))
            case "receiver":
                # Whoever is unwell gets well sometime.
                mood = chance.choice((*MOODS, "is well") if not is_well else MOODS)
                is_well = mood == "is well"
                yield Act("receiver", mood)
            case "mail":
                mood = chance.choice((*MOODS_OF_MAIL, "is well") if not is_mail_well else MOODS_OF_MAIL)
                is_mail_well = mood == "is well"
                yield Act("mail server", mood)
            case "tasks":
                # Doubled, and in another order than they were due in.
                yield Act("tasks twice")
            case "twice":
                yield Act(chance.choice(("notice twice at once", "notice again", "two sweeps at once")))
