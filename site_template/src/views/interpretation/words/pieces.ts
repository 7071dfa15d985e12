/** Pieces of a sentence, which the page turns into text, links and words in colour. */

/** A word in bold; in the colour of what it names where it has a role. */
export interface Strong {
  readonly strong: string;
  readonly role?: string;
}

/** A word that leads to its concept where the site has it, in the colour of what it names. */
export interface Term {
  readonly term: string;
  readonly concept: string;
  readonly role: string;
}

/** A source that is quoted. */
export interface Source {
  readonly source: string;
  readonly href: string;
}

export type Piece = string | Strong | Term | Source;
