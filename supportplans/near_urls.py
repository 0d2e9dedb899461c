"""Pages for relatives who signed in."""

from django.urls import path

from supportplans.views import near, near_passkey

app_name = "near"
urlpatterns = [
    path("near/people/", near.people, name="people"),
    path("near/passkey/", near_passkey.passkey, name="passkey"),
    path("near/people/<uuid:representation_id>/", near.person, name="person"),
    path("near/people/<uuid:representation_id>/media/<uuid:media_id>/", near.media, name="media"),
]
