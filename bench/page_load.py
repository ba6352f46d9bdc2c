"""16 people at once, each on a page of gunicorn's: the worklist and the case page, in turn with a bare view."""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from urllib.request import urlopen

from django.urls import reverse

from bench.bare import BARE
from bench.figures import Figure
from bench.page_growth import browser_of
from bench.page_world import cases_of, people
from bench.throwaway import ROOT, Throwaway
from bench.visitors import Visitor, window
from config.embedded.services import COMMANDS

USERS = 16
WINDOWS = 9
WINDOW_SECONDS = 4.0
WARM_UP_SECONDS = 4.0
MOST_TIMES_BARE = 4.0
MOST_P95 = 2.5
PORT = 8765
SERVER = {"PORT": str(PORT), "DATABASE_POOL_SIZE": "8", "DJANGO_SETTINGS_MODULE": "bench.bare_settings"}
Page = Callable[[Visitor], str]


def bare(visitor: Visitor) -> str:
    return BARE


PAGES: dict[str, Page] = {
    "worklist": lambda visitor: reverse("worklist"),
    "case page": lambda visitor: reverse("case", args=[visitor.chance.choice(visitor.cases)]),
}


def measured(database: Throwaway) -> Iterator[Figure]:
    # Wards, primary care centres and intakes in turn.
    chosen = people()[:: len(people()) // USERS][:USERS]
    visitors = [
        Visitor(PORT, browser_of(one).cookies["sessionid"].value, cases_of(one), Random(one.pk))
        for one in chosen
    ]
    with web(database):
        for page in (bare, *PAGES.values()):
            window(visitors, page, WARM_UP_SECONDS)
        rounds = [
            {name: window(visitors, page, WINDOW_SECONDS) for name, page in {"": bare, **PAGES}.items()}
            for _ in range(WINDOWS)
        ]
    for name in PAGES:
        medians = [statistics.median(one[name]) / statistics.median(one[""]) for one in rounds]
        tails = [percentile_95(one[name]) / statistics.median(one[name]) for one in rounds]
        yield Figure(f"{name}, 16 users, times a bare view", statistics.median(medians), MOST_TIMES_BARE)
        yield Figure(f"{name}, 16 users, p95 to median", statistics.median(tails), MOST_P95)


def percentile_95(taken: list[float]) -> float:
    return statistics.quantiles(taken, n=20)[-1]


@contextmanager
def web(database: Throwaway) -> Iterator[None]:
    """The web as in production, with the bare page among its pages."""
    command = [str(Path(sys.executable).parent / "gunicorn"), *COMMANDS["web"].split()[1:]]
    environment = {**database.environment, **SERVER}
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            until = time.monotonic() + 60
            while not _answers():
                assert process.poll() is None, "the web has ended"
                assert time.monotonic() < until, "the web does not answer"
                time.sleep(0.1)
            yield
        except BaseException:
            log.seek(0)
            print(log.read()[-4000:], file=sys.stderr)
            raise
        finally:
            process.terminate()
            process.wait()


def _answers() -> bool:
    try:
        urlopen(f"http://127.0.0.1:{PORT}/health/live", timeout=2).close()
    except OSError:
        return False
    return True
