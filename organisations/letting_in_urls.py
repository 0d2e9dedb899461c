"""Pages by which relatives and clients get in, and on which staff let them."""

from django.urls import path

from organisations.views import doors, picture_codes, relatives

pages = [
    path("clients/<uuid:client_id>/relatives/", relatives.relative_list, name="relative-list"),
    path("relatives/<uuid:representation_id>/", relatives.relative_sight, name="relative-sight"),
    path("relatives/<uuid:representation_id>/letter/", relatives.relative_letter, name="relative-letter"),
    path("relatives/<uuid:representation_id>/end/", relatives.relative_end, name="relative-end"),
    path("clients/<uuid:client_id>/pictures/", picture_codes.choose, name="picture-code"),
    path("clients/<uuid:client_id>/pictures/end/", picture_codes.end, name="picture-code-end"),
    path("tablet/mine/", picture_codes.tap, name="picture-code-tap"),
]

near_pages = [
    path("near/", doors.near_door, name="near-door"),
    path("near/link/<str:token>/", doors.near_code, name="near-code"),
]
