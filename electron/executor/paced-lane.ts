import { err, type Result } from '../../shared/result.ts';
import { millis, type Millis, type MonoUs } from '../../shared/units.ts';
import type { Clock } from '../engine/ports/clock.ts';
import type { SendLane } from './send-lane.ts';

/** As many as orders can be under way at once; what waits behind them would come too late. */
const MAX_WAITING = 16;

type Waiting = { readonly bytes: string; readonly go: () => void };

/**
 * Keeps a lane to one send in `every`. The first goes out at once; one that comes too early waits for its turn, in
 * order, and is taken back when its signal aborts. Bytes that already wait are not queued again: a rebroadcast must not
 * keep another order from its first send.
 */
export function paceLane(lane: SendLane, every: Millis, clock: Clock): SendLane {
  const waiting: Waiting[] = [];
  let nextUs: MonoUs | null = null;
  let timerIsSet = false;

  function takeTurn(): void {
    nextUs = (clock.monoUs() + every * 1000) as MonoUs;
  }

  const tooEarlyMs = (): Millis =>
    millis(nextUs === null ? 0 : Math.max(0, Math.ceil((nextUs - clock.monoUs()) / 1000)));

  function setTimer(): void {
    if (timerIsSet || waiting.length === 0) return;
    timerIsSet = true;
    clock.after(tooEarlyMs(), () => {
      timerIsSet = false;
      const [next] = waiting.splice(0, 1);
      next?.go();
      setTimer();
    });
  }

  function waitForTurn(bytes: string, signal: AbortSignal): Promise<Result<null, string>> {
    return new Promise((resolve) => {
      const entry: Waiting = {
        bytes,
        go: () => {
          signal.removeEventListener('abort', takenBack);
          takeTurn();
          resolve(lane.send(bytes, signal));
        },
      };
      function takenBack(): void {
        const at = waiting.indexOf(entry);
        if (at >= 0) waiting.splice(at, 1);
        resolve(err('taken back before its turn'));
      }
      signal.addEventListener('abort', takenBack, { once: true });
      waiting.push(entry);
      setTimer();
    });
  }

  return {
    name: lane.name,
    send: (bytes, signal) => {
      if (signal.aborted) return Promise.resolve(err('taken back before its turn'));
      if (waiting.length === 0 && tooEarlyMs() === 0) {
        takeTurn();
        return lane.send(bytes, signal);
      }
      if (waiting.some((each) => each.bytes === bytes)) return Promise.resolve(err('already waits its turn'));
      if (waiting.length >= MAX_WAITING) return Promise.resolve(err(`${MAX_WAITING} sends already wait`));
      return waitForTurn(bytes, signal);
    },
  };
}
