"""A process of its own, so that its peak memory is its own: the nation's months from PostgreSQL, or the facts alone.

python -m bench.recomputed months|facts FIRST_YEAR YEARS

Prints the seconds, the peak in megabytes, and how many sums there are.
"""

import resource
import sys
import time
from datetime import date
from importlib import import_module

import django

from agreements.dated import DatePeriod

if __name__ == "__main__":
    what, first_year, years = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    django.setup()
    way = getattr(import_module("bench.ways_to_sum"), what)
    asked = DatePeriod(date(first_year, 1, 1), date(first_year + years - 1, 12, 31))
    started = time.perf_counter()
    count = way(asked)
    taken = time.perf_counter() - started
    print(taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, count)
