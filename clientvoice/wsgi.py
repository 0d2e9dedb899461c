"""The WSGI application, which gunicorn serves."""

import os

from django.core.checks.urls import check_resolver
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clientvoice.settings")
application = get_wsgi_application()
# Every page is loaded before the first visitor comes, and once for all workers of the server.
check_resolver(get_resolver())
