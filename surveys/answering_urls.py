"""The pages on which people answer."""

from django.urls import URLPattern, URLResolver, path

from surveys.views.answering import entering, filling, leaving, photos, starting, tablet

app_name = "answering"
urlpatterns: list[URLPattern | URLResolver] = [
    path("answer/", entering.code, name="code"),
    path("answer/start/", starting.start, name="start"),
    path("answer/form/", filling.form, name="form"),
    path("answer/pause/", filling.pause, name="pause"),
    path("answer/stop/", leaving.stop, name="stop"),
    path("answer/done/", leaving.done, name="done"),
    path("answer/later/", leaving.later, name="later"),
    path("answer/pictures/<uuid:photo_id>/", photos.photo, name="photo"),
    path("tablet/", tablet.rest, name="tablet"),
    path("tablet/hello/", tablet.hello, name="hello"),
    path("tablet/unlock/", tablet.unlock, name="unlock"),
    path("tablet/pick/", tablet.pick, name="pick"),
]
