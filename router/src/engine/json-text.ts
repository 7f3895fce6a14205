/** A value of an answer that is JSON already: a long one is not to be written down for each client. */
export class JsonText {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  get text(): string {
    return this.#text;
  }

  /** For whoever writes an answer down without knowing of it. */
  toJSON(): unknown {
    return JSON.parse(this.#text);
  }
}
