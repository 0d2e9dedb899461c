"""Every address of the site. Each one stands in the role table under `tests/clientvoice/`."""

from django.conf.urls.i18n import urlpatterns as language_urls
from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView

from clientvoice.views import home

api_urls: list[URLPattern | URLResolver] = [
    path("", include("surveys.api.urls")),
    path("", include("reports.api.urls")),
    path("schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("docs/", SpectacularSwaggerView.as_view(url_name="api-schema"), name="api-docs"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    # First, because answers come in here and addresses are tried from the top.
    path("api/v1/", include(api_urls)),
    path("", home, name="home"),
    path("", include("organisations.urls")),
    path("", include("surveys.urls")),
    path("", include("surveys.answering_urls")),
    path("", include("surveys.profile_urls")),
    path("", include("supportplans.urls")),
    path("", include("supportplans.near_urls")),
    path("", include("supportplans.mine_urls")),
    path("", include("reports.urls")),
    path("language/", include(language_urls)),
    path("health/", include("clientvoice.health")),
    path("", include("clientvoice.safety.views")),
]

handler400 = "clientvoice.views.bad_request"
handler404 = "clientvoice.views.not_found"
handler500 = "clientvoice.views.server_error"
