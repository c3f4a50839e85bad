"""Reports made for tests of stories: one invented event, told, copied, cut and rewritten."""

from __future__ import annotations

from ascribe.contract.documents import Block, BlockKind, Document, Metadata

REPORT = (
    "Flood water broke through the northern dyke of Port Velan late on Sunday, driving 4,200 people from home.",
    "Governor Ines Halloran said 17 people were missing and that soldiers had reached only three of nine villages.",
    "“We have boats, but no fuel for them,” Halloran told a radio station from the flooded town hall.",
    "The dyke had been repaired in March with a loan of 12 million crowns from the river authority.",
    "Engineers who inspected it then warned in writing that the sand below the second gate was washing out.",
    "Their letter, which the harbour master Teo Brandt read aloud on Monday, asked for the gate to be closed at once.",
    "The river authority declined to say who had received the letter, citing an investigation by the state prosecutor.",
    "Trucks with tents and flour left the capital on Monday morning but were held up at the broken bridge of Sorn.",
    "Forecasters expect the Velan to rise by another 40 centimetres before Wednesday night.",
    "The last flood of that height, in 1987, killed 63 people and destroyed the old grain store.",
)

REWRITE = (
    "More than 4,200 people had to leave their homes in Port Velan after flood water broke through the northern dyke.",
    "Soldiers have so far reached three of nine villages, and 17 people were missing, Governor Ines Halloran said.",
    "Only in March the dyke was repaired, with a 12 million crowns loan from the river authority.",
    "Engineers inspecting it warned in writing at the time that sand below the second gate was washing out.",
    "Harbour master Teo Brandt on Monday read aloud their letter, which asked for the gate to be closed at once.",
    "Who received the letter the river authority declined to say, citing an investigation by the state prosecutor.",
    "Opposition leaders called for the head of the authority to step down and announced a march in the capital.",
    "Another 40 centimetres are expected by forecasters before Wednesday night.",
)
"""By another desk: names and figures stay, sentences are turned, two are cut and one is new."""

INDEPENDENT = (
    "Residents of Port Velan spent a second night on rooftops as the swollen river kept rising around them.",
    "Governor Ines Halloran, unshaven and hoarse, has become the face of a rescue that lacks nearly everything.",
    "“We have boats, but no fuel for them,” she said to a radio station, before the line went dead.",
    "At the school on the hill, teachers hand out bread that bakers brought up by mule before dawn.",
    "A nurse, Maria Quell, counted 31 children with fever and asked us to pass the number on to whoever listens.",
    "Nobody here speaks of the harbour any more; the cranes stand in the brown water like herons.",
    "Asked when help would come, a policeman shrugged and pointed at the sky, where one helicopter circled.",
)
"""The same event by a reporter of its own; one quotation is shared."""

OTHER = (
    "The national theatre of Karsk will reopen in May after eleven years, its director Olga Venn announced on Tuesday.",
    "Restorers found a painted ceiling under four layers of plaster and spent three winters on cleaning it.",
    "The first night will be a comedy that was forbidden when it was written, in 1911.",
    "Tickets cost between two and thirty crowns, and those for students are free on weekdays.",
    "A new stage lift was built by a shipyard because no other company in the country still makes such winches.",
    "Critics have asked why the building cost twice what parliament was told when it voted for the works.",
)

BOILERPLATE = (
    "Sign up for our evening letter and receive the ten most read stories of the day in your inbox for free.",
    "This newspaper is a member of the press council and follows its code of conduct in all its editions.",
    "If you have seen something that we should know, write to the newsroom or call the number on our front page.",
)


def document(name: str, *sentences: str, kind: BlockKind = BlockKind.BODY, **metadata: str | None) -> Document:
    """A document of one block a sentence."""
    blocks: list[Block] = []
    at = 0
    for sentence in sentences:
        blocks.append(Block(kind, at, at + len(sentence)))
        at += len(sentence) + 1
    return Document(name, name, name, "\n".join(sentences), tuple(blocks), Metadata(**metadata))
