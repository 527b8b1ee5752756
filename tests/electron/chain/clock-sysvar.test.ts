import { describe, expect, it } from 'vitest';
import { decodeClockSysvar } from '../../../electron/chain/clock-sysvar.ts';
import { clockBytes } from './account-bytes.ts';

describe('the Clock sysvar', () => {
  it('is read at its places, and refused where it is none', () => {
    const bytes = clockBytes({ slot: 5, epoch: 6, unixS: 1_700_000_000 });
    expect(decodeClockSysvar(bytes)).toEqual({ slot: 5, epoch: 6, unixS: 1_700_000_000 });
    expect(decodeClockSysvar(bytes.subarray(1))).toBeNull();
    expect(decodeClockSysvar(new Uint8Array(40).fill(255))).toBeNull();
  });
});
