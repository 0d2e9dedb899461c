"""What an address of an instrument means: one version of it, or an own one that is on its way."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from instruments.definition.model import Definition
from instruments.serialising import from_json, sha256
from organisations.access import rights
from organisations.models import Unit
from surveys import access
from surveys.models import InstrumentProposal
from surveys.queries.instruments import Edition, Instrument, instruments


@dataclass(frozen=True, slots=True)
class Shown:
    """A definition with where it came from. Either `instrument` or `proposal` is there."""

    definition: Definition
    address: dict[str, Any]
    instrument: Instrument | None = None
    edition: Edition | None = None
    proposal: InstrumentProposal | None = None

    @property
    def title(self) -> str:
        """What it is called in the language of the page."""
        return self.definition.title.in_language(get_language() or "nl")

    @property
    def owner(self) -> Unit | None:
        """Whose it is; None for everybody's."""
        return self.proposal.owner if self.proposal else self.instrument.owner if self.instrument else None

    @property
    def sha256(self) -> str:
        """The fingerprint of the content."""
        return sha256(self.definition)

    @property
    def detail(self) -> str:
        """The page about it."""
        return reverse(f"surveys:{'proposal' if self.proposal else 'instrument'}-detail", kwargs=self.address)

    @property
    def query(self) -> str:
        """What an address has to say beside, to mean this version."""
        newest = self.instrument is None or self.edition is self.instrument.newest
        return "" if newest else f"?version={self.definition.version}"

    @property
    def preview(self) -> str:
        """The page that shows it as it is asked."""
        return reverse("surveys:instrument-preview", kwargs=self.address) + self.query

    @property
    def paper(self) -> str:
        """The printable form."""
        return reverse("surveys:instrument-paper", kwargs=self.address) + self.query

    @property
    def template(self) -> str:
        """The file, to begin an own instrument with."""
        return reverse("surveys:instrument-template", kwargs=self.address) + self.query


def shown(request: HttpRequest, **address: Any) -> Shown:
    """Return what the address means; raises `Http404` for what somebody may not see and for a version there is not."""
    if proposal_id := address.get("proposal_id"):
        proposal = access.proposal(rights(request), proposal_id, *access.ADVISERS)
        return Shown(from_json(proposal.definition), address, proposal=proposal)
    instrument = _instrument(request, address["key"], address.get("owner_id"))
    edition = instrument.edition(request.GET.get("version", ""))
    if edition is None:
        raise Http404
    return Shown(edition.definition, address, instrument=instrument, edition=edition)


def _instrument(request: HttpRequest, key: str, owner_id: UUID | None) -> Instrument:
    releases = access.releases(rights(request)).filter(key=key, owner=owner_id).defer("definition")
    found = (each for each in instruments(releases) if each.key == key and each.owner_id == owner_id)
    if instrument := next(found, None):
        return instrument
    raise Http404
