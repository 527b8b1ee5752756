import type { InvokeChannel, Invokes } from '../../shared/ipc.ts';
import { isTrustedSender, sourceOf, type MessageEvent, type TrustedWindow } from './trusted-sender.ts';

/** The side of Electron's ipcMain that answers. */
export type InvokeSide = {
  handle(channel: string, answer: (event: MessageEvent, request: unknown) => unknown): void;
};

export type HandleDeps = {
  readonly ipc: InvokeSide;
  readonly window: () => TrustedWindow | null;
  /** Told about a sender that is not our window. */
  readonly complain: (sentence: string) => void;
  /** Told what an answer threw: a broken invariant, for which trading halts. */
  readonly fault: (error: unknown) => void;
};

/** Answers one channel of the contract. What is asked is `unknown`: the answer has to check it. */
export function handle<C extends InvokeChannel>(
  deps: HandleDeps,
  channel: C,
  answer: (request: unknown) => Invokes[C]['reply'],
): void {
  deps.ipc.handle(channel, (event, request: unknown) => {
    const window = deps.window();
    // The window closed while its question was on the way: nobody waits for the answer.
    if (window === null) return undefined;
    if (!isTrustedSender(sourceOf(event), window)) {
      deps.complain(`a message on ${channel} did not come from the window, and was refused`);
      throw new Error('refused');
    }
    const reply = attempt(() => answer(request), deps.fault);
    // The window gets no inner words: they may hold what it must not see.
    if (reply === undefined) throw new Error('could not be answered');
    return reply;
  });
}

function attempt<T>(work: () => T, failed: (error: unknown) => void): T | undefined {
  try {
    return work();
  } catch (error) {
    failed(error);
    return undefined;
  }
}
