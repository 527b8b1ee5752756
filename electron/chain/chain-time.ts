import { z } from 'zod';
import {
  millis,
  monoUs,
  slot,
  type Millis,
  type MonoUs,
  type Slot,
  type UnixMs,
} from '../../shared/units.ts';
import type { Clock } from '../engine/ports/clock.ts';
import type { Log } from '../engine/ports/log.ts';
import type { ChainTime } from '../engine/ports/pool-chain.ts';
import { CLOCK_SYSVAR } from '../protocol/programs.ts';
import type { AccountReader } from './account-reader.ts';
import { decodeClockSysvar } from './clock-sysvar.ts';
import type { PubsubClient } from './pubsub-client.ts';
import type { RpcEndpoints } from './rpc-endpoints.ts';
import { slotSchema } from './rpc-schemas.ts';

export type ChainTimeSource = {
  /** The newest that is known; null before the first. */
  now(): ChainTime | null;
  /** As of that moment; null where the chain does not tell it. */
  epoch(): number | null;
  ageMs(): Millis | null;
  /** Somebody waits for this moment: until the chain's clock shows it, a clock that is not told is asked for every slot. */
  expect(moment: UnixMs): void;
  refresh(): Promise<void>;
  start(): void;
  stop(): void;
};

export type ChainTimeParts = {
  readonly reader: AccountReader;
  readonly endpoints: RpcEndpoints;
  readonly pubsub: PubsubClient;
  readonly clock: Clock;
  readonly log: Log;
  readonly tell: (time: ChainTime) => void;
  /** Whether a slot can be. */
  readonly isBelievable: (told: Slot) => boolean;
};

/** One slot. */
const TICK_MS = millis(400);
/** A subscription that is silent for so long is not relied on: small servers do not tell of sysvars. */
const SILENT_US = 1_500_000;
const SLOW_POLL_US = 2_000_000;
/** A pool that opens later than this is not waited for by the slot. */
const MOST_EXPECTED_MS = 600_000;

const BLOCK_TIME = z.int().nonnegative().nullable();

/**
 * The chain's own clock, which programs compare opening times with: told by a subscription to the Clock sysvar, else
 * read, else from the newest block's time. It does not go back.
 */
export function makeChainTime(parts: ChainTimeParts): ChainTimeSource {
  const { reader, endpoints, pubsub, clock, log } = parts;
  const stopped = new AbortController();
  const { signal } = stopped;
  let known: (ChainTime & { readonly epoch: number | null; readonly atUs: MonoUs }) | null = null;
  let toldUs: MonoUs | null = null;
  let polledUs = monoUs(0);
  let polling: Promise<void> | null = null;
  let expectedS = 0;
  let hasSysvar = true;
  let ends: readonly (() => void)[] = [];

  function take(time: ChainTime, epoch: number | null): void {
    if (!parts.isBelievable(time.slot)) return;
    if (known !== null && (time.slot < known.slot || time.unixS < known.unixS)) return;
    const isNew = time.slot !== known?.slot || time.unixS !== known.unixS;
    known = {
      slot: time.slot,
      unixS: time.unixS,
      epoch: epoch ?? known?.epoch ?? null,
      atUs: clock.monoUs(),
    };
    if (isNew) parts.tell({ slot: time.slot, unixS: time.unixS });
  }

  function takeAccount(data: Uint8Array): boolean {
    const time = decodeClockSysvar(data);
    if (time !== null) take(time, time.epoch);
    return time !== null;
  }

  async function readBlockTime(): Promise<void> {
    const at = await endpoints.read('getSlot', [{ commitment: 'confirmed' }], slotSchema, signal, 'buy');
    if (!at.ok) return;
    const time = await endpoints.read('getBlockTime', [at.value], BLOCK_TIME, signal, 'buy');
    if (time.ok && time.value !== null) take({ slot: slot(at.value), unixS: time.value }, null);
  }

  async function poll(): Promise<void> {
    polledUs = clock.monoUs();
    if (!hasSysvar) return readBlockTime();
    const answered = await reader.read([CLOCK_SYSVAR], signal, 'buy');
    if (!answered.ok) return;
    const account = answered.value.accounts[0] ?? null;
    if (account !== null && takeAccount(account.data)) return;
    log.warn('the chain’s clock is read from its blocks', { missing: 'the Clock sysvar' });
    hasSysvar = false;
    return readBlockTime();
  }

  const refresh = (): Promise<void> => {
    if (signal.aborted) return Promise.resolve();
    polling ??= poll().finally(() => {
      polling = null;
    });
    return polling;
  };

  function tick(): void {
    const nowUs = clock.monoUs();
    if (toldUs !== null && nowUs - toldUs < SILENT_US) return;
    const isWaitedFor = known !== null && known.unixS < expectedS;
    if (isWaitedFor || nowUs - polledUs >= SLOW_POLL_US) void refresh();
  }

  return {
    now: () => (known === null ? null : { slot: known.slot, unixS: known.unixS }),
    epoch: () => known?.epoch ?? null,
    ageMs: () => (known === null ? null : millis((clock.monoUs() - known.atUs) / 1000)),
    expect: (moment) => {
      const nowMs = known === null ? clock.nowMs() : known.unixS * 1000;
      if (moment > nowMs && moment - nowMs <= MOST_EXPECTED_MS) {
        expectedS = Math.max(expectedS, Math.ceil(moment / 1000));
      }
    },
    refresh,
    start: () => {
      if (ends.length > 0 || signal.aborted) return;
      ends = [
        pubsub.onAccount(CLOCK_SYSVAR, 'processed', ({ account }) => {
          if (takeAccount(account.data)) toldUs = clock.monoUs();
        }),
        clock.every(TICK_MS, tick),
      ];
    },
    stop: () => {
      for (const end of ends) end();
      stopped.abort();
    },
  };
}
