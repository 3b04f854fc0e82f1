import nlp from "compromise";
import dates from "compromise-dates";

nlp.plugin(dates);

/** @param {string} text */
export const find = (text) => nlp(text).dates({ today: "2023-05-23" }).json({ offset: true }).length;
