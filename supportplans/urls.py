"""Pages of what follows for one person."""

from django.urls import path

from supportplans.views import agreements, clients, feedback, goals, hand_overs, handing_over, wishes

app_name = "supportplans"

urlpatterns = [
    path("clients/", clients.client_list, name="client-list"),
    path("clients/<uuid:client_id>/", clients.client_detail, name="client-detail"),
    path("clients/<uuid:client_id>/kept/", clients.client_kept, name="client-kept"),
    path("clients/<uuid:client_id>/hand-over/", handing_over.hand_over, name="client-hand-over"),
    path("clients/<uuid:client_id>/feedback/", feedback.show, name="client-feedback"),
    path("clients/<uuid:client_id>/agreement/", agreements.create, name="agreement-create"),
    path("clients/<uuid:client_id>/goal/", goals.create, name="goal-create"),
    path("goals/<uuid:goal_id>/", goals.end, name="goal-end"),
    path("hand-overs/", hand_overs.listing, name="hand-over-list"),
    path("hand-overs/send/<uuid:client_id>/", hand_overs.send, name="hand-over-send"),
    path("hand-overs/<uuid:hand_over_id>/", hand_overs.detail, name="hand-over-detail"),
    path("hand-overs/<uuid:hand_over_id>/end/", hand_overs.end, name="hand-over-end"),
    path("wishes/<uuid:wish_id>/agreement/", agreements.create_for_wish, name="wish-agreement"),
    path("wishes/<uuid:wish_id>/people/", wishes.assign, name="wish-assign"),
    path("agreements/<uuid:agreement_id>/", agreements.close, name="agreement-close"),
]
