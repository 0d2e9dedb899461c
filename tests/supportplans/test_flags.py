"""What a client said by name becomes flags and wishes; what was said otherwise becomes nothing."""

from django.utils.timezone import localdate

from supportplans.models import ChangeFlag, Wish
from supportplans.operations.flags import record_change_answers
from surveys.choices import Audience, Mode
from surveys.queries import submission_for_follow_up
from tests.cast import Cast
from tests.supportplans.story import OTHER_WORDS, answered, invitation_of, opened_round, refused

CHANGES = {"wonen": "change", "dag": "keep", "mensen": "dont_know", "hulp": "rather_not"}


def flags() -> dict[str, tuple[str, str]]:
    return {flag.domain: (flag.answer, flag.words) for flag in ChangeFlag.objects.all()}


def test_each_answered_domain_is_flagged_and_each_other_wish_waits(cast: Cast) -> None:
    submission_id = answered(invitation_of(opened_round(cast.provider), cast.anna), CHANGES)
    record_change_answers(submission=submission_for_follow_up(submission_id))
    assert flags() == {"wonen": ("change", OTHER_WORDS), "dag": ("keep", "")}
    wish = Wish.objects.get()
    assert (wish.client, wish.team, wish.person, wish.text) == (cast.anna, cast.team, None, OTHER_WORDS)
    assert ChangeFlag.objects.filter(said_on=localdate(), provider=cast.provider, client=cast.anna).count() == 2


def test_recording_twice_changes_nothing(cast: Cast) -> None:
    submission = submission_for_follow_up(answered(invitation_of(opened_round(cast.provider), cast.anna), CHANGES))
    first = record_change_answers(submission=submission)
    assert record_change_answers(submission=submission) == first
    assert (ChangeFlag.objects.count(), Wish.objects.count()) == (2, 1)


def test_the_labels_are_those_of_the_language_that_was_read(cast: Cast) -> None:
    submission = submission_for_follow_up(answered(invitation_of(opened_round(cast.provider), cast.anna), CHANGES))
    assert submission.language == "nl"
    record_change_answers(submission=submission)
    assert set(ChangeFlag.objects.values_list("domain_label", flat=True)) == {"Waar ik woon", "Mijn dag"}


def test_what_was_told_in_confidence_makes_nothing(cast: Cast) -> None:
    submission_id = answered(invitation_of(opened_round(cast.provider, mode=Mode.CONFIDENTIAL), cast.anna), CHANGES)
    assert record_change_answers(submission=submission_for_follow_up(submission_id)) == ()
    assert not ChangeFlag.objects.exists()
    assert not Wish.objects.exists()


def test_what_a_relative_tells_makes_nothing(cast: Cast) -> None:
    submission_id = answered(invitation_of(opened_round(cast.provider), cast.anna, Audience.RELATIVE))
    assert record_change_answers(submission=submission_for_follow_up(submission_id)) == ()
    assert not ChangeFlag.objects.exists()


def test_who_prefers_not_to_leaves_nothing_behind(cast: Cast) -> None:
    refused(invitation_of(opened_round(cast.provider), cast.noor))
    assert not ChangeFlag.objects.exists()
