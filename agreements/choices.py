"""The one table of named choices that the texts make, with the meaning of each.

The billing core has an enum for each that decides an amount; a test holds the two equal.
"""

from collections.abc import Mapping
from types import MappingProxyType

from agreements.dated import Words

CHOICES: Mapping[str, Mapping[str, Words]] = MappingProxyType(
    {
        "track_colours": {
            "blue": Words("blått", "blue"),
            "green": Words("grönt", "green"),
            "yellow": Words("gult", "yellow"),
            "red": Words("rött", "red"),
        },
        "track_steps": {
            "discharge_planning": Words("utskrivningsplanering", "discharge planning"),
            "care_contact": Words("fast vårdkontakt", "fixed care contact"),
            "sip": Words("SIP", "SIP"),
            "sip_at_home": Words("SIP hemma efter utskrivningen", "SIP at home after the discharge"),
            "sip_at_once": Words("mötestid för SIP genast", "a time for the SIP at once"),
        },
        "track_parties": {
            "ward": Words("avdelningen", "the ward"),
            "outpatient": Words("öppenvården", "outpatient care"),
            "municipality": Words("kommunen", "the municipality"),
        },
        "counting": {
            "elapsed": Words("första dagen är dag noll", "the first day is day zero"),
            "inclusive": Words("första dagen är dag ett", "the first day is day one"),
        },
        "cut_off_applies_to": {
            "start": Words("då räkningen börjar", "the time when counting starts"),
            "notice": Words("då underrättelsen skickades", "the time of the discharge-ready notice"),
        },
        "long_stay_counted_from": {
            "counting_start": Words("från räkningens början", "from the start of counting"),
            "notice": Words("från underrättelsen", "from the discharge-ready notice"),
        },
        "window_covers": {
            "average": Words("bara genomsnittet", "the average only"),
            "average_and_individual": Words(
                "genomsnittet och de individuella dagarna",
                "the average and the individual days",
            ),
        },
        "late_admission_notice": {
            "warns": Words("visas som en varning", "is shown as a warning"),
            "excludes": Words("gör att vårdtillfället inte räknas", "excludes the episode"),
        },
        "late_sip_call": {
            "warns": Words("visas som en varning", "is shown as a warning"),
            "excludes": Words("gör att vårdtillfället inte räknas", "excludes the episode"),
        },
        "region_unavailable_dates": {
            "both_ends": Words(
                "första och sista dagen räknas bort",
                "the first and last dates are left out",
            ),
            "whole_days_only": Words("bara hela dygn räknas bort", "only whole days are left out"),
        },
        "episode_month": {
            "discharge": Words("månaden för utskrivningen", "the month of the discharge"),
            "ready": Words("månaden för underrättelsen", "the month of the discharge-ready notice"),
        },
        "daily_amount_year": {
            "discharge": Words("året för utskrivningen", "the year of the discharge"),
            "ready": Words("året för underrättelsen", "the year of the discharge-ready notice"),
        },
        "care_types": {
            "somatic": Words("somatisk vård", "somatic care"),
            "psychiatric": Words("psykiatrisk vård", "psychiatric care"),
            "forensic": Words("rättspsykiatrisk vård", "forensic psychiatric care"),
        },
        "corrections_until": {
            "joint_routine": Words("enligt den gemensamma rutinen", "by the joint routine"),
            "invoice_sent": Words("tills fakturan är sänd", "until the invoice is sent"),
            "month_reviewed": Words("tills månaden är granskad", "until the month is reviewed"),
        },
        "admission_notice_receiver": {
            "municipality": Words("kommunen", "the municipality"),
            "municipality_or_outpatient": Words(
                "kommunen eller den öppna vården", "the municipality or outpatient care"
            ),
        },
        "started_by": {
            "any_party": Words("vilken part som helst", "any party"),
            "municipality": Words("kommunen", "the municipality"),
        },
        "levels": {
            "municipality": Words("kommun", "municipality"),
            "district": Words("stadsdel", "district"),
        },
        "how_often": {
            "monthly": Words("varje månad", "monthly"),
            "yearly": Words("varje år", "yearly"),
            "continuously": Words("löpande", "continuously"),
        },
        "by": {
            "any_party": Words("vilken part som helst", "any party"),
            "every_party": Words(
                "alla parter, var och en för sig",
                "every party, each by its own decision",
            ),
        },
        "ends_for": {
            "all_parties": Words("alla parter", "all parties"),
            "terminating_party": Words("den part som säger upp", "the party that terminates"),
        },
        "approved_by_all": {
            "assumed": Words(
                "under förutsättning att alla parter har godkänt",
                "if all parties have approved",
            ),
            "not_needed": Words("behövs inte", "not needed"),
        },
    }
)
