from django.apps import AppConfig

from clientvoice.celery import app


class ClientvoiceConfig(AppConfig):
    """The glue: settings, URLs, command line, static files and catalogues."""

    name = "clientvoice"
    # Held here so that every process that sets Django up, the web too, queues its jobs through this application.
    celery = app
