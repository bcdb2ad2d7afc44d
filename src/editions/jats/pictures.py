"""Pictures: which file an element means, and what it says in place of the picture."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from editions.article.model import Alternative, LongDescription, Paragraph, Picture
from editions.findings import Severity
from editions.images import Broken, Unusable
from editions.jats.asset_lookup import last_part, rank, reaches_out
from editions.jats.context import Context, Element, line
from editions.jats.provenance import provenance
from editions.jats.source import XLINK_HREF, child, find_all, name, paragraphs, texts, written

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
    made_id = ctx.id(first, "picture")
    shown = files(ctx, forms, made_id)
    return Picture(
        id=made_id,
        lang=lang,
        line=line(first),
        href=first.get(XLINK_HREF) or "",
        files=shown,
        size=ctx.beside.inspected(shown[0]).size if shown else (0, 0),
        alternative=alternative(ctx, holder, lang),
        description=next((found for form in forms if (found := description(ctx, form, lang))), None),
        decorative=any(is_decorative(form) for form in forms),
    )


def with_alternatives(ctx: Context, node: Element, lang: str, pictures: list[Picture]) -> list[Picture]:
    """Return the pictures of a figure or a table with what it says in their place: its text is that of the first.

    JATS allows both places; what stands in both, in other words, gives a finding.
    """
    if not pictures:
        return pictures
    first, said, described = pictures[0], alternative(ctx, node, lang), description(ctx, node, lang)
    if (said and first.alternative and said.text != first.alternative.text) or (described and first.description):
        ctx.report(
            "alternative.twice",
            Severity.WARNING,
            node,
            f"<{name(node)}> and the picture in it each have an alternative or a long description: the picture's is kept.",
            f"Keep one, in <{name(node)}>.",
        )
    first = replace(first, alternative=first.alternative or said, description=first.description or described)
    made = [first, *pictures[1:]]
    return [replace(item, decorative=True) for item in made] if is_decorative(node) else made


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
    return Alternative(
        id=ctx.id(alt, "alt"), lang=ctx.lang(alt, lang), line=line(alt), text=texts(alt), provenance=provenance(alt)
    )


def description(ctx: Context, node: Element, lang: str) -> LongDescription | None:
    """Return an element's long description, a blank line between its paragraphs; None where it has none."""
    found = child(node, "long-desc")
    if found is None or not texts(found):
        return None
    own = ctx.lang(found, lang)
    parts = [" ".join(part.split()) for part in paragraphs(written(found))]
    content = tuple(Paragraph(id=ctx.new_id("p", found), lang=own, line=line(found), content=(part,)) for part in parts)
    made = ctx.id(found, "long-desc")
    return LongDescription(id=made, lang=own, line=line(found), content=content, provenance=provenance(found))


def files(ctx: Context, forms: list[Element], id: str) -> tuple[Path, ...]:
    """Return the files of a picture's forms that are there and can be shown, the best for print first; ``id`` is its own."""
    found = dict.fromkeys(path for form in forms if (path := ctx.beside.find(form.get(XLINK_HREF) or "")))
    shown = [path for path in found if _is_shown(ctx, forms[0], path, id)]
    if not found:
        _report_missing(ctx, _nearest(forms), id)
    return tuple(sorted(shown, key=lambda path: rank(path) or 0))


def _nearest(forms: list[Element]) -> Element:
    """Return the form whose file an editor would put beside the article: the first that names one, at best no address."""
    named = [form for form in forms if form.get(XLINK_HREF)]
    return next((form for form in named if not reaches_out(form.get(XLINK_HREF) or "")), (named or forms)[0])


def _report_missing(ctx: Context, form: Element, id: str) -> None:
    href = form.get(XLINK_HREF) or ""
    if href and (why := reaches_out(href)):
        hint = "Put the picture beside the article, and name it by its file's name alone."
        if "://" in href and (file := last_part(href)):
            hint = f"Save it in the article's folder as {file}, and name it by that alone: xlink:href={file!r}."
        _report_refused(ctx, form, href[:60], why, hint, id)
        return
    other = ctx.beside.other(href)
    ctx.report(
        "picture.missing",
        Severity.ERROR,
        form,
        f"The picture {href!r} is {f'{other!r}, which nothing here can show' if other else 'not beside the article'}."
        if href
        else f"<{name(form)}> names no file.",
        "Put a PNG, JPEG, SVG, WebP, GIF or TIFF file of that name into the article's folder.",
        id=id,
    )


def _report_refused(ctx: Context, form: Element, href: str, why: str, hint: str, id: str) -> None:
    ctx.report("picture.refused", Severity.ERROR, form, f"The picture {href!r} is refused: {why}.", hint, id=id)


def _is_shown(ctx: Context, form: Element, path: Path, id: str) -> bool:
    """Whether a file is a picture within the limits; a finding says why not."""
    try:
        facts = ctx.beside.inspected(path)
    except Broken as error:
        message = f"The picture {path.name!r} is broken: {error}."
        hint = "Save it anew, as PNG or as plain SVG, and open it once to see that it is whole."
        ctx.report("picture.broken", Severity.ERROR, form, message, hint, id=id)
        return False
    except Unusable as error:
        why = str(error)
    except OSError as error:
        why = f"it cannot be read ({error.strerror or error})"
    else:
        if facts.first_only:
            message = f"The picture {path.name!r} holds several; the first is shown."
            ctx.report("picture.frames", Severity.WARNING, form, message, "Save each as a file of its own.", id=id)
        if facts.changed:
            message = f"The picture {path.name!r} is not shown as its file draws it: {'; '.join(facts.changed)}."
            hint = "Save it as plain SVG: its text as text of SVG, and its pictures inside the file."
            ctx.report("picture.changed", Severity.ERROR, form, message, hint, id=id)
        return True
    hint = "Save it anew, as PNG or as plain SVG; a sentence stands in its place."
    _report_refused(ctx, form, path.name, why, hint, id)
    return False


def graphics(node: Element) -> list[list[Element]]:
    """Return the pictures directly inside an element, each as the list of its forms."""
    found: list[list[Element]] = []
    for item in node:
        if name(item) in ("graphic", "inline-graphic"):
            found.append([item])
        elif name(item) == "alternatives" and (forms := find_all(item, "graphic") + find_all(item, "inline-graphic")):
            found.append(forms)
    return found
