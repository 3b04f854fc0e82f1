/** The example article, of our own writing; its people, bodies and events are invented. */

export const EXAMPLE = {
  text: `Ferry crew praised after night rescue off Galway
By Maeve Corrigan
Published 14 March 2024
A crew from the Atlantic Lifeboat Society pulled eleven people from a drifting ferry off Galway late on Tuesday, the Irish Coast Guard said, after its engine failed in heavy seas on the way from the Aran Islands.
The ferry, the Grainne, had left Inishmore at 6:40 pm with a crew of four and seven passengers, among them two teachers from Cork and a German couple. Nobody was badly hurt.
“We had perhaps twenty minutes before the rocks,” said Declan Moran, the lifeboat’s coxswain, who has served since 1998. “The crew did everything right.” Moran, 57, was due to retire in June.
Niamh Keane, chief executive of Westline Ferries, said on Wednesday that the company would replace the engines of its three oldest boats by the end of the year, at a cost of €4.2 million. Westline carried 310,000 passengers in 2023, 12% more than the year before.
Sign up for our Harbour newsletter
The week on the water, in your inbox every Friday.
The Marine Casualty Board opened an inquiry. A spokeswoman, Orla Fitzgerald, said investigators would travel from Dublin on Monday and report within six months. The board last looked into Westline in 2019, after the Saint Enda ran aground near Doolin.
In Kilronan, the largest village on Inishmore, the school stayed closed on Wednesday so that families could wait at the pier together. “You could hear the whole island breathe out,” said Keane, whose brother was on board.
The Galway City Council will honour the lifeboat crew on 1 April. Moran says he will come, if the weather lets him.
Maeve Corrigan covers the sea for the Connacht Courier. She lives in Galway.
`,
};
