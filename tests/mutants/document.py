"""Mutants of what the file says of itself, and of its outline and page labels."""

from __future__ import annotations

import pikepdf
from pikepdf import AttachedFileSpec, Dictionary, Name, Pdf

from mutants.editing import element


def language_dropped(pdf: Pdf) -> None:
    del pdf.Root.Lang


def claim_without_language(pdf: Pdf) -> None:
    del pdf.Root.Lang


def language_ill_formed(pdf: Pdf) -> None:
    pdf.Root.Lang = pikepdf.String("en-english")


def title_dropped(pdf: Pdf) -> None:
    with pdf.open_metadata(update_docinfo=False) as metadata:
        del metadata["dc:title"]
    del pdf.docinfo["/Title"]


def title_is_a_file_name(pdf: Pdf) -> None:
    with pdf.open_metadata() as metadata:
        metadata["dc:title"] = "swifts-final.docx"


def title_hidden(pdf: Pdf) -> None:
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def tabs_dropped(pdf: Pdf) -> None:
    for page in pdf.pages:
        if "/Tabs" in page:
            del page.Tabs


def not_marked(pdf: Pdf) -> None:
    pdf.Root.MarkInfo.Marked = False


def suspect(pdf: Pdf) -> None:
    pdf.Root.MarkInfo.Suspects = True


def structure_dropped(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot


def file_without_relation(pdf: Pdf) -> None:
    pdf.attachments["data.csv"] = AttachedFileSpec(
        pdf, b"1,2", filename="data.csv", description="The data", mime_type="text/csv"
    )
    del pdf.attachments["data.csv"].obj["/AFRelationship"]


def labels_count_from_five(pdf: Pdf) -> None:
    pdf.Root.PageLabels = pdf.make_indirect(Dictionary(Nums=[0, Dictionary(S=Name.D, St=5)]))


def labels_begin_late(pdf: Pdf) -> None:
    pdf.Root.PageLabels = pdf.make_indirect(Dictionary(Nums=[1, Dictionary(S=Name.D)]))


def page_unreadable(pdf: Pdf) -> None:
    pdf.pages[3].Contents = pdf.make_stream(b"not deflated at all")
    pdf.pages[3].Contents.write(b"not deflated at all", filter=Name.FlateDecode)


def font_not_embedded(pdf: Pdf) -> None:
    for font in pdf.pages[0].Resources.Font.values():
        descriptor = font.DescendantFonts[0].FontDescriptor
        for key in ("/FontFile2", "/FontFile3"):
            if key in descriptor:
                del descriptor[key]


def metadata_dropped(pdf: Pdf) -> None:
    del pdf.Root.Metadata


def outline_dropped(pdf: Pdf) -> None:
    del pdf.Root.Outlines


def outline_reordered(pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        entries = outline.root if len(outline.root) > 1 else outline.root[0].children
        entries.reverse()


def _last(outline: pikepdf.Outline) -> pikepdf.OutlineItem:
    item = outline.root[-1]
    while item.children:
        item = item.children[-1]
    return item


def outline_leads_to_another_page(pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        _last(outline).destination = pikepdf.Array([pdf.pages[0].obj, Name.Fit])
        _last(outline).action = None


def outline_leads_nowhere(pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        _last(outline).destination = pikepdf.String("nowhere")
        _last(outline).action = None


def outline_named_otherwise(pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        _last(outline).title = "Something else"


def outline_without_words(pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        _last(outline).title = " "


def file_in_another_language(pdf: Pdf) -> None:
    pdf.Root.Lang = element(pdf, "Document").Lang = pikepdf.String("fr")


def file_of_two_languages(pdf: Pdf) -> None:
    pdf.Root.Lang = pikepdf.String("fr")
