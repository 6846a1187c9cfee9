import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('core', '0005_every_text_has_its_record'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='change',
            name='at',
            field=models.DateTimeField(auto_now_add=True, verbose_name='when'),
        ),
        migrations.AlterField(
            model_name='change',
            name='gone',
            field=models.BooleanField(default=False, verbose_name='taken away'),
        ),
        migrations.AlterField(
            model_name='change',
            name='number',
            field=models.BigIntegerField(null=True, verbose_name='number'),
        ),
        migrations.AlterField(
            model_name='change',
            name='reference',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='core.reference', verbose_name='reference'),
        ),
        migrations.AlterField(
            model_name='stamp',
            name='at',
            field=models.DateTimeField(auto_now_add=True, verbose_name='when'),
        ),
        migrations.AlterField(
            model_name='textbeside',
            name='at',
            field=models.DateTimeField(verbose_name='when'),
        ),
        migrations.AlterField(
            model_name='textbeside',
            name='by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by'),
        ),
        migrations.AlterField(
            model_name='textbeside',
            name='content_type',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype', verbose_name='kind'),
        ),
        migrations.AlterField(
            model_name='textbeside',
            name='field',
            field=models.CharField(max_length=60, verbose_name='field'),
        ),
        migrations.AlterField(
            model_name='textbeside',
            name='object_id',
            field=models.BigIntegerField(verbose_name='key'),
        ),
        migrations.AlterField(
            model_name='textbeside',
            name='source_language',
            field=models.CharField(blank=True, choices=[('ar', 'العربية'), ('en', 'English'), ('fr', 'Français')], max_length=2, verbose_name='translated from'),
        ),
        migrations.AlterField(
            model_name='textstate',
            name='at',
            field=models.DateTimeField(verbose_name='when'),
        ),
        migrations.AlterField(
            model_name='textstate',
            name='by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by'),
        ),
        migrations.AlterField(
            model_name='textstate',
            name='content_type',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype', verbose_name='kind'),
        ),
        migrations.AlterField(
            model_name='textstate',
            name='field',
            field=models.CharField(max_length=60, verbose_name='field'),
        ),
        migrations.AlterField(
            model_name='textstate',
            name='minor',
            field=models.BooleanField(default=False, verbose_name='the meaning stayed'),
        ),
        migrations.AlterField(
            model_name='textstate',
            name='object_id',
            field=models.BigIntegerField(verbose_name='key'),
        ),
        migrations.AlterField(
            model_name='textstate',
            name='source_language',
            field=models.CharField(blank=True, choices=[('ar', 'العربية'), ('en', 'English'), ('fr', 'Français')], max_length=2, verbose_name='translated from'),
        ),
    ]
