"""Names of uploads as they were sent: one that would silently be made plain is marked, so that it can be refused."""

import html

from django.core.files.uploadhandler import FileUploadHandler
from django.http.multipartparser import MultiPartParser

from amedip.core.documents.naming import NOT_PLAIN, is_plain


class NamesAsSent(MultiPartParser):
    """Django's parser, which takes a name's folders and invisible signs away; a name that had any bears a mark here."""

    def sanitize_file_name(self, file_name):
        plain = super().sanitize_file_name(file_name) or ""
        return plain if plain and is_plain(html.unescape(file_name)) else f"{NOT_PLAIN}{plain}"


class NameKeeper(FileUploadHandler):
    """Stands first among the upload handlers and has the request parsed so; the others do as ever."""

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):  # noqa: N803 (Django's name)
        others = [handler for handler in self.request.upload_handlers if handler is not self]
        return NamesAsSent(META, input_data, others, encoding).parse()

    def receive_data_chunk(self, raw_data, start):
        """Never called: the others receive."""
        return raw_data

    def file_complete(self, file_size):
        """Never called: the others complete."""
