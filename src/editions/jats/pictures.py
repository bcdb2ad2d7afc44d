"""Pictures: which file an element means, and what it says in place of the picture."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

from editions.findings import Severity
from editions.jats.context import Context, Element, line
from editions.jats.source import XLINK_HREF, child, find_all, name, texts
from editions.model import Alternative, LongDescription, Paragraph, Picture

SHOWN = {".svg": 0, ".png": 1, ".webp": 2, ".jpg": 3, ".jpeg": 3, ".gif": 4}
"""Suffixes of the pictures that every edition can show, the best for print first."""

DECORATIVE = frozenset({"null", "decorative"})
"""Alternatives that say that a picture needs none (SciELO SPS 1.10: ``<alt-text>null</alt-text>``)."""


def picture(ctx: Context, node: Element, lang: str) -> Picture:
    """Return the picture of a single ``graphic``."""
    return one_picture(ctx, [node], lang)


def one_picture(ctx: Context, forms: list[Element], lang: str) -> Picture:
    """Return one picture from its forms (the ``graphic`` elements of an ``alternatives``, or a single one)."""
    first = forms[0]
    lang = ctx.lang(first, lang)
    holder = next((form for form in forms if child(form, "alt-text") is not None), first)
    return Picture(
        id=ctx.id(first, "picture"),
        lang=lang,
        line=line(first),
        href=first.get(XLINK_HREF) or "",
        files=files(ctx, forms),
        alternative=alternative(ctx, holder, lang),
        description=next((found for form in forms if (found := description(ctx, form, lang))), None),
        decorative=any(is_decorative(form) for form in forms),
    )


def is_decorative(node: Element) -> bool:
    """Whether the source says that a picture is for the eye alone."""
    alt = child(node, "alt-text")
    marks = {node.get("content-type", ""), node.get("specific-use", "")}
    if alt is not None:
        marks |= {alt.get("content-type", ""), alt.get("specific-use", ""), texts(alt).lower()}
    return bool(marks & DECORATIVE)


def alternative(ctx: Context, node: Element, lang: str) -> Alternative | None:
    """Return an element's alt text, None where it has none (or says that it needs none)."""
    alt = child(node, "alt-text")
    if alt is None or not texts(alt) or texts(alt).lower() in DECORATIVE:
        return None
    return Alternative(id=ctx.id(alt, "alt"), lang=ctx.lang(alt, lang), line=line(alt), text=texts(alt))


def description(ctx: Context, node: Element, lang: str) -> LongDescription | None:
    """Return an element's long description, None where it has none."""
    found = child(node, "long-desc")
    if found is None or not texts(found):
        return None
    own = ctx.lang(found, lang)
    paragraph = Paragraph(id=ctx.new_id("p"), lang=own, line=line(found), content=(texts(found),))
    return LongDescription(id=ctx.id(found, "long-desc"), lang=own, line=line(found), content=(paragraph,))


def files(ctx: Context, forms: list[Element]) -> tuple[Path, ...]:
    """Return the files of a picture's forms that are there and can be shown, the best for print first."""
    found = [path for form in forms if (path := _file(ctx, form))]
    shown = [path for path in found if path.suffix.lower() in SHOWN]
    for form in forms if not shown else ():
        ctx.report(
            "picture.missing",
            Severity.ERROR,
            form,
            f"The picture {form.get(XLINK_HREF) or ''!r} is not beside the article, or no browser shows it.",
            "Put a PNG, JPEG, SVG, WebP or GIF file of that name into the article's folder.",
        )
    return tuple(sorted(shown, key=lambda path: SHOWN[path.suffix.lower()]))


def _file(ctx: Context, node: Element) -> Path | None:
    href = unquote(node.get(XLINK_HREF) or "").strip()
    if not href or "\0" in href or len(href) > 1000:
        return None
    wanted = ctx.folder / href
    for path in (wanted, *(wanted.parent / (wanted.name + suffix) for suffix in SHOWN)):
        if is_inside(path, ctx.folder) and path.is_file():
            return path
    return None


def is_inside(path: Path, folder: Path) -> bool:
    """Whether a path, with all links followed, stays inside a folder."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False


def graphics(node: Element) -> list[list[Element]]:
    """Return the pictures directly inside an element, each as the list of its forms."""
    found: list[list[Element]] = []
    for item in node:
        if name(item) in ("graphic", "media", "inline-graphic"):
            found.append([item])
        elif name(item) == "alternatives" and (forms := find_all(item, "graphic") + find_all(item, "inline-graphic")):
            found.append(forms)
    return found
