"""A random schedule of faults: the same for the same seed."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from tests.faults.armed import POINTS

PROCESSES = ("web", "worker", "beat", "sweeper", "relay")


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that is done to the system: by name, and to what."""

    name: str
    target: str = ""
    point: str = "nowhere"
    nth: int = 0

    def __str__(self) -> str:
        where = f" {self.point}, time {self.nth}" if self.nth else ""
        return f"{self.name} {self.target}{where}".strip()


def schedule(seed: int, length: int) -> Iterator[Act]:
    """Faults between acts of daily work."""
    chance = random.Random(seed)  # noqa: S311
    for _ in range(length):
        yield Act("notify")
        match chance.choices(("kill", "arm", "server", "receiver", "tasks"), (4, 6, 4, 3, 3))[0]:
            case "kill":
                yield Act("kill", chance.choice(PROCESSES))
            case "arm":
                # What an armed process has done is counted from its start.
                target = chance.choice(("web", "worker", "relay", "sweeper"))
                points = [one for one in POINTS if one != "before acknowledgement" or target == "worker"]
                yield Act("arm", target, chance.choice(points), chance.randint(1, 12))
            case "server":
                yield Act(
                    chance.choice(
                        (
                            "restart valkey",
                            "stop valkey",
                            "flush valkey",
                            "restart postgres",
                            "pause postgres",
                        )
                    )
                )
            case "receiver":
                yield Act(
                    "receiver", chance.choice(("well", "hangs", "answers 500", "takes it and says nothing"))
                )
            case "tasks":
                # Doubled, and in another order than they were due in.
                yield Act("tasks twice")
