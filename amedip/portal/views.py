"""Pages that need several apps at once."""

from django.shortcuts import render

from amedip.core.pages import public_page


@public_page
def home(request):
    return render(request, "portal/home.html")
