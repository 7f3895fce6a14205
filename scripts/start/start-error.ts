/** Why the stack does not start, in a sentence for the person at the terminal. */
export class StartError extends Error {}
