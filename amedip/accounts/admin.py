"""People in the administration: whom the portal lets in, and as what; its sign-in is the portal's own."""

from allauth.account import admin as address_admin
from allauth.account.decorators import secure_admin_login
from allauth.account.views import logout, password_change
from allauth.mfa import admin as factor_admin
from allauth.usersessions import admin as session_admin
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin as DjangosGroupAdmin
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from amedip.accounts import actions
from amedip.accounts.middleware import SECOND_FACTORS
from amedip.accounts.models import Invitation, User
from amedip.accounts.rules import may_invite, may_keep_account
from amedip.core import languages
from amedip.core.models import LANGUAGE_CHOICES
from amedip.core.templatetags.texts import in_order

Authenticator = factor_admin.Authenticator

# One sign-in for all, with its second factor and its limits; Django's own would know neither.
admin.site.login = secure_admin_login(admin.site.login)
admin.site.logout = logout
admin.site.password_change = password_change

# An account has one address, its own column; second factors and sessions are nobody's business but their owner's.
admin.site.unregister([address_admin.EmailAddress, Authenticator, session_admin.UserSession])

GROUPS = {
    "coordinator": _("coordinator"),
    "editor": _("editor"),
    "translator": pgettext_lazy("group", "translator"),
    "reader": _("reader"),
}
ROLES = [
    ("coordinator", _("Coordinator: keeps everything, and lets people in")),
    ("editor", _("Editor: adds and changes records")),
    ("translator", _("Translator: changes texts")),
    ("reader", _("Reader: sees what is not public yet")),
    ("focal-point", _("Focal point: enter the mandate afterwards under “National focal points”")),
]


class InvitationForm(forms.ModelForm):
    email = forms.EmailField(label=_("Mail address"), widget=forms.EmailInput(attrs={"dir": "ltr"}))
    full_name = forms.CharField(label=_("Name"), max_length=150, required=False)
    language = forms.ChoiceField(
        label=_("Language"), choices=LANGUAGE_CHOICES, help_text=_("Of the mail, and of the portal for this person.")
    )
    role = forms.ChoiceField(label=_("As what"), choices=ROLES, widget=forms.RadioSelect)

    actor = None

    class Meta:
        model = Invitation
        fields: tuple[str, ...] = ()

    def clean_email(self):
        address = self.cleaned_data["email"].lower()
        user = User.objects.filter(email=address).first()
        if user and not user.is_active:
            raise ValidationError(_("This account is switched off. Switch it on before you invite the person again."))
        answer = may_invite(self.actor, user)
        if not answer:
            raise ValidationError(answer.reason)
        return address


@admin.register(Invitation)
class InvitationAdmin(admin.ModelAdmin):
    form = InvitationForm
    list_display = ["user", "status", "created_at", "expires_at", "accepted_at", "invited_by"]
    list_select_related = ["user", "invited_by"]
    search_fields = ["user__email", "user__full_name"]
    date_hierarchy = "created_at"
    fields = ["email", "full_name", "language", "role"]
    actions = ["send_again"]

    @admin.display(description=_("status"))
    def status(self, invitation):
        if invitation.accepted_at:
            return _("accepted")
        return pgettext("invitation", "open") if invitation.expires_at > timezone.now() else _("over")

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_fields(self, request, obj=None):
        return (
            self.fields if obj is None else ["user", "status", "created_at", "expires_at", "accepted_at", "invited_by"]
        )

    def get_readonly_fields(self, request, obj=None):
        return [] if obj is None else self.get_fields(request, obj)

    def get_form(self, request, obj=None, **kwargs):
        if obj is not None:
            return super().get_form(request, obj, form=forms.ModelForm, **kwargs)
        kwargs["fields"] = None  # the form's own: none of them is a column of the table
        form = super().get_form(request, obj, **kwargs)
        form.actor = request.user
        return form

    def get_changeform_initial_data(self, request):
        return {"language": languages.current(), **super().get_changeform_initial_data(request)}

    def save_model(self, request, obj, form, change):
        given = form.cleaned_data
        staff = given["role"] != "focal-point"
        sent = actions.invite_person(
            given["email"],
            actor=request.user,
            language=given["language"],
            full_name=given["full_name"],
            staff=staff,
            groups=[given["role"]] if staff else [],
        )
        for field in Invitation._meta.concrete_fields:
            setattr(obj, field.attname, getattr(sent.invitation, field.attname))
        self.message_user(request, _("A one-time link is on its way to %(address)s.") % {"address": sent.user.email})

    @admin.action(description=_("Send a fresh link, which ends the older ones"), permissions=["add"])
    def send_again(self, request, queryset):
        people = User.objects.filter(pk__in=queryset.values("user"))
        send_to_each(self, request, people, actions.send_invitation)


def name_of(group) -> str:
    """In the page's language; a group of one's own making bears the name it was given."""
    return GROUPS.get(group.name, group.name)


class GroupsField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, group):
        return name_of(group)


class GroupFilter(admin.SimpleListFilter):
    title = _("groups")
    parameter_name = "group"

    def lookups(self, request, model_admin):
        return [(group.name, name_of(group)) for group in Group.objects.order_by("name")]

    def queryset(self, request, queryset):
        return queryset.filter(groups__name=self.value()) if self.value() else queryset


class UserForm(forms.ModelForm):
    actor = None

    def clean_is_active(self):
        if self.instance == self.actor and not self.cleaned_data["is_active"]:
            raise ValidationError(_("You cannot switch off your own account."))
        return self.cleaned_data["is_active"]


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    form = UserForm
    list_display = [
        "email",
        "full_name",
        "language",
        "is_staff",
        "in_groups",
        "second_factor",
        "is_active",
        "last_login",
    ]
    list_filter = ["is_staff", GroupFilter, "language", "is_active"]
    search_fields = ["email", "full_name"]
    ordering = ["email"]
    fields = [
        "email",
        "full_name",
        "language",
        "is_active",
        "is_staff",
        "groups",
        "is_superuser",
        "second_factor",
        "last_login",
        "date_joined",
    ]
    actions = ["send_again", "start_over"]

    def get_queryset(self, request):
        factors = Authenticator.objects.filter(user=OuterRef("pk"), type__in=SECOND_FACTORS)
        # Accounts of other systems are kept with the clients of the API.
        people = super().get_queryset(request).filter(is_system=False)
        return people.prefetch_related("groups").annotate(has_factor=Exists(factors))

    @admin.display(description=_("groups"))
    def in_groups(self, user):
        return in_order(name_of(group) for group in user.groups.all())

    @admin.display(description=_("second factor"), boolean=True)
    def second_factor(self, user):
        return user.has_factor

    def get_readonly_fields(self, request, obj=None):
        fixed = ["second_factor", "last_login", "date_joined"]
        return fixed if request.user.is_superuser else ["is_superuser", *fixed]

    def has_add_permission(self, request):
        return False  # people are invited

    def has_delete_permission(self, request, obj=None):
        return False  # and switched off: what they did stays theirs

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (
            obj is None or bool(may_keep_account(request.user, obj))
        )

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs["form_class"] = GroupsField
        kwargs["queryset"] = Group.objects.order_by("name")
        kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        form.actor = request.user
        return form

    def save_model(self, request, obj, form, change):
        given = form.cleaned_data
        groups = [group.name for group in given["groups"]] if "groups" in form.changed_data else None
        columns = {name: given[name] for name in form.changed_data if name != "groups"}
        actions.change_account(obj, actor=request.user, groups=groups, **columns)

    def save_related(self, request, form, formsets, change):
        """Nothing is left to save: the groups were part of the deed."""

    @admin.action(description=_("Send a fresh one-time link"), permissions=["change"])
    def send_again(self, request, queryset):
        send_to_each(self, request, queryset, actions.send_invitation)

    @admin.action(
        description=_("Lost phone: take away password and second factor, and send a one-time link"),
        permissions=["change"],
    )
    def start_over(self, request, queryset):
        send_to_each(self, request, queryset, actions.start_over)


def send_to_each(table, request, people, act) -> None:
    """Do ``act`` for every person and say of each what became of it."""
    for user in people:
        try:
            act(user, actor=request.user)
        except (ValidationError, PermissionDenied) as refusal:
            reason = " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)
            table.message_user(request, f"{user.email}: {reason}", messages.ERROR)
        else:
            table.message_user(request, _("A one-time link is on its way to %(address)s.") % {"address": user.email})


VERBS = {"add": _("Add"), "change": _("Change"), "delete": _("Delete"), "view": _("View")}


class RightsField(forms.ModelMultipleChoiceField):
    """Django keeps the names of rights in English, in the database."""

    def label_from_instance(self, permission):
        verb = permission.codename.partition("_")[0]
        return f"{permission.content_type} | {VERBS.get(verb, permission.name)}"


admin.site.unregister(Group)


@admin.register(Group)
class GroupAdmin(DjangosGroupAdmin):
    search_fields = ()  # there are a handful

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        rights = Permission.objects.exclude(content_type__app_label="pghistory")
        rights = rights.exclude(content_type__model__endswith="event").select_related("content_type")
        return super().formfield_for_manytomany(
            db_field, request, **kwargs | {"queryset": rights, "form_class": RightsField}
        )

    def get_deleted_objects(self, objs, request):
        """The groups alone: memberships and rights that go with them have no names."""
        return [str(group) for group in objs], {self.opts.verbose_name_plural: len(objs)}, set(), []
