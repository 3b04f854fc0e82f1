import winkNLP from "wink-nlp";
import model from "wink-eng-lite-web-model";

const nlp = winkNLP(model);

/** @param {string} text */
export const find = (text) => nlp.readDoc(text).entities().out(nlp.its.detail).length;
