"""Who gets what answer from every address: a table in which each route of the portal must stand."""

PEOPLE = ("visitor", "focal point", "editor", "coordinator", "superuser")
# Where an answer that is no page leads: to the sign-in of portal or administration, to the second proof of who one is,
# to one's own page of arrival, to the page one meant.
LEADS = {
    "in": r"/en/accounts/login/.*",
    "admin-in": r"/en/admin/login/\?next=.*",
    "prove": r"/en/accounts/(second-factor/)?reauthenticate/.*",
    "mine": r"/en/welcome/",
    "desk": r"/en/workspace/",
    "admin": r"/en/admin/.*",
    "home": r"/en/",
    "icon": r"/static/icon\S*\.svg",
}

# What a GET answers: a status or where it leads. One column is for everybody, else as PEOPLE above.
ROUTES = """
(home)                                                   home
healthz                                                  200
readyz                                                   200
robots.txt                                               200
favicon.ico                                              icon
sitemap.xml                                              200
sitemap-<number>.xml                                     200
.well-known/security.txt                                 200
admin/                                                   admin
admin/<rest>                                             admin
oai                                                      200
iati/activities.xml                                      404
iati/pilots/<number>.xml                                 404

api/v1/                                                  200
api/v1/schema/                                           200
api/v1/docs/                                             200
api/v1/search/                                           400
api/v1/changes/                                          200
api/v1/catalog/                                          200
api/v1/bulk/<name>/                                      200
api/v1/states/                                           200
api/v1/states/<ref>/                                     200
api/v1/institutions/                                     200
api/v1/institutions/<ref>/                               200
api/v1/coordination-mechanisms/                          200
api/v1/coordination-mechanisms/<ref>/                    200
api/v1/themes/                                           200
api/v1/themes/<ref>/                                     200
api/v1/rounds/                                           200
api/v1/rounds/<ref>/                                     200
api/v1/priorities/                                       200
api/v1/priorities/<ref>/                                 200
api/v1/priorities/working/                               401
api/v1/priorities/bulk/                                  405
api/v1/priorities/<ref>/submit/                          405
api/v1/pilot-reports/                                    401
api/v1/pilot-reports/<ref>/                              401
api/v1/pilot-reports/<ref>/submit/                       405
api/v1/pilot-reports/<ref>/take-back/                    405
api/v1/exchange-answers/                                 401
api/v1/exchange-answers/<ref>/                           401
api/v1/exchange-answers/<ref>/send/                      405
api/v1/exchange-answers/<ref>/refuse/                    405
api/v1/exchange-answers/<ref>/take-back/                 405
api/v1/webhooks/                                         401
api/v1/webhooks/<ref>/                                   401
api/v1/webhooks/<ref>/deliveries/                        401
api/v1/webhooks/<ref>/rotate/                            405
api/v1/webhooks/<ref>/ping/                              405
api/v1/webhooks/<ref>/replay/                            405
api/v1/practices/                                        200
api/v1/practices/<ref>/                                  200
api/v1/exchange-requests/                                200
api/v1/exchange-requests/<ref>/                          200
api/v1/offers/                                           200
api/v1/offers/<ref>/                                     200
api/v1/exchanges/                                        200
api/v1/exchanges/<ref>/                                  200
api/v1/pilots/                                           200
api/v1/pilots/<ref>/                                     200
api/v1/workshops/                                        200
api/v1/workshops/<ref>/                                  200
api/v1/passages/                                         200
api/v1/passages/<ref>/                                   200
api/v1/recommendations/                                  200
api/v1/recommendations/<ref>/                            200
api/v1/documents/                                        200
api/v1/documents/<ref>/                                  200
api/v1/editions/                                         200
api/v1/editions/<ref>/                                   200
api/v1/programmes/                                       200
api/v1/programmes/<ref>/                                 200
api/v1/links/                                            200

{lang}/                                                  200
{lang}/states/                                           200
{lang}/states/<code>/                                    200
{lang}/institutions/<ref>/                               200
{lang}/registry/                                         200
{lang}/registry/<ref>/                                   200
{lang}/registry/compare/                                 200
{lang}/registry/compare.<suffix>                         200
{lang}/registry/current.<suffix>                         200
{lang}/registry/editions/                                200
{lang}/registry/editions/compare/                        200
{lang}/registry/editions/<number>/                       200
{lang}/registry/editions/<number>/sha256.txt             503
{lang}/registry/editions/<number>.<suffix>               503
{lang}/themes/                                           200
{lang}/themes/<slug>/                                    200
{lang}/thread/                                           200
{lang}/practices/                                        200
{lang}/practices/<ref>/                                  200
{lang}/exchanges/                                        200
{lang}/exchanges/<number>/                               200
{lang}/exchanges/<number>/calendar.ics                   404
{lang}/exchanges/requests/                               200
{lang}/exchanges/requests/<ref>/                         200
{lang}/exchanges/offers/                                 200
{lang}/exchanges/offers/<ref>/                           200
{lang}/exchanges/ledger/                                 200
{lang}/exchanges/calendar/                               200
{lang}/exchanges/calendar.ics                            200
{lang}/pilots/                                           200
{lang}/pilots/<number>/                                  200
{lang}/pilots/<number>/files/<digest>/                   404
{lang}/workshops/                                        200
{lang}/workshops/calendar.ics                            200
{lang}/workshops/<slug>/                                 200
{lang}/workshops/<slug>/calendar.ics                     200
{lang}/workshops/<slug>/cite/                            200
{lang}/workshops/<slug>/cite.bib                         200
{lang}/workshops/<slug>/cite.ris                         200
{lang}/workshops/<slug>/cite.json                        200
{lang}/workshops/<slug>/summary.pdf                      200
{lang}/documents/                                        200
{lang}/documents/<slug>/                                 200
{lang}/documents/<slug>/download/                        404
{lang}/documents/<slug>/files/<digest>/                  404
{lang}/documents/<slug>/cite.bib                         200
{lang}/documents/<slug>/cite.ris                         200
{lang}/documents/<slug>/cite.json                        200
{lang}/search/                                           200
{lang}/search/suggest/                                   200
{lang}/feed/                                             200
{lang}/feed/pilots/                                      200
{lang}/feed/pilots/<number>/                             200
{lang}/follow/                                           200
{lang}/follow/asked/                                     200
{lang}/follow/confirm/<token>/                           410
{lang}/follow/mine/<token>/                              410
{lang}/follow/stop/<token>/                              410
{lang}/about/                                            200
{lang}/about/languages/                                  200
{lang}/accessibility/                                    200
{lang}/privacy/                                          200
{lang}/workspace/                                        in        200    403    403    403
{lang}/workspace/priorities/new/                         in        200    403    403    403
{lang}/workspace/priorities/new/keep/                    405
{lang}/workspace/priorities/<ref>/keep/                  405
{lang}/workspace/priorities/<ref>/                       in        200    403    403    403
{lang}/workspace/priorities/<ref>/change/                in        404    404    404    404
{lang}/workspace/priorities/<ref>/history/               in        200    403    403    403
{lang}/workspace/workbook/                               in        200    200    200    200
{lang}/workspace/workbook/<number>/                      in        404    404    404    404
{lang}/workspace/workbook/<number>/workbook.xlsx         in        404    404    404    404
{lang}/workspace/workbook/<code>.xlsx                    in        200    200    200    200
{lang}/workspace/translations/                           in        403    200    200    200
{lang}/workspace/translations/<code>/                    in        403    200    200    200
{lang}/workspace/translations/<kind>/<ref>/<code>/       in        403    200    200    200
{lang}/workspace/pilots/                                 in        200    403    403    403
{lang}/workspace/pilots/<number>/<span>/                 in        200    200    200    200
{lang}/workspace/pilots/<number>/<span>/files/<digest>/  in        404    404    404    404
{lang}/workspace/pilots/<number>/<span>/keep/            405
{lang}/workspace/notices/seen/                           405
{lang}/workspace/rounds/<ref>/complete/                  405
{lang}/workspace/hand-over/<code>/                       in        200    403    403    403
{lang}/workspace/packs/<code>/                           in        200    200    200    200
{lang}/workspace/packs/<code>/<number>.<suffix>          in        404    404    404    404
{lang}/workspace/translations/                           in        403    200    200    200
{lang}/workspace/translations/<code>/                    in        403    200    200    200
{lang}/workspace/translations/<kind>/<ref>/<code>/       in        403    200    200    200
{lang}/workspace/translations/files/                     in        403    200    200    200
{lang}/workspace/translations/files/<number>/            in        403    404    404    404
{lang}/workspace/translations/files/<number>/download    in        403    404    404    404
{lang}/workspace/exchanges/                              in        200    403    403    403
{lang}/workspace/exchanges/requests/new/                 in        200    403    403    403
{lang}/workspace/exchanges/requests/<ref>/               in        200    200    200    200
{lang}/workspace/exchanges/requests/<ref>/ask/           in        200    200    200    200
{lang}/workspace/exchanges/requests/<ref>/q<number>/     in        200    200    200    200
{lang}/workspace/exchanges/offers/new/                   in        200    403    403    403
{lang}/workspace/exchanges/offers/<ref>/                 in        200    200    200    200
{lang}/workspace/exchanges/answers/<ref>/                in        200    200    200    200
{lang}/workspace/exchanges/compiled/<ref>/               in        404    200    200    200
{lang}/workspace/exchanges/compiled/<ref>/answer.pdf     in        404    200    200    200
{lang}/workspace/exchanges/<number>/                     in        200    200    200    200
{lang}/workspace/exchanges/<number>/report/              in        200    200    200    200
{lang}/workspace/exchanges/<number>/evaluation/          in        200    200    200    200
{lang}/workspace/exchanges/<number>/follow-up/           in        200    200    200    200
{lang}/workspace/exchanges/<number>/people/              in        200    403    200    200
{lang}/workspace/exchanges/<number>/people/new/          in        200    403    200    200
{lang}/workspace/exchanges/<number>/people/<pk>/        in        200    403    200    200
{lang}/workspace/exchanges/<number>/people/<pk>.json    in        200    403    200    200
{lang}/workspace/exchanges/<number>/people/<pk>.csv     in        200    403    200    200
{lang}/welcome/                                          in        desk   admin  admin  admin

{lang}/accounts/login/                                   200       mine   mine   mine   mine
{lang}/accounts/logout/                                  home      200    200    200    200
{lang}/accounts/inactive/                                200
{lang}/accounts/signup/                                  200       mine   mine   mine   mine
{lang}/accounts/profile/                                 in        200    200    200    200
{lang}/accounts/invitation/<token>/                      410
{lang}/accounts/reauthenticate/                          in        200    200    200    200
{lang}/accounts/password/change/                         in        200    200    200    200
{lang}/accounts/password/reset/                          200
{lang}/accounts/password/reset/done/                     200
{lang}/accounts/password/reset/key/done/                 200
{lang}/accounts/password/reset/key/<uidb36>-<key>/       200
{lang}/accounts/sessions/                                in        200    200    200    200
{lang}/accounts/second-factor/                           in        200    200    200    200
{lang}/accounts/second-factor/authenticate/              in        mine   mine   mine   mine
{lang}/accounts/second-factor/reauthenticate/            in        200    200    200    200
{lang}/accounts/second-factor/totp/activate/             in        prove  prove  prove  prove
{lang}/accounts/second-factor/totp/deactivate/           in        prove  prove  prove  prove
{lang}/accounts/second-factor/recovery-codes/            in        404    404    404    404
{lang}/accounts/second-factor/recovery-codes/download/   in        404    404    404    404
{lang}/accounts/second-factor/recovery-codes/generate/   in        prove  prove  prove  prove
{lang}/accounts/second-factor/webauthn/                  in        200    200    200    200
{lang}/accounts/second-factor/webauthn/add/              in        prove  prove  prove  prove
{lang}/accounts/second-factor/webauthn/login/            in        mine   mine   mine   mine
{lang}/accounts/second-factor/webauthn/reauthenticate/   in        prove  prove  prove  prove
{lang}/accounts/second-factor/webauthn/keys/<pk>/edit/   in        prove  prove  prove  prove
{lang}/accounts/second-factor/webauthn/keys/<pk>/remove/ in        prove  prove  prove  prove

{lang}/admin/                                            admin-in  admin-in  200    200    200
{lang}/admin/login/                                      in        403       admin  admin  admin
{lang}/admin/logout/                                     admin     admin     200    200    200
{lang}/admin/password_change/                            admin-in  admin-in  200    200    200
{lang}/admin/password_change/done/                       admin-in  admin-in  200    200    200
{lang}/admin/autocomplete/                               admin-in  admin-in  403    403    403
{lang}/admin/jsi18n/                                     admin-in  admin-in  200    200    200
{lang}/admin/registry/consultationround/<object_id>/close/ admin-in admin-in 200  200    200
{lang}/admin/exchanges/exchangerequest/<object_id>/answers/ admin-in admin-in 200 200  200
{lang}/admin/exchanges/matchingweights/                  admin-in  admin-in  200    200    200
{lang}/admin/exchanges/matchingweights/weights/          admin-in  admin-in  200    200    200
{lang}/admin/exchanges/matchingweights/requests/<ref>/   admin-in  admin-in  200    200    200
{lang}/admin/exchanges/matchingweights/seasons/<number>/ admin-in  admin-in  404    404    404
{lang}/admin/exchanges/offer/<object_id>/take-up/        admin-in  admin-in  200    200    200
{lang}/admin/exchanges/exchangeperson/find/              admin-in  admin-in  403    200    200
{lang}/admin/workshops/workshop/<object_id>/summaries/   admin-in  admin-in  200    200    200
{lang}/admin/workshops/workshop/<object_id>/summaries/<number>/ admin-in admin-in 200 200  200
{lang}/admin/pilots/pilotproject/iati/                   admin-in  admin-in  200    200    200
{lang}/admin/pilots/pilotproject/iati/<number>/          admin-in  admin-in  404    404    404
{lang}/admin/r/<content_type_id>/<object_id>/            admin-in  admin-in  404    404    404
{lang}/admin/registry/focalpoint/<object_id>/hand-over/  admin-in  admin-in  403    200    200
{lang}/admin/partners/client/<object_id>/keys/           admin-in  admin-in  200    200    200
{lang}/admin/partners/webhook/<object_id>/replay/        admin-in  admin-in  403    200    200
{lang}/admin/portal/subscription/                        admin-in  admin-in  200    200    200
{lang}/admin/portal/typedlink/orphans/                   admin-in  admin-in  200    200    200
{lang}/admin/translations/translator/invite/             admin-in  admin-in  403    200    200
{lang}/admin/<app_label>/                                admin-in  admin-in  200    200    200
{lang}/admin/<url>                                       admin-in  admin-in  404    404    404
"""

# What each table of the administration lets people do: list and open, add, change, delete, import, export; to whom it
# lets them do nothing of it says 403, to visitors and focal points it offers the sign-in.
TABLES = """
                                editor   coordinator  superuser
core/reference                  l        l            l
core/deed                       l        l            l
core/change                     l        l            l
core/textstate                  l        l            l
core/textbeside                 l        l            l
core/job                        l        l            l
core/concept                    laie     ladie        ladie
accounts/user                   -        l            l
accounts/invitation             -        la           la
auth/group                      -        -            lad
partners/client                 l        la           la
partners/webhook                l        lad          lad
partners/delivery               l        l            l
translations/translator         l        lad          lad
translations/order              la       la           la
translations/glossaryterm       laie     ladie        ladie
translations/gate               l        l            l
translations/excuse             l        l            l
registry/country                laie     ladie        ladie
registry/institution            laie     ladie        ladie
registry/coordinationmechanism  laie     ladie        ladie
registry/focalpoint             le       ladie        ladie
registry/clientmandate          l        la           la
registry/theme                  laie     ladie        ladie
registry/consultationround      laie     ladie        ladie
registry/edition                l        l            l
registry/priority               laie     ladie        ladie
registry/practice               laie     ladie        ladie
registry/programme              laie     ladie        ladie
exchanges/exchangerequest       laie     ladie        ladie
exchanges/offer                 laie     ladie        ladie
exchanges/exchange              laie     ladie        ladie
exchanges/exchangeperson        -        ld           ld
pilots/pilotproject             laie     ladie        ladie
pilots/report                   l        l            l
pilots/publisher                l        ld           ld
workshops/workshop              laie     ladie        ladie
workshops/passage               laie     ladie        ladie
workshops/recommendation        laie     ladie        ladie
workshops/statement             laie     ladie        ladie
workshops/document              laie     ladie        ladie
portal/typedlink                laie     ladie        ladie
"""
# The pages of one table, and the letter that opens each to staff; without one they answer all staff alike.
VERBS = {
    "": "l",
    "<object_id>/": "admin",
    "<object_id>/change/": "l",
    "<object_id>/history/": "l",
    "<object_id>/delete/": "d",
    "add/": "a",
    "import/": "i",
    "export/": "e",
    "process_import/": "405",
}
WITHOUT_TRANSFER = (
    "core/reference", "core/deed", "core/change", "core/text", "core/job", "auth/", "accounts/", "registry/edition",
    "translations/excuse", "exchanges/exchangeperson",
    "pilots/report", "partners/", "registry/clientmandate",
)  # fmt: skip
# Deeds behind a button: they are sent, never opened.
BUTTONS = (
    "core/job/rebuild-search/",
    "registry/priority/<object_id>/move/",
    "pilots/pilotproject/<object_id>/move/",
    "pilots/pilotproject/<object_id>/correct-day/",
    "pilots/report/<object_id>/move/",
    "registry/edition/<object_id>/files/",
    "exchanges/exchangerequest/<object_id>/move/",
    "exchanges/offer/<object_id>/move/",
    "exchanges/exchange/<object_id>/move/",
    "partners/webhook/<object_id>/rotate/",
    "partners/webhook/<object_id>/ping/",
)


def declared() -> dict[str, list[str]]:
    """For every declared route, the answers by person."""
    table = {}
    for line in ROUTES.split("\n"):
        if line.strip():
            route, *answers = line.split()
            table["" if route == "(home)" else route] = answers * (len(PEOPLE) if len(answers) == 1 else 1)
    for line in TABLES.strip("\n").split("\n")[1:]:
        name, *staff = line.split()
        for page, needed in VERBS.items():
            if page.endswith(("import/", "export/")) and name.startswith(WITHOUT_TRANSFER):
                continue
            answers = [needed if len(needed) > 1 else "200" if needed in letters else "403" for letters in staff]
            table[f"{{lang}}/admin/{name}/{page}"] = ["admin-in", "admin-in", *answers]
    for button in BUTTONS:
        table[f"{{lang}}/admin/{button}"] = ["admin-in", "admin-in", "405", "405", "405"]
    return table


DECLARED = declared()
