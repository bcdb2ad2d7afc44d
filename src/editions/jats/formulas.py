"""Formulas: MathML, TeX or a picture, and what is said in their place."""

from __future__ import annotations

from lxml import etree

from editions.article.model import Alternative, Formula
from editions.findings import Severity
from editions.jats import tex
from editions.jats.context import Context, Element, line
from editions.jats.mathml import open_fences
from editions.jats.pictures import alternative, picture
from editions.jats.provenance import provenance
from editions.jats.source import MATHML, child, entity_text, is_entity, name, texts
from editions.safety.sanitizer.mathml import element, is_kept


def is_formula(node: Element) -> bool:
    """Whether an element holds a formula as MathML, TeX or picture."""
    return any(name(item) in FORMULAS for item in node.iter())


FORMULAS = frozenset({"math", "tex-math", "graphic", "inline-graphic"})


def formula(ctx: Context, node: Element, lang: str) -> Formula:
    """Return the formula inside an element: its MathML (made from its TeX where it has none), its TeX, its picture."""
    maths = list(node.iter(f"{{{MATHML}}}math", "math"))
    source = tex.bare(next((texts(item) for item in node.iter() if name(item) == "tex-math"), ""))
    graphic = next((item for item in node.iter() if name(item) in ("graphic", "inline-graphic")), None)
    spoken = alternative(ctx, node, lang) or _attribute(ctx, maths, lang) or _textual_form(ctx, node, lang)
    made = mathml(maths[0]) if maths else _converted(ctx, source)
    if made and spoken is None and graphic is not None:
        spoken = alternative(ctx, graphic, lang)
    if source and not made and graphic is None:
        message = f"The TeX formula {source[:40]!r} cannot be turned into MathML; its TeX is shown."
        ctx.report("formula.tex-kept", Severity.WARNING, node, message, "Give it as MathML.")
    return Formula(
        id=ctx.id(node, "formula"),
        lang=lang,
        line=line(node),
        mathml=made,
        tex=source,
        picture=picture(ctx, graphic, lang) if graphic is not None and not made else None,
        alternative=spoken,
    )


def _converted(ctx: Context, source: str) -> str:
    """Return the MathML of a formula in TeX, ``""`` for none; what one article may have converted is bounded."""
    ctx.tex -= len(source)
    return tex.to_mathml(source) if ctx.tex >= 0 else ""


def _attribute(ctx: Context, maths: list[Element], lang: str) -> Alternative | None:
    """Return the spoken form that MathML itself carries."""
    text = " ".join(maths[0].get("alttext", "").split()) if maths else ""
    return Alternative(id=ctx.new_id("alt", maths[0]), lang=lang, line=line(maths[0]), text=text) if text else None


def _textual_form(ctx: Context, node: Element, lang: str) -> Alternative | None:
    """Return the text that stands for a formula among its ``alternatives``."""
    found = next((item for item in node.iter() if name(item) == "textual-form"), None)
    if found is None or not texts(found):
        return None
    inner = child(found, "named-content")
    said = found if inner is None or texts(inner) != texts(found) else inner
    own = ctx.lang(said, ctx.lang(found, lang))
    return Alternative(id=ctx.id(found, "alt"), lang=own, line=line(found), text=texts(found), provenance=provenance(said))


def mathml(node: Element) -> str:
    """Return a ``math`` element serialized in the MathML namespace, without prefixes or what is not MathML's."""
    made = etree.Element(f"{{{MATHML}}}math", nsmap={None: MATHML})
    _copy_math(node, made)
    made.attrib.pop("alttext", None)
    open_fences(made)
    return etree.tostring(made, encoding="unicode", with_tail=False)


def _copy_math(source: Element, target: Element) -> None:
    for key, value in source.attrib.items():
        if is_kept(str(key), str(value)):
            target.set(key, value)
    target.text = source.text
    last: Element | None = None
    for item in source:
        if is_entity(item) or not name(item):
            text = (entity_text(item) or "" if is_entity(item) else "") + (item.tail or "")
            if last is None:
                target.text = (target.text or "") + text
            else:
                last.tail = (last.tail or "") + text
            continue
        last = etree.SubElement(target, f"{{{MATHML}}}{element(name(item))}")
        _copy_math(item, last)
        last.tail = item.tail
