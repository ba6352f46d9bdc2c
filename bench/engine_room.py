"""The engine's figures, all in one database with the tests' cast in it."""

from collections.abc import Iterator

from bench.figures import Figure
from bench.sent_notices import figures_of_notices
from bench.sweeps import figures_of_sweeps
from bench.throwaway import Throwaway
from bench.told_in_time import figures_of_telling
from tests.cast import make_cast


def measured(database: Throwaway) -> Iterator[Figure]:
    cast = make_cast()
    yield from figures_of_telling(database, cast)
    yield from figures_of_notices(database, cast)
    yield from figures_of_sweeps(database, cast)
