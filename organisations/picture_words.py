"""The one word below each picture with which a client opens the own page: what is seen on it."""

from django.utils.translation import pgettext_lazy

PICTURE_WORDS = {
    "huis": pgettext_lazy("picture", "house"),
    "tuin": pgettext_lazy("picture", "watering can"),
    "sleutel": pgettext_lazy("picture", "key"),
    "muziek": pgettext_lazy("picture", "guitar"),
    "sport": pgettext_lazy("picture", "sport"),
    "feest": pgettext_lazy("picture", "cake"),
    "boerderij": pgettext_lazy("picture", "farm"),
    "dieren": pgettext_lazy("picture", "animals"),
    "computer": pgettext_lazy("picture", "computer"),
    "telefoon": pgettext_lazy("picture", "phone"),
    "reizen": pgettext_lazy("picture", "bus"),
    "winkel": pgettext_lazy("picture", "shop"),
    "school": pgettext_lazy("picture", "school"),
    "werkplaats": pgettext_lazy("picture", "tools"),
    "geld": pgettext_lazy("picture", "money"),
    "eten": pgettext_lazy("picture", "food"),
    "slapen": pgettext_lazy("picture", "bed"),
    "bewegen": pgettext_lazy("picture", "walk"),
    "buurt": pgettext_lazy("picture", "street"),
    "tekenen": pgettext_lazy("picture", "drawing"),
    "foto": pgettext_lazy("picture", "camera"),
    "lezen": pgettext_lazy("picture", "eye"),
    "toveren": pgettext_lazy("picture", "magic wand"),
    "liefde": pgettext_lazy("picture", "heart"),
}
