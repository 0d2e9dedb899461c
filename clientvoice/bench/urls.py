"""The addresses of the benchmark: the whole site, and the limit to hold it against. Mounted nowhere else."""

from django.urls import path

from clientvoice.bench.bare import insert
from clientvoice.urls import urlpatterns as site

urlpatterns = [path("bench/insert", insert), *site]
