"""The table of statuses: every pair of status and step, written out by hand and compared with the code's."""

from itertools import product

import pytest

from coordination.core.states import STEPS, NoSuchTransition, Status, Step, after, replay

# One letter a cell: the status it leads to, or a dot where the step is not possible.
# Rows: from nothing, Admitted, Notified, Ready, Discharged, Cancelled (X), Imported.
GRID = """
                            -  A  N  R  D  X  I
admission_registered        A  .  .  .  .  .  .
need_assessed               .  A  N  R  D  .  .
admission_notice_sent       .  N  N  R  D  .  .
notice_received             .  A  N  R  D  .  .
care_contact_appointed      .  A  N  R  D  .  .
discharge_ready_sent        .  R  R  R  D  .  .
discharge_ready_withdrawn   .  .  .  N  D  .  .
sip_called                  .  A  N  R  D  .  .
sip_not_needed              .  A  N  R  D  .  .
sip_requested               .  A  N  R  D  .  .
sip_moved                   .  A  N  R  D  .  .
sip_call_cancelled          .  A  N  R  D  .  .
sip_answered                .  A  N  R  D  .  .
sip_plan_written            .  A  N  R  D  .  .
sip_plan_agreed             .  A  N  R  D  .  .
sip_followed_up             .  A  N  R  D  .  .
sip_closed                  .  A  N  R  D  .  .
care_plan_written           .  A  N  R  D  .  .
care_plan_adjusted          .  A  N  R  D  .  .
reception_accepted          .  A  N  R  D  .  .
reception_delayed           .  A  N  R  D  .  .
region_services_missing     .  A  N  R  D  .  .
region_services_available   .  A  N  R  D  .  .
ward_transferred            .  A  N  R  .  .  .
patient_details_corrected   .  A  N  R  D  .  .
identity_corrected          .  A  N  R  D  .  .
consent_registered          .  A  N  R  D  .  .
protection_ended            .  A  N  R  .  .  .
discharged                  .  D  D  D  .  .  .
discharge_corrected         .  .  .  .  D  .  .
bed_changed                 .  A  N  R  .  .  .
estimated_discharge_changed .  A  N  R  .  .  .
treatment_plan_written      .  A  N  R  D  .  .
planning_basis_given        .  A  N  R  D  .  .
case_officer_named          .  A  N  R  D  .  .
inpatient_contact_appointed .  A  N  R  D  .  .
discharge_planned           .  A  N  R  D  .  .
leave_begun                 .  A  N  R  D  .  .
leave_ended                 .  A  N  R  D  .  .
notice_withheld             .  A  N  R  D  .  .
discharge_information_sent  .  A  N  R  D  .  .
track_chosen                .  A  N  R  .  .  .
home_ready_checked          .  A  N  R  D  .  .
patient_summary_given       .  A  N  R  D  .  .
message_sent                .  A  N  R  D  .  .
deviation_reported          .  A  N  R  D  .  .
deviation_followed_up       .  A  N  R  D  .  .
notice_extended             .  A  N  R  D  .  .
notice_returned             .  A  N  R  D  .  .
not_our_patient             .  A  N  R  D  .  .
notice_forwarded            .  A  N  R  D  .  .
recipient_removed           .  A  N  R  D  .  .
cancelled                   .  X  X  X  .  .  .
entry_voided                .  A  N  R  D  X  .
episode_imported            I  .  .  .  .  .  .
episode_corrected           .  .  .  .  .  .  I
"""
LETTERS = {
    "-": None,
    "A": Status.ADMITTED,
    "N": Status.NOTIFIED,
    "R": Status.READY,
    "D": Status.DISCHARGED,
    "X": Status.CANCELLED,
    "I": Status.IMPORTED,
}


def expected() -> dict[tuple[Status | None, Step], Status | None]:
    header, *rows = GRID.strip("\n").splitlines()
    cells = {}
    for row in rows:
        step, *letters = row.split()
        for letter, to in zip(header.split(), letters, strict=True):
            cells[LETTERS[letter], Step(step)] = None if to == "." else LETTERS[to]
    return cells


def test_it_decides_every_pair() -> None:
    assert set(expected()) == set(product([None, *Status], Step))


@pytest.mark.parametrize(
    ("pair", "to"), [pytest.param(pair, to, id="-".join(map(str, pair))) for pair, to in expected().items()]
)
def test_it_leads_where_the_grid_says(pair: tuple[Status | None, Step], to: Status | None) -> None:
    if to is None:
        with pytest.raises(NoSuchTransition):
            after(*pair)
    else:
        assert after(*pair) is to


def test_it_replays_a_life() -> None:
    steps = [
        Step.ADMISSION_REGISTERED,
        Step.ADMISSION_NOTICE_SENT,
        Step.DISCHARGE_READY_SENT,
        Step.DISCHARGE_READY_WITHDRAWN,
        Step.DISCHARGE_READY_SENT,
        Step.DISCHARGED,
        Step.CARE_CONTACT_APPOINTED,
    ]
    assert [replay(steps[:length]) for length in range(len(steps) + 1)] == [
        None,
        Status.ADMITTED,
        Status.NOTIFIED,
        Status.READY,
        Status.NOTIFIED,
        Status.READY,
        Status.DISCHARGED,
        Status.DISCHARGED,
    ]


def test_it_names_who_acts_in_every_step_but_an_import() -> None:
    assert set(STEPS) == set(Step)
    assert {step for step, row in STEPS.items() if not row.acting} == {
        Step.EPISODE_IMPORTED,
        Step.EPISODE_CORRECTED,
    }
