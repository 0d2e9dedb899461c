"""The pages of this room."""

from django.urls import path

from reports.views.results import result_detail, result_list

app_name = "reports"
urlpatterns = [
    path("results/", result_list, name="result-list"),
    path("results/<uuid:round_id>/", result_detail, name="result-detail"),
]
