"""Photos, drawings and recordings: judged by content, sealed, given by name only, and gone when they are not sent."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client as Browser
from django.test.client import MULTIPART_CONTENT
from PIL import Image

from organisations.files import content_of
from reports.models import PublishedGroup
from reports.operations.publish import publish_round
from surveys.access import COOKIE
from surveys.choices import MediaKind, Mode
from surveys.data import IncomingMedia
from surveys.models import AnsweringSession, Draft, MediaItem, Submission
from surveys.operations.drafts import save_draft
from surveys.operations.media import MOST, MediaUnknownError, forget_loose_media, keep_media
from surveys.operations.outcomes import prefer_not
from surveys.operations.rounds import RoundRefusedError, close_round
from surveys.operations.submissions import AnswersRejectedError, submit
from tests.cast import Cast, SignIn
from tests.surveys.asking import AT, LATER, Sitting, incoming, sitting
from tests.surveys.showing import SECRET_PLACE, WEBM, fields, given, kept, open_showing, photo, put, showing
from workers.jobs.after_submission import follow_up
from workers.jobs.sweep import sweep

pytestmark = pytest.mark.django_db
A_DAY_LATER = AT + timedelta(days=1, minutes=1)


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def anna(cast: Cast) -> Sitting:
    """Return Anna's open session in a round by name."""
    open_showing(cast.provider)
    return sitting(cast.anna)


def address(item: MediaItem) -> str:
    return f"/api/v1/answering/sessions/{item.session_id}/media/{item.pk}"


def test_a_photo_is_kept_sealed_and_without_what_was_hidden_in_it(client: Browser, anna: Sitting) -> None:
    content = photo()
    assert SECRET_PLACE in content
    media_id = uuid4()
    assert put(client, anna, fields(content), media_id).status_code == 201
    item = MediaItem.objects.get(pk=media_id)
    with default_storage.open(item.file) as file:
        stored = file.read()
    assert b"WEBP" not in stored
    opened = content_of(item.file, sealed=True)
    assert opened[8:12] == b"WEBP"
    assert SECRET_PLACE not in opened
    assert str(media_id) not in item.file


def test_sending_a_file_again_keeps_it_once(client: Browser, anna: Sitting) -> None:
    media_id = uuid4()
    assert [put(client, anna, fields(photo()), media_id).status_code for _ in range(2)] == [201, 200]
    assert MediaItem.objects.count() == 1
    assert len(default_storage.listdir("answers")[1]) == 1


@pytest.mark.parametrize(("kind", "content"), [("drawing", photo("PNG")), ("voice", WEBM)])
def test_drawings_and_recordings_are_kept_too(client: Browser, anna: Sitting, kind: str, content: bytes) -> None:
    assert put(client, anna, fields(content, kind)).status_code == 201


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"content": b"<svg onload=alert(1)>"}, "not_a_picture"),
        ({"content": b"MZ\x90\x00" + bytes(500)}, "not_a_picture"),
        ({"content": photo()[:400]}, "not_a_picture"),
        ({"content": WEBM}, "not_a_picture"),
        ({"content": photo(), "kind": "voice"}, "not_a_recording"),
        ({"content": b"\x1a\x45\xdf\xa3matroska" + bytes(90), "kind": "voice"}, "not_a_recording"),
        ({"content": photo(), "question": "alles"}, "not_asked"),
        ({"content": photo(), "question": "bestaat-niet"}, "not_asked"),
    ],
)
def test_anything_else_is_refused_with_a_sentence(
    client: Browser, anna: Sitting, changes: dict[str, Any], code: str
) -> None:
    refused = put(client, anna, fields(**changes))
    assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert refused.json()["detail"]
    assert not MediaItem.objects.exists()


@pytest.mark.parametrize("changes", [{"consent": None}, {"consent": "no"}, {"kind": "film"}, {"extra": "1"}])
def test_wrong_fields_and_no_consent_keep_nothing(client: Browser, anna: Sitting, changes: dict[str, Any]) -> None:
    assert put(client, anna, fields(photo(), **changes)).status_code == 422
    assert not MediaItem.objects.exists()


def test_what_is_too_big_is_refused_before_it_is_read(client: Browser, anna: Sitting) -> None:
    refused = put(client, anna, fields(bytes(10_200_000)))
    assert (refused.status_code, refused.json()["code"]) == (413, "too_big")


def test_a_round_that_is_not_by_name_cannot_ask_for_it(cast: Cast) -> None:
    with pytest.raises(RoundRefusedError, match=r"\w") as refused:
        open_showing(cast.provider, mode=Mode.CONFIDENTIAL)
    assert refused.value.field == "release_client"


def test_nothing_is_kept_where_answers_are_not_by_name(client: Browser, anna: Sitting) -> None:
    AnsweringSession.objects.update(mode=Mode.CONFIDENTIAL)
    refused = put(client, anna, fields(photo()))
    assert (refused.status_code, refused.json()["code"]) == (409, "not_by_name")
    assert not MediaItem.objects.exists()


def test_a_file_of_somebody_else_does_not_exist(client: Browser, cast: Cast, anna: Sitting) -> None:
    item, noor = kept(anna), sitting(cast.noor)
    theirs = address(item).replace(str(anna.session.pk), str(noor.session.pk))
    assert client.get(theirs, headers=noor.bearer).status_code == 404
    assert client.delete(theirs, headers=noor.bearer).status_code == 404
    assert client.get(address(item), headers=noor.bearer).status_code == 404
    assert client.get(address(item)).status_code == 404
    assert put(client, noor, fields(photo()), item.pk).status_code == 404
    with pytest.raises(AnswersRejectedError, match="not there any more"):
        submit(session=noor.session, submission=incoming(showing(item.pk)), at=AT)


def test_its_maker_sees_it_again_and_removes_it(
    client: Browser, anna: Sitting, django_capture_on_commit_callbacks: Any
) -> None:
    item = kept(anna)
    again = client.get(address(item), headers=anna.bearer)
    assert again["Content-Type"] == "image/webp"
    with django_capture_on_commit_callbacks(execute=True):
        assert client.delete(address(item), headers=anna.bearer).status_code == 204
    assert not default_storage.exists(item.file)
    assert client.get(address(item), headers=anna.bearer).status_code == 404


def test_a_browser_without_its_token_keeps_nothing(anna: Sitting) -> None:
    browser = Browser(enforce_csrf_checks=True)
    browser.cookies[COOKIE] = f"{anna.session.pk}.{anna.secret}"
    nobody = Sitting(anna.session, "")
    assert put(browser, nobody, fields(photo())).status_code == 403


def test_one_session_does_not_fill_the_disk(client: Browser, anna: Sitting) -> None:
    MediaItem.objects.bulk_create(
        MediaItem(session=anna.session, provider_id=anna.session.provider_id, consented_at=AT) for _ in range(MOST)
    )
    assert put(client, anna, fields(photo())).json()["code"] == "too_many"


def test_what_was_sent_stays_and_ties_to_the_answers(client: Browser, anna: Sitting) -> None:
    item = given(anna)
    assert item.submission is not None
    assert forget_loose_media(before=A_DAY_LATER, limit=9) == 0
    assert client.delete(address(item), headers=anna.bearer).status_code == 409
    again = incoming(showing(item.pk), id=item.submission_id)
    assert submit(session=anna.session, submission=again, at=LATER).created is False


def test_an_answer_names_a_file_that_is_there(anna: Sitting) -> None:
    with pytest.raises(AnswersRejectedError):
        submit(session=anna.session, submission=incoming(showing(uuid4())), at=AT)
    assert not Submission.objects.exists()


def test_what_was_not_sent_goes_after_a_day(anna: Sitting, django_capture_on_commit_callbacks: Any) -> None:
    item = kept(anna)
    assert forget_loose_media(before=AT, limit=9) == 0
    with django_capture_on_commit_callbacks(execute=True):
        sweep()
    assert not default_storage.exists(item.file)


def test_what_a_draft_waits_with_waits_too(anna: Sitting) -> None:
    item = kept(anna)
    save_draft(session=anna.session, revision=1, answers=showing(item.pk), at=AT)
    assert forget_loose_media(before=A_DAY_LATER, limit=9) == 0
    Draft.objects.all().delete()
    assert forget_loose_media(before=A_DAY_LATER, limit=9) == 1


def test_who_prefers_not_to_takes_it_all_back(anna: Sitting, django_capture_on_commit_callbacks: Any) -> None:
    item = kept(anna)
    with django_capture_on_commit_callbacks(execute=True):
        prefer_not(session=anna.session, at=AT)
    assert not MediaItem.objects.exists()
    assert not default_storage.exists(item.file)


def test_a_team_sees_and_hears_what_was_given_and_nobody_else(anna: Sitting, cast: Cast, signed_in: SignIn) -> None:
    item = given(anna, MediaKind.VOICE)
    page = signed_in(cast.carla).get(f"/clients/{cast.anna.pk}/").content.decode()
    played = f"/answers/media/{item.pk}/"
    assert f'src="{played}"' in page
    assert "<audio" in page
    response = signed_in(cast.carla).get(played)
    assert (response.status_code, response["Content-Type"]) == (200, "audio/webm")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    for stranger in (cast.eva, cast.farid, cast.gerda):
        assert signed_in(stranger).get(played).status_code == 404


def test_what_was_not_sent_yet_is_for_its_maker_alone(anna: Sitting, cast: Cast, signed_in: SignIn) -> None:
    assert signed_in(cast.carla).get(f"/answers/media/{kept(anna).pk}/").status_code == 404


@pytest.mark.parametrize(
    ("asked", "status", "part"),
    [
        ("bytes=0-3", 206, slice(0, 4)),
        ("bytes=4-", 206, slice(4, None)),
        ("bytes=9999-", 200, slice(None)),
        ("bytes=5-2", 200, slice(None)),
        ("x", 200, slice(None)),
    ],
)
def test_a_player_may_ask_for_a_part(client: Browser, anna: Sitting, asked: str, status: int, part: slice) -> None:
    item = kept(anna, MediaKind.VOICE)
    response = client.get(address(item), headers={**anna.bearer, "Range": asked})
    assert (response.status_code, response.content) == (status, WEBM[part])


def test_what_was_sent_is_out_of_reach_of_whoever_holds_the_device_next(client: Browser, anna: Sitting) -> None:
    item = kept(anna)
    assert client.get(address(item), headers=anna.bearer).status_code == 200
    submit(session=anna.session, submission=incoming(showing(item.pk)), at=AT)
    assert client.get(address(item), headers=anna.bearer).status_code == 404


def test_a_file_that_is_lost_or_locked_for_good_is_not_there(
    client: Browser, anna: Sitting, cast: Cast, signed_in: SignIn
) -> None:
    item = kept(anna, MediaKind.VOICE)
    Path(default_storage.path(item.file)).write_bytes(b"cv1:00000000:sealed with a key that was lost")
    assert client.get(address(item), headers=anna.bearer).status_code == 404
    default_storage.delete(item.file)
    assert client.get(address(item), headers=anna.bearer).status_code == 404
    submit(session=anna.session, submission=incoming(showing(item.pk)), at=AT)
    assert signed_in(cast.carla).get(f"/answers/media/{item.pk}/").status_code == 404


def test_a_length_that_is_no_number_breaks_nothing(client: Browser, anna: Sitting) -> None:
    refused = client.put(address(kept(anna)), b"", MULTIPART_CONTENT, headers=anna.bearer, CONTENT_LENGTH="much")
    assert 400 <= refused.status_code < 500


@pytest.mark.django_db(transaction=True)
def test_one_id_from_two_sessions_at_the_same_time_is_kept_for_one_of_them(cast: Cast) -> None:
    open_showing(cast.provider)
    sessions = [sitting(cast.anna).session, sitting(cast.noor).session]

    def keep(session: AnsweringSession, media_id: UUID) -> str:
        try:
            media = IncomingMedia(media_id, "laat-zien", MediaKind.VOICE, WEBM)
            return str(keep_media(session=session, media=media, at=AT))
        except MediaUnknownError:
            return "unknown"
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        for media_id in (uuid4() for _ in range(4)):
            found = list(threads.map(keep, sessions * 2, [media_id] * 4))
            assert sorted(found) == ["False", "True", "unknown", "unknown"]


def test_who_stops_keeps_what_was_said_also_when_a_file_is_gone(client: Browser, anna: Sitting) -> None:
    said = {"alles": {"value": "Het is fijn hier."}}
    save_draft(session=anna.session, revision=1, answers=showing(uuid4()) | said, at=AT)
    client.cookies[COOKIE] = f"{anna.session.pk}.{anna.secret}"
    assert client.post("/answer/stop/", {"choice": "keep"}).status_code == 302
    assert Submission.objects.get().answers == said


def post_form(client: Browser, who: Sitting, **given_fields: Any) -> Any:
    client.cookies[COOKIE] = f"{who.session.pk}.{who.secret}"
    return client.post("/answer/form/", {"submission": str(uuid4()), "a-alles": "d:rather_not", **given_fields})


def test_the_plain_form_takes_a_file(client: Browser, anna: Sitting) -> None:
    sent = post_form(client, anna, **{"f-laat-zien": SimpleUploadedFile("kamer.jpg", photo())})
    assert sent.status_code == 302
    item = MediaItem.objects.get()
    assert item.submission is not None
    assert item.submission.answers["laat-zien"] == {"value": {"media": str(item.pk)}}


def test_the_plain_form_hears_what_a_recording_is(client: Browser, anna: Sitting) -> None:
    post_form(client, anna, **{"f-laat-zien": SimpleUploadedFile("x", WEBM)})
    assert MediaItem.objects.get().kind == MediaKind.VOICE


def test_the_plain_form_says_what_is_wrong_with_a_file(client: Browser, anna: Sitting) -> None:
    page = post_form(client, anna, **{"f-laat-zien": SimpleUploadedFile("x.jpg", b"geen foto")})
    assert page.status_code == 422
    assert not MediaItem.objects.exists()
    assert not Submission.objects.exists()


def test_a_file_is_not_lost_when_another_answer_is_wrong(client: Browser, anna: Sitting) -> None:
    page = post_form(client, anna, **{"a-alles": "", "f-laat-zien": SimpleUploadedFile("kamer.jpg", photo())})
    assert page.status_code == 422
    assert f'value="m:{MediaItem.objects.get().pk}"' in page.content.decode()


def test_a_picture_with_very_many_pixels_is_refused(client: Browser, anna: Sitting) -> None:
    assert Image.MAX_IMAGE_PIXELS
    bomb = photo("PNG").replace((1600).to_bytes(4, "big"), (60_000).to_bytes(4, "big"), 1)
    assert put(client, anna, fields(bomb)).status_code == 422


def test_a_round_with_files_is_followed_up_and_published_without_them(anna: Sitting) -> None:
    item = given(anna)
    assert item.submission is not None
    follow_up(item.submission.id)
    asking = anna.session.invitation.frame_member.round
    close_round(round_id=asking.pk, at=LATER)
    publish_round(round_id=asking.pk, at=LATER)
    told = json.dumps(list(PublishedGroup.objects.values_list("results", flat=True)))
    assert str(item.pk) not in told
