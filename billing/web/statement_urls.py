"""Addresses of what has been issued."""

from django.urls import path

import billing.statements.in_address  # noqa: F401  # what a number is in an address
from billing.web.disputes import contest
from billing.web.sendings import send, sendings
from billing.web.statement_file import FILES
from billing.web.statement_files import statement_file
from billing.web.statement_steps import acknowledge, credit, pay, propose
from billing.web.statements import statement, statements

urlpatterns = [
    path("", statements, name="statements"),
    path("sendings/", sendings, name="sendings"),
    path("<statement:number>/", statement, name="statement"),
    path("<statement:number>/acknowledge/", acknowledge, name="acknowledge-statement"),
    path("<statement:number>/contest/", contest, name="contest-statement"),
    path("<statement:number>/pay/", pay, name="pay-statement"),
    path("<statement:number>/propose-credit/", propose, name="propose-credit"),
    path("<statement:number>/credit/", credit, name="credit-statement"),
    path("<statement:number>/send/", send, name="send-statement"),
    *(
        path(f"<statement:number>/{one.name}", statement_file, {"wanted": one}, name=one.route)
        for one in FILES
    ),
]
