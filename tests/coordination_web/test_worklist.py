"""The first page: what each must do, in the order of the law's time limits, and what they wait for."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import Assignment
from coordination.core.deadlines import deadlines
from coordination.core.history import History
from coordination.core.moves import next_moves
from coordination.core.states import Step
from coordination.models import Case, Event, Party
from coordination.opened_case import open_case
from coordination.terms import terms_of_stay
from coordination.web.possible_steps import nearest_step, possible_steps
from coordination.web.worklist import capacity_of
from coordination.web.worklist_rows import row
from coordination.worklist_query import totals, worklist
from tests.cast import Cast, client_of
from tests.coordination.stories import Story, patient_details
from tests.coordination_web.pages import open_page
from tests.coordination_web.ward_day import DAY, HOUR, ward_day


def titles(cast: Cast, who: Assignment) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What the list says: name and duty of the own rows, and of those that wait."""
    now = timezone.now()
    rows = [row(one, now) for one in worklist(who, now)]
    mine = [(one.name, str(one.duty and one.duty.title)) for one in rows if one.is_mine]
    waiting = [
        (one.name, str(one.duty.awaited if one.duty else one.state)) for one in rows if not one.is_mine
    ]
    return mine, waiting


def test_it_says_what_the_ward_must_do_and_what_it_waits_for(cast: Cast) -> None:
    ward_day(cast)
    mine, waiting = titles(cast, cast.nurse)
    assert mine == [
        ("Anna A.", "Skicka inskrivningsmeddelande"),
        ("Greta G.", "Svara på kallelsen till SIP"),
        ("Cia C.", "Registrera läkarens bedömning av behov"),
        ("Bo B.", "Skicka inskrivningsmeddelande"),
    ]
    assert waiting == [
        ("Frida F.", "Meddelandet är inte kvitterat"),
        ("Doris D.", "Meddelandet är inte kvitterat"),
        ("Skyddad identitet", "Meddelandet är inte kvitterat"),
        ("Erik E.", "Planeras, allt i tid"),
    ]


def test_it_shows_a_receiver_only_what_it_was_sent(cast: Cast) -> None:
    day = ward_day(cast)
    mine, waiting = titles(cast, cast.case_officer)
    assert [name for name, _ in mine + waiting] == ["Frida F.", "Doris D.", "Greta G.", "Erik E."]
    assert titles(cast, cast.stranger_officer) == ([], [])
    # Once acknowledged, the answer is wanted, and "not yet" is no answer.
    day["ready"].municipality_receives(timezone.now() - HOUR)
    mine, _ = titles(cast, cast.case_officer)
    assert ("Frida F.", "Svara när ni kan ta emot patienten") in mine


def test_it_wants_the_answer_before_a_planning_basis_that_is_due_later(cast: Cast) -> None:
    now = timezone.now()
    story = Story(cast, admitted_at=now - 5 * HOUR)
    story.notify(now - 4 * HOUR)
    story.municipality_receives(now - 3 * HOUR)
    story.is_ready(now - 2 * HOUR)
    story.municipality_receives(now - HOUR)
    ((name, duty),) = titles(cast, cast.case_officer)[0]
    assert (name, duty) == ("Anna A.", "Svara när ni kan ta emot patienten")
    found = totals(cast.case_officer, now)
    assert (found.late, found.today, found.later) == (0, 1, 0)
    listed = open_page(client_of(cast.case_officer).get("/"))
    assert "så snart som möjligt" in listed.text
    assert listed.link("Svara").endswith("/reception-accepted/")
    page = open_page(client_of(cast.case_officer).get(f"/cases/{story.case.pk}/"))
    assert page.link("Vi kan ta emot patienten").endswith("/reception-accepted/")


def test_it_says_until_when_a_patient_is_on_leave_wherever_the_patient_stands(cast: Cast) -> None:
    now = timezone.now()
    story = ward_day(cast)["planned"]
    story.goes_on_leave(now - HOUR, until=now + DAY)
    for who, address in (
        (cast.nurse, "/"),
        (cast.nurse, "/board/"),
        (cast.nurse, "/handover/"),
        (cast.nurse, "/handover/outage/"),
        (cast.case_officer, "/"),
        (cast.coordinator, "/"),
        (cast.nurse, f"/cases/{story.case.pk}/"),
        (cast.case_officer, f"/cases/{story.case.pk}/"),
    ):
        assert "Permission till i morgon" in open_page(client_of(who).get(address)).text
    assert "Erik E." not in dict(titles(cast, cast.nurse)[0])


def test_it_asks_the_ward_for_the_return_when_the_leave_is_over(cast: Cast) -> None:
    now = timezone.now()
    story = ward_day(cast)["planned"]
    story.goes_on_leave(now - DAY, until=now - HOUR)
    wanted = ("Erik E.", "Registrera att patienten är tillbaka från permission")
    assert wanted in titles(cast, cast.nurse)[0]
    for other in (cast.case_officer, cast.coordinator):
        assert "Erik E." not in dict(titles(cast, other)[0])
    page = open_page(client_of(cast.nurse).get(f"/cases/{story.case.pk}/"))
    assert "Annars: ingen vet om patienten är tillbaka på avdelningen." in page.text
    assert page.link("Registrera återkomst från permission").endswith("/leave-ended/")
    story.comes_back(now)
    assert wanted not in titles(cast, cast.nurse)[0]
    assert "Permission" not in open_page(client_of(cast.nurse).get("/")).text


def test_it_wants_the_late_receipt_before_the_answer(cast: Cast) -> None:
    now = timezone.now()
    story = Story(cast, admitted_at=now - 5 * DAY)
    story.notify(now - 5 * DAY + HOUR)
    story.is_ready(now - 2 * DAY)
    assert titles(cast, cast.case_officer)[0] == [("Anna A.", "Kvittera meddelandet")]


def test_it_asks_outpatient_care_to_call_when_a_party_has_asked_for_a_sip(cast: Cast) -> None:
    day = ward_day(cast)
    assert ("Erik E.", "Kalla till SIP") not in titles(cast, cast.coordinator)[0]
    day["planned"].asks_for_sip(timezone.now())
    assert ("Erik E.", "Kalla till SIP") in titles(cast, cast.coordinator)[0]
    day["planned"].call_to_sip(timezone.now())
    assert ("Erik E.", "Kalla till SIP") not in titles(cast, cast.coordinator)[0]


def test_it_asks_whoever_is_called_to_the_sip_for_an_answer_until_the_meeting(cast: Cast) -> None:
    day = ward_day(cast)
    story = day["planned"]
    story.call_to_sip(timezone.now() - 2 * HOUR)
    wanted = ("Erik E.", "Svara på kallelsen till SIP")
    assert wanted in titles(cast, cast.case_officer)[0]
    assert wanted in titles(cast, cast.nurse)[0]
    assert wanted not in titles(cast, cast.coordinator)[0]
    story.answers_sip_call(timezone.now() - HOUR)
    assert wanted not in titles(cast, cast.case_officer)[0]
    story.moves_sip(timezone.now())
    assert wanted in titles(cast, cast.case_officer)[0]
    day["ready"].call_to_sip(timezone.now() - 2 * HOUR, meets_at=timezone.now() - HOUR)
    assert ("Frida F.", "Svara på kallelsen till SIP") not in titles(cast, cast.nurse)[0]


def test_it_asks_nobody_for_what_was_struck_out(cast: Cast) -> None:
    story = ward_day(cast)["planned"]
    call = story.call_to_sip(timezone.now() - HOUR)
    missing = story.services_missing(timezone.now() - HOUR)
    assert ("Erik E.", "Ordna insatserna som saknas, och rapportera när de finns") in titles(
        cast, cast.coordinator
    )[0]
    for event in (call, missing):
        story.put_right(timezone.now(), event.sequence, by=cast.coordinator)
    for who in (cast.nurse, cast.coordinator, cast.case_officer):
        assert "Erik E." not in dict(titles(cast, who)[0])


def test_it_shows_what_is_wanted_at_once_before_what_can_wait_and_after_what_is_late(cast: Cast) -> None:
    story = Story(cast, admitted_at=timezone.now() - 3 * HOUR, patient=patient_details(given_name="Ida"))
    story.notify(timezone.now() - 2 * HOUR)
    story.municipality_receives(timezone.now() - 2 * HOUR)
    assert titles(cast, cast.case_officer)[0] == [("Ida A.", "Lämna planeringsunderlag")]
    story.writes_treatment_plan(timezone.now() - HOUR)
    story.is_ready(timezone.now() - HOUR)
    story.municipality_receives(timezone.now() - HOUR)
    answer = "Svara när ni kan ta emot patienten"
    assert titles(cast, cast.case_officer)[0] == [("Ida A.", answer)]
    opened = open_case(cast.case_officer, story.case.pk)
    assert nearest_step(opened, possible_steps(opened)) is Step.RECEPTION_ACCEPTED
    # The planning basis that is late comes first.
    Party.objects.filter(unit=cast.intake).update(next_due_at=timezone.now() - HOUR, next_is_binding=True)
    assert titles(cast, cast.case_officer)[0] == [("Ida A.", "Lämna planeringsunderlag")]


def test_it_asks_each_reader_to_agree_to_the_plan(cast: Cast) -> None:
    story = ward_day(cast)["going_home"]
    story.writes_sip_plan(timezone.now() - HOUR)
    wanted = ("Greta G.", "Läs SIP-planen och godkänn den")
    for who in (cast.nurse, cast.case_officer):
        assert wanted in titles(cast, who)[0]
    story.agrees_to_sip_plan(timezone.now())
    assert wanted not in titles(cast, cast.case_officer)[0]
    assert wanted in titles(cast, cast.nurse)[0]
    url = open_page(client_of(cast.nurse).get("/")).link("Godkänn")
    assert url.endswith("/sip-plan-agreed/")


def test_it_asks_for_the_notice_anew_when_another_municipality_is_liable(cast: Cast) -> None:
    story = ward_day(cast)["planned"]
    assert ("Erik E.", "Skicka inskrivningsmeddelande") not in titles(cast, cast.nurse)[0]
    story.is_corrected(timezone.now(), municipality_code="1384")
    assert ("Erik E.", "Skicka inskrivningsmeddelande") in titles(cast, cast.nurse)[0]


def test_it_counts_what_is_late_today_and_later(cast: Cast) -> None:
    ward_day(cast)
    now = timezone.now()
    found = totals(cast.nurse, now)
    assert (found.late, found.today + found.later, len(found.cases)) == (1, 3, 8)
    text = open_page(client_of(cast.nurse).get("/")).text
    assert "Försenat 1" in text
    assert "2 h för sent" in text
    assert "ingen kan planera, och kommunen behöver inte betala" in text


def test_it_agrees_with_the_core_on_who_must_act(cast: Cast) -> None:
    """The list asks the database, the case page asks the events: both must say the same."""
    stories = ward_day(cast)
    stories["planned"].services_missing(timezone.now() - HOUR)
    stories["going_home"].writes_sip_plan(timezone.now() - HOUR)
    stories["planned"].goes_on_leave(timezone.now() - DAY, until=timezone.now() - HOUR)
    stories["notified"].goes_on_leave(timezone.now() - DAY, until=timezone.now() + HOUR)
    now = timezone.now()
    for who in (cast.nurse, cast.coordinator, cast.case_officer):
        capacity = capacity_of(who)
        listed = {one["id"]: row(one, now) for one in worklist(who, now)}
        for case in Case.objects.visible_to(who):
            history = History(case.events.recorded())
            moves = next_moves(history, deadlines(history, terms_of_stay(case, history)), now)
            own = [one for one in moves if one.is_for(capacity, who.unit_id)]
            assert listed[case.pk].is_mine == bool(own)
            if own:
                assert (listed[case.pk].step, listed[case.pk].due_at) == (own[0].step, own[0].due_at)


def test_it_acknowledges_by_one_click_and_twice_is_once(cast: Cast) -> None:
    case = ward_day(cast)["notified"].case
    client = client_of(cast.case_officer)
    page = open_page(client.get("/"))
    form = next(form for form in page.forms if str(case.pk) in form.action)
    for _ in range(2):
        answer = client.post(form.action, form.data, follow=True)
        assert answer.redirect_chain[-1][0] == "/"
    assert Event.objects.filter(case=case, step=Step.NOTICE_RECEIVED).count() == 1
    assert "Meddelandet är kvitterat" in open_page(answer).text


def test_it_offers_admission_to_wards_only(cast: Cast) -> None:
    assert "Skriv in patient" in open_page(client_of(cast.nurse).get("/")).links
    assert "Skriv in patient" not in open_page(client_of(cast.case_officer).get("/")).links
    assert "Inget väntar på dig" in open_page(client_of(cast.case_officer).get("/")).text


def test_it_shows_fifty_rows_a_page(cast: Cast) -> None:
    for hours in range(52):
        Story(cast, admitted_at=timezone.now() - timedelta(hours=hours))
    client = client_of(cast.nurse)
    first, second = open_page(client.get("/")), open_page(client.get("/?page=2"))
    assert first.text.count("Skicka inskrivningsmeddelande") == 50
    assert second.text.count("Skicka inskrivningsmeddelande") == 2
    assert "Sida 1 av 2" in first.text


@pytest.mark.parametrize("rows", [3, 30])
def test_it_asks_the_database_as_often_for_many_rows_as_for_few(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for hours in range(rows):
        Story(cast, admitted_at=timezone.now() - timedelta(hours=hours))
    client = client_of(cast.nurse)
    # 1 session, 2 user, 3 assignment with its unit and organisation, 4 saved choices, 5 what the list says of all its
    # rows, 6 the rows of the page, 7 how many messages are unread
    with django_assert_num_queries(7):
        assert len(open_page(client.get("/")).forms) > 0


def test_it_takes_receipts_that_cross_but_none_of_a_notice_sent_since(cast: Cast) -> None:
    story = ward_day(cast)["notified"]
    story.all_give_basis(timezone.now() - 2 * HOUR)
    lists = {who: open_page(client_of(who).get("/")) for who in (cast.case_officer, cast.coordinator)}
    story.is_ready(timezone.now() - HOUR)
    ready = story.case.events.latest("sequence").sequence
    for who, page in lists.items():
        form = next(form for form in page.forms if str(story.case.pk) in form.action)
        assert client_of(who).post(form.action, form.data).headers["Location"] == "/"

    receipts = story.case.events.filter(step=Step.NOTICE_RECEIVED)
    assert receipts.count() == 2
    assert all(one.payload["notice"] < ready for one in receipts)
    story.can_receive(timezone.now() - timedelta(minutes=30))
    assert ("Doris D.", "Kvittera meddelandet") in titles(cast, cast.case_officer)[0]
