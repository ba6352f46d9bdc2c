"""What the engine costs: sweeps after an outage and with nothing to do, and notices from sender to inbox."""

from collections.abc import Iterator

from bench.figures import Figure
from bench.throwaway import figures_of


def figures() -> Iterator[Figure]:
    yield from figures_of("bench.engine_room")
