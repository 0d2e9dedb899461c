"""Faces with a word. Five drawings serve every number of points; the middle one is neither sad nor glad."""

from instruments.styles.base import AnswerStyle
from instruments.types.base import Choosable

FACES = {2: (2, 4), 3: (2, 3, 4), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}
"""Which of the faces 1 (very sad) to 5 (very glad) stand beside the points of a scale, by their number."""


class Faces(AnswerStyle):
    """A face and a word for each point."""

    name = "faces"
    question_types = frozenset({"scale"})

    def picture(self, option: Choosable, place: int, count: int) -> str:
        """The point's own picture, else the face for its place."""
        return option.picture or f"gezicht-{FACES[count][place]}"


plugin = Faces()
