"""Every address, by app."""

from django.urls import include, path

from accounts.web.language import choose_language
from config.api_docs import SchemaView, schema_page
from config.guide import guide_page, help_page
from config.health import deep, live, ready
from config.metrics import metrics
from config.operations_page import operations
from look.style_page import style_page

urlpatterns = [
    path("", include("accounts.web.urls")),
    path("", include("coordination.web.urls")),
    path("months/", include("billing.web.urls")),
    path("forecast/", include("billing.web.forecast_urls")),
    path("what-if/", include("billing.web.what_if_urls")),
    path("follow-up/", include("billing.web.follow_up_urls")),
    path("statements/", include("billing.web.statement_urls")),
    path("disputes/", include("billing.web.dispute_urls")),
    path("corrections/", include("billing.web.correction_urls")),
    path("agreements/", include("billing.web.agreement_urls")),
    path("api/v1/", include("config.api_urls")),
    path("api/schema/", SchemaView.as_view(), name="api-schema"),
    path("api/", schema_page, name="api"),
    path("help/", help_page, name="help"),
    path("help/<slug:slug>/", guide_page, name="guide"),
    path("language/", choose_language, name="set_language"),
    path("operations/", operations, name="operations"),
    path("look/", style_page, name="look"),
    path("health/live", live, name="live"),
    path("health/ready", ready, name="ready"),
    path("health/deep", deep, name="deep"),
    path("metrics", metrics, name="metrics"),
]

handler400 = "config.errors.bad_request"
handler403 = "config.errors.forbidden"
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"
