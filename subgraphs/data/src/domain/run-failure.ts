/** A run that cannot succeed, however often it is tried; the message is for the user. */
export class RunFailure extends Error {}
