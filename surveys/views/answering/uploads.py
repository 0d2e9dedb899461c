"""Files that come with the plain form: kept first, then named by the form as if the tablet had kept them."""

from uuid import uuid4

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from instruments.rendering import QuestionView
from instruments.types.shape import Shape
from organisations.clock import now
from organisations.imaging import MAX_BYTES
from surveys.choices import MediaKind
from surveys.data import IncomingMedia
from surveys.models import AnsweringSession
from surveys.operations.drafts import SessionEndedError
from surveys.operations.media import MediaRefusedError, keep_media
from surveys.rules.recordings import recording_type


def with_uploads(
    request: HttpRequest, session: AnsweringSession, questions: tuple[QuestionView, ...]
) -> tuple[QueryDict, dict[str, str]]:
    """Return the form with each file under its id, and a sentence for each file that was refused, by question.

    The page says who sees or hears a file before one chooses it; sending it along says yes to that.
    """
    form, refused = request.POST.copy(), {}
    for question in questions:
        upload = request.FILES.get(f"f-{question.key}")
        if question.shape is not Shape.FILE or not isinstance(upload, UploadedFile):
            continue
        try:
            _put(form, question, _kept(session, question, upload))
        except MediaRefusedError as refusal:
            refused[question.key] = str(refusal)
        except SessionEndedError:
            continue
    return form, refused


def _kept(session: AnsweringSession, question: QuestionView, upload: "UploadedFile[bytes]") -> str:
    if (upload.size or 0) > MAX_BYTES:
        raise MediaRefusedError("too_big", _("The file is bigger than 10 MB. Make it smaller, or choose another one."))
    content = upload.read()
    media = IncomingMedia(uuid4(), question.key, _kind(question, content), content)
    keep_media(session=session, media=media, at=now())
    return str(media.id)


def _kind(question: QuestionView, content: bytes) -> MediaKind:
    """What a file is; of a picture nobody can tell whether it was drawn, so it is what the question asks for first."""
    if recording_type(content):
        return MediaKind.VOICE
    pictures = (kind for kind in question.media if kind != MediaKind.VOICE)
    return MediaKind(next(pictures, MediaKind.PHOTO))


def _put(form: QueryDict, question: QuestionView, media_id: str) -> None:
    """Name the file in the place of a former one; a reason for no answer stays, for the person to choose."""
    field = f"a-{question.key}"
    others = [one for one in form.getlist(field) if not one.startswith("m:")]
    form.setlist(field, [f"m:{media_id}", *others])
