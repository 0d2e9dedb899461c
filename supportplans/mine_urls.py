"""A client's own pages on a tablet of the team."""

from django.urls import path

from supportplans.views import mine

app_name = "mine"
urlpatterns = [
    path("mine/", mine.home, name="home"),
    path("mine/promises/", mine.promises, name="promises"),
    path("mine/answers/", mine.answers, name="answers"),
    path("mine/media/<uuid:media_id>/", mine.media, name="media"),
    path("mine/looked/", mine.looked, name="looked"),
    path("mine/close/", mine.close, name="close"),
    path("clients/<uuid:client_id>/mine/", mine.let_look, name="let-look"),
]
