"""Statements' numbers as addresses write them."""

from django.urls import register_converter


class NumberConverter:
    """`<statement:number>` in an address: 13-2027-0001."""

    regex = "[0-9]{2}-20[0-9]{2}-[0-9]{4,9}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(NumberConverter, "statement")
