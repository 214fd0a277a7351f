"""The people whom an article is about: their names are keywords, those of the other people are not."""

from collections.abc import Sequence

from tasks.document import Measure, Person, Role

# How likely such a name is a good keyword: 44 of 46 are an annotator's too, and 33 of 42. Of those
# who give orders and are not in the headline it is 15 of 34, none in a third of the sets.
HEADLINED, MAIN = 0.95, 0.7
OFTEN = 3  # times named


def find_subjects(
    people: Sequence[Person], measures: Sequence[Measure], title: str
) -> dict[str, float]:
    """Whom the headline names, and a main person who is no official giving orders; how likely."""
    demanding = {measure.speaker for measure in measures}
    headlined = {person.name: HEADLINED for person in people if person.name in title}
    main = {
        person.name: MAIN
        for person in people
        if person.role is Role.PRINCIPAL
        and len(person.spans) >= OFTEN
        and person.name not in demanding
    }
    return main | headlined
