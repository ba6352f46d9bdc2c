"""What months cost from PostgreSQL: one of all municipalities, ten years of the nation, a what-if of a region."""

from collections.abc import Iterator

from bench.figures import Figure
from bench.throwaway import figures_of


def figures() -> Iterator[Figure]:
    yield from figures_of("bench.drawn_months", "bench.billed_months")
