"""Who may open the pages of accounts: signing in, the own account, and what administrators do for others."""

from collections.abc import Callable, Mapping
from typing import Any

from organisations.choices import Role
from organisations.clock import now
from organisations.operations.invitations import Newcomer, invite_staff
from tests.cast import Cast
from tests.clientvoice.rows import ADMINISTRATORS, EVERYBODY, FOREIGN, ONLY_ADMINISTRATOR, SIGNED_IN, Row, about

TO_SIGN_IN = "302 302 302 302 302 302 302"
GONE = "410 410 410 410 410 410 410"
SEND_ONLY = "302 405 405 405 405 405 405"
ADMINISTRATOR_SENDS = "302 404 404 404 405 404 405"
ADMINISTRATOR_DONE = "302 404 404 404 302 404 404"


def _invited(unit: str) -> Callable[[Cast], Mapping[str, Any]]:
    def invite(cast: Cast) -> Mapping[str, Any]:
        who = Newcomer("Nel", f"nel-{unit}", f"nel-{unit}@example.nl")
        return {"staff_id": invite_staff(who=who, unit=getattr(cast, unit), role=Role.COUNCIL, at=now()).pk}

    return invite


def _no_passkey(_cast: Cast) -> Mapping[str, Any]:
    return {"pk": 1}


def _token(_cast: Cast) -> Mapping[str, Any]:
    return {"token": "made-up"}


ACCOUNTS: list[Row] = [
    #                                          anon tea lead qual adm coun other
    Row("account", get=SIGNED_IN),
    Row("account_login", get="200 302 302 302 302 302 302"),
    Row("account_logout", get="302 200 200 200 200 200 200", post=TO_SIGN_IN),
    Row("account_inactive", get=EVERYBODY),
    Row("account_change_password", get=SIGNED_IN, post=SIGNED_IN),
    Row("account_reset_password", get=EVERYBODY, post=EVERYBODY),
    Row("account_reset_password_done", get=EVERYBODY),
    Row("account_reset_password_from_key", get=EVERYBODY, kwargs=lambda _cast: {"uidb36": "0", "key": "made-up"}),
    Row("account_reset_password_from_key_done", get=EVERYBODY),
    Row("account_reauthenticate", get=SIGNED_IN, post=SIGNED_IN),
    Row("account_email_change", get=SIGNED_IN, post=SIGNED_IN),
    Row("account_email_confirm", get=SIGNED_IN, post="302 410 410 410 410 410 410", kwargs=_token),
    Row("account_invitation", get=GONE, post=GONE),
    Row("account_invitation_open", get=TO_SIGN_IN, kwargs=_token),
    Row("account_session_end", get=SEND_ONLY, post=TO_SIGN_IN, kwargs=_no_passkey),
    Row("account_sessions_end", get=SEND_ONLY, post=TO_SIGN_IN),
    Row("mfa_index", get=SIGNED_IN),
    Row("mfa_authenticate", get=TO_SIGN_IN, post=TO_SIGN_IN),
    Row("mfa_reauthenticate", get=TO_SIGN_IN, post=TO_SIGN_IN),
    Row("mfa_activate_totp", get=SIGNED_IN, post=SIGNED_IN),
    Row("mfa_deactivate_totp", get="302 404 404 404 404 404 404", post="302 404 404 404 404 404 404"),
    Row("mfa_view_recovery_codes", get="302 404 404 404 404 404 404"),
    Row("mfa_generate_recovery_codes", get=SIGNED_IN, post=SIGNED_IN),
    Row("mfa_list_webauthn", get=TO_SIGN_IN),
    Row("mfa_add_webauthn", get=SIGNED_IN, post=SIGNED_IN),
    Row("mfa_reauthenticate_webauthn", get=TO_SIGN_IN, post=TO_SIGN_IN),
    Row("mfa_remove_webauthn", get="302 404 404 404 404 404 404", kwargs=_no_passkey),
    Row("mfa_edit_webauthn", get="302 404 404 404 404 404 404", kwargs=_no_passkey),
    Row("mfa_login_webauthn", get=TO_SIGN_IN, post=TO_SIGN_IN),
    Row("organisations:role-list", get=ADMINISTRATORS, post=ADMINISTRATORS),
    Row(
        "organisations:staff-change",
        get=ONLY_ADMINISTRATOR,
        post=ADMINISTRATOR_DONE,
        kwargs=about("carla", "staff_id"),
        data=lambda _cast: {"name": "Carla Mulder", "email": "carla@example.nl", "sure": "on"},
    ),
    Row("organisations:staff-change", get=FOREIGN, kwargs=about("eva", "staff_id"), note="foreign"),
    Row(
        "organisations:staff-leave",
        get=ONLY_ADMINISTRATOR,
        post=ADMINISTRATOR_DONE,
        kwargs=about("carla", "staff_id"),
    ),
    Row("organisations:staff-leave", get=FOREIGN, kwargs=about("eva", "staff_id"), note="foreign"),
    Row(
        "organisations:staff-leave",
        get=ONLY_ADMINISTRATOR,
        post="302 404 404 404 409 404 404",
        kwargs=about("gerda", "staff_id"),
        note="own",
    ),
    Row(
        "organisations:second-factor-reset",
        get=ONLY_ADMINISTRATOR,
        post=ADMINISTRATOR_DONE,
        kwargs=about("carla", "staff_id"),
    ),
    Row("organisations:second-factor-reset", get=FOREIGN, kwargs=about("eva", "staff_id"), note="foreign"),
    Row(
        "organisations:invitation-send",
        get=ADMINISTRATOR_SENDS,
        post=ADMINISTRATOR_DONE,
        kwargs=_invited("team"),
    ),
    Row(
        "organisations:invitation-send",
        get=ADMINISTRATOR_SENDS,
        post="302 404 404 404 404 404 302",
        kwargs=_invited("foreign_team"),
        note="foreign",
    ),
    Row(
        "organisations:invitation-withdraw",
        get=ONLY_ADMINISTRATOR,
        post=ADMINISTRATOR_DONE,
        kwargs=_invited("team"),
    ),
    Row("organisations:invitation-withdraw", get=FOREIGN, kwargs=_invited("foreign_team"), note="foreign"),
]
