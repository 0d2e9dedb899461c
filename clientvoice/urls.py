"""Every address of the site. Each one stands in the role table of `tests/clientvoice/test_role_table.py`."""

from django.urls import include, path

urlpatterns: list = [
    path("account/", include("allauth.account.urls")),
    path("health/", include("clientvoice.health")),
]
