"""What months cost from PostgreSQL: ten years of the nation, a what-if of the largest region."""

from collections.abc import Iterator

from bench.figures import Figure
from bench.throwaway import figures_of


def figures() -> Iterator[Figure]:
    yield from figures_of("bench.billed_months")
