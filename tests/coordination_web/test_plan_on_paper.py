"""The plans on paper: tagged PDF in Swedish, with the words as they were said and no number in its name."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
import typst
from django.utils import timezone

from accounts.models import AccessLogEntry
from coordination.core.episodes import CareType
from coordination.core.plans import PlanAction, PlanGoal
from look.paper import TEMPLATE, Paper, Section, pdf_of, told
from tests.cast import Cast, api_client_of, client_of
from tests.coordination.stories import Story

DAY = timedelta(days=1)
TYPESETTING = '#panic("nej") *fet* $x$ <a> @b https://a.se // c \\ ] #read("/etc/passwd")'


@pytest.fixture
def story(cast: Cast) -> Story:
    story = Story(cast, admitted_at=timezone.now() - 3 * DAY)
    story.notify(timezone.now() - 2 * DAY)
    story.writes_sip_plan(timezone.now() - DAY)
    return story


def paper(**changes: object) -> Paper:
    section = Section("Egna ord", "Jag vill hem.", ("Vad", "Vem"), [("Träna", "Kommunen")])
    return Paper(
        **{"title": "Plan", "language": "sv", "facts": [("A", "B")], "sections": [section], "foot": "H26-1"}
        | changes
    )


def test_it_is_tagged_and_in_swedish() -> None:
    pdf = pdf_of(paper())
    assert pdf.startswith(b"%PDF-")
    for part in (b"/StructTreeRoot", b"/Lang", b"/MarkInfo", b"pdfuaid"):
        assert part in pdf, part


def test_it_prints_words_as_they_were_said() -> None:
    """What a patient says may look like typesetting: it is read back from the same template, as text."""
    printed = paper(
        title=TYPESETTING,
        facts=[(TYPESETTING, TYPESETTING)],
        sections=[Section(TYPESETTING, TYPESETTING, (TYPESETTING,), [(TYPESETTING,)])],
    )
    assert pdf_of(printed).startswith(b"%PDF-")
    html = typst.compile(TEMPLATE.read_bytes(), sys_inputs=told(printed), format="html")
    words = unescape(re.sub(r"<[^>]*>", "", html.decode().partition("<body>")[2]))
    assert words.count(TYPESETTING) == 7


def test_it_keeps_the_lines_of_what_was_said() -> None:
    printed = paper(sections=[Section("Ord", "Hem.\nTill katten.")])
    html = typst.compile(TEMPLATE.read_bytes(), sys_inputs=told(printed), format="html").decode()
    assert re.search(r"Hem\.<br/?>Till katten\.", html)


def test_it_is_fetched_by_those_who_may_read_it_and_each_time_is_logged(cast: Cast, story: Story) -> None:
    address = f"/cases/{story.case.pk}/plan/sip.pdf"
    answer = client_of(cast.case_officer).get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"] == f'attachment; filename="plan-sip-{story.case.number}-1.pdf"'
    assert AccessLogEntry.objects.order_by("-pk")[0].what == "sip plan on paper"
    assert api_client_of(cast.nurse).get(f"/api/v1{address}").content.startswith(b"%PDF-")
    assert AccessLogEntry.objects.order_by("-pk")[0].what == "sip plan on paper by API"
    for stranger in (cast.stranger_nurse, cast.region_controller):
        assert client_of(stranger).get(address).status_code == 404
        assert api_client_of(stranger).get(f"/api/v1{address}").status_code == 404


@pytest.mark.parametrize("wanted", ["2", "x", "99999999999999999999"])
def test_it_has_no_paper_of_what_is_not_there(cast: Cast, story: Story, wanted: str) -> None:
    before = AccessLogEntry.objects.count()
    client = client_of(cast.nurse)
    assert client.get(f"/cases/{story.case.pk}/plan/sip.pdf?version={wanted}").status_code == 404
    assert client.get(f"/cases/{story.case.pk}/plan/care.pdf").status_code == 404
    assert AccessLogEntry.objects.count() == before


def test_it_has_no_paper_for_whom_the_patient_does_not_let_read(cast: Cast, story: Story) -> None:
    secret = (PlanGoal("Hemligt", (PlanAction("x", "y", date(2030, 1, 1)),)),)
    story.writes_sip_plan(timezone.now(), readers=[cast.ward.pk], goals=secret)
    address = f"/cases/{story.case.pk}/plan/sip.pdf"
    assert client_of(cast.case_officer).get(f"{address}?version=2").status_code == 404
    assert client_of(cast.nurse).get(f"{address}?version=2").status_code == 200


def test_it_prints_the_coordinated_care_plan_for_the_court(cast: Cast) -> None:
    story = Story(cast, admitted_at=timezone.now() - 3 * DAY, care_type=CareType.FORENSIC)
    story.notify(timezone.now() - 2 * DAY)
    story.writes_care_plan(timezone.now() - DAY)
    answer = client_of(cast.case_officer).get(f"/cases/{story.case.pk}/plan/care.pdf")
    assert answer.status_code == 200 and answer.content.startswith(b"%PDF-")
    assert story.case.patient.identity_value not in answer["Content-Disposition"]
