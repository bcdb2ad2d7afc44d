"""The article as everything else sees it: its tree (``model``), its tables' grid, its pages in print, its date."""
