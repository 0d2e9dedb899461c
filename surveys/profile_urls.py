"""Pages about how one client answers."""

from django.urls import path

from surveys.views import client_photos, profiles

app_name = "profiles"
urlpatterns = [
    path("clients/<uuid:client_id>/answering/", profiles.answering_profile, name="answering"),
    path("clients/<uuid:client_id>/answering/put-back/", profiles.put_back, name="put-back"),
    path("clients/<uuid:client_id>/answering/photo/", client_photos.photo_add, name="photo-add"),
    path("clients/photos/<uuid:photo_id>/", client_photos.photo, name="photo"),
    path("clients/photos/<uuid:photo_id>/remove/", client_photos.photo_remove, name="photo-remove"),
]
