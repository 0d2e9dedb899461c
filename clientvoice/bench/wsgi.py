"""The site with the bare insert beside it: the same process, settings and middleware for both.

Only passwords are hashed in no time: a sign-in is measured apart from that, and nobody real signs in here.
"""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clientvoice.settings")

from django.conf import settings
from django.core.wsgi import get_wsgi_application

settings.ROOT_URLCONF = "clientvoice.bench.urls"
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
application = get_wsgi_application()
