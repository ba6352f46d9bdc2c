"""Addresses of what has been issued."""

from django.urls import path, register_converter

from billing.web.statement_steps import acknowledge, credit, pay, propose
from billing.web.statements import statement, statements


class NumberConverter:
    """`<statement:number>` in an address: 13-2027-0001."""

    regex = "[0-9]{2}-20[0-9]{2}-[0-9]{4,9}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(NumberConverter, "statement")

urlpatterns = [
    path("", statements, name="statements"),
    path("<statement:number>/", statement, name="statement"),
    path("<statement:number>/acknowledge/", acknowledge, name="acknowledge-statement"),
    path("<statement:number>/pay/", pay, name="pay-statement"),
    path("<statement:number>/propose-credit/", propose, name="propose-credit"),
    path("<statement:number>/credit/", credit, name="credit-statement"),
]
