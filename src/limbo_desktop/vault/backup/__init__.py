"""Backups: whole encrypted copies that were opened and checked, dated and thinned out."""
