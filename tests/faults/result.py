"""What a schedule came to, and what many came to together."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass
class Result:
    """`acts` is the plan as it was carried out, `injected` what did strike, by kind; `broken` must be empty."""

    seed: int
    acts: list[str] = field(default_factory=list)
    injected: dict[str, int] = field(default_factory=dict)
    figures: dict[str, int] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def lines(self, *, with_acts: bool) -> Iterable[str]:
        """For people: one line when all is well."""
        figures = ", ".join(f"{count} {what}" for what, count in self.figures.items())
        yield f"schedule {self.seed}: {sum(self.injected.values())} faults, {figures}, {self.seconds:.0f} s"
        if with_acts or self.broken:
            yield from (f"  {act}" for act in self.acts)
        yield from (f"  BROKEN {one}" for one in self.broken)


def summary(results: Iterable[Result], *, seconds: float) -> Iterable[str]:
    """Schedules run, faults injected, violations, and the seed of each violation."""
    results = list(results)
    injected: Counter[str] = Counter()
    figures: Counter[str] = Counter()
    for one in results:
        injected.update(one.injected)
        figures.update(one.figures)
    yield f"{len(results)} schedules run in {seconds:.0f} s"
    yield f"{injected.total()} faults injected"
    yield from (f"  {count:6} {kind}" for kind, count in sorted(injected.items()))
    yield "seen to"
    yield from (f"  {count:6} {what}" for what, count in figures.items())
    broken = [one for one in results if one.broken]
    yield f"{sum(len(one.broken) for one in broken)} violations"
    yield from (f"  make faults N=1 SEED={one.seed}" for one in broken)
