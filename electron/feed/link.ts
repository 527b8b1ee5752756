/** What one connection tells of itself. What it tells after `close`, or after `down`, is not listened to. */
export type LinkEvents = {
  /** Connected and subscribed: from now on data can come. */
  up(): void;
  /** Lost, or never came to be. `why` is for people and holds no secret. */
  down(why: string): void;
  /** Something came that proves that the feed flows. */
  data(): void;
  /** The answer to `ping`. */
  pong(): void;
};

/** One connection, from the attempt to its end. */
export type Link = {
  /** False where this connection cannot be pinged. */
  ping(): boolean;
  /** What makes it worthless though it is open, in words; null while nothing does. Asked every second once it is up. */
  readonly fault?: () => string | null;
  /** Ends it at once and without waiting for the other side. */
  close(): void;
};

export type OpenLink = (events: LinkEvents) => Link;
