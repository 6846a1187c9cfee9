"""Files as paragraphs: PDF, DOCX, ODT, Markdown and plain text, read once for all who need their words.

Bytes in, frozen pieces out, without Django: the program that looks into files (``amedip.core.inspection``) reads with
it, under limits of time and memory.
"""
