"""A change says what happened, and the stamp from where on all changes are kept."""

from django.db import migrations, models

# The first change of an object, and the first after it was gone, published it.
_TELL = """
    UPDATE core_change AS c SET what = CASE
        WHEN c.gone THEN CASE WHEN f.last AND r.gone_at IS NOT NULL THEN 'deleted' ELSE 'withdrawn' END
        ELSE 'published' END
    FROM core_reference AS r, (
        SELECT id, lag(gone, 1, true) OVER later AS was_gone, lead(id) OVER later IS NULL AS last
        FROM core_change WINDOW later AS (PARTITION BY reference_id ORDER BY id)
    ) AS f
    WHERE f.id = c.id AND r.id = c.reference_id AND (c.gone OR f.was_gone)
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0017_allowances")]

    operations = [
        migrations.AddField(
            model_name="stamp",
            name="horizon",
            field=models.BigIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="change",
            name="what",
            field=models.CharField(
                choices=[
                    ("published", "published"),
                    ("changed", "changed"),
                    ("withdrawn", "withdrawn"),
                    ("deleted", "deleted"),
                ],
                db_default="changed",
                default="changed",
                max_length=10,
                verbose_name="what happened",
            ),
        ),
        migrations.RunSQL(_TELL, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="change",
            constraint=models.CheckConstraint(
                condition=models.Q(("gone", True), ("what__in", ("withdrawn", "deleted")))
                | models.Q(("gone", False), ("what__in", ("published", "changed"))),
                name="change_is_gone_as_it_says",
            ),
        ),
    ]
