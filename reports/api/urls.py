"""The API of this room."""

from django.urls import path

from reports.api.publication import PublicationView

app_name = "reports-api"
urlpatterns = [path("rounds/<uuid:round_id>/publication/", PublicationView.as_view(), name="round-publication")]
