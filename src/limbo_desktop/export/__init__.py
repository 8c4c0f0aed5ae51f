"""What leaves for other programs: calendar files, spreadsheets, the picture of the timeline."""
