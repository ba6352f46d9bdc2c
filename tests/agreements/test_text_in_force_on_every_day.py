"""What holds for every region, municipality and day, whatever has been terminated."""

from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from agreements.dated import last_days_of_terms
from agreements.files import load_agreements
from agreements.in_force import Governing, text_in_force
from agreements.places import MUNICIPALITIES, REGIONS
from agreements.terminations import MainAgreementEnd, Termination

ONE_DAY = timedelta(days=1)
FIRST_DAY, LAST_DAY = date(2018, 1, 1), date(2060, 12, 31)
REPLACEABLE = ("halland-2027", "vastra-gotaland-2020")

days = st.dates(FIRST_DAY, LAST_DAY)
regions = st.sampled_from(sorted(REGIONS))
municipalities = st.sampled_from(sorted(MUNICIPALITIES))
pairs = st.one_of(
    st.tuples(regions, municipalities),
    st.sampled_from([(place.region, code) for code, place in MUNICIPALITIES.items()]),
    st.sampled_from(
        [(place.region, c) for c, place in MUNICIPALITIES.items() if place.region in ("13", "14", "20")]
    ),
)
terminations = st.lists(
    st.sampled_from(REPLACEABLE).flatmap(
        lambda slug: st.builds(
            Termination,
            st.just(slug),
            days,
            st.tuples(st.sampled_from(load_agreements()[slug].municipalities)),
        )
    ),
    max_size=2,
)
main_agreement_ends = st.lists(
    st.builds(MainAgreementEnd, st.just("halso-och-sjukvardsavtalet-vastra-gotaland"), days), max_size=1
)


def days_that_a_validity_names(until: date) -> set[date]:
    """The first days of the texts, and the days after the ends of their terms."""
    named = set()
    for text in load_agreements().values():
        period = text.validity.period.value
        named.add(period.first)
        for last in last_days_of_terms(period, text.validity.extension_months.value):
            named.add(last + ONE_DAY)
            if last > until:
                break
    return named


NAMED = days_that_a_validity_names(LAST_DAY)


@given(pairs, days)
def test_it_is_one_text_that_binds_the_two(pair: tuple[str, str], day: date) -> None:
    governing = text_in_force(*pair, day)

    assert governing.agreement.binds(*pair)
    others = [
        text.slug
        for text in load_agreements().values()
        if text.kind == "agreement" and text.binds(*pair) and day in text.validity.period.value
    ]
    assert others in ([], [governing.agreement.slug])


@given(pairs, days)
def test_it_changes_only_on_days_that_a_validity_names(pair: tuple[str, str], day: date) -> None:
    assume(day > FIRST_DAY)
    if text_in_force(*pair, day).agreement is not text_in_force(*pair, day - ONE_DAY).agreement:
        assert day in NAMED


@given(pairs, days, terminations, main_agreement_ends)
def test_it_holds_through_the_day_until_which_it_is_known(
    pair: tuple[str, str], day: date, given_notices: list[Termination], ended: list[MainAgreementEnd]
) -> None:
    def governing(on: date) -> Governing:
        return text_in_force(*pair, on, terminations=given_notices, dependencies_ended=ended)

    known = governing(day)
    last = known.until or LAST_DAY
    assert last >= day
    for later in (day + (last - day) // 2, last):
        assert governing(later).agreement is known.agreement
    if known.until is not None:
        ends = {end.last_day + ONE_DAY for end in ended}
        assert known.until + ONE_DAY in NAMED | ends | days_that_a_validity_names(known.until)


@given(pairs, days, days, terminations)
def test_it_never_comes_back_once_it_has_ended(
    pair: tuple[str, str], one: date, other: date, given_notices: list[Termination]
) -> None:
    earlier, later = sorted((one, other))
    before = text_in_force(*pair, earlier, terminations=given_notices)
    after = text_in_force(*pair, later, terminations=given_notices)
    if "terminated" in {reason.code for reason in before.why}:
        assert after.agreement.kind == "statute"
