// DO NOT EDIT. Generated from src/report and src/options.rs by:
// cargo run -p marginalia-tools --features schema -- schema

/** Everything that is known of a text: a pure function of the text and the options. */
export interface Report {
  /** Of this contract: 1. */
  version: number;
  /** What made the report. */
  engine: Engine;
  /** Language of the text. */
  language: Language;
  /** When it was published. */
  published: Published;
  /** Tiles of the text, separators included. */
  blocks: Array<Block>;
  /** Sentences, inside blocks. */
  sentences: Array<Sentence>;
  /** What is marked; the engine's never overlap. */
  mentions: Array<Mention>;
  /** Who and what is named, by salience, then first mention. */
  entities: Array<Entity>;
  /** Temporal expressions. */
  dates: Array<Date>;
  /** Money and percentages. */
  amounts: Array<Quantity>;
  /** What it says. */
  summary: Summary;
  /** Indices of the corrections that no longer fit the text. */
  unplaced: Array<number>;
  /** Start and end of each token, flat; null unless asked for. */
  tokens: Array<number> | null;
}

/** What made the report. */
export interface Engine {
  /** Of the program. */
  version: string;
  /** Of the packed names model. */
  model: string;
}

/** Language of a text. */
export interface Language {
  /** ISO 639-1, or `und`. */
  code: string;
  /** Whether names are tagged in this language. */
  supported: boolean;
}

/** When the text was published. */
export interface Published {
  /** `2023-05-23`, `2023-05` or `1863`. */
  date: string | null;
  /** Where the date came from. */
  source: Source;
  /** Where it stands in the text. */
  start: number | null;
  /** Its end. */
  end: number | null;
}

/** Where the publication date came from. */
export type Source =
  /** The caller said so. */
  | "given"
  /** It stands in the text. */
  | "found"
  /** Unknown. */
  | "none";

/** A paragraph-like piece. */
export interface Block {
  /** First unit. */
  start: number;
  /** One past the last, the separator after it included. */
  end: number;
  /** What it is to the article. */
  role: Role;
  /** Level of a heading, 2 to 4. */
  level: number | null;
  /** ISO 639-1, or `und`. */
  language: string;
  /** Whether it belongs to the article. */
  body: boolean;
}

/** What a block is to the article. */
export type Role =
  /** The article's title. */
  | "headline"
  /** The standfirst below it. */
  | "deck"
  /** A heading inside the article. */
  | "heading"
  /** Who wrote it. */
  | "byline"
  /** Where (and when) it was filed, on a line of its own. */
  | "dateline"
  /** When it was published or updated. */
  | "published"
  /** Running prose. */
  | "paragraph"
  /** A block quotation. */
  | "quote"
  /** Words below a picture. */
  | "caption"
  /** Whose picture. */
  | "credit"
  /** An item of a list. */
  | "list"
  /** A row of a table. */
  | "table"
  /** About the author. Not body. */
  | "bio"
  /** Other articles. Not body. */
  | "related"
  /** Newsletters, subscriptions, advertisements. Not body. */
  | "promo"
  /** Menus, share buttons, page numbers, notices. Not body. */
  | "furniture";

/** A sentence. */
export interface Sentence {
  /** First unit. */
  start: number;
  /** One past the last. */
  end: number;
}

/** A marked stretch. */
export interface Mention {
  /** First unit. */
  start: number;
  /** One past the last. */
  end: number;
  /** What it names. */
  kind: Kind;
  /** Identifier of its entity; null exactly for dates and amounts. */
  entity: string | null;
  /** 0 to 1; null for dates and amounts. */
  confidence: number | null;
  /** Who marked it. */
  by: By;
}

/** What a mention names. */
export type Kind =
  /** A human being, real or fictional, without title. */
  | "person"
  /** Companies, bodies, courts, parties, teams, armed groups, media. */
  | "organization"
  /** Countries to streets, named buildings, waters, planets. */
  | "place"
  /** Nationalities, religions, political groups. */
  | "group"
  /** Wars, storms, tournaments, named holidays. */
  | "event"
  /** Titles of books, films, songs, reports. */
  | "work"
  /** Named statutes and treaties. */
  | "law"
  /** Named products, vehicles, craft, services. */
  | "product"
  /** A calendar date, TIMEX3 `DATE`. */
  | "date"
  /** A time of day, TIMEX3 `TIME`. */
  | "time"
  /** A length of time, TIMEX3 `DURATION`. */
  | "duration"
  /** A recurring time, TIMEX3 `SET`. */
  | "set"
  /** An amount of money. */
  | "money"
  /** A percentage. */
  | "percent";

/** Who marked a mention. */
export type By =
  /** This program. */
  | "engine"
  /** The reader, at this spot. */
  | "reader"
  /** A rule the reader keeps for a spelling. */
  | "rule";

/** A named thing. */
export interface Entity {
  /** Stable across reports. */
  id: string;
  /** What it is. */
  kind: Kind;
  /** The fullest, best-cased name. */
  name: string;
  /** Other spellings. */
  aliases: Array<string>;
  /** What introduces it. */
  role: string | null;
  /** ISO 3166-1 alpha-2. */
  country: string | null;
  /** Indices into `mentions`. */
  mentions: Array<number>;
  /** 0 to 1. */
  salience: number;
  /** Up to eight that share sentences with it. */
  related: Array<Related>;
  /** Where on Earth. */
  place: Place | null;
}

/** One that shares sentences. */
export interface Related {
  /** Identifier of the other. */
  id: string;
  /** 0 to 1. */
  weight: number;
}

/** Where on Earth. */
export interface Place {
  /** `geonames:703448` or `ne:…`. */
  id: string;
  /** English name. */
  name: string;
  /** What it is. */
  kind: PlaceKind;
  /** ISO 3166-1 alpha-2. */
  country: string | null;
  /** Name of the first-order division. */
  admin1: string | null;
  /** Degrees north. */
  lat: number;
  /** Degrees east. */
  lon: number;
  /** 0 to 1. */
  confidence: number;
  /** Whether the map shows it. */
  pin: boolean;
  /** The second candidate. */
  runner_up: RunnerUp | null;
}

/** What kind of place. */
export type PlaceKind =
  /** Sovereign states and dependent territories. */
  | "country"
  /** First-order divisions: states, provinces, regions. */
  | "admin1"
  /** Second-order divisions: counties, districts. */
  | "admin2"
  /** Populated places of any size. */
  | "city"
  /** Seas, rivers, lakes, straits. */
  | "water"
  /** Mountains and ranges. */
  | "mountain"
  /** Continents, deserts, peninsulas, islands. */
  | "region"
  /** Parks and reserves. */
  | "park"
  /** Airports and other built things. */
  | "facility";

/** The place it could be instead. */
export interface RunnerUp {
  /** `geonames:703448` or `ne:…`. */
  id: string;
  /** English name. */
  name: string;
  /** What it is. */
  kind: PlaceKind;
  /** ISO 3166-1 alpha-2. */
  country: string | null;
  /** Name of the first-order division. */
  admin1: string | null;
  /** Degrees north. */
  lat: number;
  /** Degrees east. */
  lon: number;
  /** 0 to 1. */
  confidence: number;
  /** Whether the map shows it: never. */
  pin: boolean;
}

/** A temporal expression. */
export interface Date {
  /** Index into `mentions`. */
  mention: number;
  /** TIMEX3. */
  value: string;
  /** TIMEX3 type. */
  type: DateType;
  /** Whether every field was read, none guessed. */
  certain: boolean;
  /** First local moment, ISO 8601, inclusive. */
  begin: string | null;
  /** Last local moment. */
  end: string | null;
  /** Why it has this value. */
  why: string;
  /** The clause that holds its news. */
  clause: Sentence;
}

/** TIMEX3 type. */
export type DateType =
  /** A calendar date. */
  | "DATE"
  /** A time of day. */
  | "TIME"
  /** A length of time. */
  | "DURATION"
  /** A recurring time. */
  | "SET";

/** An amount. */
export interface Quantity {
  /** Index into `mentions`. */
  mention: number;
  /** The number meant. */
  value: number;
  /** ISO 4217 currency, or `percent`. */
  unit: string;
}

/** What it says. */
export interface Summary {
  /** The headline; empty without one. */
  title: string;
  /** Indices of key sentences. */
  sentences: Array<number>;
}

/** One publication date, or several that take over from one another (a diary). */
export type PublishedOption =
  /** For the whole text. */
  | PublicationDate
  /** From each start on. */
  | Array<PublishedFrom>;

/** A publication date as precise as it is known: a year, a month or a day.
 * Written `1863`, `2023-05` or `2023-05-23`. */
export type PublicationDate = string;

/** A publication date that holds from a place in the text on. */
export interface PublishedFrom {
  /** First code unit it holds for. */
  start: number;
  /** The date. */
  date: PublicationDate;
}

/** What the pasted HTML said of a stretch of the text. */
export interface Hint {
  /** First code unit. */
  start: number;
  /** One past the last code unit. */
  end: number;
  /** Lower-case element name; its classes and id may follow after dots: `div.related-posts`. */
  tag: string;
  /** Number of ancestors below `body`. */
  depth?: number;
  /** Share of the characters inside links, 0 to 1. */
  link_share?: number;
  /** The `datetime` attribute of a `time` element. */
  datetime?: string | null;
}

/** One thing the reader changed. */
export type Correction =
  /** This is a mention. */
  | {
    op: "mark";
    /** What to mark. */
    at: Target;
    /** As what. */
    kind: Kind;
  }
  /** This is no mention. */
  | {
    op: "unmark";
    /** What to leave plain. */
    at: Target;
  }
  /** This mention is of another kind. */
  | {
    op: "kind";
    /** Which. */
    at: Target;
    /** What it is. */
    kind: Kind;
  }
  /** This mention is longer or shorter. */
  | {
    op: "extent";
    /** The mention as it stands. */
    at: Spot;
    /** The words it should cover. */
    to: Spot;
  }
  /** These two name one thing. */
  | {
    op: "same";
    /** The one. */
    at: Target;
    /** The other. */
    with: Target;
  }
  /** This name is not the same as the others of its entity. */
  | {
    op: "split";
    /** Which. */
    at: Target;
  }
  /** This name stands for that place. */
  | {
    op: "place";
    /** Which. */
    at: Target;
    /** A gazetteer identifier from the report, such as `geonames:703448`; null for no place. */
    place?: string | null;
  }
  /** This expression means that date. */
  | {
    op: "date";
    /** Which. */
    at: Target;
    /** A TIMEX3 value. */
    value: string;
  }
  /** This block plays another role. */
  | {
    op: "role";
    /** Any stretch inside the block. */
    at: Spot;
    /** What it is. */
    role: Role;
  }
  /** A note of the reader's; changes nothing. */
  | {
    op: "note";
    /** What it is about. */
    at: Spot;
    /** The note. */
    text: string;
  };

/** What a correction is about: one spot, or a spelling wherever it stands. */
export type Target =
  /** This one occurrence. */
  | {
    /** Where. */
    spot: Spot;
  }
  /** Every occurrence of a spelling, as whole words in this case. */
  | {
    /** The spelling. */
    surface: string;
    /** Only mentions of this kind. */
    kind?: Kind | null;
  };

/** A stretch of the text, told by its words so that it survives an edited draft. */
export interface Spot {
  /** The words themselves; never matched fuzzily. */
  quote: string;
  /** Up to 32 UTF-16 code units before them. */
  prefix?: string;
  /** Up to 32 UTF-16 code units after them. */
  suffix?: string;
  /** UTF-16 code units before them. */
  start: number;
}

/** What the caller says beside the text. All offsets are UTF-16 code units. */
export interface Options {
  /** When the text was published. */
  published?: PublishedOption | null;
  /** What the pasted HTML said of stretches of the text. */
  hints?: Array<Hint>;
  /** What the reader changed, oldest first. */
  corrections?: Array<Correction>;
  /** Whether the report lists the tokens. */
  tokens?: boolean;
}
