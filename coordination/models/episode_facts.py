"""What billing may know of an episode, as it was known at each time."""

from collections.abc import Iterable
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from accounts.access.scoping import ScopedQuerySet
from accounts.models import CareType, ImmutableModel, ImmutableQuerySet
from coordination.core.episodes import CareType as CoreCareType
from coordination.core.episodes import Episode, KnownEpisode
from coordination.models.case import Case
from coordination.models.civil_time import CivilDateTimeField

SEQUENCE = "coordination_episode_place"


class EpisodeFactsQuerySet(ImmutableQuerySet["EpisodeFacts"], ScopedQuerySet["EpisodeFacts"]):  # type: ignore[override]  # both parents have as_manager
    def latest(self) -> "EpisodeFactsQuerySet":  # type: ignore[override]
        """One row an episode: what is known now."""
        return self.filter(superseded_at=None)


class EpisodeFacts(ImmutableModel):
    """`core.episodes.KnownEpisode` as it was known from `known_from` until just before `superseded_at`.

    `region_available` and `registered_late` have its values with a space between, or null; imported episodes have none.
    `place` is the episode's in the order in which episodes were first recorded: the same in all its rows.
    """

    path_to_party = "case__parties__unit"
    changeable = ("superseded_at",)

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="facts")
    region_code = models.CharField(max_length=2)
    known_from = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)
    place = models.BigIntegerField(db_default=models.Func(models.Value(SEQUENCE), function="nextval"))

    episode_id = models.TextField()
    municipality = models.CharField(max_length=4)
    placing_municipality = models.CharField(max_length=4, null=True)  # noqa: DJ001  # null, as every fact that is not
    liable_municipality = models.GeneratedField(
        expression=Coalesce("placing_municipality", "municipality"),
        output_field=models.CharField(max_length=4),
        db_persist=True,
    )
    care_type = models.CharField(max_length=20, choices=CareType)
    admitted_at = CivilDateTimeField()
    need_assessed_at = CivilDateTimeField(null=True)
    admission_notice_at = CivilDateTimeField(null=True)
    needs_municipal_services = models.BooleanField()
    needs_health_care = models.BooleanField()
    care_contact_at = CivilDateTimeField(null=True)
    discharge_ready_at = CivilDateTimeField(null=True)
    sip_required = models.BooleanField()
    sip_called_at = CivilDateTimeField(null=True)
    region_unavailable_from = CivilDateTimeField(null=True)
    region_unavailable_to = CivilDateTimeField(null=True)
    discharged_at = CivilDateTimeField(null=True)
    region_available = models.TextField(null=True)  # noqa: DJ001  # null, as every fact that is not
    registered_late = models.TextField(null=True)  # noqa: DJ001  # the same

    objects = EpisodeFactsQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region_code", "episode_id"],
                condition=Q(superseded_at=None),
                name="one_latest_facts_an_episode",
            ),
            models.CheckConstraint(
                name="facts_superseded_after_known",
                condition=Q(superseded_at=None) | Q(superseded_at__gt=models.F("known_from")),
            ),
        ]
        indexes = [
            models.Index(fields=["case", "known_from"], name="facts_of_a_case"),
            models.Index(fields=["region_code", "discharged_at"], name="facts_of_a_regions_month"),
            models.Index(fields=["liable_municipality", "discharged_at"], name="facts_of_a_municipal_month"),
        ]

    def __str__(self) -> str:
        return self.episode_id

    def as_episode(self) -> Episode:
        """The facts as the core reads them."""
        values = {name: getattr(self, name) for name in EPISODE_COLUMNS}
        return Episode(**{**values, "care_type": CoreCareType(self.care_type)})

    def as_known(self) -> KnownEpisode:
        """All that the row says."""
        return KnownEpisode(
            self.as_episode(),
            region_available=tuple(map(datetime.fromisoformat, (self.region_available or "").split())),
            registered_late=tuple((self.registered_late or "").split()),
        )


def as_text(values: Iterable[str]) -> str | None:
    """Several values in one column; none at all is null."""
    return " ".join(values) or None


EPISODE_COLUMNS = tuple(Episode.__dataclass_fields__)
"""The columns of the episode file, in its order; the model's fields have the same names."""

KNOWN_BESIDES = ("region_available", "registered_late")
"""What a row says besides: the columns have the names of `KnownEpisode`."""
