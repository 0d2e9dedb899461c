"""Pages about rounds, invitations and instruments."""

from django.urls import path

from surveys.instrument_urls import urlpatterns as instrument_urls
from surveys.views import answer_notes, cases, drafts, given_media, invitations, looking, rounds

app_name = "surveys"
urlpatterns = [
    path("rounds/", rounds.round_list, name="round-list"),
    path("rounds/new/", drafts.round_create, name="round-create"),
    path("rounds/<uuid:round_id>/", rounds.round_detail, name="round-detail"),
    path("rounds/<uuid:round_id>/change/", drafts.round_change, name="round-change"),
    path("rounds/<uuid:round_id>/remove/", drafts.round_remove, name="round-remove"),
    path("rounds/<uuid:round_id>/open/", rounds.round_open, name="round-open"),
    path("rounds/<uuid:round_id>/close/", rounds.round_close, name="round-close"),
    path("answers/<uuid:submission_id>/note/", answer_notes.answer_note, name="answer-note"),
    path("answers/media/<uuid:media_id>/", given_media.given_media, name="given-media"),
    path("invitations/<uuid:invitation_id>/letter/", invitations.letter, name="invitation-letter"),
    path("invitations/<uuid:invitation_id>/outcome/", invitations.outcome, name="invitation-outcome"),
    path("looking/", looking.looking, name="looking"),
    path("looking/<uuid:invitation_id>/answer/", looking.answer, name="looking-answer"),
    path("looking/<uuid:invitation_id>/take-back/", cases.observer_remove, name="observer-remove"),
    path("cases/<uuid:case_id>/", cases.case_detail, name="case-detail"),
    path("cases/<uuid:case_id>/add/", cases.observer_add, name="observer-add"),
    path("cases/<uuid:case_id>/take/", cases.case_take, name="case-take"),
    path("cases/<uuid:case_id>/side-by-side/", cases.case_compare, name="case-compare"),
    *instrument_urls,
]
