"""What the pages of every day cost in a region with an archive of years: as it grows, and beside a bare view."""

from collections.abc import Iterator

from bench.figures import Figure
from bench.throwaway import figures_of


def figures() -> Iterator[Figure]:
    yield from figures_of("bench.page_world", "bench.page_growth", "bench.page_load")
