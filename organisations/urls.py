"""The pages of people and places, and of accounts."""

from django.urls import include, path

from organisations.views import (
    accounts,
    devices,
    importing,
    invitations,
    leaving,
    own_account,
    pictures,
    sign_in,
    staff,
    units,
)

pages = [
    path("units/", units.unit_list, name="unit-list"),
    path("units/<uuid:unit_id>/", units.unit_detail, name="unit-detail"),
    path("units/<uuid:unit_id>/add/", units.unit_add, name="unit-add"),
    path("units/<uuid:unit_id>/change/", units.unit_change, name="unit-change"),
    path("units/<uuid:unit_id>/remove/", units.unit_remove, name="unit-remove"),
    path("words/<uuid:unit_id>/", units.wording_change, name="wording-change"),
    path("units/<uuid:unit_id>/pictures/", pictures.picture_set_list, name="picture-set-list"),
    path("units/<uuid:unit_id>/pictures/add/", pictures.picture_set_add, name="picture-set-add"),
    path("pictures/sets/<uuid:set_id>/", pictures.picture_set_detail, name="picture-set-detail"),
    path("pictures/sets/<uuid:set_id>/remove/", pictures.picture_set_remove, name="picture-set-remove"),
    path("pictures/<uuid:picture_id>/", pictures.picture, name="picture"),
    path("pictures/<uuid:picture_id>/change/", pictures.picture_change, name="picture-change"),
    path("people/import/", importing.choose_file, name="people-import"),
    path("people/import/preview/", importing.preview, name="people-import-preview"),
    path("people/import/template/", importing.template, name="people-import-template"),
    path("staff/", staff.staff_list, name="staff-list"),
    path("staff/add/", staff.staff_add, name="staff-add"),
    path("staff/<uuid:staff_id>/", staff.staff_detail, name="staff-detail"),
    path("staff/<uuid:staff_id>/password/", staff.password_renew, name="password-renew"),
    path("staff/<uuid:staff_id>/invitation/send/", invitations.send_again, name="invitation-send"),
    path("staff/<uuid:staff_id>/invitation/withdraw/", invitations.withdraw, name="invitation-withdraw"),
    path("staff/<uuid:staff_id>/second-factor/reset/", leaving.second_factor_reset, name="second-factor-reset"),
    path("staff/<uuid:staff_id>/leave/", leaving.staff_leave, name="staff-leave"),
    path("staff/roles/", leaving.role_list, name="role-list"),
    path("staff/roles/<uuid:role_id>/end/", staff.role_end, name="role-end"),
    path("devices/", devices.device_list, name="device-list"),
    path("devices/<uuid:device_id>/revoke/", devices.device_revoke, name="device-revoke"),
    path("tablet/pair/", devices.tablet_pair, name="tablet-pair"),
    path("account/pin/", accounts.pin_change, name="pin-change"),
]

account_pages = [
    path("", own_account.account, name="account"),
    path("", include(sign_in.urlpatterns)),
    path("email/", own_account.email_change, name="account_email_change"),
    path("email/<str:token>/", own_account.email_confirm, name="account_email_confirm"),
    path("invitation/", invitations.invitation, name="account_invitation"),
    path("invitation/<str:token>/", invitations.invitation_open, name="account_invitation_open"),
    path("sessions/end/", own_account.sessions_end, name="account_sessions_end"),
    path("sessions/<int:pk>/end/", own_account.session_end, name="account_session_end"),
]

urlpatterns = [path("account/", include(account_pages)), path("", include((pages, "organisations")))]
