import type { Command, CommandReply } from './commands.ts';
import type { Desk } from './desk.ts';
import type { EngineEvent } from './events.ts';

/** What keeps the desk from starting: each names the thing, what was found and what to do. */
export type StartProblem = { readonly what: string; readonly found: string; readonly remedy: string };

/** The answer to a request for the desk: the replica to start from and the sequence number that it includes. */
export type DeskAnswer =
  | { readonly phase: 'starting'; readonly step: string }
  | { readonly phase: 'failed'; readonly problems: readonly StartProblem[] }
  | { readonly phase: 'running'; readonly sequence: number; readonly desk: Desk };

/** Events `first`, `first + 1`, …: at most one batch a frame. A gap against the replica asks for a new snapshot. */
export type EventBatch = { readonly first: number; readonly events: readonly EngineEvent[] };

/** The window asks, the main process answers. */
export type Invokes = {
  readonly 'desk:open': { readonly request: null; readonly reply: DeskAnswer };
  readonly 'desk:command': { readonly request: Command; readonly reply: CommandReply };
};

/** The main process tells. `desk:phase` is sent when starting up ends, well or not. */
export type Pushes = {
  readonly 'desk:batch': EventBatch;
  readonly 'desk:phase': { readonly phase: DeskAnswer['phase'] };
};

export type InvokeChannel = keyof Invokes;
export type PushChannel = keyof Pushes;

export const INVOKE_CHANNELS = ['desk:open', 'desk:command'] as const satisfies readonly InvokeChannel[];
export const PUSH_CHANNELS = ['desk:batch', 'desk:phase'] as const satisfies readonly PushChannel[];

/**
 * The preload tells on this channel that a batch has arrived in the window: the number of its last event. It is
 * between the preload and the publisher alone, and no part of what the page sees, so a page cannot forge it.
 */
export const BATCH_RECEIPT_CHANNEL = 'desk:batch-received';

/** Exactly what the preload puts on `window.desktop`. */
export type DesktopApi = {
  invoke<C extends InvokeChannel>(channel: C, request: Invokes[C]['request']): Promise<Invokes[C]['reply']>;
  /** Returns the function that ends the subscription. */
  subscribe<C extends PushChannel>(channel: C, listener: (message: Pushes[C]) => void): () => void;
};
