"""Pictures that people upload: judged by what is in the file, and drawn anew so that nothing else comes along.

Drawing anew leaves out where and with which camera a photo was made, hidden text, and whatever hides behind the picture
in the same file. What is stored is always WebP.
"""

import warnings
from contextlib import suppress
from io import BytesIO
from threading import Lock

from django.utils.translation import gettext as _
from PIL import ExifTags, Image, UnidentifiedImageError

MAX_BYTES = 10_000_000
MAX_PIXELS = 50_000_000
"""A photo of a good telephone has 12 to 48 million. Half of it for what is no JPEG."""
MAX_SIDE = 1_200
"""In pixels: the widest that a picture is ever shown, sharp on a tablet too."""
FORMATS = ("PNG", "JPEG", "WEBP")
CONTENT_TYPE = "image/webp"
QUALITY = 84
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""How a photo is turned that was made in another position: by its orientation (Exif 2.32, table 6)."""
ONE_AT_A_TIME = Lock()
"""A big picture takes some hundred megabytes for a second, so a process holds one of them."""

# For good: settled for a moment, it would be settled for whatever else the process does meanwhile, and may stay so.
warnings.filterwarnings("ignore", module=r"PIL\.")


class PictureRefusedError(ValueError):
    """This file is not taken as a picture; the message says why and what to do, in the reader's language."""


def cleaned(content: bytes) -> bytes:
    """Return a PNG, JPEG or WebP as a WebP of at most 1,200 pixels a side, without anything else that was in the file.

    Of a moving picture the first image is kept. Raises PictureRefusedError.
    """
    if not content:
        raise PictureRefusedError(_("The file is empty. Choose another one."))
    if len(content) > MAX_BYTES:
        raise PictureRefusedError(_("The picture is bigger than 10 MB. Make it smaller, or choose another one."))
    try:
        with ONE_AT_A_TIME:
            return _redrawn(content)
    except PictureRefusedError:
        raise
    except UnidentifiedImageError as error:
        raise PictureRefusedError(
            _("This is not a PNG, JPEG or WebP picture. Save it as one of these first.")
        ) from error
    except Exception as error:  # there is hardly one that Pillow does not raise for hostile files
        raise PictureRefusedError(_("The picture cannot be read: it is broken or not complete.")) from error


def _redrawn(content: bytes) -> bytes:
    with Image.open(BytesIO(content), formats=FORMATS) as found:
        if found.width * found.height > _most_pixels(found):
            raise PictureRefusedError(_("The picture has too many pixels. Make it smaller, or choose another one."))
        turn = _turn(found)
        found.draft("RGB", (MAX_SIDE, MAX_SIDE))
        found.thumbnail((MAX_SIDE, MAX_SIDE))
        upright = found.transpose(turn) if turn is not None else found
        plain = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    plain.info.clear()
    drawn = BytesIO()
    plain.save(drawn, "WEBP", quality=QUALITY)
    return drawn.getvalue()


def _most_pixels(found: Image.Image) -> int:
    """Only a JPEG is made smaller while it is read; another picture is held as large as it is."""
    return MAX_PIXELS if found.format == "JPEG" else MAX_PIXELS // 2


def _turn(found: Image.Image) -> Image.Transpose | None:
    """Read the orientation alone: notes that make no sense must not keep a good photo out."""
    with suppress(Exception):
        return UPRIGHT.get(found.getexif().get(ExifTags.Base.Orientation, 1))
    return None
