"""What forms of records share: fields of dates, languages and people, and saving as typed."""
