"""The name of each page behind which rows of people may lie, as the access log tells it; a page without one fails.

Each fits after "looked at". The second one is read by the client whom the page is about, in easy words and without
"you", so that it fits whoever reads it.
"""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from organisations.page_names import PageName

PERSON = _("the page of the client")
EASY_PERSON = _("the page")
LETTER = PageName(_("a letter to answer with"), _("a letter"))
GIVEN = PageName(_("a photo, drawing or recording that was given as an answer"), _("a photo, a drawing or a sound"))
ANSWERING = PageName(_("the questions that somebody answers"), _("the questions"))
LOOKING_ALONG = PageName(_("an observation"), _("what others saw"))
MOVING = PageName(_("what changed in the life of the client"), _("what changed"))
SAME = PageName(_("two clients who may be the same person"), EASY_PERSON)
OWN_DATA = PageName(_("the personal data of the client"), _("everything that is written down"))
CERTIFICATE = PageName(_("the certificate of what was removed"))
WISH = PageName(_("a wish of the client"), _("the wishes"))
AGREEMENT = PageName(_("an agreement with the client"), _("the agreements"))
GOAL = PageName(_("a goal of the client"), _("the goals"))
HAND_OVER = PageName(_("what is handed over to another provider"), _("what goes along to the new place"))
BESIDE = PageName(_("a relative of the client, and what they may see"), _("family and others close by"))
PICTURES = PageName(_("the picture code of the client"), _("the page to choose pictures"))
PROFILE = PageName(_("how the client likes to answer"), _("how the questions are asked"))
PHOTO = PageName(_("a photo of the client"), _("the photo"))
STAFF = PageName(_("a colleague and their roles"))
ROLES = PageName(_("roles of staff"))
UNIT = PageName(_("a team, location or provider"))
OWN_PICTURES = PageName(_("pictures of the organisation"))
IMPORT = PageName(_("the import of people"))
DEVICES = PageName(_("tablets of the team"))
CONNECTIONS = PageName(_("roles from sign-in"))
TOKENS = PageName(_("API tokens"))
LOG = PageName(_("the access log"))
ROUND = PageName(_("a round"))
INSTRUMENT = PageName(_("a questionnaire"))
RESULTS = PageName(_("results"))
TABLET = PageName(_("the tablet, to choose who answers"), _("the tablet"))
MINE = PageName(_("the client's own page on the tablet"), _("the page on the tablet"))
NEAR = PageName(_("the page of a relative"), _("the page for people close by"))
MAY_SEE_NOW = PageName(_("a client who was opened in an emergency"), EASY_PERSON)

PAGE_NAMES: Mapping[str, PageName] = {
    "surveys-api:answering-open": ANSWERING,
    "surveys-api:answering-draft": ANSWERING,
    "surveys-api:answering-media": ANSWERING,
    "surveys-api:answering-submit": ANSWERING,
    "surveys-api:round-response": PageName(_("the response of a round")),
    "reports-api:round-publication": RESULTS,
    "organisations:relative-list": PageName(_("the relatives of the client"), _("family and others close by")),
    "organisations:relative-sight": BESIDE,
    "organisations:relative-letter": PageName(_("a letter with the code of a relative"), _("a letter for family")),
    "organisations:relative-end": BESIDE,
    "organisations:picture-code": PICTURES,
    "organisations:picture-code-end": PICTURES,
    "organisations:picture-code-tap": TABLET,
    "organisations:settings": PageName(_("the settings")),
    "organisations:unit-list": PageName(_("the teams and locations")),
    "organisations:unit-detail": UNIT,
    "organisations:unit-add": UNIT,
    "organisations:unit-change": UNIT,
    "organisations:unit-remove": UNIT,
    "organisations:unit-close": UNIT,
    "organisations:unit-merge": UNIT,
    "organisations:unit-move": UNIT,
    "organisations:unit-split": UNIT,
    "organisations:life-list": PageName(_("clients who move, leave or died")),
    "organisations:life-person": MOVING,
    "organisations:life-died": MOVING,
    "organisations:life-left": MOVING,
    "organisations:life-return": MOVING,
    "organisations:life-move": MOVING,
    "organisations:life-undo": MOVING,
    "organisations:merge-choose": SAME,
    "organisations:merge-preview": SAME,
    "organisations:wording-change": PageName(_("the words for teams and locations")),
    "organisations:picture-set-list": OWN_PICTURES,
    "organisations:picture-set-add": OWN_PICTURES,
    "organisations:picture-set-detail": OWN_PICTURES,
    "organisations:picture-set-remove": OWN_PICTURES,
    "organisations:picture": OWN_PICTURES,
    "organisations:picture-change": OWN_PICTURES,
    "organisations:people-import": IMPORT,
    "organisations:people-import-preview": IMPORT,
    "organisations:people-import-template": IMPORT,
    "organisations:staff-list": PageName(_("the staff")),
    "organisations:staff-add": STAFF,
    "organisations:staff-detail": STAFF,
    "organisations:staff-change": STAFF,
    "organisations:password-renew": STAFF,
    "organisations:invitation-send": STAFF,
    "organisations:invitation-withdraw": STAFF,
    "organisations:second-factor-reset": STAFF,
    "organisations:staff-leave": PageName(_("the work of a colleague who leaves")),
    "organisations:role-list": ROLES,
    "organisations:role-end": ROLES,
    "organisations:device-list": DEVICES,
    "organisations:device-revoke": DEVICES,
    "organisations:connection-list": CONNECTIONS,
    "organisations:claim-add": CONNECTIONS,
    "organisations:claim-remove": CONNECTIONS,
    "organisations:token-list": TOKENS,
    "organisations:token-add": TOKENS,
    "organisations:token-revoke": TOKENS,
    "organisations:emergency-open": MAY_SEE_NOW,
    "organisations:emergency-end": MAY_SEE_NOW,
    "organisations:emergency-seen": MAY_SEE_NOW,
    "organisations:trace-list": LOG,
    "organisations:trace-export": LOG,
    "organisations:trace-download": LOG,
    "organisations:who-looked": PageName(_("who looked at the client"), _("who looked")),
    "organisations:removing": PageName(_("clients and their personal data")),
    "organisations:personal-data": OWN_DATA,
    "organisations:person-export": OWN_DATA,
    "organisations:person-export-fetch": OWN_DATA,
    "organisations:correction": OWN_DATA,
    "organisations:erasure-ask": OWN_DATA,
    "organisations:erasure": OWN_DATA,
    "organisations:certificate": CERTIFICATE,
    "organisations:certificate-data": CERTIFICATE,
    "organisations:tablet-pair": DEVICES,
    "surveys:round-list": PageName(_("the rounds")),
    "surveys:round-create": ROUND,
    "surveys:round-detail": ROUND,
    "surveys:round-change": ROUND,
    "surveys:round-remove": ROUND,
    "surveys:round-open": ROUND,
    "surveys:round-close": ROUND,
    "surveys:answer-note": PageName(_("a note with an answer of the client"), _("the answers")),
    "surveys:given-media": GIVEN,
    "surveys:invitation-letter": LETTER,
    "surveys:invitation-outcome": PageName(_("why somebody did not take part"), _("who took part")),
    "surveys:looking": PageName(_("who is asked to look along")),
    "surveys:looking-answer": LOOKING_ALONG,
    "surveys:observer-remove": LOOKING_ALONG,
    "surveys:observer-add": LOOKING_ALONG,
    "surveys:case-detail": LOOKING_ALONG,
    "surveys:case-take": LOOKING_ALONG,
    "surveys:case-compare": LOOKING_ALONG,
    "surveys:instrument-list": PageName(_("the questionnaires")),
    "surveys:instrument-detail": INSTRUMENT,
    "surveys:instrument-preview": INSTRUMENT,
    "surveys:instrument-paper": INSTRUMENT,
    "surveys:instrument-template": INSTRUMENT,
    "surveys:proposal-create": INSTRUMENT,
    "surveys:proposal-detail": INSTRUMENT,
    "surveys:proposal-advice": INSTRUMENT,
    "surveys:proposal-publish": INSTRUMENT,
    "surveys:proposal-withdraw": INSTRUMENT,
    "surveys:proposal-take-up": INSTRUMENT,
    "answering:start": ANSWERING,
    "answering:form": ANSWERING,
    "answering:pause": ANSWERING,
    "answering:stop": ANSWERING,
    "answering:photo": PHOTO,
    "answering:tablet": TABLET,
    "answering:hello": TABLET,
    "answering:unlock": TABLET,
    "answering:pick": TABLET,
    "profiles:answering": PROFILE,
    "profiles:put-back": PROFILE,
    "profiles:photo-add": PHOTO,
    "profiles:photo": PHOTO,
    "profiles:photo-remove": PHOTO,
    "supportplans:client-list": PageName(_("the list of clients")),
    "supportplans:client-detail": PageName(PERSON, EASY_PERSON),
    "supportplans:client-kept": PageName(
        _("what was agreed with a client who died or left"), _("what was agreed with you")
    ),
    "supportplans:client-hand-over": TABLET,
    "supportplans:client-feedback": PageName(_("what the client said and what is done with it"), _("the answers")),
    "supportplans:agreement-create": AGREEMENT,
    "supportplans:agreement-close": AGREEMENT,
    "supportplans:goal-create": GOAL,
    "supportplans:goal-end": GOAL,
    "supportplans:wish-agreement": WISH,
    "supportplans:wish-assign": WISH,
    "supportplans:hand-over-list": PageName(_("what is handed over to other providers")),
    "supportplans:hand-over-send": HAND_OVER,
    "supportplans:hand-over-detail": HAND_OVER,
    "supportplans:hand-over-end": HAND_OVER,
    "near:people": NEAR,
    "near:passkey": NEAR,
    "near:person": NEAR,
    "near:media": GIVEN,
    "mine:home": MINE,
    "mine:promises": MINE,
    "mine:answers": MINE,
    "mine:media": GIVEN,
    "mine:looked": MINE,
    "mine:close": MINE,
    "mine:let-look": MINE,
    "reports:result-list": RESULTS,
    "reports:result-detail": RESULTS,
    "safety": PageName(_("what is unsafe in this installation")),
}
