"""The properties and functions of CSS that a style sheet of an edition may use."""

from __future__ import annotations


def _family(name: str, *parts: str) -> set[str]:
    return {name, *(f"{name}-{part}" for part in " ".join(parts).split())}


_SIDES = "top right bottom left block block-start block-end inline inline-start inline-end"
_LINE = "color style width"
_CORNERS = "top-left top-right bottom-left bottom-right start-start start-end end-start end-end"

PROPERTIES = frozenset(
    {
        *"""
        accent-color additive-symbols all alignment-baseline appearance ascent-override aspect-ratio backface-visibility
        baseline-shift baseline-source block-ellipsis block-size bottom box-decoration-break box-shadow box-sizing caption-side
        caret-color clear clip clip-path clip-rule color color-adjust color-interpolation color-interpolation-filters
        color-profile color-rendering color-scheme columns content continue cursor cx cy d descent-override direction display
        dominant-baseline empty-cells enable-background fallback fill fill-opacity fill-rule filter float flood-color
        flood-opacity footnote-display footnote-policy forced-color-adjust glyph-orientation-horizontal
        glyph-orientation-vertical hanging-punctuation height hyphenate-character hyphenate-limit-chars hyphenate-limit-last
        hyphenate-limit-lines hyphenate-limit-zone hyphens image-orientation image-rendering image-resolution initial-letter
        inline-size isolation kerning lang left letter-spacing lighting-color line-break line-clamp line-gap-override
        line-height marks math-depth math-shift math-style max-lines mix-blend-mode negative object-fit object-position opacity
        order orphans overlay pad pointer-events position prefix print-color-adjust quotes r range resize right row-gap rx ry
        size size-adjust solid-color solid-opacity speak speak-as stop-color stop-opacity string-set suffix symbols system
        tab-size table-layout top touch-action unicode-bidi unicode-range user-select vector-effect vertical-align visibility
        white-space white-space-collapse widows width will-change word-break word-spacing word-wrap writing-mode x y z-index
        zoom
        """.split(),
        *_family("align", "content items self"),
        *_family("background", "attachment blend-mode clip color image origin position position-x position-y repeat size"),
        *_family("bleed", "top right bottom left"),
        *_family("bookmark", "label level state"),
        *_family("border", _SIDES, _LINE, "collapse spacing radius"),
        *(f"border-{side}-{part}" for side in _SIDES.split() for part in _LINE.split()),
        *(f"border-{corner}-radius" for corner in _CORNERS.split()),
        *_family("border-image", "outset repeat slice source width"),
        *_family("box", "align direction flex ordinal-group orient pack"),
        *_family("break", "after before inside"),
        *_family(
            "column", "break-after break-before break-inside count fill gap rule rule-color rule-style rule-width span width"
        ),
        *_family("contain", "intrinsic-block-size intrinsic-height intrinsic-inline-size intrinsic-size intrinsic-width"),
        *_family("container", "name type"),
        *_family("counter", "increment reset set"),
        *_family("flex", "basis direction flow grow shrink wrap"),
        *_family(
            "font",
            "display family feature-settings kerning language-override optical-sizing palette size size-adjust smoothing",
            "stretch style synthesis synthesis-position synthesis-small-caps synthesis-style synthesis-weight variant weight",
            "width variant-alternates variant-caps variant-east-asian variant-emoji variant-ligatures variant-numeric",
            "variant-position variation-settings",
        ),
        *_family("gap"),
        *_family(
            "grid",
            "area auto-columns auto-flow auto-rows column column-end column-gap column-start gap row row-end row-gap row-start",
            "template template-areas template-columns template-rows",
        ),
        *_family("inset", "block block-start block-end inline inline-start inline-end"),
        *_family("justify", "content items self"),
        *_family("list-style", "image position type"),
        *_family("margin", _SIDES, "break trim"),
        *_family("marker", "start mid end"),
        *_family("mask", "border clip composite image mode origin position repeat size type"),
        *(f"{limit}-{size}" for limit in ("min", "max") for size in ("width", "height", "block-size", "inline-size")),
        *_family("outline", _LINE, "offset"),
        *_family("overflow", "anchor block clip-margin inline wrap x y"),
        *_family("padding", _SIDES),
        *_family("page", "break-after break-before break-inside orientation"),
        *_family("paint", "order"),
        *_family("perspective", "origin"),
        *_family("place", "content items self"),
        *_family("ruby", "align merge overhang position"),
        *_family("scroll-margin", _SIDES),
        *_family("scroll-padding", _SIDES),
        *_family("scrollbar", "color gutter width"),
        *_family("shape", "image-threshold margin outside padding rendering inside"),
        *_family("stroke", "dasharray dashoffset linecap linejoin miterlimit opacity width"),
        *_family(
            "text",
            "align align-all align-last anchor autospace box box-edge box-trim combine combine-upright decoration",
            "decoration-color decoration-line decoration-skip decoration-skip-ink decoration-style decoration-thickness",
            "emphasis emphasis-color emphasis-position emphasis-style fill-color indent justify orientation overflow rendering",
            "shadow size-adjust spacing-trim stroke stroke-color stroke-width transform underline-offset",
            "underline-position wrap wrap-mode wrap-style",
        ),
        *_family("transform", "box origin style"),
        "rotate",
        "scale",
        "translate",
    }
)
"""Properties of CSS that say how a document looks: none that moves, binds a script, or aims a link."""

VENDORS = ("-webkit-", "-moz-", "-ms-", "-o-", "-epub-")
"""What may stand before the name of a property."""

FOREIGN = ("-inkscape-",)
"""How the names of properties begin that only a drawing program reads."""

FUNCTIONS = frozenset(
    """
    abs acos annotation asin atan atan2 attr blur brightness calc character-variant circle clamp color color-mix
    conic-gradient content contrast cos counter counters cubic-bezier drop-shadow ellipse env exp fit-content format
    grayscale hsl hsla hue-rotate hwb hypot inset invert lab lch leader light-dark linear linear-gradient local log matrix
    matrix3d max min minmax mod oklab oklch opacity ornaments path perspective polygon pow radial-gradient ray rect rem
    repeat repeating-conic-gradient repeating-linear-gradient repeating-radial-gradient rgb rgba rotate rotate3d rotatex
    rotatey rotatez round running saturate scale scale3d scalex scaley scalez sepia sign sin skew skewx skewy sqrt steps
    string styleset stylistic swash symbols tan target-counter target-counters target-text tech translate translate3d
    translatex translatey translatez var xywh
    """.split()
)
"""Functions of CSS that name no file: no ``url``, ``src``, ``image``, ``image-set``, ``cross-fade``, ``element``, ``paint``."""

GROUPS = frozenset({"media", "supports", "layer", "container", "scope"})
"""At-rules that hold rules."""

DESCRIPTIONS = frozenset(
    {"page", "counter-style"}
    | {f"{side}-{place}" for side in ("top", "bottom") for place in ("left-corner", "left", "center", "right", "right-corner")}
    | {f"{side}-{place}" for side in ("left", "right") for place in ("top", "middle", "bottom")}
    | {"footnote"}
)
"""At-rules that hold declarations: those of pages, their margins, and counters."""
