"""What pages are put together from: the menu, the selection row, headline figures, cards, texts for special cases."""
