import { MAX_OPEN_WAIT_MS } from '../../../../electron/core/session.ts';
import type { EngineState } from '../../../../electron/core/state.ts';
import { DAY_MS } from '../../../../shared/desk.ts';
import { dayOf } from '../../../../shared/projection/day.ts';
import type { Address, UnixMs } from '../../../../shared/units.ts';
import { HOUR } from '../../../support/pools.ts';
import type { Boundary } from './machine-step.ts';

type Moment = { readonly atMs: number; readonly pool: Address | null };

/** When something ends next, and the pool that it is about. */
export function momentOf(what: Boundary, { ledger, session }: EngineState, nowMs: UnixMs): Moment {
  switch (what) {
    case 'hour':
      return { atMs: (ledger.buys[0] ?? nowMs) + HOUR, pool: null };
    case 'cooldown': {
      const [pool, untilMs] = [...ledger.cooldowns].at(-1) ?? [null, nowMs];
      return { atMs: untilMs, pool };
    }
    case 'offer': {
      const [pool] = session.offers.values();
      const open = pool === undefined ? undefined : session.open.get(pool);
      return { atMs: open?.stage === 'offered' ? open.offer.expiresAtMs : nowMs, pool: null };
    }
    case 'opening': {
      const waiting = [...session.open.values()].find(({ stage }) => stage === 'waiting');
      const sinceMs = waiting?.stage === 'waiting' ? waiting.sinceMs : nowMs;
      return { atMs: sinceMs + MAX_OPEN_WAIT_MS, pool: null };
    }
    case 'day':
      return { atMs: (dayOf(nowMs) + 1) * DAY_MS, pool: null };
  }
}
