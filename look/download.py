"""A file to be saved, or opened in the program that the reader has for it."""

from django.http import HttpResponse


def as_file(content: bytes, kind: str, name: str) -> HttpResponse:
    """The file, of that content type and under that name."""
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
