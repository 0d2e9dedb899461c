"""This room's part in making two records one: everything that was said and agreed goes along."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from organisations.merging.base import Line, Pair, Part, along, repoint
from supportplans.choices import HandOverState
from supportplans.models import Agreement, ChangeFlag, Feedback, Goal, HandOver, Wish

ALONG = (ChangeFlag, Wish, Agreement, Goal, Feedback)


class PlansMerge(Part):
    """Nothing gives way: two wishes about the same thing are still two wishes."""

    models = (*ALONG, HandOver)

    def obstacles(self, pair: Pair) -> list[str]:
        """Two hand-overs on their way to one provider would be one too many."""
        sent = HandOver.objects.filter(client__in=[pair.kept, pair.gone], state=HandOverState.SENT)
        receivers = list(sent.values_list("receiver", flat=True))
        if len(receivers) > len(set(receivers)):
            return [_("Two hand-overs are on their way to the same provider. Take one back first.")]
        return []

    def foreseen(self, pair: Pair) -> list[Line]:
        """Count what goes along."""
        words = {
            ChangeFlag: _("things the client said"),
            Wish: _("wishes"),
            Agreement: _("agreements"),
            Goal: _("goals"),
            Feedback: _("times of telling back"),
            HandOver: _("hand-overs"),
        }
        return along(pair, words)

    def merge(self, pair: Pair, *, staff_id: UUID | None, at: datetime) -> None:
        """Let it go along."""
        del staff_id, at
        for model in self.models:
            repoint(model, pair)
        repoint(HandOver, pair, field="received_as")
