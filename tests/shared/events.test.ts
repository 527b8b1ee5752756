import { describe, expect, it } from 'vitest';
import type { EngineEvent } from '../../shared/events.ts';
import { isJournaled } from '../../shared/events.ts';

const journaled = (kind: EngineEvent['kind']): boolean => isJournaled({ kind } as EngineEvent);

describe('what is journaled', () => {
  it.each([
    'session-started',
    'chain-replaced',
    'trading-changed',
    'settings-changed',
    'order-reserved',
    'order-built',
    'order-signed',
    'order-sent',
    'order-confirmed',
    'order-finalized',
    'order-failed',
    'order-unknown',
    'order-expired',
    'order-abandoned',
    'position-changed',
    'position-closed',
    'position-moved',
  ] as const)('%s is', (kind) => {
    expect(journaled(kind)).toBe(true);
  });

  it.each([
    'pool-seen',
    'pool-closed',
    'pool-waiting',
    'pool-opened',
    'pool-queued',
    'queue-changed',
    'offer-made',
    'offer-requoted',
    'offer-closed',
    'order-accepted',
    'order-resent',
    'order-processed',
    'position-marked',
    'feed-status',
    'chain-status',
    'wallet-status',
    'engine-health',
    'notice',
  ] as const)('%s is true of this run only', (kind) => {
    expect(journaled(kind)).toBe(false);
  });
});
