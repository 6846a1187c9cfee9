"""The portal's own pages."""

from django.urls import path

from amedip.portal.feeds import feed, updates, updates_of
from amedip.portal.views import (
    about,
    follow,
    home,
    languages,
    notices,
    packs,
    priorities,
    rounds,
    search,
    states,
    themes,
    unsaved,
    workbooks,
    workspace,
)

app_name = "portal"

urlpatterns = [
    path("", home.home, name="home"),
    path("states/", states.states, name="states"),
    path("states/<slug:code>/", states.state, name="state"),
    path("institutions/<slug:ref>/", states.institution, name="institution"),
    path("themes/", themes.themes, name="themes"),
    path("themes/<slug:slug>/", themes.theme, name="theme"),
    path("search/", search.search, name="search"),
    path("search/suggest/", search.suggest, name="suggest"),
    path("feed/", feed, name="feed"),
    path("feed/pilots/", updates, name="feed-updates"),
    path("feed/pilots/<int:number>/", updates_of, name="feed-updates-of"),
    path("follow/", follow.follow, name="follow"),
    path("follow/asked/", follow.asked, name="follow-asked"),
    path("follow/confirm/<str:token>/", follow.confirm, name="follow-confirm"),
    path("follow/mine/<str:token>/", follow.mine, name="follow-mine"),
    path("follow/stop/<str:token>/", follow.stop, name="follow-stop"),
    path("about/", about.about, name="about"),
    path("about/languages/", languages.coverage, name="languages"),
    path("accessibility/", about.accessibility, name="accessibility"),
    path("privacy/", about.privacy, name="privacy"),
    path("welcome/", workspace.landing, name="landing"),
    path("workspace/", workspace.workspace, name="workspace"),
    path("workspace/priorities/new/", priorities.new_priority, name="priority-new"),
    path("workspace/priorities/new/keep/", unsaved.keep, name="priority-new-keep"),
    path("workspace/priorities/<slug:ref>/", priorities.priority, name="priority"),
    path("workspace/priorities/<slug:ref>/keep/", unsaved.keep, name="priority-keep"),
    path("workspace/priorities/<slug:ref>/change/", priorities.change, name="priority-change"),
    path("workspace/priorities/<slug:ref>/history/", priorities.history, name="priority-history"),
    path("workspace/workbook/", workbooks.workbook, name="workbook"),
    path("workspace/workbook/<int:number>/", workbooks.taken, name="workbook-taken"),
    path("workspace/workbook/<int:number>/workbook.xlsx", workbooks.ready, name="workbook-ready"),
    path("workspace/workbook/<slug:code>.xlsx", workbooks.download, name="workbook-of"),
    path("workspace/notices/seen/", notices.seen, name="notices-seen"),
    path("workspace/rounds/<slug:ref>/complete/", rounds.complete, name="round-complete"),
    path("workspace/hand-over/<slug:code>/", rounds.hand_over, name="hand-over"),
    path("workspace/packs/<slug:code>/", packs.packs, name="packs"),
    path("workspace/packs/<slug:code>/<int:number>.<slug:suffix>", packs.file, name="pack-file"),
]
