"""The administration's site: its tables in the order that readers of the page's language expect."""

from django.contrib.admin import AdminSite

from amedip.core import languages


class HouseSite(AdminSite):
    def get_app_list(self, request, app_label=None):
        def by_name(entry):
            return languages.sort_key(str(entry["name"]), languages.current())

        apps = sorted(super().get_app_list(request, app_label), key=by_name)
        for app in apps:
            app["models"].sort(key=by_name)
        return apps
