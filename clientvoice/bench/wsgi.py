"""The site with the bare insert beside it: the same process, settings and middleware for both."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clientvoice.settings")

from django.conf import settings
from django.core.wsgi import get_wsgi_application

settings.ROOT_URLCONF = "clientvoice.bench.urls"
application = get_wsgi_application()
