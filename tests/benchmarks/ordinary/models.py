"""The portal's tables as an ordinary application would declare them, unmanaged: only what is read and written here."""

from django.db import models
from django.urls import reverse


class Reference(models.Model):
    kind = models.CharField(max_length=40)
    ref = models.CharField(max_length=120)
    path = models.CharField(max_length=250, blank=True)
    title_ar = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=300, blank=True)
    title_fr = models.CharField(max_length=300, blank=True)
    public = models.BooleanField(default=False)
    example = models.BooleanField(default=False)
    tongues = models.JSONField(default=dict)

    class Meta:
        managed = False
        db_table = "core_reference"

    def __str__(self):
        return self.ref


class Named(models.Model):
    """What has a permanent reference and a name or title."""

    reference = models.OneToOneField(Reference, models.PROTECT)

    class Meta:
        abstract = True

    def __str__(self):
        return self.reference.ref


class Country(Named):
    code = models.CharField(max_length=2, unique=True)
    name = models.CharField(max_length=120, blank=True)

    class Meta:
        managed = False
        db_table = "registry_country"
        ordering = ["code"]

    def __str__(self):
        return self.name


class Theme(Named):
    name = models.CharField(max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        managed = False
        db_table = "registry_theme"
        ordering = ["position", "pk"]


class Institution(Named):
    name = models.CharField(max_length=200, blank=True)

    class Meta:
        managed = False
        db_table = "registry_institution"


class ConsultationRound(Named):
    title = models.CharField(max_length=200, blank=True)

    class Meta:
        managed = False
        db_table = "registry_consultationround"


class Citation(models.Model):
    owner = models.ForeignKey(Reference, models.PROTECT, related_name="citations")
    source = models.ForeignKey(Reference, models.PROTECT, related_name="cited_in")
    section = models.CharField(max_length=40, blank=True)
    note = models.CharField(max_length=400, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        managed = False
        db_table = "core_citation"
        ordering = ["position", "pk"]

    def __str__(self):
        return f"{self.source} {self.section}"


class Priority(Named):
    class Status(models.TextChoices):
        DRAFT = "draft"
        PUBLISHED = "published"
        FULFILLED = "fulfilled"
        SUPERSEDED = "superseded"

    PUBLIC = (Status.PUBLISHED, Status.FULFILLED, Status.SUPERSEDED)

    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    country = models.ForeignKey(Country, models.PROTECT)
    round = models.ForeignKey(ConsultationRound, models.PROTECT, null=True, blank=True)
    year = models.PositiveSmallIntegerField()
    institution = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True)
    themes = models.ManyToManyField(Theme, through="PriorityTheme")
    title = models.CharField(max_length=200, blank=True)
    description = models.TextField(blank=True)
    need = models.TextField(blank=True)
    desired_result = models.TextField(blank=True)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.DRAFT)
    derived = models.BooleanField(default=False)
    confirmed_on = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    superseded_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True)
    time_frame = models.CharField(max_length=12, blank=True)
    importance = models.CharField(max_length=8, blank=True)
    expertise = models.CharField(max_length=8, blank=True)
    revision = models.CharField(max_length=10, blank=True)
    revised = models.JSONField(default=dict, blank=True)

    class Meta:
        managed = False
        db_table = "registry_priority"
        ordering = ["-updated_at", "-pk"]

    def get_absolute_url(self):
        return reverse("priority", args=[self.reference.ref])


class PriorityTheme(models.Model):
    priority = models.ForeignKey(Priority, models.CASCADE)
    theme = models.ForeignKey(Theme, models.PROTECT)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        managed = False
        db_table = "registry_prioritytheme"
        ordering = ["position", "pk"]

    def __str__(self):
        return f"{self.priority_id}: {self.theme_id}"


class SearchEntry(models.Model):
    reference = models.ForeignKey(Reference, models.CASCADE)
    language = models.CharField(max_length=2)
    title = models.TextField()
    body = models.TextField(blank=True)

    class Meta:
        managed = False
        db_table = "core_searchentry"

    def __str__(self):
        return self.title
