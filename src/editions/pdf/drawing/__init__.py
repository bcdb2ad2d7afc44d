"""From boxes to what stands in the file: WeasyPrint's drawing, with our marks and letters. ``weasy`` is the way in."""
