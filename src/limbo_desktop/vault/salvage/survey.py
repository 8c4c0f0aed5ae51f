"""What still reads of a damaged vault, told before anything is brought out of it."""

from dataclasses import dataclass
from pathlib import Path

from limbo_desktop.case.records import Document, Event, Person
from limbo_desktop.vault.salvage.files import files_of
from limbo_desktop.vault.salvage.finding import Progress, find
from limbo_desktop.vault.salvage.salvage import Keys, damaged_pages, records_of


@dataclass(frozen=True, slots=True)
class Survey:
    """How many records and whole files are there, and how many of the pages are damaged.

    `papers` are the documents, `files` those files of theirs that are whole, of `papers_with_file`.
    """

    pages: int
    damaged: int
    entries: int
    people: int
    papers: int
    papers_with_file: int
    files: int


def survey(path: Path, keys: Keys, progress: Progress) -> Survey:
    """Look through the file at `path`, which is only read.

    Raises WrongPassphraseError, VaultMissingError, VaultInUseError, StorageLostError.
    """
    with damaged_pages(path, keys) as pages:
        found = find(pages, progress)
        records = records_of(found).values()
        papers = [each for each in records if isinstance(each, Document)]
        wanted = {each.sha256 for each in papers if each.sha256}
        whole = {each.sha256 for each in files_of(pages, found)}
        return Survey(
            pages.count,
            len(found.damaged),
            sum(isinstance(each, Event) for each in records),
            sum(isinstance(each, Person) for each in records),
            len(papers),
            len(wanted),
            len(wanted & whole),
        )
