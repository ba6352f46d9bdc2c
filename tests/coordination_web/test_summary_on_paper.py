"""The patient's summary on paper: what was written, to be handed over, fetched by the case's parties alone."""

import re
from datetime import timedelta
from html import unescape

import pytest
import typst
from django.utils import timezone
from django.utils.translation import override

from accounts.models import AccessLogEntry
from coordination.opened_case import open_case
from coordination.web.summary import summary_paper
from look import paper
from tests.cast import Cast, api_client_of, client_of
from tests.coordination.stories import Story


@pytest.fixture
def story(cast: Cast) -> Story:
    story = Story(cast, admitted_at=timezone.now() - timedelta(days=2))
    story.notify(timezone.now() - timedelta(days=1))
    return story


def words_of(told: dict[str, str]) -> str:
    """What stands on the paper, read back from the same template."""
    html = typst.compile(paper.TEMPLATE.read_bytes(), sys_inputs=told, format="html")
    return unescape(re.sub(r"<[^>]*>", " ", html.decode().partition("<body>")[2]))


def test_it_is_fetched_from_its_page_by_the_parties_and_each_time_is_logged(cast: Cast, story: Story) -> None:
    address = f"/cases/{story.case.pk}/summary.pdf"
    story.gives_summary(timezone.now())
    assert address in client_of(cast.nurse).get(f"/cases/{story.case.pk}/summary/").text
    for who in (cast.nurse, cast.coordinator, cast.case_officer):
        answer = client_of(who).get(address)
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
        assert AccessLogEntry.objects.order_by("-pk")[0].what == "patient's summary on paper"
        assert api_client_of(who).get(f"/api/v1{address}").content.startswith(b"%PDF-")
        assert AccessLogEntry.objects.order_by("-pk")[0].what == "patient's summary on paper by API"
    assert answer["Content-Disposition"] == f'attachment; filename="sammanfattning-{story.case.number}.pdf"'


def test_it_is_tagged(cast: Cast, story: Story) -> None:
    story.gives_summary(timezone.now())
    pdf = client_of(cast.nurse).get(f"/cases/{story.case.pk}/summary.pdf").content
    for part in (b"/StructTreeRoot", b"/Lang", b"/MarkInfo", b"pdfuaid"):
        assert part in pdf, part


@pytest.mark.parametrize("language", ["sv", "en"])
def test_it_says_in_swedish_what_was_written_and_no_number(cast: Cast, story: Story, language: str) -> None:
    story.gives_summary(timezone.now(), medicines="Alvedon vid behov")
    with override(language):
        on_paper = words_of(paper.told(summary_paper(open_case(cast.nurse, story.case.pk))))
    for words in ("Min väg hem", "min katt", "hemtjänsten kommer i kväll", "Alvedon vid behov"):
        assert words in on_paper
    # What nobody has written about has no heading.
    assert "Min rehabilitering" not in on_paper
    assert story.case.patient is not None
    assert story.case.patient.identity_value[-4:] not in on_paper.replace(story.case.number, "")


def test_it_is_nothing_to_fetch_before_it_is_written(cast: Cast, story: Story) -> None:
    before = AccessLogEntry.objects.count()
    assert client_of(cast.nurse).get(f"/cases/{story.case.pk}/summary.pdf").status_code == 404
    assert api_client_of(cast.nurse).get(f"/api/v1/cases/{story.case.pk}/summary.pdf").status_code == 404
    assert AccessLogEntry.objects.count() == before


def test_it_is_hidden_from_strangers(cast: Cast, story: Story) -> None:
    story.gives_summary(timezone.now())
    before = AccessLogEntry.objects.count()
    for stranger in (cast.stranger_nurse, cast.stranger_officer, cast.region_controller, cast.log_reviewer):
        assert client_of(stranger).get(f"/cases/{story.case.pk}/summary.pdf").status_code == 404
        assert api_client_of(stranger).get(f"/api/v1/cases/{story.case.pk}/summary.pdf").status_code == 404
    assert AccessLogEntry.objects.count() == before
