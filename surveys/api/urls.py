"""The API of asking and answering, below `/api/v1/`."""

from django.urls import URLPattern, URLResolver

app_name = "surveys-api"
urlpatterns: list[URLPattern | URLResolver] = []
