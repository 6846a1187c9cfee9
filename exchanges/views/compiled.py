"""The one answer to a request, for those whom it concerns: as a page and as a file."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from amedip.core import languages
from exchanges import answer, rules
from exchanges.models import CompiledAnswer


@never_cache
@require_safe
@login_required
def compiled(request, ref):
    found = _visible(request, ref)
    context = {"compiled": found, "answer": answer.answer_of(found), "codes": languages.CODES}
    return render(request, "exchanges/compiled.html", context)


@never_cache
@require_safe
@login_required
def compiled_file(request, ref):
    found = _visible(request, ref)
    disposition = content_disposition_header(as_attachment=True, filename=answer.file_name(found))
    content = answer.render(found, languages.current())
    return HttpResponse(content, content_type=answer.MEDIA_TYPE, headers={"Content-Disposition": disposition})


def _visible(request, ref) -> CompiledAnswer:
    visible = rules.compiled_answers_visible_to(request.user)
    found = visible.select_related("reference", "request__reference", "request__country").filter(reference__ref=ref)
    if (one := found.first()) is None:
        raise Http404
    return one
