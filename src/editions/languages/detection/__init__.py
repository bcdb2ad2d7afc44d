"""Which language a text is in: a detector, the function words beside it, and what is to be believed of them."""
