"""Whose data somebody may put right, export and remove: administrators of a whole provider. A stranger gets 404.

A client's data lies all over the provider, so who administers a part of it, or a cooperative above it, does not do.
"""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from organisations.choices import ExportState, Role
from organisations.data import Rights
from organisations.models import Client, ErasureRequest, PersonExport, RemovalCertificate


def providers(rights: Rights) -> tuple[UUID, ...]:
    """Return the providers that somebody administers as a whole."""
    own = (grant for grant in rights.grants if grant.role == Role.ADMINISTRATOR)
    return tuple(dict.fromkeys(grant.unit_id for grant in own if grant.unit_id == grant.provider_id))


def clients(rights: Rights) -> QuerySet[Client]:
    """Return the clients of those providers, also those who left."""
    return Client.objects.filter(provider__in=providers(rights))


def listed_clients(rights: Rights) -> QuerySet[Client]:
    """Return the same clients for a list that is shown; the access log keeps for which providers."""
    _note_list(rights)
    return clients(rights)


def _note_list(rights: Rights) -> None:
    for provider_id in providers(rights):
        rights.note(None, provider_id, f"unit:{provider_id}")


def client(rights: Rights, client_id: UUID) -> Client:
    """Return one of them; raises `Http404` for a stranger."""
    found = get_object_or_404(clients(rights).select_related("provider"), pk=client_id)
    rights.note(found.pk, found.provider_id, "personal-data")
    return found


def person_export(rights: Rights, export_id: UUID, *, at: datetime) -> PersonExport:
    """Return an export about one of them that can be fetched now; raises `Http404` otherwise."""
    ready = PersonExport.objects.filter(
        client__in=clients(rights), state=ExportState.READY, expires_at__gt=at
    ).select_related("client")
    return get_object_or_404(ready, pk=export_id)


def erasure_requests(rights: Rights) -> QuerySet[ErasureRequest]:
    """Return the requests to remove data within those providers."""
    return ErasureRequest.objects.filter(provider__in=providers(rights))


def listed_requests(rights: Rights) -> QuerySet[ErasureRequest]:
    """Return the same requests for a list of whom they are about; the access log keeps for which providers."""
    _note_list(rights)
    return erasure_requests(rights)


def erasure_request(rights: Rights, request_id: UUID) -> ErasureRequest:
    """Return one of them; raises `Http404` for a stranger."""
    with_names = erasure_requests(rights).select_related(
        "client", "provider", "noted_by", "confirmed_by", "withdrawn_by", "certificate"
    )
    found = get_object_or_404(with_names, pk=request_id)
    if found.client_id:
        rights.note(found.client_id, found.provider_id, f"erasure:{found.pk}")
    return found


def certificates(rights: Rights) -> QuerySet[RemovalCertificate]:
    """Return the certificates of what was removed within those providers."""
    return RemovalCertificate.objects.filter(provider__in=providers(rights)).select_related("provider", "request")


def certificate(rights: Rights, certificate_id: UUID) -> RemovalCertificate:
    """Return one of them; raises `Http404` for a stranger."""
    return get_object_or_404(certificates(rights), pk=certificate_id)
