"""Where files are stored: below ``MEDIA_ROOT``, or with a service that speaks S3."""

from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_SPOOLED = 5 * 1024 * 1024  # bytes of a file in memory while it is read; what is larger goes to a temporary file
# What may stand behind the question mark, and what the library calls it.
_OPTIONS = {"endpoint": "endpoint_url", "region": "region_name", "style": "addressing_style"}


def storage_at(url: str) -> dict:
    """The entry of ``STORAGES`` for ``s3://bucket/folder?endpoint=https://…&region=…&style=path``, or for no address.

    The keys to it are boto3's own variables (``AWS_ACCESS_KEY_ID``, ``AWS_SECRET_ACCESS_KEY``) or the machine's role.
    """
    if not url:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    parts = urlsplit(url)
    asked = parse_qs(parts.query)
    if parts.scheme != "s3" or not parts.hostname or asked.keys() - _OPTIONS.keys():
        raise ImproperlyConfigured(
            f"STORAGE_URL is no address of a storage: {parts.scheme}://{parts.hostname or ''}. "
            f"Write s3://bucket or s3://bucket/folder, with {', '.join(_OPTIONS)} behind a question mark if need be."
        )
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": parts.netloc,
            "location": unquote(parts.path).strip("/"),
            # Nobody reads the bucket but the portal, which knows how to hand files out.
            "default_acl": None,
            "querystring_auth": True,
            "file_overwrite": False,
            "max_memory_size": _SPOOLED,
        }
        | {_OPTIONS[name]: values[-1] for name, values in asked.items()},
    }
