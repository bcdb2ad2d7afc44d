"""SVG: the elements and attributes that draw a picture, none that run, move or reach out of it."""

from __future__ import annotations

from editions.safety.sanitizer import css
from editions.safety.sanitizer.addresses import is_embedded, is_fragment
from editions.safety.sanitizer.policy import Policy
from editions.safety.xml import XLINK_HREF, XML_LANG, XML_SPACE

ELEMENTS = frozenset(
    """
    svg g defs symbol use title desc switch a path rect circle ellipse line polyline polygon text tspan textPath image style
    marker linearGradient radialGradient stop pattern clipPath mask filter feBlend feColorMatrix feComponentTransfer feComposite
    feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
    feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile
    """.split()
)
"""Elements that draw: no ``script``, ``foreignObject``, ``animate``, ``set``, ``feImage``, ``metadata``."""

_SHAPES = frozenset(
    """
    amplitude azimuth baseFrequency baseProfile bias class clipPathUnits cx cy d diffuseConstant divisor dx dy edgeMode
    elevation exponent filterRes filterUnits focusable fr fx fy glyph-name gradientTransform gradientUnits height id in in2
    intercept k1 k2 k3 k4 kernelMatrix kernelUnitLength lang lengthAdjust limitingConeAngle markerHeight markerUnits markerWidth
    maskContentUnits maskUnits media method mode numOctaves offset operator order orient orientation pathLength
    patternContentUnits patternTransform patternUnits points pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio
    primitiveUnits r radius refX refY requiredExtensions requiredFeatures result role rotate rx ry scale seed side slope spacing
    specularConstant specularExponent spreadMethod startOffset stdDeviation stitchTiles surfaceScale systemLanguage
    tableValues target targetX targetY textLength title transform type values version viewBox width x x1 x2 xChannelSelector
    y y1 y2 yChannelSelector z zoomAndPan
    """.split()
) | {XML_LANG, XML_SPACE}
"""Attributes that no address and no CSS can stand in."""

_LOOKS = frozenset(
    """
    alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation color-interpolation-filters
    color-profile color-rendering cursor direction display dominant-baseline enable-background fill fill-opacity fill-rule
    filter flood-color flood-opacity font font-family font-feature-settings font-kerning font-size font-size-adjust
    font-stretch font-style font-variant font-variant-ligatures font-weight glyph-orientation-horizontal
    glyph-orientation-vertical image-rendering isolation kerning letter-spacing lighting-color line-height marker marker-end
    marker-mid marker-start mask mask-type mix-blend-mode opacity overflow paint-order pointer-events shape-rendering
    solid-color solid-opacity stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin
    stroke-miterlimit stroke-opacity stroke-width text-align text-anchor text-decoration text-orientation text-overflow
    text-rendering text-transform transform-box transform-origin unicode-bidi vector-effect visibility white-space word-spacing
    writing-mode
    """.split()
)
"""Attributes whose values are CSS: they may name parts of their own picture, ``url(#shade)``."""

HREFS = frozenset({"href", XLINK_HREF})
"""Attributes whose values are addresses."""

_KNOWN = _SHAPES | _LOOKS | HREFS | {"style"}


def is_known(attribute: str) -> bool:
    """Whether an attribute draws, whatever its value."""
    return attribute in _KNOWN or attribute.startswith(("data-", "aria-"))


def is_kept(element: str, attribute: str, value: str) -> bool:
    """Whether an attribute draws, and names nothing outside of its picture but pixels that it holds itself."""
    if attribute in _SHAPES or attribute.startswith(("data-", "aria-")):
        return True
    if attribute in _LOOKS:
        return css.is_value(value, local=True)
    if attribute == "style":
        return css.is_kept(value, local=True)
    if attribute in HREFS:
        return (element != "a" and is_fragment(value)) or (element == "image" and is_embedded(value))
    return False


def keeps(element: str, attribute: str, value: str, _: Policy) -> bool:
    """Whether an attribute may stay."""
    return is_kept(element, attribute, value)
