"""The pages of this room."""

from django.urls import URLPattern, URLResolver

app_name = "supportplans"
urlpatterns: list[URLPattern | URLResolver] = []
