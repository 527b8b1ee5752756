import type { Result } from '../../shared/result.ts';

/**
 * One way to the leaders. `send` has handed the bytes to a socket when it returns its promise, which then tells whether
 * they were taken, or in one line why not. It never tries again by itself: that would go on after a stop.
 */
export type SendLane = {
  readonly name: string;
  send(transactionBase64: string, signal: AbortSignal): Promise<Result<null, string>>;
};
