"""The API of asking and answering, below `/api/v1/`."""

from django.urls import path

from surveys.api.answering import DraftView, OpenView, SubmissionsView
from surveys.api.media import MediaView
from surveys.api.rounds import InstrumentSchemaView, RoundResponseView

app_name = "surveys-api"
urlpatterns = [
    path("answering/open", OpenView.as_view(), name="answering-open"),
    path("answering/sessions/<uuid:session_id>/draft", DraftView.as_view(), name="answering-draft"),
    path("answering/sessions/<uuid:session_id>/media/<uuid:media_id>", MediaView.as_view(), name="answering-media"),
    path("answering/submissions", SubmissionsView.as_view(), name="answering-submit"),
    path("rounds/<uuid:round_id>/response/", RoundResponseView.as_view(), name="round-response"),
    path("instruments/schema/", InstrumentSchemaView.as_view(), name="instrument-schema"),
]
