"""Payloads are stored as JSON and read back the same; anything else is refused."""

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from coordination.core.codec import UnreadablePayload, to_json
from coordination.core.episodes import CareType, Episode
from coordination.core.events import PAYLOADS, payload_of
from coordination.core.homegoing import TrackChosen
from coordination.core.planning import PlanningBasisGiven
from coordination.core.receiver import Named
from coordination.core.states import Step
from tests.coordination.addressing_histories import handed_on, not_ours
from tests.coordination.histories import (
    INTAKE,
    PRIMARY_CARE,
    Happening,
    accepted,
    admitted,
    appointed,
    assessed,
    available,
    back,
    basis,
    called,
    cancelled,
    checked,
    consented,
    corrected,
    delayed,
    deviated,
    deviation_answered,
    discharge_planned,
    estimated,
    extended,
    forwarded,
    home,
    in_bed,
    informed,
    missing,
    moved,
    notified,
    officer,
    on_leave,
    on_track,
    planned,
    ready,
    received,
    removed,
    renumbered,
    returned,
    summarised,
    unprotected,
    voided,
    waived,
    withdrawn,
    withheld,
    wrote,
)
from tests.coordination.sip_histories import (
    adjusted,
    answered,
    asked_for_sip,
    call_cancelled,
    care_planned,
    followed_up,
    sip_agreed,
    sip_closed,
    sip_moved,
    sip_planned,
)
from tests.coordination.stay_histories import appointed_in_ward, went_home
from tests.coordination.stories import EVERYTHING, NOTHING, at

RED = TrackChosen("red", "", "Rött spår", ("sip_at_once",), is_fixed=True)
NOON = "2026-03-03T12:00"
INTAKE_BY_DEFAULT = replace(INTAKE, is_default=True)
HAPPENINGS = [
    admitted(NOON),
    admitted(NOON, None, placing="1384"),
    assessed(NOON, NOTHING),
    assessed(NOON, EVERYTHING),
    notified(NOON),
    notified(
        NOON, INTAKE_BY_DEFAULT, district=Named(5, "Väster"), listed_at=Named(2, "Andersbergs vårdcentral")
    ),
    replace(admitted(NOON), payload=replace(admitted(NOON).payload, listed_at=Named(2, "Vårdcentralen"))),
    received(NOON, 2, INTAKE),
    appointed(NOON),
    ready(NOON),
    withdrawn(NOON),
    called(NOON),
    waived(NOON),
    asked_for_sip(NOON),
    sip_moved(NOON, NOON),
    call_cancelled(NOON),
    answered(NOON, 2),
    sip_planned(NOON),
    sip_agreed(NOON, 2),
    followed_up(NOON),
    followed_up(NOON, "2026-05-01"),
    sip_closed(NOON),
    care_planned(NOON),
    adjusted(NOON, 2),
    accepted(NOON),
    delayed(NOON),
    missing(NOON),
    available(NOON),
    moved(NOON),
    corrected(NOON),
    corrected(NOON, placing="1380"),
    corrected(NOON, out=(INTAKE,), back=(PRIMARY_CARE,)),
    renumbered(NOON),
    unprotected(NOON),
    home(NOON),
    went_home(NOON, 2),
    in_bed(NOON),
    consented(NOON),
    on_track(NOON),
    checked(NOON),
    summarised(NOON),
    estimated(NOON, NOON),
    planned(NOON),
    basis(NOON, INTAKE),
    Happening(
        at(NOON),
        PlanningBasisGiven(1, True, "", "", TrackChosen("red", "", "Rött spår", ("sip_at_once",), True)),
    ),
    officer(NOON),
    appointed_in_ward(NOON),
    discharge_planned(NOON),
    on_leave(NOON, NOON),
    back(NOON),
    withheld(NOON),
    informed(NOON),
    wrote(NOON),
    extended(NOON),
    returned(NOON, 2),
    not_ours(NOON, 2, listed_at=Named(4, "Vallås vårdcentral")),
    handed_on(NOON, 2, PRIMARY_CARE),
    forwarded(NOON, 2, PRIMARY_CARE),
    removed(NOON),
    deviated(NOON),
    deviation_answered(NOON, 2, INTAKE),
    cancelled(NOON),
    voided(NOON, 2),
]
EPISODE = Episode(
    *(
        "E1",
        "1380",
        None,
        CareType.FORENSIC,
        datetime(2026, 10, 25, 2, 30),
        None,
        None,
        True,
        False,
        None,
        None,
    ),
    *(False, None, None, None, datetime(2026, 10, 26, 9, 0, 1)),
)


def step_of(payload: object) -> Step:
    return next(step for step, kind in PAYLOADS.items() if type(payload) is kind)


@pytest.mark.parametrize(
    "payload", [*[one.payload for one in HAPPENINGS], EPISODE], ids=lambda one: type(one).__name__
)
def test_it_reads_back_what_it_wrote(payload: Any) -> None:
    stored = json.dumps(to_json(payload))
    read = payload_of(step_of(payload), json.loads(stored))
    assert read == payload
    assert json.dumps(to_json(read)) == stored


def test_it_tries_the_payload_of_every_step() -> None:
    tried = {type(one.payload) for one in HAPPENINGS} | {Episode}
    assert tried == set(PAYLOADS.values())


def test_it_writes_instants_in_utc_and_civil_times_without_a_zone() -> None:
    assert to_json(accepted("2026-07-01T12:00").payload)["can_receive_from"] == "2026-07-01T10:00:00+00:00"
    assert to_json(EPISODE)["admitted_at"] == "2026-10-25T02:30:00"


def test_it_writes_a_set_in_one_order() -> None:
    stored = to_json(assessed(NOON, EVERYTHING).payload)
    assert stored["assessment"]["needs"] == ["municipal_health_care", "region_outpatient", "social_services"]


@pytest.mark.parametrize(
    ("step", "data"),
    [
        (Step.CANCELLED, None),
        (Step.CANCELLED, {}),
        (Step.CANCELLED, {"reason": 7}),
        (Step.CANCELLED, {"reason": "fel", "more": "x"}),
        (Step.NOTICE_RECEIVED, {"notice": True, "unit": 1}),
        (Step.NOTICE_RECEIVED, {"notice": "2", "unit": 1}),
        (Step.DISCHARGED, {"destination": "mars", "note": ""}),
        (Step.RECEPTION_ACCEPTED, {"can_receive_from": "imorgon", "note": ""}),
        (Step.RECEPTION_ACCEPTED, {"can_receive_from": None, "note": ""}),
        (
            Step.NEED_ASSESSED,
            {"assessment": {"needs": ["dans"], "physician": "L", "assessed_at": "2026-03-03T12:00Z"}},
        ),
    ],
)
def test_it_refuses_what_is_no_such_payload(step: Step, data: Any) -> None:
    with pytest.raises(UnreadablePayload):
        payload_of(step, data)
