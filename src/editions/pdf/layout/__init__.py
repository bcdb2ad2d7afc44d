"""From a page's elements to pages of boxes: WeasyPrint's layout, and what it lacks. ``press`` does it all."""
