const seconds = 1000;

/** Every limit in time and size, in one place. Times in milliseconds. */
export const limits = {
  /** From the start of a request to the first byte of its answer: connecting, TLS, and the service's thinking. */
  firstByte: 30 * seconds,
  /** From the start of a request to the last byte of its answer; also cuts a body that trickles in. */
  request: 60 * seconds,
  /** One operation with all its retries and waits. Three minutes, like the HTTP time-out of Microsoft's .NET SDK. */
  operation: 180 * seconds,
  /** One request for a token, with its retries. */
  signIn: 60 * seconds,
  /** A whole sign-in: reading the store, one or two requests, writing the store. Less than an operation, so that its own error comes first. */
  credential: 150 * seconds,
  /** An answer's size after decompression, in bytes. The largest documented answer has some hundred. */
  answerBytes: 1024 * 1024,
} as const;
