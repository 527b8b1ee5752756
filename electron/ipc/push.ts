import type { WebContents } from 'electron';
import type { PushChannel, Pushes } from '../../shared/ipc.ts';

export type PushTarget = Pick<WebContents, 'send' | 'isDestroyed' | 'isCrashed'>;

/** Tells the window; false when there is none to tell, or the message could not be handed over. Never throws. */
export function push<C extends PushChannel>(
  target: PushTarget | null,
  channel: C,
  message: Pushes[C],
): boolean {
  if (target === null) return false;
  try {
    if (target.isDestroyed() || target.isCrashed()) return false;
    target.send(channel, message);
    return true;
  } catch {
    return false;
  }
}
